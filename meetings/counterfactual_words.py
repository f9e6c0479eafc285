"""What would change a flag, in sentences, in the language of the page. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings import vocabulary
from meetings.counterfactuals import Counterfactuals, Fate, Stretch
from meetings.dates import DateInterval, format_interval
from meetings.explanations import GRADE_WORDS, STREAM_SESSION
from meetings.resumptions import Stream
from meetings.thresholds import Grade, grade_rank

# The sentences in the order of what they do: away with the flag, another grade, another place.
_ORDER = (Fate.WITHDRAWN, Fate.CHANGED, Fate.MOVED, Fate.BOTH)
_ASSUMED: dict[Stream, str | Promise] = {
    Stream.MAIN: gettext_lazy("below ministers’ level"),
    Stream.MINISTERS_AND_ABOVE: gettext_lazy("of ministers"),
    Stream.HEADS_OF_STATE_GOVERNMENT: gettext_lazy("of heads of state or government"),
}


def in_sentences(found: Counterfactuals) -> list[str]:
    """Everything that would change the flag, the most telling first."""
    return [*_inserted(found), *_searched(found), *_dated(found)]


def assumption(stream: Stream) -> str:
    """What kind of session was tried on each day."""
    return _(
        "Worked out with the rule for every day in between: one more session, plenary, of a single day, "
        "%(level)s. It is part of the baseline, too, and may itself end an unusual gap."
    ) % {"level": _ASSUMED[stream]}


def grade_named(grade: Grade | None) -> str:
    """`notable (unusually long)`."""
    if grade is None:
        return _("only possibly unusual")
    words = {"code": vocabulary.Grade(grade.value).label, "words": GRADE_WORDS[grade]}
    return str(GRADE_WORDS[grade]) if grade is Grade.UNRATED else _("%(code)s (%(words)s)") % words


def _days(first: date, last: date) -> str:
    words = {
        "first": format_interval(DateInterval.day(first)),
        "last": format_interval(DateInterval.day(last)),
    }
    return _("on %(first)s") % words if first == last else _("on any day from %(first)s to %(last)s") % words


def _inserted(found: Counterfactuals) -> Iterator[str]:
    session = {"session": STREAM_SESSION[found.stream]}
    if found.inserted is None:
        yield (
            _("What a %(session)s found in between would change is not worked out: too many lie there.")
            % session
        )
        return
    telling = [stretch for stretch in found.inserted if stretch.outcome.fate is not Fate.KEPT]
    for stretch in sorted(telling, key=lambda stretch: _ORDER.index(stretch.outcome.fate)):
        days = _days(stretch.first, stretch.last)
        yield (
            _("A %(session)s found %(days)s would %(do)s.")
            % {**session, "days": days, "do": _does(stretch, found.grade)}
        )
    if not telling:
        yield _("A %(session)s found on any day in between would leave the flag as it is.") % session
    elif len(telling) < len(found.inserted):
        yield _("Found on any other day in between it would leave the grade as it is.")


def _does(stretch: Stretch, grade: Grade | None) -> str:
    """The end of "A session found that day would ..."."""
    outcome = stretch.outcome
    if outcome.fate is Fate.WITHDRAWN:
        return _("withdraw this flag")
    words = {"grade": grade_named(outcome.grade), "own": grade_named(outcome.found)}
    if outcome.fate is Fate.CHANGED:
        if grade_rank(outcome.grade) > grade_rank(grade):
            return _("raise it to %(grade)s") % words
        return _("lower it to %(grade)s") % words
    if outcome.fate is Fate.MOVED:
        return _("carry the flag instead of this one: %(own)s") % words
    if outcome.grade == grade:
        return _("carry a flag of its own, %(own)s, and leave this one as it is") % words
    return _("carry a flag of its own, %(own)s, and make this one %(grade)s") % words


def _searched(found: Counterfactuals) -> Iterator[str]:
    if not found.coverage.allows_certainty:
        if found.searched is None:
            yield _(
                "Even a complete search of the records would not make it certain: the dates leave its length open."
            )
        elif found.searched == found.grade:
            yield _(
                "If the records of that time were searched completely and nothing more were found, "
                "the grade would be certain: %(grade)s."
            ) % {"grade": grade_named(found.grade)}
        else:
            yield _(
                "If the records of that time were searched completely and nothing more were found, "
                "it would certainly be at least %(grade)s."
            ) % {"grade": grade_named(found.searched)}
    elif found.grade_certain is not None and found.sampled is None:
        yield _(
            "If the records of that time turned out not to have been searched completely, "
            "the flag would count as possible only."
        )


def _dated(found: Counterfactuals) -> Iterator[str]:
    yield from _true_day(_("the session before the silence ended"), found.before)
    yield from _true_day(_("the session that ended it began"), found.after)


def _true_day(clause: str, stretches: Sequence[Stretch]) -> Iterator[str]:
    """`clause`: to stand between "on whatever day of ..." or "if" and the rest."""
    if not stretches:
        return
    if all(stretch.outcome.fate is Fate.KEPT for stretch in stretches):
        known = format_interval(DateInterval(stretches[0].first, stretches[-1].last))
        yield _("On whatever day of %(date)s %(happened)s, the grade would be the same.") % {
            "date": known,
            "happened": clause,
        }
        return
    for stretch in stretches:
        yield _("If %(happened)s %(days)s, %(consequence)s.") % {
            "happened": clause,
            "days": _days(stretch.first, stretch.last),
            "consequence": _would_be(stretch),
        }


def _would_be(stretch: Stretch) -> str:
    outcome = stretch.outcome
    if outcome.fate is Fate.WITHDRAWN:
        return _("there would be no flag")
    if outcome.fate is Fate.KEPT:
        return _("the grade would stay as it is")
    return _("the flag would be %(grade)s") % {"grade": grade_named(outcome.grade)}
