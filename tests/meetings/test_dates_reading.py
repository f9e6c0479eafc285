"""The date reader: spellings in five languages, refusals with their sentences, hints."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.dates import DateInterval
from meetings.dates.calendar_words import LOCALES, month_numbers, weekday_numbers
from meetings.dates.reading import DateReadingError, read_date
from tests.meetings.date_spellings import (
    AMBIGUOUS,
    ANNOUNCED,
    BETWEEN_TWO,
    COUNTED,
    FIRST_TO_LAST,
    IN_EITHER_HALF_OF_THE_WORLD,
    ONE_DATE,
    REFUSED,
    UNTIL,
)


@pytest.mark.parametrize(("text", "edtf"), COUNTED.items())
def test_what_is_counted_from_the_report(text: str, edtf: str) -> None:
    reading = read_date(text, relative_to=date(2022, 1, 14))
    assert (reading.start, reading.end) == (DateInterval.parse_edtf(edtf), None)
    assert reading.counted_from == date(2022, 1, 14)
    assert "14 January 2022" in reading.note
    with pytest.raises(DateReadingError):
        read_date(text)


@pytest.mark.parametrize(("text", "edtf"), ANNOUNCED.items())
def test_what_is_announced_is_counted_ahead(text: str, edtf: str) -> None:
    assert read_date(text, relative_to=date(2022, 1, 14), ahead=True).start == DateInterval.parse_edtf(edtf)


@pytest.mark.parametrize(("text", "readings"), UNTIL.items())
def test_until_a_month_may_be_with_it_or_without(text: str, readings: list[str]) -> None:
    with pytest.raises(DateReadingError) as refusal:
        read_date(text)
    assert refusal.value.readings == readings
    assert [read_date(each).in_words() for each in readings] == readings


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("Aug 08", ["August 2008", "8 August 2021"]),
        ("Aug-08", ["August 2008", "8 August 2021"]),
        ("Jan-22", ["January 2022", "22 January 2021"]),
        ("Dec-31", ["December 1931", "31 December 2021"]),
    ],
)
def test_two_digits_after_a_month_are_a_day_or_a_year(text: str, readings: list[str]) -> None:
    with pytest.raises(DateReadingError) as refusal:
        read_date(text, relative_to=date(2022, 1, 14))
    assert refusal.value.readings == readings


@pytest.mark.parametrize(
    "text",
    ["last Wednesday", "letzten Mittwoch", "mercredi dernier", "в прошлую среду", "el miércoles pasado"],
)
def test_last_wednesday_may_be_this_weeks_or_the_one_before(text: str) -> None:
    with pytest.raises(DateReadingError) as refusal:
        read_date(text, relative_to=date(2022, 1, 14))
    assert refusal.value.readings == ["5 January 2022", "12 January 2022"]


def test_a_date_after_the_report_is_not_before_it() -> None:
    with pytest.raises(DateReadingError, match="March 2022 is after the report of 14 January 2022"):
        read_date("March 2022, before the report", relative_to=date(2022, 1, 14))


@pytest.mark.parametrize(("text", "readings"), IN_EITHER_HALF_OF_THE_WORLD.items())
def test_a_season_is_refused_with_its_readings(text: str, readings: list[str]) -> None:
    with pytest.raises(DateReadingError) as refusal:
        read_date(text)
    assert refusal.value.readings == readings
    assert [read_date(each).in_words() for each in readings] == readings


@given(st.sampled_from(sorted({**COUNTED, **AMBIGUOUS, **UNTIL, **IN_EITHER_HALF_OF_THE_WORLD})), st.dates())
def test_any_reading_that_is_offered_can_be_taken(text: str, report: date) -> None:
    try:
        readings = [read_date(text, relative_to=report).in_words()]
    except DateReadingError as refusal:
        readings = refusal.readings
    for each in readings:
        assert read_date(each).in_words() == each


def test_there_are_at_least_two_hundred_spellings() -> None:
    assert len(ONE_DATE) + len(BETWEEN_TWO) + len(FIRST_TO_LAST) >= 200


@pytest.mark.parametrize(("text", "edtf"), ONE_DATE.items())
def test_one_date(text: str, edtf: str) -> None:
    reading = read_date(text)
    assert (reading.kind, reading.start, reading.end) == ("point", DateInterval.parse_edtf(edtf), None)


@pytest.mark.parametrize(("text", "bounds"), BETWEEN_TWO.items())
def test_a_day_between_two(text: str, bounds: tuple[str, str]) -> None:
    reading = read_date(text)
    assert (reading.kind, reading.end) == ("range", None)
    assert reading.start == DateInterval(*map(date.fromisoformat, bounds))


@pytest.mark.parametrize(("text", "ends"), FIRST_TO_LAST.items())
def test_first_to_last_day(text: str, ends: tuple[str, str]) -> None:
    reading = read_date(text)
    assert (reading.kind, reading.start, reading.end) == ("span", *map(DateInterval.parse_iso, ends))


@pytest.mark.parametrize(("text", "sentence"), REFUSED.items())
def test_refusals_are_sentences(text: str, sentence: str) -> None:
    with pytest.raises(DateReadingError) as refusal:
        read_date(text)
    assert refusal.value.message == sentence
    assert refusal.value.readings == []


@pytest.mark.parametrize(("text", "readings"), AMBIGUOUS.items())
def test_the_ambiguous_is_refused_with_both_readings(text: str, readings: list[str]) -> None:
    with pytest.raises(DateReadingError) as refusal:
        read_date(text)
    assert refusal.value.readings == readings
    assert refusal.value.message.startswith(
        f"This may be {readings[0]} or {readings[1]}: write the month as a word"
    )
    for each in readings:
        assert read_date(each).in_words() == each


def test_the_language_of_the_source_decides_the_order_of_numbers() -> None:
    reading = read_date("03/04/2009", languages=["fr"])
    assert reading.start == DateInterval.parse_iso("2009-04-03")
    with pytest.raises(DateReadingError):
        read_date("03/04/2009", languages=["fr", "en"])


def test_names_are_read_only_in_the_languages_asked_for() -> None:
    with pytest.raises(DateReadingError, match="“марта” is not understood"):
        read_date("12 марта 2009", languages=["de"])


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Mittwoch", "2022-01-12"),
        ("am Mittwoch", "2022-01-12"),
        ("Friday", "2022-01-14"),
        ("в среду", "2022-01-12"),
        ("12 January", "2022-01-12"),
        ("30 December", "2021-12-30"),
        ("12.01.", "2022-01-12"),
        ("March", "2021-03"),
    ],
)
def test_without_a_year_it_is_the_last_one_up_to_the_report(text: str, edtf: str) -> None:
    reading = read_date(text, relative_to=date(2022, 1, 14))
    assert reading.start == DateInterval.parse_iso(edtf)
    assert reading.note == "Counted back from 14 January 2022."


@pytest.mark.parametrize(
    ("text", "explained"),
    [
        ("12.01.2022", "Wednesday, 12 January 2022."),
        ("7/2019", "July 2019: some day from 1–31 July 2019."),
        ("12.-13.03.2009", "from the first to the last day: 12–13 March 2009."),
        ("between 3 and 9 May 2010", "some day between 3 and 9 May 2010."),
        (
            "Anfang März 2009",
            "some day between 1 and 10 March 2009."
            " “Early”, “mid” and “late” are read as the first, second and last third.",
        ),
    ],
)
def test_it_says_how_it_understood(text: str, explained: str) -> None:
    assert read_date(text).explained() == explained


def test_no_name_means_two_months_or_two_weekdays() -> None:
    for names in (month_numbers, weekday_numbers):
        everything = names(tuple(LOCALES))
        for language in LOCALES:
            assert names((language,)).items() <= everything.items()


@given(st.text(alphabet=st.sampled_from("0123456789 .-/–MarchaugvonbisIX[]'серт,"), max_size=24))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        reading = read_date(text)
    except DateReadingError as refusal:
        assert refusal.message.endswith((".", "”."))
    else:
        assert reading.end is None or reading.start.earliest <= reading.end.latest


_WORDS = sorted(
    {
        *month_numbers(tuple(LOCALES)),
        *weekday_numbers(tuple(LOCALES)),
        *" ".join([*COUNTED, *FIRST_TO_LAST]).split(),
    }
)


@given(
    st.text(max_size=1000) | st.lists(st.sampled_from(_WORDS), max_size=12).map(" ".join),
    st.none() | st.dates(),
)
def test_any_unicode_is_read_or_refused(text: str, report: date | None) -> None:
    try:
        reading = read_date(text, relative_to=report)
    except DateReadingError as refusal:
        assert refusal.message
    else:
        assert reading.explained()
