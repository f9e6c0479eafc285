"""The form of a cell in SQL: what `csv_form` writes, said to PostgreSQL, so that whole tables can go through its COPY.

Every function takes an SQL expression and gives one, whose NULL is the empty cell. An expression may be repeated: it
should be a column's name, or something as cheap.
"""

from collections.abc import Callable, Iterable

from meetings.exports.columns import Column, Formula, Kind
from meetings.exports.csv_form import JOINT, LINE_BREAKS
from meetings.exports.sql_dates import edtf

SqlForm = Callable[[str], str]

# Characters of which a text can be made up and be one line and in normal form already: those of the languages that are
# read most, composed, and their punctuation. To know that is cheaper than to make it so.
PLAIN = (" -~", "\u00a0-\u02ff", "\u0400-\u0482", "\u048a-\u052f", "\u2010-\u2027", "\u2030-\u205e")
_OTHER = f"[^{''.join(PLAIN)}]"


def clean(text: str) -> str:
    """One physical line, in normal form NFC."""
    one_line = f"translate(replace({text}, chr(13) || chr(10), ' '), {_codes(LINE_BREAKS)}, '{' ' * len(LINE_BREAKS)}')"
    return f"CASE WHEN {text} ~ '{_OTHER}' THEN normalize({one_line}, NFC) ELSE {text} END"


def _codes(characters: str) -> str:
    """A constant in which no character of the statement itself ends a line."""
    return "U&'" + "".join(f"\\{ord(character):04x}" for character in characters) + "'"


def joined(values: str) -> str:
    """An array as one cell. A "; " inside a value becomes ", "."""
    each = f"replace({clean('each.value')}, '{JOINT}', ', ')"
    with_care = (
        f"(SELECT string_agg({each}, '{JOINT}' ORDER BY each.place)"
        f" FROM unnest({values}) WITH ORDINALITY AS each(value, place) WHERE each.value <> '')"
    )
    plainly = f"array_to_string(array_remove({values}, ''), '{JOINT}')"
    return f"CASE WHEN array_to_string({values}, '') ~ '{_OTHER}|{JOINT}' THEN {with_care} ELSE {plainly} END"


def distinct(values: str) -> str:
    """The array with each value once, in the order of its first appearance, without NULL and empty ones."""
    two = f"cardinality({values}) = 2 AND ({values})[1] <> ({values})[2] AND '' <> ALL ({values})"
    return (
        f"CASE WHEN cardinality({values}) < 2 OR {two} THEN {values} ELSE ARRAY(SELECT each.value"
        f" FROM unnest({values}) WITH ORDINALITY AS each(value, place)"
        " WHERE each.value <> '' GROUP BY each.value ORDER BY min(each.place)) END"
    )


def number(value: str) -> str:
    """At most three decimal places, no exponent, no trailing zeros; rounded as the number is stored, in binary."""
    text = f"rtrim(to_char({value}, 'FM999999999999990.999'), '.')"
    return f"CASE WHEN {value} > -0.0005::float8 AND {value} <= 0 THEN '0' ELSE {text} END"


def instant(value: str) -> str:
    """Seconds in UTC."""
    return f"""to_char({value} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')"""


def day(value: str) -> str:
    """A day, or its text in a document."""
    return f"({value})::text"


def _text(value: str) -> str:
    return f"nullif(({value})::text, '')"


def _line(value: str) -> str:
    return f"CASE WHEN {value} <> '' THEN {clean(value)} END"


def _list(values: str) -> str:
    return f"nullif({joined(values)}, '')"


FORMS: dict[Kind, SqlForm] = {
    Kind.ID: _text,
    Kind.IDS: lambda values: f"nullif(array_to_string({values}, '{JOINT}'), '')",
    Kind.CODE: _text,
    Kind.WORD: _line,
    Kind.WORDS: _list,
    Kind.TEXT: _line,
    Kind.TEXTS: _list,
    Kind.URL: _line,
    Kind.URLS: _list,
    Kind.EDTF: edtf,
    Kind.DATE: day,
    Kind.INSTANT: instant,
    Kind.INTEGER: lambda value: f"({value})::text",
    Kind.NUMBER: number,
    Kind.BOOLEAN: lambda value: f"({value})::int",
}


def can_be_copied(columns: Iterable[Column]) -> bool:
    """Whether the database can write all these columns by itself."""
    return all(column.value is None or isinstance(column.value, Formula) for column in columns)


def cell(column: Column, sources: Iterable[str]) -> str:
    """The finished cell; ``sources``: an SQL expression for each source of the column."""
    if not isinstance(column.value, Formula):
        (source,) = sources
        return FORMS[column.kind](source)
    value = column.value.sql(*sources)
    if FORMS[column.kind] is _list:
        # Which repeats it.
        return f"(SELECT {_list('made.list')} FROM (SELECT {value} OFFSET 0) AS made(list))"
    return value if column.value.is_finished else FORMS[column.kind](value)
