"""The history of a flag: each version with what happened, why, and the evidence as it was.

It tells what the database said at a time, by the clock of the database; what followed from events up to a day is
another question (`meetings.point_in_time`). Who judged is never read here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from meetings.dates import DateInterval, format_interval
from meetings.models import Resumption
from meetings.resumptions import Parameters
from meetings.timeline.words import days_in_words, grade_in_words, number, rounded_days
from meetings.verdicts import reason_in_words
from meetings.vocabulary import COVERAGE_CHOICES, FlagState, Grade, Stream

# A flag is revised with every correction of its council's record; the page tells the latest versions.
VERSIONS_SHOWN = 100

_COLUMNS = (
    "pgh_created_at", "record_version", "state", "reason", "session_id", "resumed_on", "silent_since", "stream",
    "days_min", "days", "days_max", "n_prior_gaps", "typical_days", "longest_prior_days", "threshold_notable",
    "threshold_major", "threshold_historic", "grade", "grade_certain", "grade_possible", "coverage", "rule_version",
    "evidence", "reviewed_as", "reviewed_at", "reviewed_grade", "review_note", "withdrawn_because",
)  # fmt: skip

_PARAMETER_WORDS: dict[str, str | Promise] = {
    "floor": gettext_lazy("no gap under so many days is unusual"),
    "sitting_span": gettext_lazy("days within which sessions are one sitting"),
    "declared_cadence": gettext_lazy("declared cadence in days"),
    "muted": gettext_lazy("muted"),
}


@dataclass(frozen=True)
class Version:
    """What the flag said from a moment on (UTC). `note`: the person's, or the reason of a withdrawal. `reason`: the
    verdict in a sentence where it is another than before, else empty. `evidence`: label and value as they were."""

    moment: datetime
    words: str
    note: str
    reason: str
    evidence: Sequence[tuple[str, str]]


def flag_history(flag: Resumption) -> list[Version]:
    """Every version, the latest first. One query."""
    rows = _rows(flag)
    versions: list[Version] = []
    before: Any = None
    for row in rows:
        words = list(_what_happened(before, row))
        if words:
            told = before is None or before.reason != row.reason
            versions.append(
                Version(
                    row.pgh_created_at, "; ".join(words), _note(before, row),
                    reason_in_words(row) if told else "", evidence_of(row),
                )
            )  # fmt: skip
        before = row
    return versions[::-1][:VERSIONS_SHOWN]


def what_changed_since(flag: Resumption, record_version: int) -> str:
    """What happened to the flag after that version of its record, in a sentence; judgements with their notes."""
    words: list[str] = []
    before: Any = None
    for row in _rows(flag):
        if before is not None and row.record_version > record_version:
            happened = list(_what_happened(before, row))
            note = _note(before, row)
            words.append("; ".join(happened) + (f" (“{note}”)" if note else ""))
        before = row
    return f"{'; then '.join(filter(None, words)) or 'something that is not shown'}."


def _rows(flag: Resumption) -> Sequence[Any]:
    events = flag.events  # type: ignore[attr-defined]  # made by pghistory
    return list(events.order_by("pgh_id").values_list(*_COLUMNS, named=True))


def _what_happened(before: Any, after: Any) -> Iterator[str]:
    if before is None:
        yield _("raised: %(grade)s") % {"grade": _graded(after)}
        return
    yield from _what_became_of_it(before, after)
    yield from _revisions(before, after)


def _what_became_of_it(before: Any, after: Any) -> Iterator[str]:
    if after.state == FlagState.WITHDRAWN and before.state != FlagState.WITHDRAWN:
        yield str(FlagState.WITHDRAWN.label)
    elif before.state == FlagState.WITHDRAWN and after.state != FlagState.WITHDRAWN:
        yield _("raised again: the record supports it once more")
        if after.state != FlagState.RAISED:
            yield _("it stays %(judged)s, for its grade is the one that was judged") % {
                "judged": FlagState(after.state).label
            }
    elif _is_judged_anew(before, after):
        yield _judged(before, after)
    elif before.state != after.state:
        yield _(
            "open for judgement again, for its grade is another: it was %(judged)s when it was %(grade)s"
        ) % {"judged": FlagState(before.state).label, "grade": _graded(before)}


def _judged(before: Any, after: Any) -> str:
    if after.state == FlagState.RAISED:
        return _("opened again by a person")
    words = {"judged": FlagState(after.state).label}
    if before.state == after.state:
        return _("%(judged)s by a person, with another note") % words
    return _("%(judged)s by a person") % words


def _revisions(before: Any, after: Any) -> Iterator[str]:
    changes = [
        f"{label} {old} → {new}" for label, old, new in _differences(before, after) if old != new and label
    ]
    if changes:
        yield _("revised: %(changes)s") % {"changes": ", ".join(changes)}
    elif before.reason != after.reason:
        yield _("revised in words")


def _differences(before: Any, after: Any) -> Iterator[tuple[str, str, str]]:
    for label, words in (
        (_("sitting from"), lambda row: format_interval(row.resumed_on)),
        (_("grade"), _graded),
        (
            _("certain grade"),
            lambda row: str(Grade(row.grade_certain).label) if row.grade_certain else _none(),
        ),
        (_("gap"), lambda row: days_in_words(row.days_min, row.days_max)),
        (_("notable from"), lambda row: _days(row.threshold_notable)),
        (_("earlier gaps"), lambda row: number(row.n_prior_gaps or 0)),
        (_("coverage"), _coverage),
        (_("sessions counted"), _stream),
        (_("rule"), lambda row: row.rule_version),
    ):
        yield label, words(before), words(after)


def _note(before: Any, after: Any) -> str:
    if after.state == FlagState.WITHDRAWN and (before is None or before.state != FlagState.WITHDRAWN):
        return str(after.withdrawn_because)
    judged = before is None or _is_judged_anew(before, after)
    return str(after.review_note) if judged and after.reviewed_at is not None else ""


def _is_judged_anew(before: Any, after: Any) -> bool:
    """Whether a person judged it in between; an assessment leaves these columns alone. (`reviewed_as` was filled in for
    old judgements when it came to be: from empty it tells nothing.)"""
    names = ["reviewed_at", "reviewed_grade", "review_note", *(["reviewed_as"] if before.reviewed_as else [])]
    return any(getattr(before, name) != getattr(after, name) for name in names)


def _graded(row: Any) -> str:
    return grade_in_words(row.grade, is_only_possible=not row.grade_certain)


def _none() -> str:
    return pgettext("threshold", "none")


def _days(value: float | None) -> str:
    return _none() if value is None else rounded_days(value)


def _stream(row: Any) -> str:
    return str(Stream(row.stream).label)


def _coverage(row: Any) -> str:
    return str(dict(COVERAGE_CHOICES).get(row.coverage, _("not stated")))


def evidence_of(row: Any) -> list[tuple[str, str]]:
    """Label and value of all that a verdict rests on. `row`: a flag or one version of it."""
    length = days_in_words(row.days_min, row.days_max)
    if row.days_min != row.days_max:
        length = _("%(length)s, %(days)s between the middles of the dates") % {
            "length": length,
            "days": days_in_words(row.days, row.days),
        }
    shown = [
        (_("Gap"), length),
        (_("From"), format_interval(row.silent_since) if isinstance(row.silent_since, DateInterval) else ""),
        (_("To"), format_interval(row.resumed_on)),
        (_("Best estimate"), _grade(row.grade)),
        (_("Shortest reading"), _grade(row.grade_certain)),
        (_("Longest reading"), _grade(row.grade_possible)),
        (_("Notable from"), _days(row.threshold_notable)),
        (_("Major from"), _days(row.threshold_major)),
        (_("Historic from"), _days(row.threshold_historic)),
        (_("Earlier gaps"), number(row.n_prior_gaps or 0)),
        (_("Usual gap"), _days(row.typical_days)),
        (_("Longest earlier gap"), _days(row.longest_prior_days)),
        (_("Records of the gap"), _coverage(row)),
        (_("Sessions counted"), _stream(row)),
        (_("Rule"), row.rule_version),
        (_("Set for this council"), _own_parameters(row.evidence)),
    ]
    return [(label, value) for label, value in shown if value]


def _grade(grade: str) -> str:
    return grade_in_words(grade, False) if grade else _("no grade")


def _own_parameters(evidence: Any) -> str:
    """The numbers of the rule that were not the usual ones; empty if all were."""
    given = evidence.get("parameters", {}) if isinstance(evidence, dict) else {}
    usual = Parameters().as_recorded()
    return "; ".join(
        _parameter(name, value, usual[name])
        for name, value in given.items()
        if name in usual and value != usual[name]
    )


def _parameter(name: str, value: Any, usual: object) -> str:
    words = {"name": _PARAMETER_WORDS.get(name, name.replace("_", " ")), "value": value, "usual": usual}
    if usual in (None, False):
        return _("%(name)s: %(value)s") % words
    return _("%(name)s: %(value)s (usually %(usual)s)") % words
