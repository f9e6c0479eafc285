"""The words that dates are written with, in the languages that editors read.

Names of months and weekdays come from Babel; only what Babel does not have (early, late, between, from, to)
stands here by hand. Every word is looked up folded: lower case, without accents and final full stops.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from babel import Locale

# Locales per language: a regional one adds its own names, such as the Austrian "Jänner".
LOCALES: Mapping[str, tuple[str, ...]] = {
    "en": ("en", "en_GB"),
    "de": ("de", "de_AT"),
    "fr": ("fr", "fr_CA"),
    "ru": ("ru",),
    "es": ("es", "es_MX"),
}

# Spelt so in parts of the Spanish world, which Babel has not.
_FURTHER_MONTHS = {"setiembre": 9}

# Kinds of words, one letter each, as the grammar of `meetings.dates.reading` spells them.
EARLY, MIDDLE, LATE = "early", "middle", "late"
BETWEEN, FROM, TO, AND, OR, DECADE, SEASON, FILLER = "b", "f", "t", "a", "o", "e", "s", ""

_PARTS = {
    EARLY: "early beginning start anfang beginn debut начало начале начала principio principios comienzo comienzos inicio inicios",
    MIDDLE: "mid mid- middle mitte mi- milieu середина середине середины mediados",
    LATE: "late end ende spat fin конец конце конца final finales fines",
}
_LINKS = {
    BETWEEN: "between zwischen entre между",
    FROM: "from vom von du с со desde del",
    TO: "to until till through bis au jusqu'au по до al hasta",
    AND: "and und et и y &",
    OR: "or oder ou или",
    DECADE: "annees decada anos decade",
    SEASON: (
        "spring summer autumn fall winter fruhling fruhjahr sommer herbst printemps ete automne hiver весна весной"
        " весны лето летом лета осень осенью осени зима зимои зимы primavera verano otono invierno"
    ),
    FILLER: (
        "of the in on at de del d' la le les el los l' en am im den dem der des a à zum dia в г гг год года году"
        " годы годов годах ano year years jahr jahre jahren annee во month monat mois mes месяц месяце days tagen jours"
        " dias дни courant sometime zu"
    ),
}


def folded(word: str) -> str:
    """Lower case, without accents and final full stops: `Août` and `aout.` are one word."""
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(mark for mark in decomposed if not unicodedata.combining(mark)).rstrip(".")


def _spellings(name: str) -> Iterator[str]:
    """The name, and how it is typed without umlauts (`Maerz`)."""
    yield folded(name)
    yield folded(name.casefold().replace("ä", "ae").replace("ö", "oe").replace("ü", "ue"))


def _russian_months(name: str) -> Iterator[str]:
    """ "В марте", "между мартом и маем": Babel has the nominative and the genitive, from which they follow."""
    if name.endswith(("а", "я")):
        yield name[:-1] + "е"
        yield name[:-1] + ("ом" if name.endswith("а") else "ем")


def _russian_weekdays(name: str) -> Iterator[str]:
    """The accusative "в среду" of the names in -а."""
    if name.endswith("а"):
        yield name[:-1] + "у"


def _names(calendar: Mapping[str, Mapping[str, Mapping[int, str]]]) -> Iterator[tuple[int, str]]:
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            yield from calendar[context][width].items()


def _locales(languages: Iterable[str]) -> Iterator[Locale]:
    for language in languages:
        for code in LOCALES[language]:
            yield Locale.parse(code)


@cache
def month_numbers(languages: tuple[str, ...]) -> Mapping[str, int]:
    """Folded name -> 1 to 12, full and abbreviated names in all cases."""
    found: dict[str, int] = {}
    for locale in _locales(languages):
        for number, name in _names(locale.months):
            forms = [name, *(_russian_months(name) if locale.language == "ru" else ())]
            for spelling in (spelling for form in forms for spelling in _spellings(form)):
                found.setdefault(spelling, number)
    return found | (_FURTHER_MONTHS if "es" in languages else {})


@cache
def weekday_numbers(languages: tuple[str, ...]) -> Mapping[str, int]:
    """Folded name -> 0 (Monday) to 6, full and abbreviated names."""
    found: dict[str, int] = {}
    for locale in _locales(languages):
        for number, name in _names(locale.days):
            forms = [name, *(_russian_weekdays(name) if locale.language == "ru" else ())]
            for spelling in (spelling for form in forms for spelling in _spellings(form)):
                found.setdefault(spelling, number)
    return found


def month_number(word: str, languages: tuple[str, ...]) -> int | None:
    """The month that a folded word names: a name Babel has, or three letters or more that begin only one."""
    names = month_numbers(languages)
    if word in names:
        return names[word]
    begun = {number for name, number in names.items() if len(word) >= 3 and name.startswith(word)}
    return begun.pop() if len(begun) == 1 else None


def _by_word(groups: Mapping[str, str]) -> dict[str, str]:
    return {folded(word): kind for kind, words in groups.items() for word in words.split()}


PARTS: Mapping[str, str] = _by_word(_PARTS)
LINKS: Mapping[str, str] = _by_word(_LINKS)
