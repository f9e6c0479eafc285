"""Country codes and English names of countries, from ISO 3166 (pycountry) and Unicode's locale data (Babel)."""

from __future__ import annotations

from functools import cache

import pycountry
from babel import Locale

from meetings.dates.calendar_words import LOCALES, folded
from meetings.imports.plan import RefusedError

# In common use, though never assigned by ISO 3166-1.
USER_ASSIGNED = {"XK": "XKX"}


@cache
def alpha3(alpha2: str) -> str | None:
    """The three-letter code of a two-letter one, today's or a former country's; None if there is no such country."""
    if alpha2 in USER_ASSIGNED:
        return USER_ASSIGNED[alpha2]
    country = pycountry.countries.get(alpha_2=alpha2)
    if country is not None:
        return str(country.alpha_3)
    former = next(
        (each for each in pycountry.historic_countries if getattr(each, "alpha_2", "") == alpha2), None
    )
    return str(former.alpha_3) if former is not None else None


def read_alpha2(text: str, column: str) -> str:
    """The three-letter code of a cell with a two-letter one; empty stays empty, anything else is refused."""
    if not text:
        return ""
    code = alpha3(text.upper()) if len(text) == 2 else None
    if code is None:
        raise RefusedError(column, f"“{text}” is no country code of ISO 3166-1 (two letters, such as BE).")
    return code


def read_alpha3(text: str, column: str) -> str:
    """A cell with a three-letter code; empty stays empty, anything else is refused."""
    if text and english_name(text.upper()) is None:
        raise RefusedError(column, f"“{text}” is no country code of ISO 3166-1 (three letters, such as BEL).")
    return text.upper()


@cache
def english_name(iso3: str) -> str | None:
    """The name in everyday English: Russia, Türkiye, Czechia; None for an unknown code."""
    user = next((two for two, three in USER_ASSIGNED.items() if three == iso3), None)
    today = pycountry.countries.get(alpha_3=iso3)
    alpha2 = user or (today.alpha_2 if today is not None else "")
    known = today or pycountry.historic_countries.get(alpha_3=iso3)
    everyday = Locale("en").territories.get(alpha2)
    return everyday or (str(known.name) if known is not None else None)


@cache
def _names_in_languages() -> tuple[tuple[str, str], ...]:
    """Each name of a country in the languages that editors read, folded, with its three-letter code."""
    return tuple(
        (folded(name), code)
        for language in LOCALES
        for alpha2, name in Locale(language).territories.items()
        if len(alpha2) == 2 and alpha2.isalpha() and (code := alpha3(alpha2))
    )


def countries_named(beginning: str) -> set[str]:
    """The three-letter codes of the countries with a name, in a language of the editors, of which a word begins so."""
    sought = folded(" ".join(beginning.split()))
    if len(sought) < 2:
        return set()
    return {code for name, code in _names_in_languages() if f" {sought}" in f" {name}"}


@cache
def _codes_by_name() -> dict[str, str]:
    found: dict[str, str] = {}
    for country in pycountry.countries:
        names = (
            english_name(country.alpha_3),
            country.name,
            getattr(country, "common_name", None),
            getattr(country, "official_name", None),
        )
        for name in names:
            if name:
                found.setdefault(name.casefold(), country.alpha_3)
    return found


def code_of_name(name: str) -> str | None:
    """The three-letter code of a country by its everyday, ISO or official English name."""
    return _codes_by_name().get(name.casefold())
