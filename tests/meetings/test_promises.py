"""What became of an announced meeting: single cases, and what holds of any; without a database."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetings.dates import DateInterval
from meetings.promise_words import fate_in_words, lapsed_in_words, slip_in_words
from meetings.promises import SLIP_DAYS, Announced, Fate, Meeting, fate_of, slip_bounds
from meetings.vocabulary import AnnouncementOutcome, Formation, Status

HELD, SLIPPED, PENDING = (
    AnnouncementOutcome.HELD,
    AnnouncementOutcome.SLIPPED,
    AnnouncementOutcome.PENDING,
)
CANCELLED, DECLINED, LAPSED = (
    AnnouncementOutcome.CANCELLED,
    AnnouncementOutcome.DECLINED,
    AnnouncementOutcome.LAPSED,
)


def on(text: str) -> DateInterval:
    return DateInterval.parse_edtf(text)


def announced(expected: str = "2022-03", made: str | None = "2022-01-12", **fields: Any) -> Announced:
    return Announced(on(made) if made else None, on(expected) if expected else None, **fields)


def meeting(number: int, start: str, status: str = "held", **fields: Any) -> Meeting:
    dates = {name: on(fields.pop(name)) for name in ("end", "planned", "decided") if name in fields}
    return Meeting(number, status, on(start), **{"end": on(start), **dates}, **fields)


def told(promise: Announced, *meetings: Meeting, day: str = "2026-01-01") -> tuple[Any, ...]:
    """The outcome on a day by the whole record, the session, and the days slipped."""
    fate = fate_of(promise, meetings).on(date.fromisoformat(day))
    return fate.outcome, fate.session_id, fate.slipped_days


def test_a_session_in_the_month_announced_keeps_the_promise() -> None:
    assert told(announced(), meeting(1, "2022-03-31")) == (HELD, 1, 0)
    assert told(announced(), meeting(1, "2022-02-27", end="2022-03-01")) == (HELD, 1, 0)
    assert told(announced(), meeting(1, "2022-03-31", "interrupted")) == (HELD, 1, 0)


def test_a_vague_session_that_may_lie_in_the_month_keeps_it_too_but_a_certain_one_goes_first() -> None:
    assert told(announced(), meeting(1, "2022")) == (HELD, 1, 0)
    assert told(announced(), meeting(1, "2022"), meeting(2, "2022-03-09")) == (HELD, 2, 0)


def test_nothing_on_record_lapses_on_the_day_after() -> None:
    promise = announced("2023-11")
    assert fate_of(promise, []) == Fate(PENDING, lapses_on=date(2023, 12, 1))
    assert told(promise, day="2023-11-30") == (PENDING, None, None)
    assert told(promise, day="2023-12-01") == (LAPSED, None, None)


def test_a_session_soon_after_is_the_announced_one_held_late() -> None:
    assert told(announced("2022-03-10"), meeting(1, "2022-03-24")) == (SLIPPED, 1, 14)
    assert told(announced("2022-03"), meeting(1, "2022-04-14")) == (SLIPPED, 1, 14)


def test_a_session_long_after_is_another_meeting_and_the_promise_has_lapsed() -> None:
    last = date(2022, 3, 10) + timedelta(days=SLIP_DAYS)
    assert told(announced("2022-03-10"), meeting(1, last.isoformat()))[0] == SLIPPED
    too_late = (last + timedelta(days=1)).isoformat()
    assert told(announced("2022-03-10"), meeting(1, too_late)) == (LAPSED, None, None)


def test_a_session_that_was_moved_slipped_however_long_it_took() -> None:
    moved = meeting(1, "2023-11-10", planned="2022-03-10")
    assert told(announced("2022-03"), moved) == (SLIPPED, 1, (date(2023, 11, 10) - date(2022, 3, 31)).days)
    ahead = meeting(1, "2022-02-20", planned="2022-03-10")
    assert told(announced("2022-03"), ahead, day="2022-02-21") == (SLIPPED, 1, -9)


def test_a_session_before_the_day_counts_as_early_once_the_day_has_passed() -> None:
    """Until then the announced meeting may still come, and the one before it was another."""
    early = meeting(1, "2022-02-20")
    assert told(announced(), early, day="2022-03-31") == (PENDING, None, None)
    assert told(announced(), early, day="2022-04-01") == (SLIPPED, 1, -9)
    assert told(announced(), early, meeting(2, "2022-03-09")) == (HELD, 2, 0)


def test_a_session_of_the_same_sitting_is_not_the_next_one() -> None:
    promise = announced("2022-03", at_session=1, apart=6)
    assert told(promise, meeting(1, "2022-01-12"), meeting(2, "2022-01-18"))[0] == LAPSED
    without = announced("", at_session=1, apart=6)
    assert told(without, meeting(1, "2022-01-12"), meeting(2, "2022-01-18"))[0] == PENDING
    assert told(without, meeting(1, "2022-01-12"), meeting(2, "2022-01-19"))[:2] == (HELD, 2)


def test_what_was_over_before_the_announcement_does_not_answer_it() -> None:
    assert told(announced("2022-01"), meeting(1, "2022-01-05"))[0] == LAPSED
    called_off = meeting(1, "2022-03-10", "cancelled", decided="2022-01-02")
    assert told(announced(), called_off)[0] == LAPSED


def test_the_session_at_which_it_was_announced_does_not_answer_it() -> None:
    assert told(announced("2022-01", at_session=1), meeting(1, "2022-01-12"))[0] == LAPSED


@pytest.mark.parametrize(("status", "outcome"), [("cancelled", CANCELLED), ("declined", DECLINED)])
def test_a_plan_for_that_day_that_was_called_off_settles_it(status: str, outcome: str) -> None:
    assert told(announced(), meeting(1, "2022-03-10", status), day="2022-02-01") == (outcome, 1, None)
    moved = meeting(1, "2022-06-10", status, planned="2022-03-10")
    assert told(announced(), moved)[:2] == (outcome, 1)
    assert told(announced(), meeting(1, "2022-03-10", status), meeting(2, "2022-03-20"))[:2] == (HELD, 2)
    # A later session is then another one: what the record says outright goes before what is concluded.
    assert told(announced(), meeting(1, "2022-03-10", status), meeting(2, "2022-05-01"))[:2] == (outcome, 1)


def test_a_postponed_session_leaves_it_pending_as_long_as_another_could_still_count() -> None:
    postponed = meeting(1, "2022-03-10", "postponed")
    last = date(2022, 3, 31) + timedelta(days=SLIP_DAYS)
    assert told(announced(), postponed, day=last.isoformat()) == (PENDING, 1, None)
    assert told(announced(), postponed, day=(last + timedelta(days=1)).isoformat())[0] == LAPSED
    assert told(announced(), postponed, meeting(2, "2022-05-01"))[:2] == (SLIPPED, 2)


def test_a_scheduled_session_keeps_it_pending_with_the_date() -> None:
    assert told(announced(), meeting(1, "2022-03-10", "scheduled"), day="2022-03-31") == (PENDING, 1, None)
    assert told(announced(), meeting(1, "2022-03-10", "scheduled"), day="2022-04-01")[0] == LAPSED
    moved = meeting(1, "2022-06-10", "scheduled", planned="2022-03-10")
    assert told(announced(), moved, day="2022-06-10") == (PENDING, 1, None)
    assert told(announced(), moved, day="2022-06-11") == (LAPSED, 1, None)
    assert told(announced(), meeting(1, "2022-05-01", "scheduled"), day="2022-04-15")[0] == PENDING


def test_an_unconfirmed_session_is_neither_kept_nor_lapsed_in_silence() -> None:
    assert told(announced(), meeting(1, "2022-03-10", "unconfirmed")) == (PENDING, 1, None)


def test_a_proposed_session_changes_nothing() -> None:
    assert told(announced(), meeting(1, "2022-03-10", "proposed")) == (LAPSED, None, None)


def test_without_a_date_the_next_session_keeps_it_and_no_day_lets_it_lapse() -> None:
    assert told(announced("")) == (PENDING, None, None)
    assert told(announced(""), meeting(1, "2022-01-10"), meeting(2, "2025-01-10"), meeting(3, "2025-02-10"))[
        :2
    ] == (HELD, 2)
    assert told(announced(""), meeting(1, "2022-06-10", "cancelled"))[0] == PENDING
    assert told(announced(""), meeting(1, "2027-01-10", "scheduled")) == (PENDING, 1, None)


def test_of_unknown_day_it_is_answered_by_its_date_alone() -> None:
    assert told(announced(made=None), meeting(1, "2022-03-10"))[0] == HELD
    assert told(announced(made=None), meeting(1, "2022-02-20"))[0] == LAPSED
    assert told(announced("", made=None), meeting(1, "2022-03-10"))[0] == PENDING


def test_an_expert_meeting_answers_only_what_was_announced_at_one() -> None:
    experts = meeting(1, "2022-03-10", formation="expert")
    assert told(announced(), experts)[0] == LAPSED
    formations = frozenset({Formation.PLENARY, Formation.EXPERT})
    assert told(announced(formations=formations), experts)[0] == HELD


@pytest.mark.parametrize("ruling", ["held", "slipped", "declined", "cancelled", "lapsed"])
def test_an_editors_own_word_always_stands(ruling: str) -> None:
    promise = announced(ruling=ruling)
    for record in ([], [meeting(1, "2022-03-10")], [meeting(1, "2022-03-10", "cancelled")]):
        assert told(promise, *record)[:2] == (ruling, None)
    named = announced(ruling="slipped", named=7)
    assert told(named, meeting(7, "2022-09-30", formation="expert")) == (SLIPPED, 7, 183)


def test_a_session_that_the_editor_names_is_the_announced_one() -> None:
    assert told(announced(named=7), meeting(7, "2024-03-01"), meeting(8, "2022-03-10"))[:2] == (SLIPPED, 7)
    assert told(announced(named=7), meeting(7, "2022-05-10", "cancelled"))[:2] == (CANCELLED, 7)
    assert told(announced("", named=7), meeting(8, "2022-02-10"), meeting(7, "2022-03-01"))[:2] == (HELD, 7)


def test_on_a_past_day_nothing_later_exists() -> None:
    def then(day: str, *meetings: Meeting, **fields: Any) -> tuple[Any, ...]:
        on_day = date.fromisoformat(day)
        fate = fate_of(announced(**fields), meetings, as_of=on_day).on(on_day)
        return fate.outcome, fate.session_id

    late = meeting(1, "2022-04-14")
    assert [then(day, late)[0] for day in ("2022-03-31", "2022-04-13", "2022-04-14")] == [
        PENDING,
        LAPSED,
        SLIPPED,
    ]
    called_off = meeting(1, "2022-03-10", "cancelled", decided="2022-03-01")
    assert then("2022-02-28", called_off) == (PENDING, 1)  # it still stood in the calendar
    assert then("2022-03-01", called_off) == (CANCELLED, 1)
    assert then("2022-03-09", meeting(1, "2022-03-10", "declined")) == (PENDING, None)
    assert then("2022-02-01", ruling="held") == (PENDING, None)
    assert then("2022-02-01", meeting(7, "2022-03-10"), ruling="held", named=7) == (PENDING, None)
    assert then("2022-03-10", meeting(7, "2022-03-10"), ruling="held", named=7) == (HELD, 7)


def test_the_days_slipped_are_the_fewest_that_the_dates_allow() -> None:
    assert slip_bounds(on("2022-03"), on("2022-04-14")) == (14, 44)
    assert slip_bounds(on("2022-03"), on("2022-02-20")) == (-9, -39)
    assert slip_bounds(on("2022-03"), on("2022")) == (0, 0)


def test_the_words_are_as_precise_as_the_dates() -> None:
    assert slip_in_words(on("2022-03-10"), on("2022-03-11")) == "1 day later than announced"
    assert slip_in_words(on("2022-03"), on("2022-04-14")) == "14 to 44 days later than announced"
    assert slip_in_words(on("2022-03"), on("2022-02-20")) == "9 to 39 days earlier than announced"
    vague = fate_in_words(Fate(HELD), expected=on("2022-01"), start=on("2022"))
    assert vague == "held as announced, as far as its dates tell"
    assert fate_in_words(Fate(HELD), expected=on("2022-01"), start=on("2022-01-09")) == "held as announced"
    lapsed = fate_of(announced("2023-11"), []).on(date(2024, 1, 1))
    assert (
        fate_in_words(lapsed, expected=on("2023-11"))
        == "nothing on record came of it: lapsed on 1 December 2023"
    )
    waiting = fate_in_words(Fate(PENDING), expected=None, days=(1040, 1040))
    assert waiting == "nothing on record has come of it for 1,040 days"
    assert lapsed_in_words([on("2022-03")]) == "a next meeting was announced for March 2022 and has lapsed"
    assert (
        lapsed_in_words([on("2022-06"), on("2022-03"), on("2022-06")])
        == "next meetings were announced for March 2022 and June 2022 and have lapsed"
    )
    assert "4 times, the last for 2025" in lapsed_in_words(list(map(on, ["2022", "2023", "2024", "2025"])))


everywhere = settings(
    max_examples=300,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
FIRST = date(2020, 1, 1)
SETTLED = {HELD, SLIPPED, CANCELLED, DECLINED}
days = st.integers(0, 900).map(lambda number: FIRST + timedelta(days=number))


@st.composite
def intervals(draw: st.DrawFn) -> DateInterval:
    start = draw(days)
    return DateInterval(start, start + timedelta(days=draw(st.sampled_from([0, 0, 0, 29, 364]))))


@st.composite
def some_meeting(draw: st.DrawFn) -> Meeting:
    start = draw(intervals())
    end = DateInterval(start.earliest, start.latest + timedelta(days=draw(st.sampled_from([0, 0, 2]))))
    maybe = st.one_of(st.none(), intervals())
    status = draw(st.sampled_from(list(Status)))
    formation = draw(st.sampled_from(["plenary", "plenary", "expert"]))
    return Meeting(draw(st.integers(1, 10_000)), status, start, end, draw(maybe), draw(maybe), formation)


meetings_ = st.lists(some_meeting(), max_size=8, unique_by=lambda one: one.id)


@st.composite
def promises(draw: st.DrawFn, *, ruled: bool = False) -> Announced:
    ruling = draw(st.sampled_from(list(AnnouncementOutcome))) if ruled else PENDING
    made, expected = draw(st.one_of(st.none(), intervals())), draw(st.one_of(st.none(), intervals()))
    return Announced(made, expected, apart=draw(st.sampled_from([0, 6])), ruling=ruling)


@everywhere
@given(promises(), meetings_, st.randoms(use_true_random=False))
def test_the_order_of_the_sessions_changes_nothing(
    promise: Announced, record: list[Meeting], random: Any
) -> None:
    mixed = list(record)
    random.shuffle(mixed)
    assert fate_of(promise, mixed) == fate_of(promise, record)


@everywhere
@given(promises(), meetings_, st.lists(days, min_size=2, max_size=6))
def test_a_later_day_never_opens_what_was_settled(
    promise: Announced, record: list[Meeting], asked: list[date]
) -> None:
    then = [fate_of(promise, record, as_of=day).on(day).outcome for day in sorted(asked)]
    settled = [outcome in SETTLED for outcome in then]
    assert settled == sorted(settled), then


@everywhere
@given(promises(), meetings_)
def test_on_the_last_day_the_past_and_the_stored_answer_agree(
    promise: Announced, record: list[Meeting]
) -> None:
    day = FIRST + timedelta(days=5000)
    assert fate_of(promise, record, as_of=day).on(day) == fate_of(promise, record).on(day)


@everywhere
@given(promises(), meetings_, days)
def test_the_stored_answer_changes_with_the_calendar_once_at_most(
    promise: Announced, record: list[Meeting], day: date
) -> None:
    fate = fate_of(promise, record)
    if fate.lapses_on is None:
        assert fate.on(day) == fate
    else:
        assert promise.expected is not None and fate.lapses_on > promise.expected.latest
        assert fate.on(day) == fate.on(fate.lapses_on if day >= fate.lapses_on else FIRST)
        assert fate.on(fate.lapses_on - timedelta(days=1)).outcome == PENDING
        assert fate.on(fate.lapses_on).outcome in (LAPSED, SLIPPED)


@everywhere
@given(promises(), meetings_, some_meeting())
def test_sessions_of_other_formations_and_proposals_are_irrelevant(
    promise: Announced, record: list[Meeting], other: Meeting
) -> None:
    for irrelevant in (
        Meeting(20_000, other.status, other.start, other.end, other.planned, other.decided, "military"),
        Meeting(20_000, Status.PROPOSED, other.start, other.end, other.planned, other.decided),
    ):
        assert fate_of(promise, [*record, irrelevant]) == fate_of(promise, record)


@everywhere
@given(promises(ruled=True), meetings_)
def test_an_editors_word_is_never_overruled(promise: Announced, record: list[Meeting]) -> None:
    if promise.ruling != PENDING:
        assert fate_of(promise, record).on(FIRST).outcome == promise.ruling


@everywhere
@given(promises(), meetings_)
def test_the_days_slipped_fit_the_outcome(promise: Announced, record: list[Meeting]) -> None:
    fate = fate_of(promise, record)
    found = {meeting.id: meeting for meeting in record}
    if fate.slipped_days is not None:
        assert (fate.slipped_days == 0) == (fate.outcome == HELD)
        assert fate.session_id is not None and found[fate.session_id].took_place
    if fate.outcome == SLIPPED and fate.session_id and promise.expected:
        nearest, farthest = slip_bounds(promise.expected, found[fate.session_id].start)
        assert fate.slipped_days == nearest and abs(nearest) <= abs(farthest)
    if fate.outcome in (CANCELLED, DECLINED):
        assert fate.session_id is not None and found[fate.session_id].status == fate.outcome
    if promise.expected is None:
        assert fate.outcome in (HELD, PENDING) and fate.slipped_days is None and fate.lapses_on is None


@everywhere
@given(promises(), meetings_, st.integers(-400, 400))
def test_a_shift_in_time_changes_nothing(promise: Announced, record: list[Meeting], number: int) -> None:
    moved = timedelta(days=number)

    def shift(interval: DateInterval | None) -> Any:
        return interval and DateInterval(interval.earliest + moved, interval.latest + moved)

    later = Announced(shift(promise.made), shift(promise.expected), apart=promise.apart)
    there = [
        Meeting(m.id, m.status, shift(m.start), shift(m.end), shift(m.planned), shift(m.decided), m.formation)
        for m in record
    ]
    before, after = fate_of(promise, record), fate_of(later, there)
    assert (after.outcome, after.session_id, after.slipped_days) == (
        before.outcome,
        before.session_id,
        before.slipped_days,
    )
    assert after.lapses_on == (before.lapses_on and before.lapses_on + moved)
