"""Quotations in public files: their text or, where the source withholds it, its length and hash, so that whoever has
the document can tell whether it is the text on record."""

import hashlib

from meetings.exports import sql_form
from meetings.exports.columns import Column, Formula, Kind, Source, column
from meetings.exports.csv_form import clean

NOT_WITHHELD = "The text is not withheld."

# Of a quotation, and of whether its source withholds it.
unless_withheld = Formula(
    lambda text, withheld: "" if withheld else text,
    lambda text, withheld: f"CASE WHEN {withheld} THEN '' ELSE {text} END",
)
_length = Formula(
    lambda text, withheld: len(clean(text)) if withheld and text else None,
    lambda text, withheld: _if_withheld(text, withheld, f"char_length({sql_form.clean(text)})"),
)
_sha256 = Formula(
    lambda text, withheld: hashlib.sha256(clean(text).encode()).hexdigest() if withheld and text else None,
    lambda text, withheld: _if_withheld(
        text, withheld, f"encode(sha256(convert_to({sql_form.clean(text)}, 'UTF8')), 'hex')"
    ),
)


def _if_withheld(text: str, withheld: str, what: str) -> str:
    return f"CASE WHEN {withheld} AND {text} <> '' THEN {what} END"


def withheld_columns(
    name: str, *sources: Source, read: tuple[Formula, Formula] | None = None
) -> tuple[Column, Column]:
    """``NAME_length`` and ``NAME_sha256`` of a withheld text.

    ``sources``: the text, and whether it is withheld; or, with ``read``, what its two formulas make them of.
    """
    length, sha256 = (_composed(each, *read) if read else each for each in (_length, _sha256))
    return (
        column(
            f"{name}_length",
            Kind.INTEGER,
            f"Length of the {name} that its source withholds, as it would stand here, in Unicode characters.",
            *sources,
            value=length,
            empty=NOT_WITHHELD,
            unit="characters",
        ),
        column(
            f"{name}_sha256",
            Kind.WORD,
            f"SHA-256 of that {name} in UTF-8, hexadecimal.",
            *sources,
            value=sha256,
            empty=NOT_WITHHELD,
        ),
    )


def _composed(outer: Formula, first: Formula, second: Formula) -> Formula:
    """``outer`` of what the two others make of the sources."""
    return Formula(
        lambda *sources: outer(first(*sources), second(*sources)),
        lambda *sources: outer.sql(first.sql(*sources), second.sql(*sources)),
    )
