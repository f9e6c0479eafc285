"""What notices say, in words. Pure: no database, no clock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from meetings.dates import DateInterval, format_interval, format_span

LONGEST_TITLE = 300
_GRADE_WORDS = {"unrated": "long, no usual rhythm known"}


@dataclass(frozen=True, slots=True)
class FlagFacts:
    """What a notice says of a resumption; two that are equal need no second notice. Days as in a stored gap."""

    grade: str
    grade_certain: str
    days_min: int | None
    days: int | None
    days_max: int | None
    resumed_on: DateInterval
    stream: str = ""

    @property
    def graded(self) -> str:
        """`major`; `possibly major` where the certain grade is empty; `possibly unusual` without a grade."""
        word = _GRADE_WORDS.get(self.grade, self.grade) or "unusual"
        return word if self.grade_certain else f"possibly {word}"

    @property
    def length(self) -> str:
        """`922 days`, `about 2,635 days`; with the level if the flag is of one."""
        about = "" if self.days_min == self.days_max else "about "
        noun = "day" if self.days == 1 else "days"
        return f"{about}{self.days or 0:,} {noun}{f' ({self.stream})' if self.stream else ''}"


def resumption_raised(council: str, facts: FlagFacts) -> str:
    return _title(
        f"{council}: resumption after {facts.length}, {facts.graded}, {format_interval(facts.resumed_on)}"
    )


def resumption_revised(council: str, facts: FlagFacts, *, returned: bool = False) -> str:
    verb = "stands again" if returned else "revised"
    return _title(
        f"{council}: resumption {verb}, {facts.graded}, after {facts.length}, {format_interval(facts.resumed_on)}"
    )


def resumption_withdrawn(council: str, facts: FlagFacts) -> str:
    return _title(f"{council}: resumption withdrawn, {format_interval(facts.resumed_on)}")


def what_changed(before: FlagFacts, after: FlagFacts) -> str:
    """The difference in sentences; empty if there is none."""
    said = []
    if before.graded != after.graded:
        said.append(f"Now {after.graded}; it was {before.graded}.")
    if before.length != after.length:
        said.append(f"The gap is now {after.length}; it was {before.length}.")
    if before.resumed_on != after.resumed_on:
        now, then = format_interval(after.resumed_on), format_interval(before.resumed_on)
        said.append(f"The date is now {now}; it was {then}.")
    return " ".join(said)


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """What the public is told of a session: a change of any of these is a new notice.

    ``time`` and ``place`` in words, empty if not known. ``is_public`` false: its record was taken back.
    """

    start: DateInterval
    end: DateInterval | None
    time: str
    status: str
    place: str
    councils: tuple[str, ...]
    is_public: bool = True

    @property
    def day(self) -> str:
        return format_span(self.start, self.end)

    @property
    def who(self) -> str:
        return _listed(self.councils)


# What became of the session, after "session".
_STATUS_WORDS = {"unconfirmed": "reported, unconfirmed"}


def session_told(facts: SessionFacts) -> str:
    """`NRC: session held, 12 January 2022, Brussels`."""
    what = _STATUS_WORDS.get(facts.status, facts.status)
    return _title(", ".join(filter(None, [f"{facts.who}: session {what}", facts.day, facts.place])))


def session_changed(facts: SessionFacts) -> str:
    return _title(", ".join(filter(None, [f"{facts.who}: session changed", facts.day, facts.place])))


def session_taken_back(facts: SessionFacts, public_id: str) -> str:
    """No fact of it but its number: nothing of it is public."""
    return _title(f"{facts.who}: session {public_id} withdrawn")


TAKEN_BACK = "This record was withdrawn from publication. What was told of it is no longer on record."
ON_RECORD_AGAIN = "The record of this session, which had been withdrawn, is public again."


def differences(before: SessionFacts, after: SessionFacts) -> str:
    """Each material fact that changed, now and before, in sentences; empty if none did."""
    said = []
    for label, now, then in (
        ("Date", after.day, before.day),
        ("Time", after.time, before.time),
        ("Status", after.status, before.status),
        ("Place", after.place, before.place),
        ("Held by", after.who, before.who),
    ):
        if now != then:
            said.append(f"{label}: {now or 'not known'}; before: {then or 'not known'}.")
    return " ".join(said)


def _listed(names: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1] if names else ""]))


def _title(text: str) -> str:
    return text if len(text) <= LONGEST_TITLE else text[: LONGEST_TITLE - 1] + "…"
