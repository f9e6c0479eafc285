"""Tables of our own exports that are not read: all that they say is computed from the others."""

from meetings.imports.files import Layout

COMPUTED = "it follows from the other files: the assessment after the import computes it anew"
DESCRIBED = "it describes the columns of the other files"

# By columns that no other file has together.
_TOLD_BY = {
    "gaps": ("from_session_id", "to_session_id", "censored"),
    "silences": ("last_session_id", "silent_since_min", "as_of"),
    "council_years": ("council_slug", "year", "n_held"),
}
LAYOUTS = (
    *(
        Layout(table, frozenset(columns), frozenset(), f"{table}.csv", is_export=True, derived=COMPUTED)
        for table, columns in _TOLD_BY.items()
    ),
    Layout(
        "codebook",
        frozenset({"table", "position", "column", "type"}),
        frozenset(),
        "codebook.csv",
        is_export=True,
        derived=DESCRIBED,
    ),
)
