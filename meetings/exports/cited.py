"""The source of a row, for tables that name one: its key in `sources.csv`, which printed sources have too."""

from meetings.exports.columns import Column, Kind, Reference, column, public_id

SOURCE_REFERENCE = Reference("source_id", "sources", "source_id")


def source_id_column(source: str, empty: str = "") -> Column:
    """``source``: path to the source's key."""
    return column(
        "source_id",
        Kind.ID,
        "The source; sources.csv has it in full.",
        source,
        value=public_id("U"),
        empty=empty,
    )


def named_source_columns(empty: str = "") -> tuple[Column, Column]:
    """Key and address of the row's own source."""
    return (
        source_id_column("source_id", empty),
        column("source_url", Kind.URL, "Its address.", "source__url", empty=empty or "A printed source."),
    )
