"""Parts of a year that have a name: quarters, halves, weeks by their number, seasons.

A season is another one in the other half of the world: unless it spans two years, it is refused with its readings.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from meetings.dates.calendar_words import FILLER, LINKS, folded, month_number
from meetings.dates.interval import DateInterval
from meetings.dates.understood import DateReadingError, Reading, either
from meetings.dates.wording import format_interval

_QUARTER, _HALF = 4, 2  # how many of them a year has
_UNITS = {
    _QUARTER: "quarter quartal quartals vierteljahr trimestre trimestres квартал квартала квартале",
    _HALF: (
        "half halbjahr halbjahrs halbjahres halfte semestre moitie полугодие полугодия полугодии половина половины"
        " половине mitad quinzaine quincena"
    ),
}
_ORDINALS = {
    1: (
        "first 1st erste ersten erstes erster premier premiere 1er 1ere первыи первая первое первом первои первого"
        " primer primera primero i 1 1o 1a 1-и 1-го 1-м 1-е 1-я"
    ),
    2: (
        "second 2nd zweite zweiten zweites zweiter deuxieme seconde 2e 2eme вторая второе второи втором второго"
        " segundo segunda ii 2 2o 2a 2-и 2-го 2-м 2-е 2-я"
    ),
    3: (
        "third 3rd dritte dritten drittes dritter troisieme 3e 3eme третии третьего третьем третья tercer tercera"
        " tercero iii 3 3o 3-и 3-го 3-м"
    ),
    4: (
        "fourth 4th vierte vierten viertes vierter quatrieme 4e 4eme четвертыи четвертого четвертом cuarto cuarta"
        " iv 4 4o 4-и 4-го 4-м"
    ),
}
_OF_A_MONTH = frozenset(("quinzaine", "quincena"))
_LAST = frozenset(
    {
        "последняя",
        "letzter",
        "letzten",
        "dernier",
        "derniere",
        "ultima",
        "letzte",
        "последнее",
        "ultimo",
        "последнии",
        "last",
        "letztes",
    }
)
_SEASONS = {
    "spring": "spring fruhling fruhjahr printemps весна весной весны весну primavera",
    "summer": "summer sommer ete лето летом лета verano",
    "autumn": "autumn fall herbst automne осень осенью осени otono",
    "winter": "winter hiver зима зимой зимы зиму invierno",
}
# First month in the northern and in the southern half of the world; each lasts three months.
_FIRST_MONTHS = {"spring": (3, 9), "summer": (6, 12), "autumn": (9, 3), "winter": (12, 6)}


def _by_word(groups: Mapping[int, str]) -> dict[str, int]:
    return {folded(word): number for number, words in groups.items() for word in words.split()}


_UNIT_OF, _ORDINAL_OF = _by_word(_UNITS), _by_word(_ORDINALS)
_SEASON_OF = {folded(word): season for season, words in _SEASONS.items() for word in words.split()}
_WORD = re.compile(r"\d+-?[^\W\d_]+|[^\W\d_]+(?:'[^\W\d_]+)?|\d+")
_SHORT = re.compile(r"([qthsкв]+)\s?([1-4])[\s,./–-]*(\d{4})|([1-4])\s?([qths])[\s,./–-]*(\d{4})")
_SHORT_YEAR_FIRST = re.compile(r"(\d{4})[\s,./–-]*([qth])\s?([1-4])")
_SHORT_UNITS = {"q": _QUARTER, "t": _QUARTER, "кв": _QUARTER, "h": _HALF, "s": _HALF}
_WEEK = re.compile(
    r"(?:kw|kalenderwoche|week|woche|semaine|semana|неделя)\s?(\d{1,2})[\s,./–-]*(?:of |de |in )?(\d{4})"
    r"|(\d{1,2})(?:\.|-?я|st|nd|rd|th|e|a)? ?(?:kw|kalenderwoche|week|semaine|semana|неделя)"
    r"[\s,./–-]*(?:of |de |in )?(\d{4})"
    r"|(\d{4})-?w(\d{2})"
)


def read_period(text: str, languages: tuple[str, ...]) -> Reading | None:
    """The reading of a normalised text that names a quarter, a half, a week or a season; None if it names none.

    Raises DateReadingError where it names one that there is not, or a season with two readings.
    """
    plain = folded(text)
    if match := _WEEK.fullmatch(plain):
        first, second = (int(each) for each in match.groups() if each)
        return _range(_week(second, first) if first < second else _week(first, second))
    if (short := _short(plain)) is not None:
        return _range(short)
    words = [word for word in map(folded, _WORD.findall(plain)) if not _is_idle(word)]
    if season := next((_SEASON_OF[word] for word in words if word in _SEASON_OF), ""):
        return _season(season, [word for word in words if word not in _SEASON_OF], plain)
    return _in_words(words, languages)


def _is_idle(word: str) -> bool:
    """“Au premier semestre” says no more than “premier semestre”."""
    return LINKS.get(word) == FILLER or word in ("au", "al")


def _range(interval: DateInterval) -> Reading:
    return Reading(interval, None, "range")


def _week(year: int, week: int) -> DateInterval:
    try:
        return DateInterval(date.fromisocalendar(year, week, 1), date.fromisocalendar(year, week, 7))
    except ValueError as error:
        raise DateReadingError(f"{year} has no week {week}.") from error


def _short(plain: str) -> DateInterval | None:
    """`Q1 2009`, `1Q 2009`, `2009Q1`, `H2 2009`."""
    if match := _SHORT.fullmatch(plain):
        unit, number, year = match.group(1, 2, 3) if match[1] else match.group(5, 4, 6)
    elif match := _SHORT_YEAR_FIRST.fullmatch(plain):
        year, unit, number = match.groups()
    else:
        return None
    parts = _SHORT_UNITS.get(unit)
    return None if parts is None else _part_of_year(int(year), int(number), parts)


def _part_of_year(year: int, number: int, parts: int) -> DateInterval:
    if number > parts:
        raise DateReadingError(f"A year has {parts} such parts: there is no {number}th.")
    length = 12 // parts
    first = DateInterval.month(year, (number - 1) * length + 1)
    return DateInterval(first.earliest, DateInterval.month(year, number * length).latest)


def _in_words(words: list[str], languages: tuple[str, ...]) -> Reading | None:
    """`first quarter of 2009`, `zweite Jahreshälfte 2009`, `first half of March 2009`."""
    words = [part for word in words for part in _parts_of_word(word)]
    parts = next((_UNIT_OF[word] for word in words if word in _UNIT_OF), None)
    year = next((int(word) for word in words if re.fullmatch(r"\d{4}", word)), None)
    if parts is None or year is None:
        return None
    rest = [word for word in words if word not in _UNIT_OF and word != str(year)]
    numbers = [parts if word in _LAST else _ORDINAL_OF.get(word, 0) for word in rest]
    months = [month_number(word, languages) for word, number in zip(rest, numbers, strict=True) if not number]
    named = [number for number in numbers if number]
    if len(named) != 1 or len(months) > 1 or None in months:
        return None
    if not months:
        if not _OF_A_MONTH.isdisjoint(words):
            return None
        return _range(_part_of_year(year, named[0], parts))
    if parts != _HALF or named[0] > _HALF or months[0] is None:
        return None
    month = DateInterval.month(year, months[0])
    middle = month.earliest.replace(day=15)
    if named[0] == 1:
        return _range(DateInterval(month.earliest, middle))
    return _range(DateInterval(middle.replace(day=16), month.latest))


def _parts_of_word(word: str) -> list[str]:
    """`Jahreshälfte` is half of the year, `Märzhälfte` of March."""
    whole = word.removesuffix("halfte")
    return [word] if whole in (word, "") else [each for each in (whole, "halfte") if each != "jahres"]


def _season(season: str, rest: list[str], plain: str) -> Reading | None:
    if match := re.fullmatch(r"[^\d]*(\d{4})\s?[/–-]\s?(\d{2}|\d{4})[^\d]*", plain):
        year, until = int(match[1]), match[2]
        if season in ("summer", "winter") and f"{year + 1}".endswith(until):
            return _range(_three_months(year, 12))
        raise DateReadingError(f"No {season} lasts from {year} to {until}: write the months.")
    if len(rest) != 1 or not re.fullmatch(r"\d{4}", rest[0]):
        raise DateReadingError("Write a season with its year alone, or the months.")
    year = int(rest[0])
    starts = [
        (start, month)
        for month in _FIRST_MONTHS[season]
        for start in ((year - 1, year) if month == 12 else (year,))
    ]
    readings = [format_interval(_three_months(start, month), "en") for start, month in sorted(starts)]
    raise either(readings, "a season is another one in the other half of the world. Write the months.")


def _three_months(year: int, first: int) -> DateInterval:
    last_year, last = (year, first + 2) if first <= 10 else (year + 1, first - 10)
    return DateInterval(DateInterval.month(year, first).earliest, DateInterval.month(last_year, last).latest)
