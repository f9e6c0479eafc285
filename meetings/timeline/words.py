"""Days, grades and sessions in words, for the pictures and the lists beside them. Pure.

A page has hundreds of lengths and grades, and the same ones again at the next request: they are remembered by language.
``locale``, here and below: None is the language of the page.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override, pgettext

from meetings.dates import DateInterval, durations, format_interval, format_span
from meetings.explanations import GRADE_WORDS
from meetings.languages import language
from meetings.thresholds import Grade
from meetings.vocabulary import Formation, Level, Status


class Names(Mapping[str, str]):
    """The labels of a list of codes, in the language of the page at the time of asking."""

    def __init__(self, codes: type[TextChoices]) -> None:
        self._labels = dict(codes.choices)
        self._worded: dict[str, dict[str, str]] = {}

    def of(self, locale: str) -> Mapping[str, str]:
        """The labels in one language, for whoever asks for many."""
        if locale not in self._worded:
            with override(locale):
                self._worded[locale] = {code: str(label) for code, label in self._labels.items()}
        return self._worded[locale]

    def __getitem__(self, code: str) -> str:
        return self.of(language())[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._labels)

    def __len__(self) -> int:
        return len(self._labels)


number = durations.number
LEVEL_NAMES = Names(Level)
STATUS_NAMES = Names(Status)
FORMATION_NAMES = Names(Formation)

_interval = lru_cache(maxsize=8192)(format_interval)
_span = lru_cache(maxsize=8192)(format_span)


def days_in_words(days_min: int | None, days_max: int | None, locale: str | None = None) -> str:
    """`922 days`, `1 day`, or `2,438–2,831 days` where the dates leave it open; empty without numbers."""
    if days_min is None or days_max is None:
        return ""
    return _days_in_words(days_min, days_max, locale or language())


@lru_cache(maxsize=8192)
def _days_in_words(days_min: int, days_max: int, locale: str) -> str:
    shortest, longest = number(days_min, locale), number(days_max, locale)
    with override(locale):
        if days_min == days_max:
            return ngettext("%(n)s day", "%(n)s days", days_max) % {"n": longest}
        return _("%(shortest)s–%(longest)s days") % {"shortest": shortest, "longest": longest}


def days_shortly(days_min: int | None, days_max: int | None, locale: str | None = None) -> str:
    """`922 d`: the same where there is little room."""
    if days_min is None or days_max is None:
        return ""
    return _days_shortly(days_min, days_max, locale or language())


@lru_cache(maxsize=8192)
def _days_shortly(days_min: int, days_max: int, locale: str) -> str:
    shortest, longest = number(days_min, locale), number(days_max, locale)
    with override(locale):
        if days_min == days_max:
            return pgettext("days, shortened", "%(n)s d") % {"n": longest}
        return pgettext("days, shortened", "%(shortest)s–%(longest)s d") % {
            "shortest": shortest,
            "longest": longest,
        }


def length_shortly(days: int, locale: str | None = None) -> str:
    """`6 y`, `8 m`: about how long, in whole years or months."""
    if days >= 365:
        return pgettext("years, shortened", "%(n)s y") % {"n": number(round(days / 365.25), locale)}
    return pgettext("months, shortened", "%(n)s m") % {"n": number(max(1, round(days / 30.44)), locale)}


def rounded_days(value: float) -> str:
    """A length that need not be whole days: `429.4 days`, to a tenth."""
    rounded = round(value, 1)
    if rounded == int(rounded):
        return durations.days(int(rounded))
    return ngettext("%(n)s day", "%(n)s days", 2) % {"n": number(rounded)}


def grade_in_words(grade: str, is_only_possible: bool, locale: str | None = None) -> str:
    """The badge of a flag: what it says, and that it is only possible where no reading makes it certain."""
    return _grade_in_words(grade, is_only_possible, locale or language())


@lru_cache(maxsize=256)
def _grade_in_words(grade: str, is_only_possible: bool, locale: str) -> str:
    with override(locale):
        if not grade:
            return _("possibly unusual")
        words = str(GRADE_WORDS[Grade(grade)])
        if grade == Grade.UNRATED or not is_only_possible:
            return words
        return _("possible: %(grade)s") % {"grade": words}


def span_in_words(start: DateInterval, end: DateInterval | None, locale: str | None = None) -> str:
    """From the first to the last day of a session, as precisely as known."""
    return _span(start, end, locale or language())


def date_in_words(interval: DateInterval, locale: str | None = None) -> str:
    """A date as precisely as known."""
    return _interval(interval, locale or language())


def session_in_words(
    councils: str,
    start: DateInterval,
    end: DateInterval | None,
    *,
    level: str,
    status: str,
    formation: str,
    place: str,
    locale: str | None = None,
) -> str:
    """What a mark says: council and days, then level, formation unless plenary, place, status unless held."""
    locale = locale or language()
    details = [
        LEVEL_NAMES.of(locale).get(level, ""),
        "" if formation == Formation.PLENARY else FORMATION_NAMES.of(locale).get(formation, ""),
        place,
        "" if status == Status.HELD else STATUS_NAMES.of(locale).get(status, ""),
    ]
    return ", ".join([f"{councils}: {_span(start, end, locale)}", *filter(None, details)])


def short_date(interval: DateInterval, locale: str | None = None) -> str:
    """A date for a label in a picture."""
    return _interval(interval, locale or language(), short=True)
