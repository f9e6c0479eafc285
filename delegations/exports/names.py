"""`names.csv`: how councils, parties and people are called, in every script."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from django.db.models import F, QuerySet

from delegations.exports.people import PARTY_REFERENCE, PERSON_REFERENCE, matching_parties, matching_people
from delegations.models import PartyName, PersonName
from meetings.exports.cited import SOURCE_REFERENCE, source_id_column
from meetings.exports.columns import (
    Kind,
    Made,
    Reference,
    Table,
    column,
    data_version_column,
    public_id,
    stamp_columns,
)
from meetings.exports.councils import matching_councils
from meetings.exports.expressions import bytewise, dates
from meetings.exports.scope import Scope
from meetings.exports.stream import FETCH_ROWS
from meetings.models import CouncilName
from meetings.vocabulary import NameKind

Row = dict[str, Any]

# Whose names there are, with the word of each in its address, by which the rows are put in order.
_ADDRESSES = {"council": "slug", "party": "code", "person": "slug"}
_READ = (
    "id", "text", "language", "script", "kind", "source_id", "source__url", "updated_at", "record_version",
)  # fmt: skip
_PERIOD = ("valid_from", "valid_to")  # a person's names have none


def names_of(scope: Scope) -> "dict[str, QuerySet[Any]]":
    """The names on record of what matches, by whose they are."""
    return {
        "council": CouncilName.objects.filter(council__in=matching_councils(scope).order_by()),
        "party": PartyName.objects.filter(party__in=matching_parties(scope).order_by()),
        "person": PersonName.objects.filter(person__in=matching_people(scope).order_by()),
    }


def _read(names: "QuerySet[Any]", owner: str, data_version: int) -> Iterator[Row]:
    """The names with the same columns whoever they belong to."""
    period = () if owner == "person" else _PERIOD
    rows = names.order_by(bytewise(f"{owner}__{_ADDRESSES[owner]}"), "id").values(
        *_READ, *period, owner_id=F(f"{owner}_id"), usual_name=F(f"{owner}__name")
    )
    nothing = {f"{other}_id": None for other in _ADDRESSES} | dict.fromkeys(_PERIOD)
    for row in rows.iterator(chunk_size=FETCH_ROWS):
        own = {"name_of": owner, f"{owner}_id": row["owner_id"], "data_version": data_version}
        yield nothing | row | own


def _select(scope: Scope) -> Made:
    names = names_of(scope)
    rows = chain.from_iterable(_read(rows, owner, scope.data_version) for owner, rows in names.items())
    return Made(lambda: sum(rows.count() for rows in names.values()), rows)


NAMES = Table(
    name="names",
    title="Names",
    description="How councils, parties and people are called: official, short and former names and other spellings, in"
    " every script. The usual English names stand in councils.csv, parties.csv and people.csv.",
    row="one name",
    columns=(
        column("name_of", Kind.CODE, "Whose name it is.", "name_of", codes=tuple((each, each) for each in _ADDRESSES)),
        column("name_id", Kind.INTEGER, "Number of the name, counted apart for councils, parties and people.", "id"),
        column("council_id", Kind.ID, "The council.", "council_id", value=public_id("C"), empty="Not a council's name."),
        column("party_id", Kind.ID, "The party.", "party_id", value=public_id("E"), empty="Not a party's name."),
        column("person_id", Kind.ID, "The person.", "person_id", value=public_id("P"), empty="Not a person's name."),
        column("usual_name", Kind.TEXT, "Its usual name in English.", "usual_name"),
        column("name", Kind.TEXT, "The name as printed, in its own script.", "text"),
        column("language", Kind.WORD, "Language of the name.", "language"),
        column("script", Kind.WORD, "Script of the name, ISO 15924: Latn, Cyrl.", "script", empty="The language's usual one."),
        column("kind", Kind.CODE, "What sort of name it is.", "kind", words=NameKind),
        *dates("valid_from", "valid_from", "Since when it was in use", empty="Not recorded; of people never."),
        *dates("valid_to", "valid_to", "Until when it was in use", empty="In use, or not recorded; of people never."),
        source_id_column("source_id", "No document is named."),
        column("source_url", Kind.URL, "Its address.", "source__url", empty="No document is named, or a printed one."),
        *stamp_columns(),
        column("data_version", Kind.INTEGER, data_version_column().description, "data_version"),
    ),
    key=("name_of", "name_id"),
    select=_select,
    references=(
        Reference("council_id", "councils", "council_id"),
        PARTY_REFERENCE,
        PERSON_REFERENCE,
        SOURCE_REFERENCE,
    ),
)  # fmt: skip
