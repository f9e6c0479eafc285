"""Dates said from the day of the report: yesterday, last week, two days ago, before the report.

"Last week" and the like are whole calendar weeks (Monday to Sunday), months and years. Where "last Wednesday" may be
this week's or the one before, it is refused with both readings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import partial

from meetings.dates.calendar_words import FILLER, LINKS, folded, weekday_numbers
from meetings.dates.interval import FIRST_DAY, DateInterval
from meetings.dates.understood import DateReadingError, Reading, day_in_words, either
from meetings.dates.wording import format_interval

_DAYS = {
    -2: "vorgestern avant-hier позавчера anteayer antier",
    -1: "yesterday gestern hier вчера ayer anoche",
    0: "today heute aujourd'hui сегодня hoy",
    1: "tomorrow morgen demain завтра manana",
    2: "ubermorgen apres-demain послезавтра",
}
_TURNS = {
    -1: (
        "last previous letzte letzten letzter letztes letztem vergangene vergangenen vergangener vergangenes"
        " vergangenem vorige vorigen voriger voriges dernier derniere passe passee прошлыи прошлая прошлую прошлои"
        " прошлом прошлого прошлое минувшии минувшую минувшеи минувшем pasado pasada anterior"
    ),
    0: "this diese diesen dieser dieses diesem ce cet cette этот эта эту этои этом этого это este esta",
    1: (
        "next coming kommende kommenden kommender kommendes nachste nachsten nachster nachstes nachstem prochain"
        " prochaine следующии следующая следующую следующеи следующем следующего следующее proximo proxima"
    ),
}
_UNITS = {
    "day": "day days tag tage tagen jour jours день дня днеи dia dias",
    "week": "week weeks woche wochen semaine semaines неделя неделю недели неделе недель semana semanas",
    "month": "month months monat monate monaten mois месяц месяца месяце месяцев mes meses",
    "year": "year years jahr jahre jahren an ans annee annees год года году лет ano anos",
}
_NUMBERS = {
    1: "one a an ein einem einer eine un une один одну одна uno una",
    2: "two zwei deux два две dos",
    3: "three drei trois три tres",
    4: "four vier quatre четыре cuatro",
    5: "five funf cinq пять cinco",
    6: "six sechs шесть seis",
    7: "seven sieben sept семь siete",
    8: "eight acht huit восемь ocho",
    9: "nine neun neuf девять nueve",
    10: "ten zehn dix десять diez",
}
_AGO = (
    re.compile(r"(?P<number>\w+) (?P<unit>\w+) (?:ago|назад)"),
    re.compile(r"(?P<number>)(?P<unit>неделю|месяц|год) назад"),
    re.compile(r"(?:vor|il y a|hace) (?P<number>\w+) (?P<unit>\w+)"),
)
_REPORT = re.compile(
    r"\b(?:(?:before|prior to) (?:the |this )?(?:report|article|publication|source)"
    r"|vor (?:dem |diesem |der )?(?:bericht|artikel|meldung|veroffentlichung)"
    r"|avant (?:le |la |l'|cet |cette |ce )?(?:rapport|article|reportage|publication|depeche)"
    r"|(?:до|перед) (?:публикации|публикациеи|сообщения|сообщением|статьи|статьеи|доклада|докладом|заметки|заметкои|репортажа|репортажем|отчета)"
    r"|antes (?:del? )?(?:la |este |esta )?(?:informe|articulo|reportaje|publicacion|noticia))\b"
)
_BEFORE = re.compile(
    r"(?:before|prior to|vor|avant|ранее|раньше|antes del?)\s+(?:dem |der |den |the |le |la |el )?(.+)"
)
_NOT_LATER = re.compile(
    r"(?:by|not later than|no later than|spatestens|au plus tard|не позднее|не позже|a mas tardar)\s+(?:am |im |the |le |el |en )?(.+)"
)
_UNTIL = re.compile(
    r"(?:until|till|up to|bis(?: zum| zu)?|jusqu'(?:au|a|en)|до|hasta)\s+(?:the |den |dem |le |la |el |a )?(.+)"
)
_TIME_OF_DAY = re.compile(
    r"(.+?) ?(?:(?:in|on|during|am|dans|a) (?:the |la |le |l')?)?(?:"
    r"morning|afternoon|evening|fruh|vormittag|mittag|nachmittag|abend|matin|midi|apres-midi|soir"
    r"|(?<!uber)morgen|утром|днем|вечером|(?:por|de) la (?:manana|tarde|noche))"
)
_NO_DAY = "Counted from the day of the report, which is not known here: choose a source that has a day of publication, or write the date."
_NO_EARLIEST = f"No earliest day is given, so it may be any since {FIRST_DAY.year}: write it too if it is known, such as “January 2022, before the report”."

Read = Callable[[str], Reading]


def _by_word(groups: Mapping[int, str]) -> dict[str, int]:
    return {folded(word): number for number, words in groups.items() for word in words.split()}


_DAY_OF, _TURN_OF, _NUMBER_OF = _by_word(_DAYS), _by_word(_TURNS), _by_word(_NUMBERS)
_UNIT_OF = {folded(word): unit for unit, words in _UNITS.items() for word in words.split()}
_SAID_TOGETHER = (
    ("day before yesterday", "vorgestern"),
    ("day after tomorrow", "ubermorgen"),
    ("que viene", "proximo"),
    ("last night", "yesterday"),
    ("this morning", "today"),
    ("this afternoon", "today"),
    ("this evening", "today"),
    ("tonight", "today"),
    ("ce matin", "aujourd'hui"),
    ("cet apres-midi", "aujourd'hui"),
    ("ce soir", "aujourd'hui"),
    ("esta manana", "hoy"),
    ("esta tarde", "hoy"),
    ("esta noche", "hoy"),
)


def read_relative(text: str, report: date | None, languages: tuple[str, ...], read: Read) -> Reading | None:
    """The reading of a normalised text that counts from the report (its day, None if not known) or says only before
    when; None if it does neither. ``read``: the reader of the date that is part of it. Raises DateReadingError.
    """
    plain = folded(text)
    for together, word in _SAID_TOGETHER:
        plain = plain.replace(together, word)
    if counted := _counted(plain, languages):
        if report is None:
            raise DateReadingError(_NO_DAY)
        found = counted(report)
        note = f"Counted from {day_in_words(report)}."
        return Reading(found, None, "point" if found.is_day else "range", note, report)
    if match := _REPORT.search(plain):
        if report is None:
            raise DateReadingError(_NO_DAY)
        return _before_report(" ".join((plain[: match.start()] + plain[match.end() :]).split()), report, read)
    if match := _TIME_OF_DAY.fullmatch(plain):
        return read(match[1])
    if match := _UNTIL.fullmatch(plain):
        return _until(read(match[1]))
    for pattern, is_included in ((_NOT_LATER, True), (_BEFORE, False)):
        if match := pattern.fullmatch(plain):
            return _open(read(match[1]), is_included)
    return None


def _counted(plain: str, languages: tuple[str, ...]) -> Callable[[date], DateInterval] | None:
    """How to count from the report; None if the text says nothing of the kind."""
    for pattern in _AGO:
        if match := pattern.fullmatch(plain):
            unit, number = _UNIT_OF.get(folded(match["unit"]), ""), _number(folded(match["number"] or "1"))
            if unit and number:
                return partial(_turned, unit=unit, turns=-number)
    words = [
        word
        for word in map(folded, re.sub(r"\b[ld]'", "", plain).split())
        if word in _UNIT_OF or not _says_nothing(word)
    ]
    if len(words) == 1 and words[0] in _DAY_OF:
        return lambda report: DateInterval.day(report + timedelta(days=_DAY_OF[words[0]]))
    turns = [_TURN_OF[word] for word in words if word in _TURN_OF]
    rest = [word for word in words if word not in _TURN_OF]
    units = [_UNIT_OF[word] for word in rest if word in _UNIT_OF]
    weekdays = [day for word in rest if (day := weekday_numbers(languages).get(word)) is not None]
    if len(turns) != 1 or len(units) + len(weekdays) != len(rest):
        return None
    if len(units) == 1 and not weekdays and units[0] != "day":
        return partial(_turned, unit=units[0], turns=turns[0])
    if len(weekdays) == 1 and not units:
        return partial(_weekday, weekday=weekdays[0], turn=turns[0])
    if len(weekdays) == 1 and units == ["week"]:
        return partial(_weekday_of_week, weekday=weekdays[0], turns=turns[0])
    return None


def _number(word: str) -> int:
    """0 for what is no number."""
    return int(word) if word.isdecimal() and len(word) < 4 else _NUMBER_OF.get(word, 0)


def _says_nothing(word: str) -> bool:
    return LINKS.get(word) == FILLER or word == "на"


def _turned(report: date, unit: str, turns: int) -> DateInterval:
    """The day, week, month or year so many before (negative) or after that of the report."""
    try:
        if unit == "day":
            return DateInterval.day(report + timedelta(days=turns))
        if unit == "week":
            monday = report - timedelta(days=report.weekday()) + timedelta(weeks=turns)
            return DateInterval(monday, monday + timedelta(days=6))
        if unit == "year":
            return DateInterval.year(report.year + turns)
        months = report.year * 12 + report.month - 1 + turns
        return DateInterval.month(months // 12, months % 12 + 1)
    except OverflowError as error:
        raise DateReadingError("No calendar reaches that far.") from error


def _weekday(report: date, weekday: int, turn: int) -> DateInterval:
    of_this_week = report + timedelta(days=weekday - report.weekday())
    if turn == 0:
        return DateInterval.day(of_this_week)
    week = timedelta(weeks=turn)
    is_within = of_this_week < report if turn < 0 else of_this_week > report
    if is_within:
        readings = [day_in_words(day) for day in sorted((of_this_week, of_this_week + week))]
        raise either(readings, "write the day.")
    return DateInterval.day(of_this_week + week)


def _weekday_of_week(report: date, weekday: int, turns: int) -> DateInterval:
    """“Wednesday of last week”."""
    return DateInterval.day(report + timedelta(days=weekday - report.weekday(), weeks=turns))


def _before_report(rest: str, report: date, read: Read) -> Reading:
    """What else is said of the date, cut off at the day of the report, which is included."""
    rest = rest.strip(" ,;–-")
    until = day_in_words(report)
    if not rest:
        note = f"Until {until}, the day of the report. {_NO_EARLIEST}"
        return Reading(DateInterval(FIRST_DAY, report), None, "range", note, report)
    said = read(rest)
    if said.end is not None:
        raise DateReadingError("These are two dates: write the last day as it is.")
    if said.start.earliest > report:
        raise DateReadingError(f"{said.in_words()} is after the report of {until}.")
    cut = DateInterval(said.start.earliest, min(said.start.latest, report))
    return Reading(cut, None, "range", f"Until {until}, the day of the report.", report)


def _until(said: Reading) -> Reading:
    """“Until 14 January” includes that day; of a month or a year it is open whether it is meant with it."""
    if said.end is None and not said.start.is_day:
        bounds = (said.start.earliest - timedelta(days=1), said.start.latest)
        readings = [format_interval(DateInterval(FIRST_DAY, latest), "en") for latest in bounds]
        raise either(readings, "write one of them.")
    return _open(said, is_included=True)


def _open(said: Reading, is_included: bool) -> Reading:
    """Any day before the date, or up to it."""
    latest = said.start.latest if is_included else said.start.earliest - timedelta(days=1)
    if said.end is not None:
        raise DateReadingError("These are two dates: write the one before which it was.")
    return Reading(DateInterval(FIRST_DAY, latest), None, "range", _NO_EARLIEST, said.counted_from)
