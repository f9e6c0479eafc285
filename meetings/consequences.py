"""What a change of the record would do to flags and silences, before any of it is kept.

The change is made for real, in a transaction that is always taken back: what the database refuses, counts and marks
is then what it would refuse, count and mark. Nothing remains of it (sequences apart), no message is sent, and
whatever it locked is free again before the answer is put into words.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import OperationalError, connection, transaction
from django.db.models.functions import Coalesce

from meetings.assessment import gaps_wanted, preview_of
from meetings.evidence import Records, read_records
from meetings.explanations import Context
from meetings.flags import Change
from meetings.models import Council, Resumption, Source
from meetings.resumptions import Assessment
from meetings.vocabulary import Publication
from meetings.watch import CouncilSilence

_PATIENCE = "2s"  # for a row that somebody else is saving at this moment


class Busy(Exception):
    """Somebody is saving the same rows at this moment."""


@dataclass(frozen=True, slots=True)
class FlagChange:
    """What would become of one flag. `before`: as it is stored; None where it would be a new one. `change.flag`: as
    it would be."""

    change: Change
    before: Resumption | None


@dataclass(frozen=True, slots=True)
class Consequences:
    """What would follow for one council.

    `gap`: the columns of the stored gap (`meetings.models.Gap`) that the session asked about would get; None if it
    would count for none of this council.
    """

    council: Council
    flags: Sequence[FlagChange]
    gap: dict[str, Any] | None
    silence_before: CouncilSilence
    silence_after: CouncilSilence


# Makes the change; gives the id of the session whose gap is asked for, or None.
Make = Callable[[], int | None]


def consequences_of(
    make: Make, *, now: datetime, hidden: Callable[[], Collection[int]] = tuple
) -> list[Consequences]:
    """What would follow, for each council concerned, if the change were made at `now`. Nothing is kept.

    `hidden`: called after the change, gives the ids of councils to be judged as if they were public too. Raises
    `Busy` instead of waiting long for somebody else's save, and whatever `make` raises.
    """
    with _taken_back():
        session_id = make()
        shown = list(hidden())
        _show(shown)
        council_ids = _marked_here()
        after = _judged(council_ids, now)
    with _taken_back():
        _show(shown)
        before = _judged(council_ids, now)
    return list(_compared(before, after, session_id, now))


def expected(*, now: datetime) -> list[FlagChange]:
    """What the worker will do to the flags of the councils that this transaction has marked. Only reads."""
    outcomes = preview_of(_judged(_marked_here(), now), now=now)
    return _beside_stored([change for outcome in outcomes for change in outcome.changes])


class _TakenBack(Exception):
    """Ends a transaction that must leave nothing behind."""


@contextmanager
def _taken_back() -> Iterator[None]:
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(f"SET LOCAL lock_timeout = '{_PATIENCE}'")
            yield
            raise _TakenBack
    except _TakenBack:
        pass
    except OperationalError as error:
        if getattr(error.__cause__, "pgcode", None) not in _CLASHES:
            raise
        raise Busy from error


_CLASHES = ("55P03", "40P01")  # lock_not_available, deadlock_detected


def _show(council_ids: Collection[int]) -> None:
    """Make councils public, with any source where they lack their own. Only in what is taken back."""
    if council_ids:
        any_source = Source.objects.order_by("pk").values("pk")[:1]
        Council.objects.filter(pk__in=council_ids).update(
            publication=Publication.PUBLISHED, embargo_until=None, source=Coalesce("source", any_source)
        )


def _marked_here() -> list[int]:
    """The councils that this transaction has marked for an assessment: those whose verdicts may change with it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT council_id FROM meetings_assessmentdue"
            " WHERE transaction_id = pg_current_xact_id()::text::bigint ORDER BY council_id"
        )
        return [council_id for (council_id,) in cursor.fetchall()]


_Judged = list[tuple[Records, Assessment]]


def _judged(council_ids: Iterable[int], now: datetime) -> _Judged:
    return [(records, records.assess()) for records in read_records(council_ids, at=now)]


def _changes(judged: _Judged, now: datetime) -> dict[int, list[Change]]:
    return {outcome.council_id: outcome.changes for outcome in preview_of(judged, now=now)}


def _key(change: Change) -> tuple[str, int | None, int, str]:
    return change.verb, change.resumption_id, change.session_id, change.text


def _beside_stored(changes: Iterable[Change]) -> list[FlagChange]:
    changes = list(changes)
    stored = Resumption.objects.in_bulk([change.resumption_id for change in changes if change.resumption_id])
    return [FlagChange(change, stored.get(change.resumption_id or 0)) for change in changes]


def _compared(
    before: _Judged, after: _Judged, session_id: int | None, now: datetime
) -> Iterator[Consequences]:
    # What the worker has yet to do anyway does not follow from this change.
    waiting = {_key(change) for changes in _changes(before, now).values() for change in changes}
    changes = _changes(after, now)
    flags = _beside_stored(
        change for found in changes.values() for change in found if _key(change) not in waiting
    )
    was = {records.council_id: assessment for records, assessment in before}
    councils = Council.objects.in_bulk(was)
    for records, assessment in after:
        council_id = records.council_id
        if council_id in councils:
            yield Consequences(
                council=councils[council_id],
                flags=[flag for flag in flags if flag.change.flag.council_id == council_id],
                gap=gaps_wanted(records, assessment).get(session_id) if session_id else None,
                silence_before=_silence(council_id, was[council_id], now),
                silence_after=_silence(council_id, assessment, now),
            )


def _silence(council_id: int, assessment: Assessment, now: datetime) -> CouncilSilence:
    return CouncilSilence(council_id, now.date(), assessment.silence, Context(), None)
