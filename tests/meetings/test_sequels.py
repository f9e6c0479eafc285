"""What followed a resumption: sustained, one-off, or too early to say; and where it is told."""

import csv
import io
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetings.assessment import assess_councils
from meetings.dates import DateInterval
from meetings.gaps import Row
from meetings.models import Resumption, Session
from meetings.resumptions import Stream
from meetings.sequels import Followed, followed, followed_in_words, twelve_months_after
from meetings.vocabulary import FlagState, Sequel
from tests import factories as make
from tests.exports_dataset import download

RESUMED = 100
DAY = date(2026, 1, 1)


def row(number: int, start: str, rank: int = 0) -> Row:
    on = DateInterval.parse_edtf(start)
    return Row(number, on.earliest, on.latest, on.earliest, on.latest, rank)


def after(
    *starts: str, day: date | str = DAY, typical: float | None = 119, resumed: str = "2022-01-12"
) -> Any:
    """What followed by the day, with sessions on these days after the resumption."""
    rows = [row(1, "2019-07-05"), row(RESUMED, resumed)]
    rows += [row(RESUMED + number, start) for number, start in enumerate(starts, 1)]
    asked = date.fromisoformat(day) if isinstance(day, str) else day
    return followed(rows, RESUMED, asked, typical_days=typical)


def words(*starts: str, **asked: Any) -> str:
    return followed_in_words(after(*starts, **asked))


def test_two_further_sittings_within_four_usual_gaps_sustain_it() -> None:
    found = after("2022-03-03", "2022-05-05")
    assert found.sequel == Sequel.SUSTAINED
    assert [sitting.session_id for sitting in found.met_again] == [101, 102]
    assert words("2022-03-03", "2022-05-05") == "Sustained: it met again on 3 March 2022 and on 5 May 2022."
    assert "on 3 March 2022 and in July 2022" in words("2022-03-03", "2022-07")


def test_four_usual_gaps_are_counted_to_the_day() -> None:
    last = date(2022, 1, 12) + timedelta(days=4 * 119)
    assert after("2022-03-03", last.isoformat()).sequel == Sequel.SUSTAINED
    assert after("2022-03-03", (last + timedelta(days=1)).isoformat()).sequel == Sequel.ONE_OFF


def test_sessions_of_one_sitting_are_one() -> None:
    assert after("2022-01-14", "2022-03-03", "2022-03-05").sequel == Sequel.ONE_OFF
    assert after("2022-01-14", "2022-03-03", "2022-03-05", "2022-04-05").sequel == Sequel.SUSTAINED


def test_before_twelve_months_have_passed_it_is_too_early() -> None:
    assert words(day="2023-01-11") == "Too early to say until 12 January 2023."
    assert (
        words("2022-03-03", day="2022-12-01")
        == "Too early to say until 12 January 2023; it has met again once, on 3 March 2022."
    )
    assert after("2022-03-03", "2022-05-05", day="2022-05-05").sequel == Sequel.SUSTAINED
    assert after(day="2022-01-11") is None


def test_with_nothing_further_it_is_one_off_and_says_until_when_that_may_change() -> None:
    assert words() == "One-off: nothing further on record in the twelve months after."
    assert words(day="2023-01-12") == (
        "One-off so far: nothing further on record in the twelve months after; two sittings within four usual "
        "gaps (476 days) would make it sustained."
    )
    assert words("2022-03-03") == (
        "One-off: it met again once, on 3 March 2022, and not a second time within four usual gaps (476 days)."
    )
    assert words("2022-02-10", typical=7) == (
        "One-off: no further sitting within four usual gaps (28 days); it met next on 10 February 2022."
    )


def test_a_yearly_council_is_given_its_four_years() -> None:
    assert words("2023-01-20", typical=365, day="2023-06-01") == (
        "One-off so far: it met again once, on 20 January 2023; a second sitting within four usual gaps "
        "(1,460 days) would make it sustained."
    )
    assert after("2023-01-20", "2024-01-20", typical=365).sequel == Sequel.SUSTAINED


def test_with_no_usual_rhythm_the_twelve_months_stand_for_it() -> None:
    assert after("2022-11-01", "2023-01-12", typical=None).sequel == Sequel.SUSTAINED
    assert after("2022-11-01", "2023-01-13", typical=None).sequel == Sequel.ONE_OFF
    assert "within twelve months" in words("2022-11-01", typical=None)


def test_a_month_never_shows_a_day() -> None:
    assert words(resumed="2022-01", day="2022-06-01") == "Too early to say until January 2023."
    assert twelve_months_after(DateInterval.parse_edtf("2024-02")) == DateInterval.parse_edtf("2025-02")
    assert twelve_months_after(DateInterval.parse_edtf("2024-02-29")) == DateInterval.parse_edtf("2025-02-28")
    assert twelve_months_after(DateInterval.parse_edtf("2199-02")) is None


def test_the_flag_of_a_level_is_followed_by_sessions_of_that_level() -> None:
    rows = [row(RESUMED, "2022-01-12", 1), row(101, "2022-03-03"), row(102, "2022-05-05", 1)]
    found = followed(rows, RESUMED, DAY, stream=Stream.MINISTERS_AND_ABOVE, typical_days=119)
    assert found is not None
    assert (found.sequel, [s.session_id for s in found.met_again]) == (Sequel.ONE_OFF, [102])
    assert followed(rows, 101, DAY, stream=Stream.MINISTERS_AND_ABOVE, typical_days=119) is None


everywhere = settings(
    max_examples=250, deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)  # fmt: skip
offsets = st.lists(st.integers(-900, 2500), max_size=10)
ORDER = [Sequel.TOO_EARLY, Sequel.ONE_OFF, Sequel.SUSTAINED]


def at(offset: int) -> date:
    return date(2000, 1, 1) + timedelta(days=offset)


def asked(days: list[int], day: int, typical: float | None) -> Followed | None:
    rows = [Row(RESUMED, at(0), at(0), at(0), at(0))]
    rows += [Row(n, at(offset), at(offset), at(offset), at(offset)) for n, offset in enumerate(days)]
    return followed(rows, RESUMED, at(day), typical_days=typical)


@everywhere
@given(
    offsets, st.lists(st.integers(0, 3000), min_size=2, max_size=5), st.sampled_from([None, 9.5, 119, 700])
)
def test_a_later_day_never_takes_a_note_back(days: list[int], when: list[int], typical: float | None) -> None:
    told = [found for day in sorted(when) if (found := asked(days, day, typical))]
    assert [ORDER.index(found.sequel) for found in told] == sorted(  # type: ignore[arg-type]  # plain values
        ORDER.index(found.sequel)  # type: ignore[arg-type]
        for found in told
    )


@everywhere
@given(offsets, st.randoms(use_true_random=False), st.integers(0, 3000))
def test_the_order_of_the_sessions_and_what_is_later_than_the_day_change_nothing(
    days: list[int], random: Any, day: int
) -> None:
    rows = [Row(RESUMED, at(0), at(0), at(0), at(0))]
    rows += [Row(n, at(offset), at(offset), at(offset), at(offset)) for n, offset in enumerate(days)]
    mixed = [row for row in rows if row.start_earliest <= at(day)]
    random.shuffle(mixed)
    assert followed(mixed, RESUMED, at(day), typical_days=50) == followed(
        rows, RESUMED, at(day), typical_days=50
    )


@pytest.mark.django_db
def test_the_flags_page_and_the_file_tell_what_followed() -> None:
    now = datetime(2026, 11, 23, 12, tzinfo=UTC)
    council = make.make_council("Steady Council")
    for day in ("2018-01-10", "2018-06-10", "2018-11-10", "2019-06-10", "2022-01-12"):
        make.make_session(council, day)
    assess_councils(council_ids=[council.pk], now=now)
    flag = Resumption.objects.get(resumed_on="2022-01-12")

    def page() -> str:
        return " ".join(Client().get(flag.get_absolute_url()).content.decode().split())

    def told(as_of: str = "") -> list[tuple[str, ...]]:
        body = download(f"/resumptions.csv{as_of}")[0].decode()
        rows = csv.DictReader(io.StringIO(body, newline=""))
        return [(row["sequel"], row["sequel_session_ids"], row["sequel_from"]) for row in rows]

    assert "One-off: nothing further on record in the twelve months after." in page()
    assert told() == [("one_off", "", "2023-01-12")]
    assert told("?as_of=2022-12-01") == [("too_early", "", "2023-01-12")]
    again = [make.make_session(council, day) for day in ("2022-03-03", "2022-05-05")]
    assess_councils(council_ids=[council.pk], now=now)
    assert "Sustained: it met again on 3 March 2022 and on 5 May 2022." in page()
    assert f'<a href="{again[0].get_absolute_url()}">3 March 2022</a>' in page()
    assert told() == [("sustained", "; ".join(each.public_id for each in again), "2023-01-12")]
    assert told("?as_of=2022-04-01") == [("too_early", again[0].public_id, "2023-01-12")]
    Resumption.objects.update(state=FlagState.DISMISSED)
    assert "Since then" not in page()
    assert told() == [("", "", "")]
    Session.objects.filter(pk=again[0].pk).update(embargo_until=now + timedelta(days=9000))
    Resumption.objects.update(state=FlagState.RAISED)
    assert again[0].public_id not in told()[0][1]
