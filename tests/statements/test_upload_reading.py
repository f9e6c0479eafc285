"""What is read of uploaded files, and what is refused in a sentence: kinds, limits, encodings, bombs, formulas, dates."""

import io
import struct
import zipfile
import zlib
from datetime import date, datetime, time
from typing import Any

import pytest
from django.test import SimpleTestCase, override_settings

from statements.uploads.reading import NotReadError, Reading, read_files
from tests.statements.uploaded import SESSIONS, csv_bytes, csv_file, session_row, workbook, workbook_bytes

HEADER = ("council_slug", "start_date", "number", "venue")


def refused(*files: Any) -> str:
    with pytest.raises(NotReadError) as error:
        read_files(files)
    return "\n".join(error.value.sentences)


def cells(reading: Reading) -> list[list[str]]:
    return [row.cells for table in reading.tables for row in table.rows]


class CsvTests(SimpleTestCase):
    def test_rows_keep_the_number_that_the_sheet_gives_them(self) -> None:
        data = csv_bytes([session_row(), {}, session_row("2020")])
        (table,) = read_files([csv_file(data=b"\xef\xbb\xbf" + data)]).tables
        assert (table.name, table.layout.table, table.header) == ("sessions.csv", "sessions", SESSIONS)
        assert [row.number for row in table.rows] == [2, 4]

    def test_semicolons_as_spreadsheets_write_them(self) -> None:
        rows = cells(read_files([csv_file(data=csv_bytes([session_row(venue="A, B")], separator=";"))]))
        assert rows[0][3] == "A, B"

    def test_two_files_of_one_name_are_told_apart(self) -> None:
        tables = read_files([csv_file(session_row()), csv_file(session_row())]).tables
        assert [table.name for table in tables] == ["sessions.csv", "sessions.csv (2)"]

    def test_other_files_beside_ours_are_named(self) -> None:
        reading = read_files([csv_file(session_row()), csv_file(name="x.csv", data=b"a,b\n1,2\n")])
        assert reading.ignored == {"x.csv": "no table that the import reads has its columns: a, b"}

    def test_what_cannot_be_read_is_refused_with_its_place(self) -> None:
        head = csv_bytes([session_row()])
        for data, sentence in (
            (head + b"nrc,2019,,Z\xfcrich\r\n", "sessions.csv, row 3: line 3 is not UTF-8"),
            (head.decode().encode("utf-16"), "sessions.csv: the file is UTF-16, not UTF-8"),
            (head + b'nrc,"2019\r\n', "sessions.csv, row 3: a quotation mark is opened and never closed"),
            (b"", "sessions.csv: the file is empty"),
            (b"a,b\r\n", "sessions.csv: the header lacks council_slug, start_date"),
            (b"\xd0\xcf\x11\xe0" + b"0" * 600, "sessions.csv: this is an old or protected workbook"),
        ):
            assert sentence in refused(csv_file(data=data)), sentence

    def test_every_file_that_cannot_be_read_is_named(self) -> None:
        said = refused(csv_file(data=b""), csv_file(name="b.xlsx", data=b"PK\x03\x04junk"))
        assert "sessions.csv: the file is empty" in said and "b.xlsx: this is no XLSX workbook" in said

    def test_nothing_of_ours(self) -> None:
        said = refused(csv_file(name="x.csv", data=b"a,b\n1,2\n"))
        assert said.startswith("None of the files has a table that the import reads.\nx.csv: no table")

    def test_characters_that_no_text_has_are_told_with_their_place_and_not_kept(self) -> None:
        data = csv_bytes([session_row(), session_row("2020", venue="NATO\0HQ", outcome="\x1b[31m")])
        (table,) = read_files([csv_file(data=data)]).tables
        good, bad = table.rows
        assert good.problem is None
        assert bad.problem == ("venue", "character 5 is a NUL (U+0000): remove it.")
        assert (bad.cells[3], bad.cells[4]) == ("NATO\ufffdHQ", "\ufffd[31m")

    @override_settings(UPLOAD_MAX_ROWS=2)
    def test_too_many_rows_in_all_files(self) -> None:
        files = [csv_file(session_row()), csv_file(session_row("2020"), session_row("2021"))]
        assert "sessions.csv (2), row 3: the files have more than 2 rows." in refused(*files)

    @override_settings(UPLOAD_MAX_CELLS=20)
    def test_too_many_cells(self) -> None:
        rows = [session_row(str(2000 + year)) for year in range(9)]
        assert "sessions.csv, row 4: the files have more than 20 cells." in refused(csv_file(*rows))
        assert "the files have more than 20 cells" in refused(
            csv_file(data=csv_bytes([session_row()]) + b"," * 30 + b"x\r\n")
        )

    @override_settings(UPLOAD_MAX_MEGABYTES=1)
    def test_too_large_a_file(self) -> None:
        data = csv_bytes([session_row()]) + b" " * (1 << 20)
        assert "the file has more than 1 MB." in refused(csv_file(data=data))


class WorkbookTests(SimpleTestCase):
    def test_sheets_are_known_by_their_headers(self) -> None:
        book = workbook(
            Sessions=[HEADER, ["nrc", "2019", None, "Brussels"], [], ["nrc", "2020"]],
            Notes=[["To do", "Who"], ["Look for more", "Ann"]],
            Empty=[],
        )
        reading = read_files([book])
        (table,) = reading.tables
        assert (table.name, [row.number for row in table.rows]) == ("histories.xlsx [Sessions]", [2, 4])
        assert list(reading.ignored) == ["histories.xlsx [Notes]"]
        assert cells(reading) == [["nrc", "2019", "", "Brussels"], ["nrc", "2020", "", ""]]

    def test_dates_are_as_precise_as_they_are_shown(self) -> None:
        shown = {
            ("yyyy-mm-dd", "2019-07-05"),
            ("dd/mm/yyyy", "2019-07-05"),
            ("[$-407]d. mmmm yyyy;@", "2019-07-05"),
            ("General", "43651"),  # as the spreadsheet shows it; the date reader refuses it
            ("mmm-yy", "2019-07"),
            ('mmmm" days of "yyyy', "2019-07"),
            ("yyyy", "2019"),
            ("d/m/yy h:mm", "2019-07-05"),
        }  # fmt: skip
        for number_format, text in shown:
            book = workbook(S=[HEADER, ["nrc", (date(2019, 7, 5), number_format)]])
            assert cells(read_files([book]))[0][1] == text, number_format

    def test_a_time_of_day_stays_where_it_is_shown(self) -> None:
        moment = datetime.combine(date(2019, 7, 5), time(14, 30))
        book = workbook(
            S=[HEADER, ["nrc", (moment, "d/m/yy h:mm"), (time(9, 5), "h:mm"), (moment, "yyyy-mm-dd")]]
        )
        assert cells(read_files([book])) == [["nrc", "2019-07-05T14:30", "09:05", "2019-07-05"]]

    def test_numbers_are_texts_as_they_are_seen(self) -> None:
        book = workbook(S=[HEADER, ["nrc", 2008, 3.0, 0.1 + 0.2], ["nrc", 2008.0, 1e20, True]])
        assert cells(read_files([book])) == [["nrc", "2008", "3", "0.3"], ["nrc", "2008", "1e+20", "1"]]

    def test_formulas_errors_and_days_without_a_year_refuse_their_row_only(self) -> None:
        book = workbook(
            S=[
                HEADER,
                ["nrc", "2019", "=1+1"],
                ["nrc", "#N/A"],
                ["nrc", (date(2019, 7, 5), "d-mmm")],
                ["nrc", "2019", "'=1+1"],
            ]
        )
        (table,) = read_files([book]).tables
        problems = [row.problem for row in table.rows]
        assert problems[0] == (
            "number",
            "the cell has a formula: copy the column and paste it as values.",
        )
        assert problems[1] == ("start_date", "the cell shows the error #N/A.")
        assert problems[2] is not None and problems[2][1].startswith("the cell shows a day without a year")
        assert problems[3] is None

    def test_long_names_of_sheets_and_columns_are_cut(self) -> None:
        wide = [*HEADER[:2], "x" * 400]
        book = workbook(
            **{"a" * 250: [wide, ["nrc", "2019", "=1"]], "b" + "a" * 250: [wide, ["nrc", "2020"]]}
        )
        names = [table.name for table in read_files([book]).tables]
        assert len(set(names)) == 2 and max(map(len, names)) < 300

    def test_what_is_no_workbook(self) -> None:
        whole = workbook_bytes({"S": [HEADER, ["nrc", "2019"]]})
        for data in (b"PK\x03\x04", whole[: len(whole) // 2], b"hello", b""):
            said = refused(csv_file(name="b.xlsx", data=data))
            assert "b.xlsx: this is no XLSX workbook" in said
        assert "has no sheet with a header" in refused(workbook(S=[]))

    def test_a_damaged_part_is_told_not_raised(self) -> None:
        for part, data in (
            ("xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row><c t='s'><v>99</v></c></row>"),
            ("xl/workbook.xml", b"nothing"),
            ("xl/worksheets/sheet1.xml", b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet>&a;</worksheet>'),
        ):
            said = refused(csv_file(name="b.xlsx", data=_with_part(part, data)))
            assert "the workbook cannot be read: it may be damaged." in said

    @override_settings(UPLOAD_MAX_MEGABYTES=1)
    def test_a_decompression_bomb_is_refused_unread(self) -> None:
        bomb = _with_part("xl/worksheets/sheet1.xml", b" " * (20 << 20))
        assert len(bomb) < 1 << 20
        assert "the workbook unpacks to more than 5 MB" in refused(csv_file(name="b.xlsx", data=bomb))

    def test_a_bomb_that_lies_about_its_size_is_refused(self) -> None:
        honest = _with_part("xl/worksheets/sheet1.xml", b"<" + b" " * (8 << 20))
        lie = honest.replace(struct.pack("<L", (8 << 20) + 1), struct.pack("<L", 1000))
        assert lie != honest and "this is no XLSX workbook" in refused(csv_file(name="b.xlsx", data=lie))
        checked = lie.replace(
            struct.pack("<L", zlib.crc32(b"<" + b" " * (8 << 20))),
            struct.pack("<L", zlib.crc32(b"<" + b" " * 999)),
        )
        # Now the lie is whole: a thousand bytes are read of it, whatever more there is.
        assert "cannot be read" in refused(csv_file(name="b.xlsx", data=checked))

    @override_settings(UPLOAD_MAX_CELLS=1000)
    def test_elements_by_the_million_are_refused_unread(self) -> None:
        data = b"<worksheet><sheetData><row>" + b"<c/>" * 200_000
        said = refused(csv_file(name="b.xlsx", data=_with_part("xl/worksheets/sheet1.xml", data)))
        assert "the workbook has more than 1,000 cells" in said

    def test_a_cell_at_the_far_end_of_the_sheet_costs_nothing(self) -> None:
        data = (
            b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
            b'<row r="1"><c r="A1" t="inlineStr"><is><t>council_slug</t></is></c>'
            b'<c r="B1" t="inlineStr"><is><t>start_date</t></is></c></row>'
            b'<row r="99999999999"><c r="XFD99999"><v>1</v></c></row></sheetData></worksheet>'
        )
        book = csv_file(name="b.xlsx", data=_with_part("xl/worksheets/sheet1.xml", data))
        assert cells(read_files([book])) == []


def _with_part(name: str, data: bytes) -> bytes:
    """A workbook one part of which is something else."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook_bytes({"S": [HEADER, ["nrc", "2019"]]}))) as whole,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as changed,
    ):
        for part in whole.namelist():
            changed.writestr(part, data if part == name else whole.read(part))
    return stream.getvalue()
