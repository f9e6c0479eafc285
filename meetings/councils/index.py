"""What the list of councils shows: few queries, whatever the number of councils and sessions."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, DateField, ExpressionWrapper, F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, ExtractQuarter, ExtractYear
from django.utils.translation import gettext_lazy as _

from meetings.councils.listing import last_and_planned, public_sessions_named
from meetings.councils.regularity import Regularity, regularity_of
from meetings.councils.rhythm_words import kind_in_words
from meetings.models import Council, Resumption, Session, SessionCouncil, Silence
from meetings.paging import Page, page_of
from meetings.point_in_time import PastDay, judge_past_day
from meetings.query import TimelineQuery
from meetings.timeline.strip import Quarters, Strip, session_strip
from meetings.vocabulary import COUNTING_STATUSES, Level
from meetings.watch import CouncilSilence, silences_on

# What the list can be ordered by; the first is what it is ordered by where the address says nothing.
ORDERS = {
    "news": _("last met, latest first"),
    "name": _("name"),
    "silence": _("silence, most unusual first"),
    "rhythm": _("usual rhythm, most frequent first"),
    "sessions": _("sessions, most first"),
    "resumptions": _("resumptions, most first"),
}
STRIP_YEARS = 30
COUNCILS_A_PAGE = 100


@dataclass(frozen=True)
class CouncilRow:
    """A council in the list of all. ``last`` and ``planned`` are public sessions or None; ``level``: at which it met
    most often, empty if no source says."""

    council: Council
    silence: CouncilSilence | None
    last: Session | None
    planned: Session | None
    n_sessions: int
    n_flags: int
    level: str
    strip: Strip

    @property
    def regularity(self) -> Regularity | None:
        """None where nothing is on record."""
        return regularity_of(self.silence.silence.baseline) if self.silence and self.silence.silence else None

    @property
    def rhythm_kind(self) -> str:
        """`regular`, `irregular` …; empty where no rhythm is known."""
        found = self.regularity
        return kind_in_words(found) if found and found.typical else ""


@dataclass(frozen=True)
class CouncilIndex:
    """One page of it. ``total``: councils on public record, whatever is filtered."""

    page: Page
    rows: Sequence[CouncilRow]
    total: int
    first_year: int


def council_index(query: TimelineQuery, at: datetime) -> CouncilIndex:
    """Nine queries at most; on a past day sixteen. ``query.q`` filters by words of any name, ``query.order`` sorts."""
    ids, total = _matching(query, at)
    judged = query.order in ("silence", "rhythm") or (query.order == "resumptions" and query.is_past)
    silences, past = _judged(ids, query, at) if judged else ({}, None)
    page = page_of(_ordered(ids, silences, past, query, at), query, size=COUNCILS_A_PAGE)
    shown: list[int] = list(page.rows)
    if not judged:
        silences, past = _judged(shown, query, at)
    councils = Council.objects.in_bulk(shown)
    counts = _counts(shown, query.begun_by, at)
    flags = _flags(shown, past, query, at)
    first = _strip_start(query.as_of_day)
    quarters = _quarters(shown, first, query.begun_by, at)
    of_page = {pk: silences[pk] for pk in shown if pk in silences}
    sessions = public_sessions_named(of_page.values(), at)
    rows = []
    for pk in shown:
        silence, levels = silences.get(pk), counts[pk]
        rows.append(
            CouncilRow(
                councils[pk],
                silence,
                *last_and_planned(silence, sessions),
                n_sessions=sum(levels.values()),
                n_flags=flags[pk],
                level=_usual_level(levels),
                strip=session_strip(quarters[pk], first, query.as_of_day, _silent_since(silence)),
            )
        )
    return CouncilIndex(page, rows, total, first.year)


def _matching(query: TimelineQuery, at: datetime) -> tuple[list[int], int]:
    """Keys of public councils with every word of the text in one of their names, by name; and how many there are."""
    public = Council.objects.public(at)
    found = public
    for word in query.q.split():
        hit = Q(name__unaccent__icontains=word) | Q(abbreviation__unaccent__icontains=word)
        found = found.filter(hit | Q(pk__in=Council.objects.filter(names__text__unaccent__icontains=word)))
    ids = list(found.values_list("pk", flat=True))
    return ids, public.count() if query.q else len(ids)


def _judged(
    ids: Sequence[int], query: TimelineQuery, at: datetime
) -> tuple[dict[int, CouncilSilence], PastDay | None]:
    if not query.is_past:
        return silences_on(ids, day=query.as_of_day, now=at), None
    past = judge_past_day(ids, day=query.as_of_day, now=at)
    return past.silences, past


def _ordered(
    ids: list[int],
    silences: Mapping[int, CouncilSilence],
    past: PastDay | None,
    query: TimelineQuery,
    at: datetime,
) -> list[int]:
    """The keys in the order asked for; councils alike in the order of their names, those without a value last."""
    keys: Mapping[int, float]
    if query.order == "silence":
        keys = {pk: -each.weight for pk, each in silences.items() if each.is_watched}
    elif query.order == "rhythm":
        keys = {
            pk: each.silence.baseline.typical
            for pk, each in silences.items()
            if each.silence and each.silence.baseline.typical
        }
    elif query.order == "sessions":
        keys = {pk: -sum(levels.values()) for pk, levels in _counts(ids, query.begun_by, at).items()}
    elif query.order == "resumptions":
        keys = {pk: -count for pk, count in _flags(ids, past, query, at).items()}
    elif query.order == "news":
        keys = {pk: -met.toordinal() for pk, met in _last_met(query, at)}
    else:
        return ids
    return sorted(ids, key=lambda pk: (pk not in keys, keys.get(pk, 0)))


def _last_met(query: TimelineQuery, at: datetime) -> "QuerySet[Any, tuple[int, date]]":
    """When each council last met. Today it is stored; of a past day the sessions are asked."""
    if not query.is_past:
        known = Silence.objects.filter(silent_since__isnull=False)
        return known.values_list("council_id", "silent_since__startswith")
    met = _took_place(at, query.as_of_day).order_by().values("council")
    return met.annotate(last=Max("session__start__startswith")).values_list("council_id", "last")


def _took_place(at: datetime, day: date) -> "QuerySet[SessionCouncil]":
    sessions = Session.objects.public(at).filter(
        status__in=COUNTING_STATUSES, part_of=None, start__startswith__lte=day
    )
    return SessionCouncil.objects.filter(session__in=sessions)


def _counts(ids: Collection[int], day: date, at: datetime) -> dict[int, Counter[str]]:
    """Sessions that took place by the day, by council and level. One query."""
    found: dict[int, Counter[str]] = defaultdict(Counter)
    rows = _took_place(at, day).filter(council__in=ids).order_by().values("council", "session__level")
    for council, level, count in rows.annotate(n=Count("pk")).values_list("council", "session__level", "n"):
        found[council][level] = count
    return found


def _usual_level(levels: Counter[str]) -> str:
    """The level at which it met most often; of two alike the higher."""
    known = [(levels[level], level) for level in Level if levels[level]]
    return str(max(known, key=lambda each: each[0])[1].label) if known else ""


def _flags(ids: Collection[int], past: PastDay | None, query: TimelineQuery, at: datetime) -> Counter[int]:
    """Standing resumptions by the as-of day; `past`: what was said of the councils on a past one. One query, or none."""
    if past:
        return Counter(flag.council_id for flag in past.standing)
    rows = Resumption.objects.public(at).standing()
    rows = rows.filter(council__in=ids, resumed_on__startswith__lte=query.begun_by)
    return Counter(
        dict(rows.order_by().values("council").annotate(n=Count("pk")).values_list("council", "n"))
    )


def _strip_start(day: date) -> date:
    return date(max(1800, day.year - STRIP_YEARS), 1, 1)


def _quarters(ids: Collection[int], first: date, day: date, at: datetime) -> dict[int, list[Quarters]]:
    """Sessions by the quarters of the year in which they may have begun, counted by the database. One query."""
    last = ExpressionWrapper(F("session__start__endswith") - timedelta(days=1), output_field=DateField())
    rows = (
        _took_place(at, day)
        .filter(council__in=ids, session__start__endswith__gt=first)
        .order_by()
        .annotate(
            opens=ExtractYear("session__start__startswith") * 4
            + ExtractQuarter("session__start__startswith")
            - 1,
            closes=ExtractYear(last) * 4 + ExtractQuarter(last) - 1,
        )
        .values("council", "opens", "closes")
        .annotate(n=Count("pk"))
        .values_list("council", "opens", "closes", "n")
    )
    found: dict[int, list[Quarters]] = defaultdict(list)
    for council, opens, closes, count in rows:
        found[council].append(Quarters(opens, closes, count))
    return found


def _silent_since(silence: CouncilSilence | None) -> date | None:
    return silence.silence.since if silence and silence.silence else None


def with_counts(councils: Any, day: date, at: datetime) -> Any:
    """Annotate ``n_sessions`` (public, that took place) and ``n_flags`` (standing resumptions) up to a day."""
    held = _took_place(at, day).filter(council=OuterRef("pk"))
    flags = (
        Resumption.objects.public(at)
        .standing()
        .filter(council=OuterRef("pk"), resumed_on__startswith__lte=day)
    )
    return councils.annotate(n_sessions=_count(held), n_flags=_count(flags))


def _count(rows: Any) -> Coalesce:
    return Coalesce(Subquery(rows.order_by().values("council").annotate(n=Count("pk")).values("n")), 0)
