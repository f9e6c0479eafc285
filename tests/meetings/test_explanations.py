"""The sentences, without a database."""

from datetime import date, timedelta

import pytest

from meetings.coverage import Coverage, CoverageSpan
from meetings.dates import DateInterval
from meetings.explanations import (
    Context,
    NamedEvent,
    event_in_words,
    explain_gap,
    explain_silence,
    rhythm_in_words,
)
from meetings.exports.csv_form import LINE_BREAKS, clean
from meetings.gaps import Row
from meetings.resumptions import Assessment, Parameters, assess
from tests.meetings.reference_histories import NATO_RUSSIA, coverage_of_council, rows_by_council


def history(*texts: str) -> list[Row]:
    bounds = [DateInterval.parse_iso(text) for text in texts]
    return [Row(n, b.earliest, b.latest, b.earliest, b.latest) for n, b in enumerate(bounds, start=1)]


def nato_russia(as_of: date | None = None) -> Assessment:
    by_council = rows_by_council()
    rows = [row for slug in NATO_RUSSIA for row in by_council[slug]]
    return assess(rows, coverage=coverage_of_council(*NATO_RUSSIA), as_of=as_of)


def last_words(rows: list[Row], parameters: Parameters | None = None) -> str:
    return explain_gap(assess(rows, parameters).verdicts[-1])


def test_the_resumption_of_2022() -> None:
    resumption = nato_russia().resumptions[-1]
    assert explain_gap(resumption.lead, also=resumption.also) == (
        "No session on record for 922 days (records searched). Usually about every 4 months; longest earlier gaps "
        "688 days (2014-16) and 229 days (2012). Far longer than usual, on every reading of the dates."
    )


def test_what_was_only_sampled_is_called_possible() -> None:
    first, *_ = nato_russia().resumptions
    words = explain_gap(first.lead)
    assert words.startswith("No session on record for 133 days (records sampled).")
    assert "Possibly unusually long: the records of that time are only a sample" in words


def test_a_vague_gap_gives_its_bounds() -> None:
    assert last_words(history("2010", "2011", "2012", "2020")).startswith(
        "No session on record for about 2,922 days (2,557 to 3,287, depending on the exact dates). "
    )


@pytest.mark.parametrize(
    ("earlier", "words"),
    [
        (["2008-11-13"], "only one earlier session is on record"),
        (["2000-01-01", "2008-11-13"], "only two earlier sessions are on record"),
    ],
)
def test_no_rhythm(earlier: list[str], words: str) -> None:
    assert last_words(history(*earlier, "2013-02-26")).startswith(
        f"No session on record for 1,566 days; {words}, so no usual rhythm is known."
    )


def test_a_declared_cadence_is_named_as_such() -> None:
    words = last_words(history("2014-06-02", "2016-04-20"), Parameters(declared_cadence=90))
    assert "By its declared cadence it meets about every 3 months" in words


def test_the_silence_before_2022() -> None:
    day = date(2022, 1, 11)
    silence = nato_russia(as_of=day).silence
    assert silence is not None
    assert explain_silence(silence, day) == (
        "No session on record for 921 days (records searched). Usually about every 4 months; longest earlier gaps "
        "688 days (2014-16) and 229 days (2012). Longer than usual since 7 September 2020; major from "
        "26 February 2021."
    )


def test_before_it_is_unusual_a_silence_is_only_measured() -> None:
    day = date(2020, 9, 6)
    silence = nato_russia(as_of=day).silence
    assert silence is not None
    assert explain_silence(silence, day).endswith("229 days (2012).")


def test_the_end_of_a_council_is_said() -> None:
    silence = assess(history("2016-01-01", "2016-06-01"), concluded_on=date(2017, 1, 1)).silence
    assert silence is not None
    assert explain_silence(silence, date(2018, 1, 1)).endswith(
        "was concluded on 1 January 2017 and is no longer watched."
    )


def test_no_stage_is_told_from_the_end_of_a_council_on() -> None:
    rows = history(*(f"2016-0{month}-01" for month in range(1, 7)))
    going_on = assess(rows).silence
    assert going_on is not None and going_on.notable_from and going_on.major_from
    between = going_on.notable_from + (going_on.major_from - going_on.notable_from) / 2
    ended = assess(rows, concluded_on=between).silence
    assert ended is not None
    words = explain_silence(ended, date(2018, 1, 1))
    assert "Longer than usual since" in words
    assert "major" not in words and "historic" not in words
    assert "major from" in explain_silence(going_on, date(2018, 1, 1))


@pytest.mark.parametrize(
    ("context", "words"),
    [
        (Context({"cancelled": 2}), "Two meetings cancelled in between."),
        (Context({"cancelled": 1}), "One meeting cancelled in between."),
        (Context({"cancelled": 2, "declined": 1}), "Two meetings cancelled and one declined in between."),
        (
            Context({"cancelled": 1, "declined": 1, "postponed": 12}),
            "One meeting cancelled, one declined and 12 postponed in between.",
        ),
        (Context(predecessors=["PJC"]), "Its record begins with PJC, which it continues."),
        (Context(suspended=True), "The council was declared suspended in that time."),
        (Context(), "on every reading of the dates."),
    ],
)
def test_what_lay_in_between(context: Context, words: str) -> None:
    lead = nato_russia().resumptions[-1].lead
    assert explain_gap(lead, context=context).endswith(words)


@pytest.mark.parametrize("end", ["", ".", " ", *LINE_BREAKS, "\r\n", ". \n."])
def test_the_title_of_an_event_ends_alike_as_entered_and_as_read_from_our_files(end: str) -> None:
    march = DateInterval.parse_iso("2014-03")
    for title in (f"Boycott{end}", clean(f"Boycott{end}")):
        assert (
            event_in_words(NamedEvent(title, "boycott", march, None)) == "Boycott (boycott, from March 2014)"
        )


def test_another_stream_is_mentioned_only_if_it_has_more_to_say() -> None:
    days = [date(2015, 1, 5) + timedelta(days=60 * n) for n in range(16)]
    ranks = [1] * 6 + [0] * 9 + [1]
    rows = [Row(n, day, day, day, day, rank) for n, (day, rank) in enumerate(zip(days, ranks, strict=True))]
    late = days[-1] + timedelta(days=2000)
    (resumption,) = assess([*rows[:-1], Row(99, late, late, late, late, 1)]).resumptions
    words = explain_gap(resumption.lead, also=resumption.also)
    assert "Also the first session of ministers or above since 1 November 2015." in words
    all_but_one = [row._replace(rank=2) for row in rows[1:-1]] + [Row(99, late, late, late, late, 2), rows[0]]
    (resumption,) = assess(all_but_one).resumptions
    assert "Also" not in explain_gap(resumption.lead, also=resumption.also)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (1, "1 day"),
        (9, "9 days"),
        (21, "3 weeks"),
        (30.5, "month"),
        (119, "4 months"),
        (364, "year"),
        (548, "1½ years"),
        (730, "2 years"),
    ],
)
def test_a_rhythm_is_rounded_as_people_say_it(days: float, words: str) -> None:
    assert rhythm_in_words(days) == words


def test_no_probability_is_ever_printed() -> None:
    for resumption in nato_russia().resumptions:
        words = explain_gap(resumption.lead, also=resumption.also)
        assert "on record" in words and "%" not in words and "probab" not in words


def test_not_searched_is_said() -> None:
    spans = [CoverageSpan(None, None, Coverage.NOT_SEARCHED)]
    found = assess(history("2016-01-01", "2016-06-01", "2016-12-01", "2022-01-10"), coverage=spans)
    assert "(not searched)" in explain_gap(found.verdicts[-1])
    assert "were not searched" in explain_gap(found.verdicts[-1])
