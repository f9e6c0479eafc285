"""The life of a flag: what an assessment wants against what is stored.

Nothing is deleted. A flag whose verdict is the same is not touched; a person's judgement of it stays until its
grade changes; a flag that no longer follows from the records is withdrawn, with the reason. Where its session comes
to end an unusual gap again, the same flag stands again: one sitting of a council has one flag for ever.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from meetings.dates import format_interval
from meetings.evidence import Records
from meetings.flag_notices import FlagTeller, facts_of
from meetings.models import Merge, Resumption
from meetings.resumptions import Assessment, Stream, Verdict, judge_stream
from meetings.resumptions import Resumption as Wanted
from meetings.thresholds import is_notable
from meetings.verdicts import interval, resumption_columns
from meetings.vocabulary import Completeness, FlagState

NEWS_DAYS = 30  # an older session is history: back-filling 1997 tells nobody


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one flag. `resumption_id` is None for one that a dry run would have raised; `flag` is the
    flag as it is now, not stored if the run was dry."""

    verb: str
    resumption_id: int | None
    session_id: int
    text: str
    flag: Resumption


def matched_flags(wanted: Sequence[Wanted], standing: Iterable[Resumption]) -> dict[int, Resumption]:
    """For each wanted flag (by its session) the stored one that it continues: the same session's, else one that
    stands on another session of the sitting. Of several on one session the last one counts."""
    left = {flag.session_id: flag for flag in standing}
    matched = {want.session_id: left.pop(want.session_id) for want in wanted if want.session_id in left}
    for want in wanted:
        overlapping = [session for session in want.sitting if session in left]
        if want.session_id not in matched and overlapping:
            matched[want.session_id] = left.pop(overlapping[0])
    return matched


def _is_news(verdict: Verdict, resumed_on: date, today: date) -> bool:
    """Whether readers are told: the resumption is recent, certain, and its silence was looked into."""
    recent = resumed_on >= today - timedelta(days=NEWS_DAYS)
    return recent and is_notable(verdict.grade_certain) and verdict.coverage != Completeness.NOT_SEARCHED


def why_withdrawn(flag: Resumption, records: Records, assessment: Assessment) -> str:
    """What in the records took the flag away, in a sentence."""
    if flag.session_id not in records.own:
        if merge := Merge.objects.standing().filter(old_key=f"S{flag.session_id}").first():
            return (
                f"Its session, {merge.old_key}, was merged into {merge.kept_key}: both were the same meeting."
            )
        return "Its session no longer counts: it was taken back, or its status, formation or council changed."
    if records.parameters.muted:
        return "The council is muted: its records are too uneven to judge."
    verdicts = _verdicts_of(Stream(flag.stream), records, assessment)
    verdict = next((v for v in verdicts if v.gap.session_id == flag.session_id), None)
    if verdict is None:
        return "Its session no longer begins a sitting that follows a gap."
    gap, on_record = verdict.gap, {row.id: row for row in records.rows}
    if flag.silent_since is not None and gap.since > flag.silent_since.latest:
        previous = on_record[gap.previous_session_id]
        found = format_interval(interval(previous.end_earliest, previous.end_latest))
        return f"A session of {found} is now on record: the gap is {gap.days:,} days and no longer unusual."
    threshold = verdict.baseline.thresholds.notable
    if threshold is None:
        return f"The gap of {gap.days:,} days can no longer be judged: the council's rhythm is not known."
    return f"The gap is {gap.days:,} days; on the record as it is now, it is unusual from {threshold:,.0f} days on."


def _verdicts_of(stream: Stream, records: Records, assessment: Assessment) -> Sequence[Verdict]:
    """Of the flag's own stream: between two sessions of ministers others may lie that end nothing for it."""
    if stream is Stream.MAIN:
        return assessment.verdicts
    return judge_stream(stream, records.rows, records.parameters, records.coverage)


class FlagReconciler:
    """Brings the flags of one council in line with its assessment. Call within the transaction that holds its lock."""

    def __init__(self, records: Records, assessment: Assessment, now: datetime) -> None:
        self._records = records
        self._assessment = assessment
        self._now = now
        self._rows = {row.id: row for row in records.rows}
        self._teller = FlagTeller()
        self.changes: list[Change] = []

    def reconcile(self, known: Sequence[Resumption], *, write: bool = True) -> list[Change]:
        """`known`: all flags of the council, also those withdrawn. With `write` false nothing is stored."""
        standing = [flag for flag in known if flag.state != FlagState.WITHDRAWN]
        wanted = [want for want in self._assessment.resumptions if want.session_id in self._records.own]
        matched = matched_flags(wanted, standing)
        returning = matched_flags(
            [want for want in wanted if want.session_id not in matched],
            [flag for flag in known if flag.state == FlagState.WITHDRAWN],
        )
        kept = {flag.pk for flag in matched.values()}
        # Withdrawals first: a session has room for one standing flag.
        for flag in standing:
            if flag.pk not in kept:
                self._withdraw(flag, write)
        for want in wanted:
            if stored := matched.get(want.session_id):
                self._revise(stored, want, write)
            elif gone := returning.get(want.session_id):
                self._raise_again(gone, want, write)
            else:
                self._raise(want, write)
        self._teller.write()
        return self.changes

    def _columns(self, want: Wanted) -> dict[str, Any]:
        row, gap = self._rows[want.session_id], want.lead.gap
        context = self._records.context_of(gap.since, gap.until)
        starts = interval(row.start_earliest, row.start_latest)
        return resumption_columns(want, self._records.parameters, context, starts)

    def _raise(self, want: Wanted, write: bool) -> None:
        columns = self._columns(want)
        flag = Resumption(council_id=self._records.council_id, raised_at=self._now, **columns)
        if self._records.council is not None:
            flag.council = self._records.council  # its name is told, and need not be asked for
        if write:
            flag.save(force_insert=True)
            self._teller.raised(flag, is_news=self._is_news(want, flag))
        self._note("raised", flag)

    def _raise_again(self, flag: Resumption, want: Wanted, write: bool) -> None:
        """A withdrawn flag whose sitting ends an unusual gap after all. Its life goes on: what a person made of it
        holds if the grade is the one that it had."""
        before = facts_of(flag)
        for name, value in self._columns(want).items():
            setattr(flag, name, value)
        judgement_holds = flag.is_judged and flag.reviewed_grade == before.grade == flag.grade
        flag.state = FlagState(flag.reviewed_as) if judgement_holds else FlagState.RAISED
        flag.revised_at = self._now
        flag.withdrawn_at, flag.withdrawn_because = None, ""
        if write:
            flag.save()
            self._teller.revised(flag, before, is_news=self._is_news(want, flag), returned=True)
        self._note("raised", flag)

    def _revise(self, flag: Resumption, want: Wanted, write: bool) -> None:
        columns = self._columns(want)
        if columns["fingerprint"] == flag.fingerprint:
            return
        before = facts_of(flag)
        for name, value in columns.items():
            setattr(flag, name, value)
        flag.revised_at = self._now
        if flag.state in (FlagState.CONFIRMED, FlagState.DISMISSED) and flag.reviewed_grade != flag.grade:
            flag.state = FlagState.RAISED  # the review's own columns stay: "was dismissed when ..."
        if write:
            flag.save()
            self._teller.revised(flag, before, is_news=self._is_news(want, flag))
        self._note("revised", flag)

    def _withdraw(self, flag: Resumption, write: bool) -> None:
        flag.state = FlagState.WITHDRAWN
        flag.withdrawn_at = self._now
        flag.withdrawn_because = why_withdrawn(flag, self._records, self._assessment)
        if write:
            flag.save()
            self._teller.withdrawn(flag)
        self._note("withdrawn", flag, flag.withdrawn_because)

    def _is_news(self, want: Wanted, flag: Resumption) -> bool:
        return flag.state != FlagState.DISMISSED and _is_news(
            want.lead, flag.resumed_on.latest, self._now.date()
        )

    def _note(self, verb: str, flag: Resumption, text: str = "") -> None:
        self.changes.append(Change(verb, flag.pk, flag.session_id, text or flag.reason, flag))
