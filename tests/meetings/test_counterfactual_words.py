"""What would change a flag, in sentences."""

from dataclasses import replace
from datetime import date

from meetings.counterfactual_words import in_sentences
from meetings.counterfactuals import Counterfactuals, Fate, Outcome, Stretch
from meetings.coverage import Coverage
from meetings.resumptions import Grade, Stream

NOTHING = Counterfactuals(
    stream=Stream.MAIN,
    grade=Grade.MAJOR,
    grade_certain=Grade.MAJOR,
    coverage=Coverage.COMPLETE,
    inserted=(),
    before=(),
    after=(),
    searched=Grade.MAJOR,
    sampled=None,
)


def on(first: str, last: str, fate: Fate, grade: Grade | None = None, found: Grade | None = None) -> Stretch:
    return Stretch(date.fromisoformat(first), date.fromisoformat(last), Outcome(fate, grade, found))


def test_every_fate_has_its_sentence_and_the_withdrawal_comes_first() -> None:
    told = replace(
        NOTHING,
        inserted=(
            on("2020-01-01", "2020-01-11", Fate.KEPT, Grade.MAJOR),
            on("2020-01-12", "2020-02-01", Fate.CHANGED, Grade.NOTABLE),
            on("2020-02-02", "2020-02-02", Fate.CHANGED, None),
            on("2020-02-03", "2020-02-09", Fate.WITHDRAWN),
            on("2020-02-10", "2020-03-01", Fate.MOVED, found=Grade.NOTABLE),
            on("2020-03-02", "2020-04-01", Fate.BOTH, Grade.MAJOR, Grade.NOTABLE),
            on("2020-04-02", "2020-05-01", Fate.BOTH, Grade.NOTABLE, Grade.HISTORIC),
        ),
    )
    assert in_sentences(told)[:-1] == [
        "A session found on any day from 3 February 2020 to 9 February 2020 would withdraw this flag.",
        "A session found on any day from 12 January 2020 to 1 February 2020 would lower it to notable (unusually long).",
        "A session found on 2 February 2020 would lower it to only possibly unusual.",
        "A session found on any day from 10 February 2020 to 1 March 2020 would carry the flag instead of this one:"
        " notable (unusually long).",
        "A session found on any day from 2 March 2020 to 1 April 2020 would carry a flag of its own, notable (unusually"
        " long), and leave this one as it is.",
        "A session found on any day from 2 April 2020 to 1 May 2020 would carry a flag of its own, historic (longest on"
        " record, over four years), and make this one notable (unusually long).",
        "Found on any other day in between it would leave the grade as it is.",
    ]


def test_a_level_is_named_and_what_is_not_worked_out_said() -> None:
    heads = replace(NOTHING, stream=Stream.HEADS_OF_STATE_GOVERNMENT, inserted=None)
    assert in_sentences(heads)[0] == (
        "What a session of heads of state or government found in between would change is not worked out: too many lie"
        " there."
    )
    kept = replace(NOTHING, inserted=(on("2020-01-01", "2020-01-11", Fate.KEPT, Grade.MAJOR),))
    assert in_sentences(kept)[0] == "A session found on any day in between would leave the flag as it is."


def test_the_search_is_told_as_it_is() -> None:
    assert in_sentences(NOTHING)[-1] == (
        "If the records of that time turned out not to have been searched completely, the flag would count as possible"
        " only."
    )
    sampled = replace(NOTHING, coverage=Coverage.SAMPLED, grade_certain=None)
    assert in_sentences(sampled)[-1] == (
        "If the records of that time were searched completely and nothing more were found, the grade would be certain:"
        " major (far longer than usual)."
    )
    assert "certainly be at least notable" in in_sentences(replace(sampled, searched=Grade.NOTABLE))[-1]
    assert "would not make it certain" in in_sentences(replace(sampled, searched=None))[-1]


def test_the_true_day_of_a_vague_session_is_told_by_stretches() -> None:
    same = on("2012-03-01", "2012-03-31", Fate.KEPT, Grade.MAJOR)
    assert in_sentences(replace(NOTHING, before=(same,)))[-1] == (
        "On whatever day of March 2012 the session before the silence ended, the grade would be the same."
    )
    parts = (
        on("2012-03-01", "2012-03-09", Fate.CHANGED, Grade.NOTABLE),
        on("2012-03-10", "2012-03-31", Fate.WITHDRAWN),
    )
    assert in_sentences(replace(NOTHING, after=parts))[-2:] == [
        "If the session that ended it began on any day from 1 March 2012 to 9 March 2012, the flag would be notable"
        " (unusually long).",
        "If the session that ended it began on any day from 10 March 2012 to 31 March 2012, there would be no flag.",
    ]
