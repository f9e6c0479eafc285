"""The flags on a timeline: those that its lanes draw, and the latest of all councils shown for the list below it."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import F, QuerySet
from django.db.models.expressions import RawSQL

from meetings.compiled import Compiled, compiled, written_once
from meetings.languages import DEFAULT, language
from meetings.models import Resumption, Session
from meetings.query import TimelineQuery

# Flags are counted up to so many: each is asked whether its session is public still.
FLAGS_COUNTED = 1000
# What lanes and lists tell of a flag; a page may have many.
_COLUMNS = (
    *("council", "session", "stream", "state", "resumed_on", "silent_since", "days_min", "days", "days_max"),
    *("grade", "grade_certain", "grade_possible", "coverage", "reason"),
)


@dataclass(frozen=True, slots=True)
class Flags:
    """`of_lanes`: what the lanes draw in the period, in order of time, and the first of each council, with which its
    line begins. `latest`: of all councils shown, those that may have met again in the period, latest first, of `total`, or
    of more than that where it `goes_on`.
    `by_council`: how many each council has in all years; only where all councils shown are drawn."""

    of_lanes: Sequence[Resumption] = ()
    latest: Sequence[Resumption] = ()
    total: int = 0
    goes_on: bool = False
    by_council: Mapping[int, int] = field(default_factory=dict)


def read_flags(
    query: TimelineQuery,
    at: datetime,
    found: Compiled,
    *,
    shown: Collection[int],
    drawn: Collection[int],
    past: Sequence[Resumption] | None,
    listed: int,
) -> Flags:
    """The flags of the councils; while a filter asks for flags, those whose sessions match (`found`). Two queries at most.

    `past`: the standing flags of a past day, as the rule judged them then. `listed`: the length of the list of the latest.
    """
    matched = RawSQL(f"SELECT id FROM ({found.sql}) AS matching", found.values)
    if past is not None:
        flags = [flag for flag in past if flag.council_id in shown]
        if query.flag:
            ids = {flag.session_id for flag in flags}
            sessions = Session.objects.filter(pk__in=ids).filter(pk__in=matched)
            left = set(sessions.values_list("pk", flat=True))
            flags = [flag for flag in flags if flag.session_id in left]
        return _from_all(flags, query, drawn, listed)
    if shown == drawn and not query.flag:
        try:
            text = _standing_flags(at, tuple(sorted(drawn)), query.begun_by, language())
        except EmptyResultSet:
            return Flags()
        return _from_all(list(Resumption.objects.raw(*text)), query, drawn, listed)
    standing = _flags_by(query.begun_by, language(), at)
    if query.flag:
        standing = standing.filter(session__in=matched)
    if shown == drawn:
        return _from_all(list(standing.filter(council__in=drawn)), query, drawn, listed)
    of_lanes = _of_period(standing.filter(council__in=drawn), query)
    # As a sum, which no index has: the latest are to be found in the index of latest flags, not council by council.
    of_shown = _met_again_in(standing, query).alias(of_council=F("council_id") + 0)
    of_shown = of_shown.filter(of_council__in=shown)
    return _with_latest(_in_lanes(of_lanes, query, drawn), of_shown, listed)


def _flags_by(day: date, shown_in: str, at: datetime) -> "QuerySet[Resumption]":
    """Standing flags of public sessions up to a day."""
    found = Resumption.objects.public(at).standing().filter(resumed_on__startswith__lte=day)
    # In other languages the sentence of a flag is composed from its evidence.
    return found.only(*_COLUMNS, *(() if shown_in == DEFAULT else ("evidence",)))


@written_once
def _standing_flags(
    at: datetime, council_ids: Collection[int], day: date, shown_in: str
) -> "QuerySet[Resumption]":
    return _flags_by(day, shown_in, at).filter(council__in=council_ids)


def _of_period(flags: "QuerySet[Resumption]", query: TimelineQuery) -> list[Resumption]:
    """What `_in_lanes` takes of them, before hundreds become models. One query."""
    if not (query.first_day or query.last_day):
        return list(flags)
    try:
        sql, values = compiled(flags)
    except EmptyResultSet:
        return []
    return list(
        Resumption.objects.raw(
            "SELECT * FROM (SELECT *, row_number() OVER (PARTITION BY council_id ORDER BY lower(silent_since)) AS place"
            f" FROM ({sql}) AS flags) AS placed"
            " WHERE place = 1 OR (upper(resumed_on) > %s AND lower(silent_since) <= %s)",
            [*values, query.first_day or date.min, query.last_day or date.max],
        )
    )


def _met_again_in(flags: "QuerySet[Resumption]", query: TimelineQuery) -> "QuerySet[Resumption]":
    """Those whose session may lie in the period."""
    if query.last_day:
        flags = flags.filter(resumed_on__startswith__lte=query.last_day)
    if query.first_day:
        flags = flags.filter(resumed_on__endswith__gt=query.first_day)
    return flags


def _from_all(
    flags: Sequence[Resumption], query: TimelineQuery, drawn: Collection[int], listed: int
) -> Flags:
    first, last = query.first_day or date.min, query.last_day or date.max
    of_period = (
        flag for flag in flags if flag.resumed_on.latest >= first and flag.resumed_on.earliest <= last
    )
    latest = sorted(of_period, key=_in_time, reverse=True)
    return Flags(
        _in_lanes(flags, query, drawn),
        latest[:listed],
        len(latest),
        by_council=Counter(flag.council_id for flag in flags),
    )


def _in_lanes(
    flags: Sequence[Resumption], query: TimelineQuery, drawn: Collection[int]
) -> Sequence[Resumption]:
    """Those of the councils drawn whose gap lies in the period, and each council's first, in order of time."""
    first, last = query.first_day or date.min, query.last_day or date.max
    since: dict[int, date] = {}
    of_lanes = [flag for flag in flags if flag.council_id in drawn and flag.silent_since]
    for flag in of_lanes:
        assert flag.silent_since is not None
        since[flag.council_id] = min(flag.silent_since.earliest, since.get(flag.council_id, date.max))
    return sorted((flag for flag in of_lanes if _is_in_lane(flag, first, last, since)), key=_in_time)


def _is_in_lane(flag: Resumption, first: date, last: date, since: dict[int, date]) -> bool:
    opens = flag.silent_since
    if opens is None:
        return False
    return opens.earliest == since[flag.council_id] or (
        flag.resumed_on.latest >= first and opens.earliest <= last
    )


def _in_time(flag: Resumption) -> tuple[Any, ...]:
    return (flag.resumed_on, flag.pk)


def _with_latest(of_lanes: Sequence[Resumption], of_shown: "QuerySet[Resumption]", listed: int) -> Flags:
    """With the list of the latest of these flags. One query, which counts apart from the list: of the few that are listed
    the index knows the order, and those that are only counted need none."""
    sql, values = compiled(of_shown.order_by())
    rows: list[Any] = list(
        Resumption.objects.raw(
            f"WITH shown AS NOT MATERIALIZED ({sql})"
            f" SELECT *, (SELECT count(*) FROM (SELECT FROM shown LIMIT {FLAGS_COUNTED + 1}) AS counted) AS flags_total"
            f" FROM shown ORDER BY lower(resumed_on) DESC, upper(resumed_on) DESC, id DESC LIMIT {listed}",
            values,
        )
    )
    total = rows[0].flags_total if rows else 0
    return Flags(of_lanes, rows, min(total, FLAGS_COUNTED), total > FLAGS_COUNTED)
