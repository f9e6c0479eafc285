"""Days, grades and sessions in words, for the pictures and the lists beside them. Pure."""

from functools import lru_cache

from babel.numbers import format_decimal
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from meetings.dates import DateInterval, format_interval, format_span
from meetings.explanations import GRADE_WORDS
from meetings.languages import language
from meetings.thresholds import Grade
from meetings.vocabulary import Formation, Level, Status

LEVEL_NAMES: dict[str, str] = {str(value): str(label) for value, label in Level.choices}
STATUS_NAMES: dict[str, str] = {str(value): str(label) for value, label in Status.choices}
FORMATION_NAMES: dict[str, str] = {str(value): str(label) for value, label in Formation.choices}


# Babel takes a tenth of a millisecond for each; a page has hundreds, and the same ones again at the next request.
_decimal = lru_cache(maxsize=4096)(format_decimal)
_interval = lru_cache(maxsize=8192)(format_interval)
_span = lru_cache(maxsize=8192)(format_span)


def number(value: float, locale: str | None = None) -> str:
    """A number with the language's separators. ``locale``, here and below: None is the language of the page."""
    return _decimal(value, locale=locale or language())


def days_in_words(days_min: int | None, days_max: int | None, locale: str | None = None) -> str:
    """`922 days`, `1 day`, or `2,438–2,831 days` where the dates leave it open; empty without numbers."""
    if days_min is None or days_max is None:
        return ""
    shortest, longest = number(days_min, locale), number(days_max, locale)
    if days_min == days_max:
        return ngettext("%(n)s day", "%(n)s days", days_max) % {"n": longest}
    return _("%(shortest)s–%(longest)s days") % {"shortest": shortest, "longest": longest}


def days_shortly(days_min: int | None, days_max: int | None, locale: str | None = None) -> str:
    """`922 d`: the same where there is little room."""
    if days_min is None or days_max is None:
        return ""
    shortest, longest = number(days_min, locale), number(days_max, locale)
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


def grade_in_words(grade: str, is_only_possible: bool) -> str:
    """The badge of a flag: what it says, and that it is only possible where no reading makes it certain."""
    if not grade:
        return "possibly unusual"
    words = GRADE_WORDS[Grade(grade)]
    if grade == Grade.UNRATED:
        return words
    return f"possible: {words}" if is_only_possible else words


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
    details = [
        LEVEL_NAMES.get(level, ""),
        "" if formation == Formation.PLENARY else FORMATION_NAMES.get(formation, ""),
        place,
        "" if status == Status.HELD else STATUS_NAMES.get(status, ""),
    ]
    return ", ".join([f"{councils}: {span_in_words(start, end, locale)}", *filter(None, details)])


def short_date(interval: DateInterval, locale: str | None = None) -> str:
    """A date for a label in a picture."""
    return _interval(interval, locale or language(), short=True)
