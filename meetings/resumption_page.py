"""What a flag's page and the reviewers' form show of it: a bounded number of queries, whatever the record holds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from meetings.counterfactual_words import assumption, in_sentences
from meetings.counterfactuals import what_would_change
from meetings.dates import DateInterval, format_interval
from meetings.evidence import Records, read_records
from meetings.explanations import STREAM_SESSION
from meetings.flag_history import Version, flag_history
from meetings.models import ContextEvent, Coverage, Resumption, Session, SessionCitation
from meetings.resumptions import Stream, Verdict
from meetings.sequels import Followed, followed
from meetings.timeline.council_rhythm import CouncilRhythm
from meetings.timeline.flag_rhythm import GRADES, earlier_gaps, flag_figure, silence_began
from meetings.timeline.words import days_in_words, grade_in_words
from meetings.verdicts import interval
from meetings.vocabulary import STANDING

EARLIER_SHOWN = 60


@dataclass(frozen=True)
class Threshold:
    """A grade, the days from which it holds (None: no such threshold), and whether this gap reached it."""

    grade: str
    days: float | None
    reached: bool


@dataclass(frozen=True)
class EarlierGap:
    """A gap of the flag's stream before its silence, by the record as it is now. `session_id`: what ended it."""

    since: DateInterval
    until: DateInterval
    days_min: int
    days_max: int
    session_id: int


@dataclass(frozen=True)
class ResumptionPage:
    """`changes`: what would change the verdict, in sentences; empty for a flag that does not follow from the record
    (any more). `tried`: what kind of session they suppose."""

    flag: Resumption
    stands: bool
    previous: Session | None
    previous_citations: Sequence[SessionCitation]
    session_citations: Sequence[SessionCitation]
    thresholds: Sequence[Threshold]
    earlier: Sequence[EarlierGap]
    called_off: Sequence[Session]
    events: Sequence[ContextEvent]
    coverage: Sequence[Coverage]
    history: Sequence[Version]
    other_streams: Sequence[str]
    changes: Sequence[str]
    tried: str
    rhythm: CouncilRhythm | None
    followed: Followed | None
    """What followed by today; None for a flag that does not stand."""


def find_flag(pk: int, at: datetime) -> Resumption | None:
    """The flag, if its session is public; of a withdrawn flag also where its session was taken back."""
    flag = Resumption.objects.select_related("council", "session__place").filter(pk=pk).first()
    if flag is None or not Session.objects.public(at).filter(pk=flag.session_id).exists():
        return None
    return flag


def resumption_page(flag: Resumption, at: datetime) -> ResumptionPage:
    """The evidence of a flag whose session is public, at the instant ``at``. At most sixteen queries."""
    opens = flag.silent_since or flag.resumed_on
    public = Session.objects.public(at)
    records = next(read_records([flag.council_id], at=at))
    previous = public.select_related("place").filter(pk=flag.previous_session_id or 0).first()
    citations = _sources_of([flag.session, previous])
    earlier = earlier_gaps(flag, records)
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
        earlier=_earlier(earlier, records),
        called_off=_called_off(flag, records, at),
        events=list(
            flag.council.context_events.filter(
                Q(end=None) | Q(end__endswith__gt=opens.earliest),
                start__startswith__lt=flag.resumed_on.latest,
            )
            .select_related("source")
            .order_by("start__startswith")
        ),
        coverage=_coverage(flag, records, opens),
        history=flag_history(flag),
        other_streams=[_other_stream(also) for also in flag.evidence.get("also", [])],
        changes=_changes(flag, records),
        tried=assumption(Stream(flag.stream)),
        rhythm=flag_figure(flag, records, earlier, _flagged(flag, records, at)),
        followed=what_followed(flag, records, at.date()) if flag.state in STANDING else None,
    )


def what_followed(flag: Resumption, records: Records, day: date) -> Followed | None:
    """What followed the flag's sitting by the day, against the rhythm with which the flag was judged."""
    return followed(
        records.rows,
        flag.session_id,
        day,
        stream=Stream(flag.stream),
        typical_days=flag.typical_days,
        sitting_span_days=records.parameters.sitting_span,
    )


def _sources_of(sessions: Iterable[Session | None]) -> list[SessionCitation]:
    """One citation for each source of each session."""
    rows = SessionCitation.objects.filter(session__in=[s for s in sessions if s]).select_related("source")
    return list({(row.session_id, row.source_id): row for row in reversed(rows)}.values())[::-1]


def _earlier(verdicts: Sequence[Verdict], records: Records) -> list[EarlierGap]:
    """The latest first."""
    rows = {row.id: row for row in records.rows}
    return [
        EarlierGap(
            since=DateInterval(gap.since_earliest, gap.since_latest),
            until=interval(rows[gap.session_id].start_earliest, rows[gap.session_id].start_latest),
            days_min=gap.days_min,
            days_max=gap.days_max,
            session_id=gap.session_id,
        )
        for verdict in reversed(verdicts[-EARLIER_SHOWN:])
        for gap in [verdict.gap]
    ]


def _called_off(flag: Resumption, records: Records, at: datetime) -> Sequence[Session]:
    """What was planned for the days of the silence and did not take place, as the sentence of the flag counts it."""
    until = flag.evidence.get("gap", {}).get("until")
    ended = date.fromisoformat(until) if until else flag.resumed_on.midpoint
    ids = [plan.session_id for plan in records.planned_between(silence_began(flag), ended)]
    return list(Session.objects.public(at).filter(pk__in=ids).in_order()) if ids else []


def _coverage(flag: Resumption, records: Records, opens: DateInterval) -> Sequence[Coverage]:
    """Searches that touch the silence."""
    return list(
        Coverage.objects.filter(council__in=records.line, first_day__lt=flag.resumed_on.latest)
        .filter(Q(last_day=None) | Q(last_day__gt=opens.earliest))
        .select_related("source")
        .order_by("first_day", "id")
    )


def _other_stream(also: dict[str, Any]) -> str:
    """`Also the first session of ministers or above since 4 March 2014, 800 days (unusually long)`."""
    earliest, _, latest = map(date.fromisoformat, also["gap"]["since"])
    shortest, _, longest = also["gap"]["days"]
    words = {
        "session": STREAM_SESSION[Stream(also["stream"])],
        "since": format_interval(DateInterval(earliest, latest)),
        "days": days_in_words(shortest, longest),
        "grade": grade_in_words(also["grade"], False),
    }
    if also["grade"]:
        return _("Also the first %(session)s since %(since)s, %(days)s (%(grade)s)") % words
    return _("Also the first %(session)s since %(since)s, %(days)s") % words


def _flagged(flag: Resumption, records: Records, at: datetime) -> set[int]:
    """The sessions on which standing flags of the same stream rest, of the council and of those it continues."""
    flags = Resumption.objects.public(at).standing().filter(council__in=records.line, stream=flag.stream)
    return set(flags.values_list("session_id", flat=True))


def _changes(flag: Resumption, records: Records) -> list[str]:
    """In sentences; none where the record does not give the flag as it is stored."""
    raised = next((want for want in records.assess().resumptions if want.session_id == flag.session_id), None)
    if raised is None or (raised.lead.grade or "", raised.lead.gap.days) != (flag.grade, flag.days):
        return []
    return in_sentences(
        what_would_change(records.rows, raised, records.parameters, coverage=records.coverage)
    )
