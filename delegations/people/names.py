"""A person's names: the spellings on record, and how delegations and statements print who it was."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Max, QuerySet

from delegations.models import Delegate

PRINTED_SHOWN = 40


@dataclass
class Printed:
    """Words that stand for the person at sessions: `der Chefdiplomat`. `languages`: of wordings that print it; `session`: the
    latest, by its key."""

    text: str
    times: int = 0
    session: int = 0
    languages: list[str] = field(default_factory=list)

    @property
    def language(self) -> str:
        """If it is one for all."""
        return self.languages[0] if len(self.languages) == 1 else ""


def as_printed(seats: "QuerySet[Delegate]", statements: "QuerySet[Any]") -> Sequence[Printed]:
    """How the person is printed in these seats and statements, most often first. Two queries."""
    found: dict[str, Printed] = {}
    in_seats = (
        seats.exclude(name_as_printed="")
        .order_by()
        .values_list("name_as_printed")
        .annotate(n=Count("pk"), latest=Max("delegation__session"))
        .order_by("-n", "name_as_printed")[:PRINTED_SHOWN]
    )
    in_wordings = (
        statements.exclude(wordings__speaker_as_printed="")
        .order_by()
        .values_list("wordings__speaker_as_printed", "wordings__language")
        .annotate(n=Count("pk"), latest=Max("session"))
        .order_by("-n", "wordings__speaker_as_printed")[:PRINTED_SHOWN]
    )
    for text, times, session in in_seats:
        _add(found, text, times, session)
    for text, language, times, session in in_wordings:
        if text:
            _add(found, text, times, session, language)
    return sorted(found.values(), key=lambda each: (-each.times, each.text))[:PRINTED_SHOWN]


def _add(found: dict[str, Printed], text: str, times: int, session: int, language: str = "") -> None:
    row = found.setdefault(text, Printed(text))
    row.times += times
    row.session = max(row.session, session)
    if language and language not in row.languages:
        row.languages.append(language)
