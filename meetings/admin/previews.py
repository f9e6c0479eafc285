"""“What would this change?”: the answer that the desk shows before anything is saved, withdrawn or deleted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError
from django.db.models import ProtectedError
from django.utils import timezone

from meetings.admin.refusals import sentence_of
from meetings.consequence_words import (
    expected_sentences,
    gap_sentence,
    predicate,
    silence_changes,
    silence_sentence,
)
from meetings.consequences import Busy, Consequences, Make, consequences_of, expected
from meetings.vocabulary import Publication

BUSY = "Somebody is saving this meeting at this moment: ask again in a few seconds."
NO_EXPECTED_CHANGE = "The worker is judging the gaps; as the record stands, no flag will change."


@dataclass
class Preview:
    """The answer. `problems`: what must be right before anything can be said, each with the name of its box (empty:
    of the whole). `obstacles`: what stands against publishing. `lines`: kind (for the look) and sentence."""

    lines: list[tuple[str, str]] = field(default_factory=list)
    problems: list[tuple[str, str]] = field(default_factory=list)
    obstacles: list[str] = field(default_factory=list)

    def add(
        self, subject: str, found: Sequence[Consequences], gaps: Callable[[], Iterable[str]] = tuple
    ) -> None:
        """What follows from an act: the flags first, then the gap before the session, then the silences."""
        self.lines += _flag_lines(subject, found)
        self.lines += [("gap", sentence) for sentence in gaps()]
        self.lines += [
            ("silence", silence_sentence(each))
            for each in found
            if silence_changes(each) or each.gap is not None
        ]


def _flag_lines(subject: str, found: Sequence[Consequences]) -> Iterator[tuple[str, str]]:
    changes = [(each, council.council.short_name) for council in found for each in council.flags]
    for each, council in changes:
        yield each.change.verb, f"{subject} would {predicate(each, council)}."
    if not changes:
        yield "none", f"{subject}: no flag would change."


def gap_lines(found: Iterable[Consequences]) -> list[str]:
    return [gap_sentence(each.gap, each.council) for each in found if each.gap is not None]


def tried(preview: Preview, make: Make, **options: Any) -> list[Consequences] | None:
    """What would follow from the change; None where it is refused, and the preview then says why."""
    try:
        return consequences_of(make, now=timezone.now(), **options)
    except Busy:
        preview.problems.append(("", BUSY))
    except IntegrityError as error:
        preview.problems.append(("", sentence_of(error)))
    return None


def preview_of_withdrawal(records: Any) -> Preview:
    """What withdrawing these records from the public would change."""

    def withdraw() -> None:
        for record in records.model.objects.filter(pk__in=[each.pk for each in records]):
            record.publication = Publication.WITHDRAWN
            record.save(update_fields=["publication"])

    preview = Preview()
    if (found := tried(preview, withdraw)) is not None:
        names = records.model._meta
        whom = f"the {names.verbose_name}" if len(records) == 1 else f"these {names.verbose_name_plural}"
        preview.add(f"Withdrawing {whom}", found)
    return preview


def preview_of_deletion(record: Any) -> Preview | None:
    """What deleting the record would change; None where other records forbid it, as the page itself says."""

    def delete() -> None:
        type(record).objects.get(pk=record.pk).delete()

    preview = Preview()
    try:
        found = tried(preview, delete)
    except ProtectedError:
        return None
    if found is not None:
        preview.add("Deleting it", found)
    return preview


def what_the_worker_will_do() -> str:
    """After a save, within its transaction: what follows for the flags, which a worker stores in a moment."""
    sentences = list(expected_sentences(expected(now=timezone.now())))
    return f"The worker is judging the gaps. {' '.join(sentences)}" if sentences else NO_EXPECTED_CHANGE
