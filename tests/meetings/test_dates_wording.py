"""Dates in words: exact wordings, and that the reader reads back whatever is worded."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.dates import DateInterval, format_interval, format_span
from meetings.dates.reading import read_date
from meetings.dates.wording import BETWEEN
from tests.meetings.test_dates_interval import intervals

locales = st.sampled_from(sorted(BETWEEN))


@given(intervals(), locales, st.booleans())
def test_worded_intervals_read_back(interval: DateInterval, locale: str, short: bool) -> None:
    words = format_interval(interval, locale, short=short)
    reading = read_date(words)
    assert (reading.start, reading.end) == (interval, None), words


@given(intervals(), intervals(), locales, st.booleans())
def test_worded_spans_read_back(one: DateInterval, other: DateInterval, locale: str, short: bool) -> None:
    start, end = sorted((one, other))
    plain = all(each.is_day or each.is_month or each.is_year for each in (start, end))
    if not plain or start == end:
        return
    words = format_span(start, end, locale, short=short)
    reading = read_date(words)
    assert (reading.start, reading.end) == (start, end), words


@pytest.mark.parametrize(
    ("edtf", "locale", "words", "short"),
    [
        ("2022-01-12", "en", "12 January 2022", "12 Jan 2022"),
        ("2019-07", "en", "July 2019", "Jul 2019"),
        ("2008", "en", "2008", "2008"),
        ("199X", "en", "1990s", "1990s"),
        ("[2009-03-12..2009-03-20]", "en", "between 12 and 20 March 2009", "between 12 and 20 Mar 2009"),
        (
            "[2010-04-30..2010-05-02]",
            "en",
            "between 30 April and 2 May 2010",
            "between 30 Apr and 2 May 2010",
        ),
        (
            "[2009-12-30..2010-01-02]",
            "en",
            "between 30 December 2009 and 2 January 2010",
            "between 30 Dec 2009 and 2 Jan 2010",
        ),
        ("[2009-03..2009-04]", "en", "between March and April 2009", "between Mar and Apr 2009"),
        ("[2008..2010]", "en", "between 2008 and 2010", "between 2008 and 2010"),
        ("2022-01-12", "de", "12. Januar 2022", "12. Jan. 2022"),
        ("2019-07", "de", "Juli 2019", "Juli 2019"),
        (
            "[2009-03-12..2009-03-20]",
            "de",
            "zwischen dem 12. und dem 20. März 2009",
            "zwischen dem 12. und dem 20. März 2009",
        ),
        ("2022-01-12", "fr", "12 janvier 2022", "12 janv. 2022"),
        ("2022-01-12", "ru", "12 января 2022 г.", "12 янв. 2022 г."),
        ("2019-07", "ru", "июль 2019 г.", "июль 2019 г."),
        ("2022-01-12", "es", "12 de enero de 2022", "12 ene 2022"),
        ("2019-07", "es", "julio de 2019", "jul 2019"),
    ],
)
def test_wording_of_a_date(edtf: str, locale: str, words: str, short: str) -> None:
    interval = DateInterval.parse_edtf(edtf)
    assert format_interval(interval, locale) == words
    assert format_interval(interval, locale, short=True) == short


@pytest.mark.parametrize(
    ("start", "end", "locale", "words"),
    [
        ("2009-03-12", "2009-03-13", "en", "12–13 March 2009"),
        ("2010-04-30", "2010-05-02", "en", "30 April – 2 May 2010"),
        ("2009-12-30", "2010-01-02", "en", "30 December 2009 – 2 January 2010"),
        ("2009-03", "2009-04", "en", "March – April 2009"),
        ("2008", "2009", "en", "2008–2009"),
        ("2009-03", "2009-04-05", "en", "March 2009 – 5 April 2009"),
        ("2009-03-12", None, "en", "12 March 2009"),
        ("2019-07", "2019-07", "en", "July 2019"),
        ("2009-03-12", "2009-03-13", "de", "12.–13. März 2009"),
        ("2009-03-12", "2009-03-13", "es", "12–13 de marzo de 2009"),
        ("2009-03-12", "2009-03-13", "ru", "12–13 марта 2009 г."),
    ],
)
def test_wording_of_first_to_last_day(start: str, end: str | None, locale: str, words: str) -> None:
    last = DateInterval.parse_iso(end) if end else None
    assert format_span(DateInterval.parse_iso(start), last, locale) == words


@given(st.integers(1800, 2199), st.integers(1, 12), locales)
def test_a_month_never_shows_a_day(year: int, month: int, locale: str) -> None:
    digits = [
        word for word in format_interval(DateInterval.month(year, month), locale).split() if word.isdigit()
    ]
    assert digits == [str(year)]
