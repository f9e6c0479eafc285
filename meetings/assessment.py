"""The reconciler: reads a council's records, asks the rule, and stores what follows.

One transaction for each batch of councils: either all of the old verdicts stand or all of the new ones. It
depends on the records alone, so that running it twice, late, or in two workers at once gives the same rows.
"""

import gc
import json
import logging
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import pairwise
from typing import Any

import pghistory
from django.db import connection, models, transaction

from meetings.evidence import Records, portions, read_portion, read_records
from meetings.flags import Change, FlagReconciler
from meetings.models import Assessment, AssessmentDue, Council, Gap, Resumption, Silence
from meetings.resumptions import RULE_VERSION
from meetings.resumptions import Assessment as Verdicts
from meetings.scheduling import due_councils
from meetings.session_notices import announce_sessions
from meetings.verdicts import (
    GAP_COLUMNS,
    NO_SILENCE,
    GapValues,
    gap_fingerprint,
    gap_values,
    no_gap_values,
    silence_columns,
)
from meetings.vocabulary import GapStatus

logger = logging.getLogger(__name__)

# Called with the ids of the councils and the instant, within the transaction that stored their verdicts.
FollowUp = Callable[[Sequence[int], datetime], object]
_follow_ups: list[FollowUp] = []


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one assessment did to a council's flags."""

    council_id: int
    changes: list[Change] = field(default_factory=list)


def after_assessment(follow_up: FollowUp) -> None:
    """Have the function called after each assessment, in its transaction, with the council ids and the instant.

    What it does must be idempotent, as the assessment is. The wiring registers what higher apps derive from
    verdicts and records, so that this app never calls up.
    """
    if follow_up not in _follow_ups:
        _follow_ups.append(follow_up)


def assess_council(*, council_id: int, now: datetime) -> Outcome | None:
    """Assess one council by its public records at `now`; None if there is no such council."""
    return next(iter(assess_councils(council_ids=[council_id], now=now)), None)


def assess_councils(
    *, council_ids: Collection[int], now: datetime, only_if_due: bool = False
) -> list[Outcome]:
    """Assess several councils in one transaction, with a number of queries that hardly grows with them. More
    than a portion of them (`meetings.evidence.portions`) would hold locks and memory for long.

    `only_if_due`: leave out councils without a mark by the time their lock is held: another worker was faster.
    """
    reason = f"Assessed by the rule {RULE_VERSION}."
    with _no_search_for_cycles(), transaction.atomic(), pghistory.context(reason=reason):
        locked = _lock(sorted(council_ids))
        marked = set(AssessmentDue.objects.filter(council__in=locked).values_list("council_id", flat=True))
        if only_if_due:
            locked = [council_id for council_id in locked if council_id in marked]
        if not locked:
            return []
        # What is committed after this statement leaves a new mark, so nothing read below can be missed.
        AssessmentDue.objects.filter(council__in=locked).delete()
        judged = [(records, records.assess()) for records in read_portion(locked, at=now)]
        _store_gaps(judged)
        _store_silences(judged, now)
        outcomes = list(_store_flags(judged, now))
        announce_sessions(locked, now)
        _store_assessments(judged, now)
        for follow_up in _follow_ups:
            follow_up(locked, now)
        return outcomes


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    """Verdicts are tuples by the hundred thousand and hold no cycles: looking for some costs up to a sixth of the time."""
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()


def assess_due_councils(*, now: datetime) -> list[Outcome]:
    """Assess every council that carries a mark, those that have waited longest first, batch by batch.

    A council whose assessment fails keeps its mark and does not keep the others waiting; its error is logged.
    """
    outcomes = []
    for batch in portions(due_councils()):
        try:
            outcomes += assess_councils(council_ids=batch, now=now, only_if_due=True)
        except Exception:
            logger.exception("A batch of %d councils could not be assessed; trying one by one.", len(batch))
            outcomes += _one_by_one(batch, now)
    return outcomes


def _one_by_one(council_ids: Sequence[int], now: datetime) -> Iterator[Outcome]:
    for council_id in council_ids:
        try:
            yield from assess_councils(council_ids=[council_id], now=now, only_if_due=True)
        except Exception:
            logger.exception("Council C%d could not be assessed; it stays marked.", council_id)


def preview(*, council_ids: Iterable[int], now: datetime) -> Iterator[Outcome]:
    """What `assess_councils` would do to flags, without writing or locking."""
    return preview_of([(records, records.assess()) for records in read_records(council_ids, at=now)], now=now)


def preview_of(judged: Sequence[tuple[Records, Verdicts]], *, now: datetime) -> Iterator[Outcome]:
    """What storing these verdicts would do to flags, without writing or locking. One query."""
    known = _known_flags([records.council_id for records, _ in judged], lock=False)
    for records, verdicts in judged:
        changes = FlagReconciler(records, verdicts, now).reconcile(known[records.council_id], write=False)
        yield Outcome(records.council_id, changes)


def _lock(council_ids: Sequence[int]) -> list[int]:
    """Make and lock the rows that stand for the councils, in one order for all workers. Returns those that exist."""
    existing = Council.objects.filter(pk__in=council_ids).values_list("pk", flat=True)
    missing = set(existing) - set(
        Assessment.objects.filter(council__in=council_ids).values_list("council_id", flat=True)
    )
    Assessment.objects.bulk_create(
        [Assessment(council_id=council_id) for council_id in sorted(missing)], ignore_conflicts=True
    )
    rows = Assessment.objects.select_for_update().filter(council__in=council_ids).order_by("council_id")
    return list(rows.values_list("council_id", flat=True))


def gaps_wanted(records: Records, verdicts: Verdicts) -> dict[int, dict[str, Any]]:
    """For each own session that counts, the columns of its row."""
    return {
        session_id: dict(zip(GAP_COLUMNS, values, strict=True))
        for session_id, values in _gaps_wanted(records, verdicts)
    }


def _gaps_wanted(records: Records, verdicts: Verdicts) -> Iterator[tuple[int, GapValues]]:
    starts = {row.id: row.start_earliest for row in records.rows}
    own = records.own
    # No gap lies before the first sitting, and one verdict's before each other; there may be no sitting at all.
    for sitting, verdict in zip(verdicts.history.sittings, (None, *verdicts.verdicts), strict=False):
        first = sitting.session_ids[0]
        if first in own:
            yield (
                first,
                gap_values(verdict, starts[first]) if verdict else no_gap_values(GapStatus.FIRST_RECORDED),
            )
        for before, session in pairwise(sitting.session_ids):
            if session in own:
                yield session, no_gap_values(GapStatus.SAME_SITTING, before)


def _store_gaps(judged: Sequence[tuple[Records, Verdicts]]) -> None:
    stored: dict[int, dict[int, str]] = {records.council_id: {} for records, _ in judged}
    rows = Gap.objects.filter(council__in=stored).order_by()
    for council_id, session_id, fingerprint in rows.values_list("council_id", "session_id", "fingerprint"):
        stored[council_id][session_id] = fingerprint
    changed = []
    for records, verdicts in judged:
        council_id = records.council_id
        known = stored[council_id]
        for session_id, values in _gaps_wanted(records, verdicts):
            fingerprint = gap_fingerprint(values)
            if known.pop(session_id, None) != fingerprint:
                changed.append((council_id, session_id, fingerprint, *values))
        if known:
            Gap.objects.filter(council=council_id, session__in=known).delete()
    for start in range(0, len(changed), _GAPS_AT_ONCE):
        _upsert_gaps(changed[start : start + _GAPS_AT_ONCE])


_GAPS_AT_ONCE = 5000


def _upsert_gaps(rows: Sequence[tuple[Any, ...]]) -> None:
    """Write rows of the table of gaps as one JSON text: a third of the time that `bulk_create` takes."""
    names = ("council_id", "session_id", "fingerprint", *GAP_COLUMNS)
    columns = ", ".join(f'"{name}"' for name in names)
    updates = ", ".join(f'"{name}" = EXCLUDED."{name}"' for name in names)
    table = Gap._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({columns}) "
            f"SELECT {columns} FROM json_populate_recordset(NULL::{table}, %s::json) "
            f"ON CONFLICT (council_id, session_id) DO UPDATE SET {updates}",
            [json.dumps([dict(zip(names, row, strict=True)) for row in rows])],
        )


def _store_assessments(judged: Sequence[tuple[Records, Verdicts]], now: datetime) -> None:
    """When each council was assessed, by which version of the rule and with which numbers."""
    Assessment.objects.bulk_create(
        [
            Assessment(
                council_id=records.council_id,
                assessed_at=now,
                rule_version=RULE_VERSION,
                parameters=records.parameters.as_recorded(),
            )
            for records, _ in judged
        ],
        update_conflicts=True,
        unique_fields=["council"],
        update_fields=["assessed_at", "rule_version", "parameters"],
    )


_SILENCE_COLUMNS = [f.name for f in Silence._meta.fields if f.name not in ("id", "council")]


def _silence_wanted(records: Records, verdicts: Verdicts, now: datetime) -> dict[str, Any]:
    planned = records.next_planned(now.date())
    silence = verdicts.silence
    if silence is None:
        return NO_SILENCE
    context = records.context_of(silence.since, date.max, running=True)
    return silence_columns(silence, records.parameters, context, planned.session_id if planned else None)


def _store_silences(judged: Sequence[tuple[Records, Verdicts]], now: datetime) -> None:
    councils = [records.council_id for records, _ in judged]
    stored = dict(Silence.objects.filter(council__in=councils).values_list("council_id", "fingerprint"))
    wanted = {records.council_id: _silence_wanted(records, verdicts, now) for records, verdicts in judged}
    Silence.objects.bulk_create(
        [
            Silence(council_id=council_id, **columns)
            for council_id, columns in wanted.items()
            if stored.get(council_id) != columns["fingerprint"]
        ],
        update_conflicts=True,
        unique_fields=["council"],
        update_fields=_SILENCE_COLUMNS,
    )


def _known_flags(council_ids: Collection[int], *, lock: bool) -> dict[int, list[Resumption]]:
    """The councils' flags, also those withdrawn; locked, lest a review made meanwhile be overwritten.

    Their evidence stays where it is: most flags are found unchanged, by their fingerprint.
    """
    flags: models.QuerySet[Resumption] = Resumption.objects.filter(council__in=council_ids)
    flags = flags.select_related("council").defer("evidence").order_by("id")
    known = defaultdict(list)
    for flag in flags.select_for_update(of=("self",)) if lock else flags:
        known[flag.council_id].append(flag)
    return known


def _store_flags(judged: Sequence[tuple[Records, Verdicts]], now: datetime) -> Iterator[Outcome]:
    known = _known_flags([records.council_id for records, _ in judged], lock=True)
    for records, verdicts in judged:
        changes = FlagReconciler(records, verdicts, now).reconcile(known[records.council_id])
        yield Outcome(records.council_id, changes)
