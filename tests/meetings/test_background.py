"""Sentences for a news story: in every state of a council they say what is on record, no more, in right German too."""

from dataclasses import replace
from datetime import date

import pytest

from meetings.background import (
    LANGUAGES,
    ResumptionTold,
    Rhythm,
    SilenceTold,
    resumption_sentence,
    silence_sentence,
)
from meetings.coverage import Coverage
from meetings.dates import DateInterval
from meetings.resumptions import Stream
from meetings.silences import SilenceState

DAY = date(2026, 11, 23)


def when(text: str) -> DateInterval:
    return DateInterval.parse_edtf(text)


RESUMPTION = ResumptionTold(
    council="NATO-Russia Council",
    day=DAY,
    resumed_on=when("2022-01-12"),
    silent_since=when("2019-07-05"),
    days=(922, 922, 922),
    sessions=71,
    rhythm=Rhythm(119.0, 688),
    coverage=Coverage.COMPLETE,
    certain=True,
)
SILENCE = SilenceTold(
    council="NATO-Russia Council",
    day=DAY,
    sessions=71,
    since=when("2022-01-12"),
    days=(1776, 1776, 1776),
    rhythm=Rhythm(119.0, 922),
    state=SilenceState.MAJOR,
    coverage=Coverage.COMPLETE,
    unusual_since=date(2023, 3, 17),
)


def test_a_resumption_in_english() -> None:
    assert resumption_sentence(RESUMPTION, "en") == (
        "The NATO-Russia Council met on 12 January 2022 for the first time since 5 July 2019, after 922 days, according "
        "to Reconvene’s record of 71 sessions as of 23 November 2026. Until then sessions had typically been 119 days "
        "apart; the longest earlier gap on record was 688 days. The records of that time have been searched."
    )


def test_a_resumption_in_german() -> None:
    assert resumption_sentence(replace(RESUMPTION, council="NATO-Russland-Rat"), "de") == (
        "Das Gremium „NATO-Russland-Rat“ ist am 12. Januar 2022 zum ersten Mal seit dem 5. Juli 2019 zusammengekommen, "
        "nach 922 Tagen; das geht aus den 71 Sitzungen hervor, die Reconvene verzeichnet (Stand: 23. November 2026). "
        "Bis dahin lagen zwischen zwei Sitzungen üblicherweise 119 Tage; der längste frühere Abstand betrug 688 Tage. "
        "Die Quellen dieser Zeit wurden durchsucht."
    )


def test_a_silence_in_english() -> None:
    assert silence_sentence(SILENCE, "en") == (
        "No session of the NATO-Russia Council is on record since 12 January 2022: 1,776 days as of 23 November 2026, "
        "according to Reconvene’s record of 71 sessions. Before it, sessions had typically been 119 days apart; the "
        "longest earlier gap on record was 922 days. The present gap is the longest on record. It has been longer than "
        "usual since 17 March 2023. The records of that time have been searched."
    )


def test_a_silence_in_german() -> None:
    assert silence_sentence(SILENCE, "de") == (
        "Seit dem 12. Januar 2022 ist keine Sitzung des Gremiums „NATO-Russia Council“ verzeichnet: 1.776 Tage (Stand: "
        "23. November 2026); das geht aus den 71 Sitzungen hervor, die Reconvene verzeichnet. Zuvor lagen zwischen zwei "
        "Sitzungen üblicherweise 119 Tage; der längste frühere Abstand betrug 922 Tage. Der jetzige Abstand ist der "
        "längste, der verzeichnet ist. Länger als üblich ist er seit dem 17. März 2023. Die Quellen dieser Zeit wurden "
        "durchsucht."
    )


@pytest.mark.parametrize(
    ("date_on_record", "english", "german"),
    [
        ("2019-07-05", "since 5 July 2019", "seit dem 5. Juli 2019"),
        ("2019-07", "since July 2019", "seit Juli 2019"),
        ("2019", "since 2019", "seit dem Jahr 2019"),
        ("199X", "since the 1990s", "seit den 1990er-Jahren"),
        ("[2019-07-05..2019-07-09]", "since some time between 5 and 9 July 2019", "seit einem Zeitpunkt zwischen dem 5. und dem 9. Juli 2019"),
        ("[2019-07..2019-09]", "since some time between July and September 2019", "seit einem Zeitpunkt zwischen Juli und September 2019"),
    ],
)  # fmt: skip
def test_a_date_stays_as_vague_as_it_is_known(date_on_record: str, english: str, german: str) -> None:
    told = replace(RESUMPTION, silent_since=when(date_on_record), days=(700, 900, 1100))
    assert (
        f"for the first time {english}, after about 900 days (700 to 1,100, depending on"
        in resumption_sentence(told, "en")
    )
    assert (
        f"zum ersten Mal {german} zusammengekommen, nach rund 900 Tagen (700 bis 1.100,"
        in resumption_sentence(told, "de")
    )
    silent = replace(SILENCE, since=when(date_on_record), days=(1000, 1100, 1200))
    assert f"is on record {english}: about 1,100 days (1,000 to 1,200" in silence_sentence(silent, "en")
    assert silence_sentence(silent, "de").startswith(f"{german[:1].upper()}{german[1:]} ist keine Sitzung")


@pytest.mark.parametrize(
    ("date_on_record", "english", "german"),
    [
        ("2022-01-12", "met on 12 January 2022 ", "ist am 12. Januar 2022 "),
        ("2022-01", "met in January 2022 ", "ist im Januar 2022 "),
        ("2022", "met in 2022 ", "ist im Jahr 2022 "),
        ("202X", "met in the 2020s ", "ist in den 2020er-Jahren "),
        ("[2022-01-05..2022-01-09]", "met between 5 and 9 January 2022 ", "ist zwischen dem 5. und dem 9. Januar 2022 "),
    ],
)  # fmt: skip
def test_the_day_of_meeting_is_told_as_it_is_known(date_on_record: str, english: str, german: str) -> None:
    told = replace(RESUMPTION, resumed_on=when(date_on_record))
    assert english in resumption_sentence(told, "en")
    assert german in resumption_sentence(told, "de")


@pytest.mark.parametrize("coverage", list(Coverage))
@pytest.mark.parametrize("state", list(SilenceState))
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_state_and_coverage_has_a_sentence_without_promise_or_probability(
    language: str, state: SilenceState, coverage: Coverage
) -> None:
    rhythm = Rhythm() if state is SilenceState.UNRATED else SILENCE.rhythm
    told = replace(SILENCE, state=state, coverage=coverage, rhythm=rhythm, concluded_from=date(2023, 1, 1))
    words = silence_sentence(told, language)
    assert words.endswith(".")
    for unsaid in ("overdue", "überfällig", "probab", "wahrscheinlich", "%", "None", "  ", ".."):
        assert unsaid not in words
    if state is SilenceState.CONCLUDED:
        assert (
            "concluded since 1 January 2023" if language == "en" else "seit dem 1. Januar 2023 als beendet"
        ) in words
    elif coverage in (Coverage.SAMPLED, Coverage.NOT_SEARCHED):
        assert ("a session may be missing" if language == "en" else "eine Sitzung kann fehlen") in words
        assert "longer than usual" not in words
        assert "Länger als üblich" not in words


def test_since_when_it_is_unusual_is_not_told_to_the_day_where_the_silence_is_vague() -> None:
    told = replace(SILENCE, since=when("2022-01"), days=(1757, 1770, 1787))
    assert "17 March" not in silence_sentence(told, "en")
    assert "17. März" not in silence_sentence(told, "de")


def test_the_longest_gap_is_called_so_only_on_every_reading_of_the_dates() -> None:
    told = replace(SILENCE, days=(900, 930, 960))
    assert "longest on record" not in silence_sentence(told, "en")
    assert "der verzeichnet ist" not in silence_sentence(told, "de")


def test_a_council_without_a_session_on_record() -> None:
    told = SilenceTold(council="Contact Group", day=DAY, sessions=0)
    assert silence_sentence(told, "en") == (
        "Reconvene has no session of the Contact Group on record, as of 23 November 2026."
    )
    assert silence_sentence(told, "de") == (
        "Reconvene verzeichnet keine Sitzung des Gremiums „Contact Group“ (Stand: 23. November 2026)."
    )


def test_a_suspension_a_planned_session_and_what_is_not_counted_are_told() -> None:
    told = replace(SILENCE, state=SilenceState.SUSPENDED, planned=when("2027-05"), uncounted=2)
    english, german = silence_sentence(told, "en"), silence_sentence(told, "de")
    assert "The council is on record as suspended. Not counted are 2 other meetings of that time" in english
    assert english.endswith("A session is scheduled for May 2027.")
    assert (
        "Das Gremium ist als ausgesetzt verzeichnet. Nicht mitgezählt sind 2 weitere Treffen dieser Zeit"
        in german
    )
    assert german.endswith("Eine Sitzung ist für Mai 2027 angesetzt.")
    one = replace(told, uncounted=1, planned=when("2027-05-03"))
    assert "Not counted is 1 other meeting of that time" in silence_sentence(one, "en")
    assert "Nicht mitgezählt ist ein weiteres Treffen" in silence_sentence(one, "de")
    assert silence_sentence(one, "de").endswith("Eine Sitzung ist für den 3. Mai 2027 angesetzt.")


def test_single_days_and_sessions_are_in_the_singular() -> None:
    told = replace(SILENCE, days=(1, 1, 1), sessions=1, rhythm=Rhythm(1.0, 1))
    assert ": 1 day as of" in silence_sentence(told, "en")
    assert "record of 1 session." in silence_sentence(told, "en")
    assert ": 1 Tag (Stand" in silence_sentence(told, "de")
    assert "aus der einen Sitzung hervor" in silence_sentence(told, "de")
    assert "Zuvor lag zwischen zwei Sitzungen üblicherweise 1 Tag;" in silence_sentence(told, "de")


def test_a_name_that_has_its_article_gets_no_second_one() -> None:
    assert resumption_sentence(replace(RESUMPTION, council="The Elders"), "en").startswith("The Elders met")


def test_a_level_is_named_and_the_sessions_counted_are_of_that_level() -> None:
    told = replace(RESUMPTION, stream=Stream.MINISTERS_AND_ABOVE)
    assert "met at the level of ministers or above on 12 January 2022" in resumption_sentence(told, "en")
    assert "Until then such sessions had" in resumption_sentence(told, "en")
    assert "am 12. Januar 2022 auf Ministerebene oder darüber zum ersten Mal" in resumption_sentence(
        told, "de"
    )
    assert "zwischen zwei solchen Sitzungen" in resumption_sentence(told, "de")


def test_doubt_about_the_grade_is_told() -> None:
    told = replace(RESUMPTION, certain=False)
    assert resumption_sentence(told, "en").endswith("Whether the gap was unusual depends on the exact dates.")
    assert resumption_sentence(told, "de").endswith(
        "Ob der Abstand ungewöhnlich war, hängt vom genauen Datum ab."
    )


def test_without_a_rhythm_none_is_claimed() -> None:
    told = replace(RESUMPTION, rhythm=Rhythm())
    assert "Too few sessions are on record to know a usual rhythm." in resumption_sentence(told, "en")
    assert "Für einen üblichen Rhythmus sind zu wenige Sitzungen verzeichnet." in resumption_sentence(
        told, "de"
    )
    declared = replace(RESUMPTION, rhythm=Rhythm(365.0))
    assert "The declared rhythm is one session in 365 days." in resumption_sentence(declared, "en")
    assert "Erklärter Rhythmus ist eine Sitzung in 365 Tagen." in resumption_sentence(declared, "de")
