"""What an address of the interface can ask for: described for programs, read by the timeline's own reader."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any, Literal

from django.http import QueryDict
from pydantic import BaseModel, Field, create_model

from meetings.interface.cursors import Place, read_place
from meetings.query import FLAGS, MULTIPLE, BadQuery, TimelineQuery, read_query
from meetings.vocabulary import Level, Status

LIMIT, LIMIT_MOST = 100, 200
FILTERS = (*MULTIPLE, "from", "to", "q", "as_of")

_WORDS: dict[str, Any] = {"level": Level.values, "status": Status.values, "flag": list(FLAGS)}
_DESCRIBED = {
    "council": "Slugs of councils that held the session.",
    "level": "Rank at which it was convened.",
    "party": "Codes of parties on record as present.",
    "absent": "Codes of parties on record as absent.",
    "person": "Slugs of people who sat or spoke there.",
    "topic": "Slugs of topics.",
    "place": "Slugs of places.",
    "status": "What became of the session.",
    "flag": "A resumption of this grade or in this state; `any`: any that stands.",
}


def _text(description: str, alias: str | None = None, **schema: Any) -> tuple[Any, Any]:
    return str, Field("", alias=alias, description=description, json_schema_extra=schema or None)


def _filters() -> dict[str, Any]:
    several: dict[str, Any] = {}
    for name in MULTIPLE:
        one: Any = Literal[tuple(_WORDS[name])] if name in _WORDS else str
        several[name] = (
            list[one],
            Field([], description=f"{_DESCRIBED[name]} Repeat it for any of several."),
        )
    return {
        **several,
        "from_": _text("Sessions that last until this year, month or day, or longer.", "from", example="2014-03"),
        "to": _text("Sessions that began by the end of this year, month or day.", example="2022-01-12"),
        "q": _text("Words in titles, agendas, outcomes, names and statements, in any script."),
        "as_of": _as_of(),
    }  # fmt: skip


def _as_of() -> tuple[Any, Any]:
    return _text("A day: leaves out what began later, and judges as of that day.", example="2020-09-07")


class Parameters(BaseModel):
    """No other parameter is known: a misspelt one must not look like a filter. `read_filters` refuses it."""


def _paging() -> dict[str, Any]:
    return {
        "cursor": _text("Where the page begins: out of the address in `next`."),
        "limit": (int, Field(LIMIT, ge=1, le=LIMIT_MOST, description="Records on a page, at most.")),
    }


ItemParameters = create_model("ItemParameters", __base__=Parameters, as_of=_as_of())
PlainParameters = create_model("PlainParameters", __base__=Parameters, **_filters(), **_paging())
ListParameters = create_model(
    "ListParameters",
    __base__=Parameters,
    **_filters(),
    updated_since=_text(
        "Only records changed, or come to be public, at this instant or later, by their last change."
        " Take it from `updated_until` of an earlier answer.",
        example="2026-01-31T09:30:00Z",
    ),
    **_paging(),
)


@dataclass(frozen=True)
class Asked:
    """What a list is asked for."""

    query: TimelineQuery
    limit: int
    after: Place | None
    since: datetime | None


def read_asked(given: QueryDict, parameters: BaseModel, today: date) -> Asked:
    """BadQuery with a sentence for whatever cannot be read. ``parameters``: already of the right types."""
    since = _instant(getattr(parameters, "updated_since", ""))
    return Asked(
        query=read_filters(given, parameters, today),
        limit=parameters.limit,  # type: ignore[attr-defined]  # made at run time
        after=read_place(parameters.cursor, by_change=since is not None),  # type: ignore[attr-defined]
        since=since,
    )


def read_filters(given: QueryDict, parameters: BaseModel, today: date) -> TimelineQuery:
    """The timeline's own reader. BadQuery for what it refuses, and for parameters that the address does not know."""
    known = [field.alias or name for name, field in type(parameters).model_fields.items()]
    filters = given.copy()
    for name in given:
        if name not in known:
            raise BadQuery(
                f"There is no parameter “{name[:40]}” at this address. It knows {', '.join(known)}.",
                name[:40],
            )
        if name not in FILTERS:
            del filters[name]
    return read_query(filters, today=today, allowed=FILTERS)


def _instant(value: str) -> datetime | None:
    if not value:
        return None
    try:
        found = datetime.fromisoformat(value.replace(" ", "+"))  # a plus sign that was not escaped
    except ValueError:
        found = None
    if found is not None and len(value) == len("2026-01-31"):
        found = datetime.combine(found, time.min, UTC)
    if found is None or found.tzinfo is None or not 1800 <= found.year <= 2199:
        raise BadQuery(
            f"“updated_since={value[:40]}” is not an instant with its zone: write it as 2026-01-31T09:30:00Z.",
            "updated_since",
        )
    return found
