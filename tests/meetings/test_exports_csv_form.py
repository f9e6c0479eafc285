"""How cells and lines are written. No database."""

import csv
import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.dates import DateInterval
from meetings.exports.columns import Kind
from meetings.exports.csv_form import (
    CHUNK_CHARACTERS,
    cell_form,
    clean,
    encoded,
    guarded,
    instant,
    joined,
    number,
)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("one\r\ntwo", "one two"),
        ("one\n\ntwo", "one  two"),
        ("a\rb\x0bc\x0cd\x85e\u2028f\u2029g\x1ch", "a b c d e f g h"),
        ("e\u0301", "é"),
        ("שלום → мир 🕊", "שלום → мир 🕊"),
    ],
)
def test_text_is_one_line_in_normal_form(text: str, line: str) -> None:
    assert clean(text) == line


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_no_text_breaks_a_line(text: str) -> None:
    assert len(clean(text).splitlines()) <= 1


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (0.0005, "0.001"),
        (119.0, "119"),
        (7.7478991, "7.748"),
        (1e9, "1000000000"),
        (-0.0001, "0"),
        (1461, "1461"),
    ],
)
def test_numbers_have_three_places_and_no_exponent(value: float, cell: str) -> None:
    assert number(value) == cell


def test_instants_are_in_utc() -> None:
    assert (
        instant(datetime(2022, 1, 12, 1, 30, tzinfo=timezone(timedelta(hours=2)))) == "2022-01-11T23:30:00Z"
    )
    assert instant(datetime(2022, 1, 12, 1, 30, 0, 999999, tzinfo=UTC)) == "2022-01-12T01:30:00Z"


def test_lists_split_where_they_were_joined() -> None:
    assert joined(["arms; control", "", None, "exercises"]).split("; ") == ["arms, control", "exercises"]


@pytest.mark.parametrize("kind", list(Kind))
def test_nothing_is_an_empty_cell(kind: Kind) -> None:
    assert cell_form(kind)(None) == cell_form(kind, for_excel=True)(None) == ""


def test_zero_and_no_are_not_empty() -> None:
    assert [cell_form(Kind.BOOLEAN)(False), cell_form(Kind.INTEGER)(0), cell_form(Kind.NUMBER)(0.0)] == [
        "0"
    ] * 3


def test_edtf_never_shows_more_than_is_known() -> None:
    assert cell_form(Kind.EDTF)(DateInterval.month(2019, 7)) == "2019-07"


@pytest.mark.parametrize("text", ["=1+1", "+49", "-3", "@SUM", " =1", "\t=1", "＝1"])
def test_the_spreadsheet_variant_guards_formulas_in_free_text_only(text: str) -> None:
    assert guarded(text) == f"'{text}"
    assert cell_form(Kind.TEXT)(text) == text
    assert cell_form(Kind.TEXT, for_excel=True)(text) == f"'{text}"
    assert cell_form(Kind.WORD, for_excel=True)(text) == text


def test_other_text_is_not_touched_by_the_guard() -> None:
    assert guarded("NATO-Russia Council") == "NATO-Russia Council"
    assert cell_form(Kind.INTEGER, for_excel=True)(-3) == "-3"


HOSTILE = ['"', '""', "a,b", ",", " lead", "trail ", "'", "=1", "\\", "\\N", "NULL", "🕊‮abc", "x" * 100_000]


def test_python_reads_back_every_cell() -> None:
    rows = [[cell, "", cell] for cell in HOSTILE]
    body = b"".join(encoded(["a", "b", "c"], rows)).decode()
    assert list(csv.reader(io.StringIO(body, newline=""))) == [["a", "b", "c"], *rows]
    assert body.count("\r\n") == len(rows) + 1


def test_the_header_is_sent_before_the_first_row_is_asked_for() -> None:
    asked: list[str] = []

    def rows() -> "Iterator[list[str]]":
        asked.append("asked")
        yield ["1", "2"]

    pieces = encoded(["a", "b"], rows())
    assert next(pieces) == b"a,b\r\n"
    assert not asked
    assert next(pieces) == b"1,2\r\n"


def test_pieces_stay_small() -> None:
    pieces = list(encoded(["a"], (["x" * 1000] for _ in range(1000))))
    assert len(pieces) > 5
    assert max(map(len, pieces)) < 2 * CHUNK_CHARACTERS


def test_only_the_spreadsheet_variant_has_a_byte_order_mark() -> None:
    assert b"".join(encoded(["a"], [])) == b"a\r\n"
    assert b"".join(encoded(["a"], [], for_excel=True)) == b"\xef\xbb\xbfa\r\n"
