"""The forms of a file beside CSV: gzip, JSON Lines, and one zip of everything."""

import csv
import gzip
import io
import json
import tracemalloc
import zipfile
from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client
from frictionless import validate

from config.exports import TABLES
from meetings.exports.archive import zipped
from meetings.exports.columns import Kind, column
from meetings.exports.formats import gzipped, json_lines, records
from tests.exports_dataset import download
from tests.exports_full_record import HOSTILE, make_full_record

MEGABYTE = 1 << 20


@pytest.fixture
def record(db: None) -> None:
    make_full_record()


def test_gzip_holds_the_same_bytes(record: None) -> None:
    for table in TABLES:
        plain, _ = download(f"/{table.name}.csv?as_of=2022-02-01")
        packed, response = download(f"/{table.name}.csv.gz?as_of=2022-02-01", **{"Accept-Encoding": "gzip"})
        assert gzip.decompress(packed) == plain
        assert response["Content-Type"] == "application/gzip"
        assert "Content-Encoding" not in response  # a browser would unpack it and keep the name
        assert f'filename="{table.name}.csv.gz"' in response["Content-Disposition"]
        assert int(response["X-Row-Count"]) == plain.count(b"\r\n") - 1


def test_the_same_bytes_are_packed_to_the_same_bytes() -> None:
    assert b"".join(gzipped([b"a", b"b"])) == b"".join(gzipped([b"a", b"b"]))
    first = next(iter(gzipped([b"header\r\n", b"row\r\n"])))
    assert len(first) > 10  # the header line, not only that of the gzip file


def test_json_lines_hold_the_same_rows_as_their_types(record: None) -> None:
    for table in TABLES:
        cells = list(csv.reader(io.StringIO(download(f"/{table.name}.csv")[0].decode(), newline="")))[1:]
        body, response = download(f"/{table.name}.jsonl")
        rows = [json.loads(line) for line in body.decode().split("\n")[:-1]]
        assert len(rows) == len(cells) == int(response["X-Row-Count"])
        assert gzip.decompress(download(f"/{table.name}.jsonl.gz")[0]) == body
        for row, line in zip(rows, cells, strict=True):
            assert tuple(row) == table.header
            for each, value, cell in zip(table.columns, row.values(), line, strict=True):
                if not cell:
                    assert value is None
                elif each.kind.is_list:
                    assert "; ".join(value) == cell
                elif each.kind.schema_type in ("integer", "number"):
                    assert not isinstance(value, (bool, str)) and float(value) == float(cell)
                elif each.kind is Kind.BOOLEAN:
                    assert value is (cell == "1")
                else:
                    assert value == cell


def test_a_cell_can_be_longer_than_readers_of_csv_expect() -> None:
    text = "x" * 300_000
    columns = (column("text", Kind.TEXT, "."), column("names", Kind.TEXTS, "."))
    pieces = [b"text,nam", b"es\r\n", f'"{text}",a; b\r\n'.encode()]
    assert list(records(columns, pieces)) == [{"text": text, "names": ["a", "b"]}]
    assert json.loads(b"".join(json_lines(columns, pieces)))["text"] == text


def test_the_files_of_one_council_come_in_all_forms(record: None) -> None:
    plain, _ = download("/councils/nato-russia-council/sessions.csv")
    packed, response = download("/councils/nato-russia-council/sessions.csv.gz")
    assert gzip.decompress(packed) == plain
    assert 'filename="nato-russia-council-sessions.csv.gz"' in response["Content-Disposition"]
    lines, _ = download("/councils/nato-russia-council/sessions.jsonl")
    assert lines.count(b"\n") == plain.count(b"\r\n") - 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/sessions.jsonl?for=excel", "/reconvene.zip?for=word", "/sessions.csv.gz?a=b"]
)
def test_what_cannot_be_sent_is_refused_with_a_sentence(address: str) -> None:
    response = Client().get(address)
    assert response.status_code == 400
    assert b"Traceback" not in response.content


def archive(query: str = "") -> tuple[zipfile.ZipFile, bytes]:
    body, response = download(f"/reconvene.zip{query}")
    assert (response.status_code, response["Content-Type"]) == (200, "application/zip")
    return zipfile.ZipFile(io.BytesIO(body)), body


def test_one_zip_holds_every_file_and_what_describes_it(record: None, tmp_path: object) -> None:
    found, body = archive()
    assert found.testzip() is None
    assert found.namelist() == [
        "README.txt", "datapackage.json", "codebook.csv", *(table.file_name for table in TABLES),
    ]  # fmt: skip
    for table in TABLES:
        assert found.read(table.file_name) == download(f"/{table.file_name}")[0], table.name
    assert found.read("codebook.csv") == download("/codebook.csv")[0]
    assert archive()[1] == body
    found.extractall(str(tmp_path))
    assert validate(f"{tmp_path}/datapackage.json").valid


def test_the_zip_says_what_it_is(record: None) -> None:
    found, _ = archive("?council=nato-russia-council&as_of=2022-02-01")
    text = found.read("README.txt").decode()
    for told in (
        "As of: 2022-02-01",
        "Data version: 12",
        "?council=nato-russia-council",
        "CC BY 4.0",
        "@misc{",
        "sessions.csv: one row is one session of one council",
    ):
        assert told in text
    rows = list(csv.DictReader(io.StringIO(found.read("councils.csv").decode(), newline="")))
    assert [row["council_slug"] for row in rows] == ["nato-russia-council"]


def test_the_zip_has_the_variant_for_spreadsheets(record: None) -> None:
    found, _ = archive("?for=excel")
    assert found.read("sessions.csv") == download("/sessions.csv?for=excel")[0]
    assert found.read("codebook.csv").startswith(b"\xef\xbb\xbf")


def test_an_unchanged_zip_is_not_sent_again(record: None) -> None:
    etag = download("/reconvene.zip")[1]["ETag"]
    assert Client().get("/reconvene.zip", headers={"If-None-Match": etag}).status_code == 304
    head = Client().head("/reconvene.zip")
    assert (head.status_code, b"".join(head)) == (200, b"")


def test_a_zip_is_made_in_little_memory_and_breaks_visibly() -> None:
    def pieces() -> Iterator[bytes]:
        for number in range(200):
            yield str(number).encode() * (MEGABYTE // 10)

    tracemalloc.start()
    size = sum(len(piece) for piece in zipped([("a.csv", pieces()), ("b.csv", pieces())], date(2022, 1, 1)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert size > 1000
    assert peak < 5 * MEGABYTE

    def failing() -> Iterator[bytes]:
        yield b"row"
        raise OSError("the database has gone")

    received = b""
    with pytest.raises(OSError, match="gone"):
        for piece in zipped([("a.csv", failing())], date(2022, 1, 1)):
            received += piece
    with pytest.raises(zipfile.BadZipFile):
        zipfile.ZipFile(io.BytesIO(received))


def test_hostile_texts_are_in_every_form(record: None) -> None:
    shown = " ".join(HOSTILE.replace("\r\n", " ").replace("\u2028", " ").split())
    for line in download("/agenda.jsonl")[0].decode().split("\n")[:-1]:
        text = json.loads(line)["text"]
        if "say" in text:
            assert " ".join(text.split()) == shown
            return
    pytest.fail("no hostile text")
