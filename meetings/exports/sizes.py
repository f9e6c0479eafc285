"""Roughly how many bytes a file has, from its rows, so that no page counts bytes."""

# Mean bytes of a row as CSV: of the reference histories; of tables that are empty there, of the record of the tests.
ROW_BYTES: dict[str, int] = {
    "sessions": 545,
    "delegations": 218,
    "statements": 511,
    "wordings": 351,
    "gaps": 69,
    "resumptions": 465,
    "silences": 352,
    "councils": 381,
    "council_years": 40,
    "coverage": 106,
    "context_events": 400,
    "successions": 146,
    "memberships": 193,
    "parties": 96,
    "people": 113,
    "posts": 162,
    "delegates": 230,
    "names": 133,
    "agenda": 277,
    "topics": 110,
    "places": 86,
    "announcements": 500,
    "gap_claims": 500,
    "sources": 242,
    "citations": 235,
    "delegation_citations": 196,
    "retired_ids": 100,
}


def bytes_of(table: str, rows: int) -> int:
    """A size to be told with "about"."""
    return rows * ROW_BYTES[table]
