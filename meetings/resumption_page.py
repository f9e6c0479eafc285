"""What the list of flags and a flag's page show: few queries, whatever the number of rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from meetings.dates import DateInterval
from meetings.models import ContextEvent, Coverage, Gap, Resumption, Session, SessionCitation
from meetings.paging import Page, page_of
from meetings.query import TimelineQuery
from meetings.vocabulary import FlagState, GapStatus, Status

STANDING = (FlagState.RAISED, FlagState.CONFIRMED)
CALLED_OFF = (Status.CANCELLED, Status.DECLINED, Status.POSTPONED, Status.PROPOSED)
# Flags that no longer stand are shown below the list, the latest of them.
FORMER_SHOWN = 50
GRADES = ("notable", "major", "historic")


@dataclass(frozen=True)
class Threshold:
    """A grade, the days from which it holds (None: no such threshold), and whether this gap reached it."""

    grade: str
    days: float | None
    reached: bool


@dataclass(frozen=True)
class Version:
    """What the flag said from a moment on (UTC). ``reason`` is empty where only its state changed."""

    moment: datetime
    words: str
    reason: str


@dataclass(frozen=True)
class EarlierGap:
    """A gap of the baseline, as it was when the flag was judged. Days."""

    since: DateInterval
    until: date
    days: int


@dataclass(frozen=True)
class ResumptionPage:
    flag: Resumption
    stands: bool
    previous: Session | None
    previous_citations: Sequence[SessionCitation]
    session_citations: Sequence[SessionCitation]
    thresholds: Sequence[Threshold]
    baseline: Sequence[Gap]
    longest: Sequence[EarlierGap]
    called_off: Sequence[Session]
    events: Sequence[ContextEvent]
    coverage: Sequence[Coverage]
    history: Sequence[Version]
    other_streams: Sequence[tuple[str, int]]


def flag_lists(query: TimelineQuery, at: datetime) -> tuple[Page, Sequence[Resumption]]:
    """One page of standing flags of the query, latest first, and the latest that no longer stand. Three queries."""
    flags = (
        Resumption.objects.public(at)
        .select_related("council")
        .filter(resumed_on__startswith__lte=query.as_of_day)
    )
    if query.council:
        flags = flags.filter(council__slug__in=query.council)
    flags = flags.filter(query.of_flags()).order_by("-resumed_on__startswith", "-id")
    standing = page_of(flags.filter(state__in=STANDING), query)
    return standing, list(flags.exclude(state__in=STANDING)[:FORMER_SHOWN])


def find_flag(pk: int, at: datetime) -> Resumption | None:
    """The flag, if its session is public; of a withdrawn flag also where its session was taken back."""
    flag = Resumption.objects.select_related("council", "session__place").filter(pk=pk).first()
    if flag is None or not Session.objects.public(at).filter(pk=flag.session_id).exists():
        return None
    return flag


def resumption_page(flag: Resumption, at: datetime) -> ResumptionPage:
    """The evidence of a flag whose session is public, at the instant ``at``. At most twelve queries."""
    opens = flag.silent_since or flag.resumed_on
    public = Session.objects.public(at)
    previous = public.select_related("place").filter(pk=flag.previous_session_id or 0).first()
    citations = _sources_of([flag.session, previous])
    return ResumptionPage(
        flag=flag,
        stands=flag.state in STANDING,
        previous=previous,
        previous_citations=[row for row in citations if previous and row.session_id == previous.pk],
        session_citations=[row for row in citations if row.session_id == flag.session_id],
        thresholds=[
            Threshold(grade, days, days is not None and (flag.days or 0) >= days)
            for grade in GRADES
            for days in [getattr(flag, f"threshold_{grade}")]
        ],
        baseline=_baseline(flag, at),
        longest=_longest(flag),
        called_off=list(
            public.filter(
                councils=flag.council,
                status__in=CALLED_OFF,
                start__startswith__gt=opens.earliest,
                start__endswith__lte=flag.resumed_on.latest,
            ).in_order()
        ),
        events=list(
            flag.council.context_events.filter(
                Q(end=None) | Q(end__endswith__gt=opens.earliest),
                start__startswith__lt=flag.resumed_on.latest,
            )
            .select_related("source")
            .order_by("start__startswith")
        ),
        coverage=_coverage(flag, opens),
        history=_history(flag),
        other_streams=[
            (str(also["stream"]).replace("_", " "), also["gap"]["days"][1])
            for also in flag.evidence.get("also", [])
        ],
    )


def _sources_of(sessions: Iterable[Session | None]) -> list[SessionCitation]:
    """One citation for each source of each session."""
    rows = SessionCitation.objects.filter(session__in=[s for s in sessions if s]).select_related("source")
    return list({(row.session_id, row.source_id): row for row in reversed(rows)}.values())[::-1]


def _baseline(flag: Resumption, at: datetime) -> Sequence[Gap]:
    """The council's gaps on record before the silence began, the longest first."""
    gaps = (
        Gap.objects.public(at)
        .filter(
            council=flag.council,
            status=GapStatus.COMPUTED,
            session__start__startswith__lte=(flag.silent_since or flag.resumed_on).earliest,
        )
        .select_related("session", "previous_session")
        .order_by("-session__start__startswith", "-id")
    )
    return list(gaps[: max(20, flag.n_prior_gaps or 0)][:60])


def _longest(flag: Resumption) -> list[EarlierGap]:
    stored = flag.evidence.get("baseline", {}).get("longest", [])
    return [
        EarlierGap(
            DateInterval(date.fromisoformat(gap["since"][0]), date.fromisoformat(gap["since"][2])),
            date.fromisoformat(gap["until"]),
            gap["days"][1],
        )
        for gap in stored
    ]


def _coverage(flag: Resumption, opens: DateInterval) -> Sequence[Coverage]:
    """Searches that touch the silence."""
    return list(
        Coverage.objects.filter(council=flag.council, first_day__lt=flag.resumed_on.latest)
        .filter(Q(last_day=None) | Q(last_day__gt=opens.earliest))
        .select_related("source")
    )


def _history(flag: Resumption) -> list[Version]:
    """Every version of the flag, latest first; never who reviewed it. One query."""
    rows = flag.events.order_by("pgh_id").values(  # type: ignore[attr-defined]  # made by pghistory
        "pgh_created_at", "pgh_label", "state", "reason", "grade", "review_note", "withdrawn_because"
    )
    versions, before = [], None
    for row in rows:
        words = _changes(before, row)
        if words:
            told = before is None or before["reason"] != row["reason"]
            versions.append(Version(row["pgh_created_at"], "; ".join(words), row["reason"] if told else ""))
        before = row
    return versions[::-1]


def _changes(before: dict[str, Any] | None, after: dict[str, Any]) -> list[str]:
    if before is None:
        return ["raised"]
    words = []
    if before["state"] != after["state"]:
        words.append(_state_change(after))
    if (before["reason"], before["grade"]) != (after["reason"], after["grade"]):
        words.append("revised" if before["grade"] == after["grade"] else "revised to another grade")
    return words


def _state_change(after: dict[str, Any]) -> str:
    if after["state"] == FlagState.WITHDRAWN:
        return f"withdrawn: {after['withdrawn_because']}" if after["withdrawn_because"] else "withdrawn"
    if after["state"] == FlagState.RAISED:
        return "open for review again"
    note = f": {after['review_note']}" if after["review_note"] else ""
    return f"{FlagState(after['state']).label} by a person{note}"
