"""What changed in a session since it was published, in plain words. Who changed it is never said."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from django.db.models import CharField, QuerySet, Value

from meetings.models import Session
from meetings.vocabulary import Publication

# What the public can see of a session row, and what it is called.
SESSION_FIELDS = {
    "title": "title",
    "start": "date",
    "end": "last day",
    "date_as_printed": "date as printed",
    "date_basis": "basis of the date",
    "start_time": "time",
    "end_time": "time",
    "planned_start": "planned date",
    "decided": "day of the decision",
    "status": "status",
    "formation": "formation",
    "level": "level",
    "format": "format",
    "part_of_id": "session it belongs to",
    "place_id": "place",
    "venue": "venue",
    "duration_minutes_min": "duration",
    "duration_minutes_max": "duration",
    "duration_as_printed": "duration as printed",
    "outcome_kind": "kind of outcome",
    "outcome": "outcome",
    "outcome_according_to": "whose word the outcome is",
    "follow_up": "follow-up",
    "roster_complete": "completeness of the delegations",
}
VERBS = {"insert": "added", "update": "changed", "delete": "removed"}
# Days listed; older ones are summed up.
DAYS_SHOWN = 20


@dataclass(frozen=True)
class Revision:
    """What changed on one day (UTC)."""

    day: date
    words: str


def revisions(session: Session, at: datetime) -> list[Revision]:
    """Latest day first, the day of publication last; nothing from before it. Two queries."""
    rows = list(
        _history(Session)
        .filter(pgh_obj=session)
        .order_by("pgh_id")
        .values("pgh_created_at", "publication", *SESSION_FIELDS)
    )
    first = next((n for n, row in enumerate(rows) if row["publication"] == Publication.PUBLISHED), None)
    if first is None:
        return []
    since: datetime = rows[first]["pgh_created_at"]
    by_day: dict[date, list[str]] = defaultdict(list)
    by_day[since.date()].append("published")
    for before, after in pairwise(rows[first:]):
        by_day[after["pgh_created_at"].date()] += _differences(before, after)
    counted: dict[tuple[date, str, str], int] = defaultdict(int)
    for moment, label, kind in _attached(session, at, since):
        counted[moment.date(), kind, label] += 1
    for (day, kind, label), count in counted.items():
        by_day[day].append(_counted(kind, VERBS.get(label, label), count))
    days = sorted(by_day.items(), reverse=True)
    return [Revision(day, "; ".join(dict.fromkeys(words))) for day, words in days if words][:DAYS_SHOWN]


def _differences(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """`date changed`, `venue added`, `withdrawn` …"""
    words = []
    if before["publication"] != after["publication"]:
        words.append(str(Publication(after["publication"]).label))
    for field, name in SESSION_FIELDS.items():
        old, new = before[field], after[field]
        if old != new:
            words.append(
                f"{name} {'added' if old in (None, '') else 'removed' if new in (None, '') else 'changed'}"
            )
    return words


def _counted(kind: str, verb: str, count: int) -> str:
    if count == 1:
        return f"{kind} {verb}"
    plural = f"{kind[:-1]}ies" if kind.endswith("y") else f"{kind}s"
    return f"{count:,} {plural} {verb}"


def _attached(session: Session, at: datetime, since: datetime) -> Iterable[tuple[datetime, str, str]]:
    """Changes of what hangs on the session, after its publication: instant, label, kind. One query."""
    parts = [
        _events(session.citations.model, "citation", session_id=session.pk),
        _events(session.agenda.model, "agenda item", session_id=session.pk),
        _events(session.announcements.model, "announcement", session_id=session.pk),
        _events(session.delegations.model, "delegation", session_id=session.pk),
        _events(session.gap_claims.model, "gap claim", session_id=session.pk),
        _events(
            session.statements.model, "statement", pgh_obj__in=session.statements.public(at).values("pk")
        ),
    ]
    shown = [part.filter(pgh_created_at__gt=since) for part in parts]
    return shown[0].union(*shown[1:], all=True).values_list("pgh_created_at", "pgh_label", "kind")


def _events(model: Any, kind: str, **of_session: Any) -> "QuerySet[Any]":
    """History rows of the model that belong to the session."""
    events = _history(model).filter(**of_session).order_by()
    return events.annotate(kind=Value(kind, CharField())).values("pgh_created_at", "pgh_label", "kind")


def _history(model: Any) -> "QuerySet[Any]":
    """All history rows of the model's table, which pghistory keeps in a model of its own."""
    return model._meta.get_field("events").related_model.objects.all()
