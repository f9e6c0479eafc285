"""An address's parameters, read and validated: each refusal is a sentence that names what is wrong."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from meetings.dates import DateInterval
from meetings.languages import DEFAULT, LANGUAGES
from meetings.query.state import (
    DEFAULTS,
    EARLIEST,
    FLAGS,
    LATEST,
    MULTIPLE,
    ORDERS,
    PARAMETERS,
    SINGLE,
    SORTS,
    TimelineQuery,
)
from meetings.vocabulary import Level, Status

LONGEST_QUERY = 200


class BadQuery(ValueError):
    """An address with a parameter that is unknown or cannot be read; its text is a sentence for the visitor.

    ``parameter``: its name, empty where no single one is to blame.
    """

    def __init__(self, sentence: str, parameter: str = "") -> None:
        super().__init__(sentence)
        self.parameter = parameter


def read_query(
    parameters: QueryDict,
    *,
    today: date,
    allowed: Iterable[str] = PARAMETERS,
    orders: Iterable[str] = ORDERS,
) -> TimelineQuery:
    """Read and validate an address's parameters.

    ``allowed``: the parameters this page knows, ``orders``: the words of its ``order``. Raises BadQuery with a sentence that names what is wrong.
    Words of open lists (slugs, codes) are taken as they come: nothing on record simply matches nothing.
    """
    known = frozenset(allowed)
    for name in parameters:
        if name not in known:
            raise BadQuery(
                _("This page has no parameter “%(name)s”. It knows %(names)s.")
                % {"name": name[:40], "names": ", ".join(n for n in PARAMETERS if n in known)},
                name,
            )
    values: dict[str, Any] = {name: _several(parameters, name) for name in MULTIPLE}
    for name, allowed_words in (("level", Level.values), ("status", Status.values), ("flag", FLAGS)):
        for value in values[name]:
            if value not in allowed_words:
                raise BadQuery(
                    _("“%(value)s” is not a %(name)s. Choose from %(words)s.")
                    % {"value": value[:40], "name": name, "words": ", ".join(allowed_words)},
                    name,
                )
    single = {name: _one(parameters, name) for name in SINGLE}
    query = TimelineQuery(
        **values,
        period_from=_period(single["from"], "from"),
        period_to=_period(single["to"], "to"),
        q=_text(single["q"]),
        as_of=_day(single["as_of"], today),
        sort=_word(single["sort"] or DEFAULTS["sort"], "sort", SORTS),
        order=_word(single["order"] or DEFAULTS["order"], "order", orders),
        breaks=_word(single["breaks"], "breaks", ("", "on")),
        page=_page(single["page"]),
        lang=_word(single["lang"] or DEFAULT, "lang", LANGUAGES),
        today=today,
    )
    if query.first_day and query.last_day and query.last_day < query.first_day:
        raise BadQuery(
            _("The period ends (%(to)s) before it begins (%(from)s).")
            % {"to": query.period_to, "from": query.period_from},
            "to",
        )
    return query


def read_what_can_be_read(
    parameters: QueryDict, *, today: date, allowed: Iterable[str] = PARAMETERS
) -> tuple[TimelineQuery, dict[str, str]]:
    """The state of an address without the parameters that cannot be read, and the sentence about each of those."""
    kept = parameters.copy()
    refused: dict[str, str] = {}
    while True:
        try:
            return read_query(kept, today=today, allowed=allowed), refused
        except BadQuery as refusal:
            refused[refusal.parameter] = str(refusal)
            del kept[refusal.parameter]


def _several(parameters: QueryDict, name: str) -> tuple[str, ...]:
    """Sorted, without doubles: the same choice has one address."""
    values = sorted({_clean(value, name) for value in parameters.getlist(name)} - {""})
    if any(len(value) > LONGEST_QUERY for value in values):
        raise BadQuery(_("“%(name)s” is too long.") % {"name": name}, name)
    return tuple(values)


def _one(parameters: QueryDict, name: str) -> str:
    values = [value for value in (_clean(v, name) for v in parameters.getlist(name)) if value]
    if len(set(values)) > 1:
        raise BadQuery(
            _("“%(name)s” is given %(n)s times; it takes one value.") % {"name": name, "n": len(values)}, name
        )
    return values[0] if values else ""


def _clean(value: str, name: str) -> str:
    if "\x00" in value:
        raise BadQuery(_("“%(name)s” contains a character that no text can have.") % {"name": name}, name)
    return value.strip()


def _text(value: str) -> str:
    if len(value) > LONGEST_QUERY:
        raise BadQuery(
            _("The search text has %(n)s characters; %(most)s is the most.")
            % {"n": len(value), "most": LONGEST_QUERY},
            "q",
        )
    return " ".join(value.split())


def _period(value: str, name: str) -> str:
    if not value:
        return ""
    try:
        DateInterval.parse_iso(value)
    except ValueError as error:
        raise BadQuery(
            _("“%(name)s=%(value)s” is not a date: write 2016, 2016-04 or 2016-04-20.")
            % {"name": name, "value": value[:20]},
            name,
        ) from error
    return value


def _day(value: str, today: date) -> str:
    """An ISO day; today itself is the default and left out of the canonical address."""
    if not value:
        return ""
    try:
        day = date.fromisoformat(value)
    except ValueError as error:
        raise BadQuery(
            _("“as_of=%(value)s” is not a day: write it as 2022-01-11.") % {"value": value[:20]}, "as_of"
        ) from error
    if not EARLIEST <= day <= LATEST:
        raise BadQuery(
            _("“as_of=%(value)s” lies outside the years 1800 to 2199.") % {"value": value[:20]}, "as_of"
        )
    return "" if day == today else day.isoformat()


def _word(value: str, name: str, words: Iterable[str]) -> str:
    if value not in words:
        raise BadQuery(
            _("“%(name)s=%(value)s” is not known. Choose from %(words)s.")
            % {"name": name, "value": value[:20], "words": ", ".join(filter(None, words))},
            name,
        )
    return value


def _page(value: str) -> int:
    if not value:
        return 1
    if not (value.isascii() and value.isdigit() and 1 <= int(value[:10]) <= 1_000_000 and len(value) < 8):
        raise BadQuery(_("“page=%(value)s” is not a page number.") % {"value": value[:20]}, "page")
    return int(value)
