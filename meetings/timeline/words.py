"""Days, grades and sessions in words, for the pictures and the lists beside them. Pure."""

from functools import lru_cache

from babel.numbers import format_decimal

from meetings.dates import DateInterval, format_interval, format_span
from meetings.explanations import GRADE_WORDS
from meetings.thresholds import Grade
from meetings.vocabulary import Formation, Level, Status

LEVEL_NAMES: dict[str, str] = {str(value): str(label) for value, label in Level.choices}
STATUS_NAMES: dict[str, str] = {str(value): str(label) for value, label in Status.choices}
FORMATION_NAMES: dict[str, str] = {str(value): str(label) for value, label in Formation.choices}


# Babel takes a tenth of a millisecond for each; a page has hundreds, and the same ones again at the next request.
@lru_cache(maxsize=4096)
def number(value: int, locale: str = "en") -> str:
    """A whole number with the language's separators."""
    return format_decimal(value, locale=locale)


def days_in_words(days_min: int | None, days_max: int | None, locale: str = "en") -> str:
    """`922 days`, `1 day`, or `2,438–2,831 days` where the dates leave it open; empty without numbers."""
    if days_min is None or days_max is None:
        return ""
    if days_min == days_max:
        return f"{number(days_max, locale)} {'day' if days_max == 1 else 'days'}"
    return f"{number(days_min, locale)}–{number(days_max, locale)} days"


def grade_in_words(grade: str, is_only_possible: bool) -> str:
    """The badge of a flag: what it says, and that it is only possible where no reading makes it certain."""
    if not grade:
        return "possibly unusual"
    words = GRADE_WORDS[Grade(grade)]
    if grade == Grade.UNRATED:
        return words
    return f"possible: {words}" if is_only_possible else words


@lru_cache(maxsize=4096)
def span_in_words(start: DateInterval, end: DateInterval | None, locale: str = "en") -> str:
    """From the first to the last day of a session, as precisely as known."""
    return format_span(start, end, locale)


@lru_cache(maxsize=4096)
def date_in_words(interval: DateInterval, locale: str = "en") -> str:
    """A date as precisely as known."""
    return format_interval(interval, locale)


def session_in_words(
    councils: str,
    start: DateInterval,
    end: DateInterval | None,
    *,
    level: str,
    status: str,
    formation: str,
    place: str,
    locale: str = "en",
) -> str:
    """One line for a mark: council, days, level, formation unless plenary, place, status unless held."""
    details = [
        LEVEL_NAMES.get(level, ""),
        "" if formation == Formation.PLENARY else FORMATION_NAMES.get(formation, ""),
        place,
        "" if status == Status.HELD else STATUS_NAMES.get(status, ""),
    ]
    return ", ".join([f"{councils}: {span_in_words(start, end, locale)}", *filter(None, details)])


@lru_cache(maxsize=4096)
def short_date(interval: DateInterval, locale: str = "en") -> str:
    """A date for a label in a picture."""
    return format_interval(interval, locale, short=True)
