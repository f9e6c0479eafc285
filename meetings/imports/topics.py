"""Topics that imported agenda items belong to: those on record, and subjects that several sessions share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.utils.text import slugify

from meetings.models import Topic

_LONGEST_NAME = 160
_SHARED_BY = 2  # sessions
_MOST_COUNTED = 100_000  # different subjects; a file of more has no common words


class TopicShelf:
    """Counts subjects while an import is planned; finds or makes their topics while it is written."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._spelling: dict[str, str] = {}
        self._ids = {name.casefold(): pk for pk, name in Topic.objects.values_list("pk", "name")}
        self._slugs = set(Topic.objects.values_list("slug", flat=True))

    def note(self, texts: Iterable[str]) -> None:
        """Count the subjects of one session."""
        for text in texts:
            folded = text.casefold()
            if folded in self._counts or len(self._counts) < _MOST_COUNTED:
                self._counts[folded] += 1
                self._spelling.setdefault(folded, text)

    def find(self, text: str) -> int | None:
        """The topic of a subject, made if several sessions share the subject; None if it has none."""
        folded = text.casefold()
        if folded not in self._ids and self._counts[folded] >= _SHARED_BY and len(text) <= _LONGEST_NAME:
            self._ids[folded] = self._make(self._spelling[folded])
        return self._ids.get(folded)

    def _make(self, name: str) -> int:
        stem = slugify(name)[:70] or "topic"
        slug, number = stem, 2
        while slug in self._slugs:
            slug, number = f"{stem}-{number}", number + 1
        self._slugs.add(slug)
        return Topic.objects.create(name=name, slug=slug).pk
