"""Verdicts as they are stored: columns, the evidence kept beside them, and the fingerprint that says "the same"."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import Any, Protocol

from django.utils.translation import override

from meetings.coverage import Coverage
from meetings.dates import DateInterval
from meetings.dates.interval import LAST_DAY
from meetings.explanations import Context, NamedEvent, explain_gap
from meetings.gaps import Gap
from meetings.languages import DEFAULT, language
from meetings.models import Silence as SilenceRow
from meetings.resumptions import RULE_VERSION, Parameters, Resumption, Stream, Verdict
from meetings.silences import Silence, Suspension
from meetings.thresholds import Baseline, Grade, Thresholds
from meetings.vocabulary import GapStatus

Json = dict[str, Any]
_CANONICAL = json.JSONEncoder(sort_keys=True, default=str)


class StoredFlag(Protocol):
    """What a flag and each version of it keep of a verdict."""

    stream: str
    grade: str
    grade_certain: str
    grade_possible: str
    coverage: str
    reason: str
    evidence: Json


def fingerprint_of(values: Mapping[str, Any]) -> str:
    """A digest of everything a stored verdict says; equal digests mean that nothing needs writing."""
    return hashlib.sha256(_CANONICAL.encode([RULE_VERSION, values]).encode()).hexdigest()


def with_fingerprint(columns: Mapping[str, Any]) -> Json:
    return {**columns, "fingerprint": fingerprint_of(columns)}


def interval(earliest: date, latest: date) -> DateInterval:
    return DateInterval(min(earliest, latest), latest)


def _full_years(since: date, until: date) -> int:
    """Completed calendar years between two days."""
    years = until.year - since.year
    if years <= 0:
        return 0
    return years - ((until.month, until.day) < (since.month, since.day))


# The columns that stored gaps and resumptions share (`meetings.models.Judged`), without the fingerprint.
_JUDGED_COLUMNS = (
    "previous_session_id",
    "days_min",
    "days",
    "days_max",
    "n_prior_gaps",
    "typical_days",
    "longest_prior_days",
    "threshold_notable",
    "threshold_major",
    "threshold_historic",
    "grade",
    "grade_certain",
    "grade_possible",
    "coverage",
)
_WORDS: dict[Grade | None, str] = {None: "", **{grade: grade.value for grade in Grade}}
# Of enumerations the values are slow to ask for, and these are asked for a million times.
_COVERAGE = {coverage: coverage.value for coverage in Coverage}
_COMPUTED, _UNCERTAIN = GapStatus.COMPUTED.value, GapStatus.ORDER_UNCERTAIN.value


def _judged_values(verdict: Verdict) -> tuple[Any, ...]:
    _, gap, (n, _, typical, _, longest, thresholds), grade, certain, possible, coverage = verdict
    return (
        gap.previous_session_id,
        gap.days_min,
        gap.days,
        gap.days_max,
        n,
        typical,
        longest[0].days if longest else None,
        *thresholds[:3],
        _WORDS[grade],
        _WORDS[certain],
        _WORDS[possible],
        _COVERAGE[coverage],
    )


# The columns of a stored gap, apart from its council, its session and the fingerprint.
GAP_COLUMNS = (*_JUDGED_COLUMNS, "status", "ratio", "full_years_min")
GapValues = tuple[Any, ...]
_EMPTY = dict.fromkeys(("grade", "grade_certain", "grade_possible", "coverage"), "")
_NO_GAP = tuple(map(_EMPTY.get, _JUDGED_COLUMNS[1:]))


def gap_values(verdict: Verdict, starts_earliest: date) -> GapValues:
    """The row of the gap before a sitting's first session, which begins on `starts_earliest` at the earliest.

    A tuple, because there are a million of them and hardly one differs from what is stored.
    """
    gap = verdict.gap
    if gap.order_uncertain:
        return (*_judged_values(verdict), _UNCERTAIN, verdict.ratio, 0)
    full_years = _full_years(gap.since_latest, starts_earliest)
    return (*_judged_values(verdict), _COMPUTED, verdict.ratio, full_years)


def no_gap_values(status: GapStatus, previous_session_id: int | None = None) -> GapValues:
    """The row of a session before which no gap lies. `previous_session_id`: the one before it in its sitting."""
    return (previous_session_id, *_NO_GAP, status.value, None, None)


def gap_fingerprint(values: GapValues) -> str:
    """The digest for rows by the million: their values are plain, so that their Python form is canonical too."""
    return hashlib.sha256(f"{RULE_VERSION}{values!r}".encode()).hexdigest()


def _gap_as_json(gap: Gap) -> Json:
    return {
        "previous_session": gap.previous_session_id,
        "session": gap.session_id,
        "since": [day.isoformat() for day in (gap.since_earliest, gap.since, gap.since_latest)],
        "until": gap.until.isoformat(),
        "days": [gap.days_min, gap.days, gap.days_max],
    }


def _gap_from_json(stored: Json) -> Gap:
    earliest, since, latest = map(date.fromisoformat, stored["since"])
    shortest, days, longest = stored["days"]
    return Gap(
        previous_session_id=stored["previous_session"],
        session_id=stored["session"],
        since=since,
        since_earliest=earliest,
        since_latest=latest,
        until=date.fromisoformat(stored["until"]),
        days=days,
        days_min=shortest,
        days_max=longest,
    )


def _baseline_as_json(baseline: Baseline) -> Json:
    thresholds = baseline.thresholds
    return {
        "n": baseline.n,
        "m": baseline.m,
        "typical": baseline.typical,
        "reference": baseline.reference,
        "longest": [_gap_as_json(gap) for gap in baseline.longest],
        "thresholds": [thresholds.notable, thresholds.major, thresholds.historic, thresholds.unrated],
    }


def _baseline_from_json(stored: Json) -> Baseline:
    return Baseline(
        n=stored["n"],
        m=stored["m"],
        typical=stored["typical"],
        reference=stored["reference"],
        longest=tuple(map(_gap_from_json, stored["longest"])),
        thresholds=Thresholds(*stored["thresholds"]),
    )


def _context_as_json(context: Context) -> Json:
    return {
        "unheld": dict(context.unheld),
        "suspended": context.suspended,
        "predecessors": list(context.predecessors),
        # Only where there are any: verdicts made before events were named are still the same.
        **({"events": [_event_as_json(event) for event in context.events]} if context.events else {}),
    }


def _event_as_json(event: NamedEvent | str) -> Json | str:
    if isinstance(event, str):
        return event
    end = event.end.edtf if event.end else None
    return {"title": event.title, "kind": event.kind, "start": event.start.edtf, "end": end}


def context_from_json(stored: Json) -> Context:
    return Context(
        stored.get("unheld", {}),
        stored.get("suspended", False),
        stored.get("predecessors", []),
        [_event_from_json(event) for event in stored.get("events", [])],
    )


def _event_from_json(stored: Json | str) -> NamedEvent | str:
    if isinstance(stored, str):
        return stored
    end = DateInterval.parse_edtf(stored["end"]) if stored["end"] else None
    return NamedEvent(stored["title"], stored["kind"], DateInterval.parse_edtf(stored["start"]), end)


def resumption_columns(
    resumption: Resumption, parameters: Parameters, context: Context, starts: DateInterval
) -> Json:
    """The row of a flag, its life (state, times, review) apart. `starts`: when the sitting's first session began.
    Its sentence is English; `reason_in_words` has it in other languages."""
    lead = resumption.lead
    gap = lead.gap
    with override(DEFAULT):
        reason = explain_gap(lead, also=resumption.also, context=context)
    return with_fingerprint(
        {
            **dict(zip(_JUDGED_COLUMNS, _judged_values(lead), strict=True)),
            "session_id": resumption.session_id,
            "stream": lead.stream.value,
            "resumed_on": starts,
            "silent_since": interval(gap.since_earliest, gap.since_latest),
            "reason": reason,
            "rule_version": RULE_VERSION,
            "evidence": {
                "parameters": parameters.as_recorded(),
                "sitting": list(resumption.sitting),
                "gap": _gap_as_json(gap),
                "baseline": _baseline_as_json(lead.baseline),
                "also": [
                    {
                        "stream": other.stream.value,
                        "grade": _WORDS[other.grade],
                        "gap": _gap_as_json(other.gap),
                        "baseline": _baseline_as_json(other.baseline),
                    }
                    for other in resumption.also
                ],
                "context": _context_as_json(context),
            },
        }
    )


def _stored_verdict(flag: StoredFlag) -> Verdict:
    """What a flag, or one version of it, keeps of its verdict: all that its sentence is made from."""
    return Verdict(
        stream=Stream(flag.stream),
        gap=_gap_from_json(flag.evidence["gap"]),
        baseline=_baseline_from_json(flag.evidence["baseline"]),
        grade=_grade(flag.grade),
        grade_certain=_grade(flag.grade_certain),
        grade_possible=_grade(flag.grade_possible),
        coverage=Coverage(flag.coverage),
    )


def _verdict_of_another_stream(stored: Json) -> Verdict:
    """Of which the sentence says only how long the gap was."""
    return Verdict(
        stream=Stream(stored["stream"]),
        gap=_gap_from_json(stored["gap"]),
        baseline=_baseline_from_json(stored["baseline"]),
        grade=_grade(stored["grade"]),
        grade_certain=None,
        grade_possible=None,
        coverage=Coverage.NOT_STATED,
    )


def _grade(stored: str) -> Grade | None:
    return Grade(stored) if stored else None


def composed_reason(flag: StoredFlag) -> str:
    """The sentence of a flag, made anew from what is stored in the language of the page. In English it is the one
    stored, as long as its words are those of today."""
    evidence = flag.evidence
    also = [_verdict_of_another_stream(stored) for stored in evidence["also"]]
    return explain_gap(_stored_verdict(flag), also=also, context=context_from_json(evidence["context"]))


def reason_in_words(flag: StoredFlag) -> str:
    """The sentence of a flag, or of one version of it, in the language of the page. English is as it was stored, and
    so is what keeps no evidence that it could be made from."""
    if language() == DEFAULT:
        return flag.reason  # its evidence is not even read: where flags are many it is left in the database
    complete = {"gap", "baseline", "also", "context"} <= flag.evidence.keys()
    return composed_reason(flag) if complete else flag.reason


def _storable(day: date | None) -> date | None:
    """No stage is stored that lies beyond the years of the record."""
    return day if day is not None and day <= LAST_DAY else None


NO_SILENCE: Json = with_fingerprint(
    {
        **dict.fromkeys(("last_session_id", "silent_since", "late_from", "notable_from", "major_from")),
        **dict.fromkeys(("historic_from", "unrated_from", "lapsed_from", "concluded_from", "suspended_from")),
        **dict.fromkeys(("typical_days", "longest_prior_days", "threshold_notable", "next_planned_id")),
        "n_prior_gaps": 0,
        "coverage": "",
        "evidence": {},
        "rule_version": RULE_VERSION,
    }
)


def silence_columns(
    silence: Silence, parameters: Parameters, context: Context, next_planned_id: int | None
) -> Json:
    """The row of a council's running silence."""
    lasting = [suspension.since for suspension in silence.suspensions if suspension.to is None]
    return with_fingerprint(
        {
            "last_session_id": silence.last_session_id,
            "silent_since": interval(silence.since_earliest, silence.since_latest),
            "late_from": _storable(silence.late_from),
            "notable_from": _storable(silence.notable_from),
            "major_from": _storable(silence.major_from),
            "historic_from": _storable(silence.historic_from),
            "unrated_from": _storable(silence.unrated_from),
            "lapsed_from": _storable(silence.lapsed_from),
            "concluded_from": _storable(silence.concluded_from),
            "suspended_from": min(lasting, default=None),
            "n_prior_gaps": silence.baseline.n,
            "typical_days": silence.baseline.typical,
            "longest_prior_days": silence.baseline.longest_days,
            "threshold_notable": silence.baseline.thresholds.notable,
            "coverage": silence.coverage.value,
            "next_planned_id": next_planned_id,
            "rule_version": RULE_VERSION,
            "evidence": {
                "parameters": parameters.as_recorded(),
                "since": silence.since.isoformat(),
                "baseline": _baseline_as_json(silence.baseline),
                "suspensions": [
                    [s.since.isoformat(), s.to.isoformat() if s.to else None] for s in silence.suspensions
                ],
                "context": _context_as_json(context),
            },
        }
    )


def stored_silence(row: SilenceRow) -> Silence | None:
    """The silence that a row tells of; None where nothing is on record."""
    if row.last_session_id is None or row.silent_since is None or not row.evidence:
        return None
    suspensions = [
        Suspension(date.fromisoformat(since), date.fromisoformat(to) if to else None)
        for since, to in row.evidence["suspensions"]
    ]
    return Silence(
        last_session_id=row.last_session_id,
        since=date.fromisoformat(row.evidence["since"]),
        since_earliest=row.silent_since.earliest,
        since_latest=row.silent_since.latest,
        baseline=_baseline_from_json(row.evidence["baseline"]),
        late_from=row.late_from,
        notable_from=row.notable_from,
        major_from=row.major_from,
        historic_from=row.historic_from,
        unrated_from=row.unrated_from,
        lapsed_from=row.lapsed_from,
        concluded_from=row.concluded_from,
        suspensions=tuple(suspensions),
        coverage=Coverage(row.coverage),
    )
