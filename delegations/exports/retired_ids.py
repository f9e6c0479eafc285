"""`retired_ids.csv`: public ids and addresses that are no longer in use, and what took their place."""

from typing import Any

from delegations.models import Party, Person
from meetings.exports.columns import Kind, Made, Table, column, data_version_column
from meetings.exports.expressions import bytewise
from meetings.exports.scope import Scope
from meetings.models import Council, Place, RetiredId, Topic

Row = dict[str, Any]

# What a public id's letter stands for.
LETTERS = {
    "C": "council",
    "D": "delegation",
    "E": "party",
    "P": "person",
    "Q": "statement",
    "R": "resumption",
    "S": "session",
    "U": "source",
}
ADDRESSES = {
    "councils": "council",
    "parties": "party",
    "people": "person",
    "places": "place",
    "topics": "topic",
}
_KINDS = tuple((each, each) for each in sorted({*LETTERS.values(), *ADDRESSES.values()}))


def _public_addresses(scope: Scope) -> set[str]:
    """Addresses of records that anyone may see. Topics and places are words, which are no secret."""
    found = {
        "councils": Council.objects.public(scope.now),
        "parties": Party.objects.public(scope.now),
        "people": Person.objects.public(scope.now),
        "places": Place.objects.all(),
        "topics": Topic.objects.all(),
    }
    return {
        f"{kind}/{word}"
        for kind, rows in found.items()
        for word in rows.values_list("code" if kind == "parties" else "slug", flat=True)
    }


def _leads_to(key: str, heirs: dict[str, str]) -> str:
    """Where an address leads in the end, which may have been renamed again. Safe in circles."""
    seen = set()
    while key in heirs and key not in seen:
        seen.add(key)
        key = heirs[key]
    return key


def _select(scope: Scope) -> Made:
    """All ids; addresses that lead to something public: that of a draft may say what is not yet to be known."""
    retired = list(RetiredId.objects.order_by(bytewise("key")).values())
    heirs = {row["key"]: row["successor"] for row in retired if row["successor"]}
    moved = any("/" in row["key"] for row in retired)
    public = _public_addresses(scope) if moved else set()
    rows = [
        {
            **row,
            "kind": ADDRESSES.get(row["key"].split("/")[0]) or LETTERS.get(row["key"][0], ""),
            "reason": "" if row["successor"] else row["reason"],
            "data_version": scope.data_version,
        }
        for row in retired
        if "/" not in row["key"] or _leads_to(row["key"], heirs) in public
    ]
    return Made(len(rows), rows)


RETIRED_IDS = Table(
    name="retired_ids",
    title="Retired ids",
    description="Public ids and addresses that were in use: renamed, merged into another record, or erased. None of them"
    " is ever given again. No filter applies.",
    row="one id or address",
    columns=(
        column("retired", Kind.WORD, "The id (S12), or the address without slashes at its ends (councils/old-name).", "key"),
        column("kind", Kind.CODE, "What it was of.", "kind", codes=_KINDS),
        column("outcome", Kind.CODE, "What became of it.", "outcome", words=RetiredId.Outcome),
        column("successor", Kind.WORD, "The id or address that took its place.", "successor", empty="It is gone."),
        column("reason", Kind.TEXT, "Why it was erased.", "reason", empty="Not recorded, or not erased."),
        column("retired_at", Kind.INSTANT, "When it went out of use.", "retired_at"),
        column("data_version", Kind.INTEGER, data_version_column().description, "data_version"),
    ),
    key=("retired",),
    select=_select,
)  # fmt: skip
