"""Codes of countries in files: those that ISO 3166-1 assigns stand apart from those that it leaves to its users."""

import re

from meetings.exports.columns import Column, Formula, Kind, column, literal

USER_CODE = "A code in common use that ISO has not assigned."
NO_USER_CODE = "It has none, or an official code."
# AAA to AAZ, QMA to QZZ, XAA to XZZ and ZZA to ZZZ are never assigned: XKX for Kosovo.
_LEFT_TO_USERS = "^(AA|Q[M-Z]|X[A-Z]|ZZ)[A-Z]$"

_official = Formula(
    lambda code: None if code is None or re.match(_LEFT_TO_USERS, code) else code,
    lambda code: f"CASE WHEN {code} !~ {literal(_LEFT_TO_USERS)} THEN {code} END",
)
_left_to_users = Formula(
    lambda code: code if code is not None and re.match(_LEFT_TO_USERS, code) else None,
    lambda code: f"CASE WHEN {code} ~ {literal(_LEFT_TO_USERS)} THEN {code} END",
)


def country(name: str, description: str, source: str, empty: str) -> Column:
    """The country at that path, if ISO has assigned its code."""
    told = f"{description}, ISO 3166-1 alpha-3."
    return column(
        name,
        Kind.WORD,
        told,
        source,
        value=_official,
        empty=f"{empty[:-1]}; or its code is not assigned: see {name}_user.",
    )


def country_of_users(name: str, source: str) -> Column:
    """The column beside it, for a code that ISO leaves to its users."""
    return column(f"{name}_user", Kind.WORD, USER_CODE, source, value=_left_to_users, empty=NO_USER_CODE)
