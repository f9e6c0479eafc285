"""Where records are listed: links to files with rows and bytes, and one page of all files for the same filters."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from config.exports import TABLES
from meetings.exports.formats import FORMATS
from meetings.exports.sizes import ROW_BYTES
from tests.exports_dataset import download
from tests.exports_full_record import make_full_record

pytestmark = pytest.mark.django_db


@pytest.fixture
def record() -> None:
    make_full_record()


def page(address: str) -> str:
    response = Client().get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def test_every_file_has_a_mean_row() -> None:
    assert set(ROW_BYTES) == {table.name for table in TABLES}


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/?council=nato-russia-council&as_of=2022-02-01",
        "/councils/",
        "/councils/nato-russia-council/",
        "/sessions/",
        "/parties/RUS/",
        "/people/alexander-grushko/",
        "/topics/",
        "/topics/energy/",
        "/places/brussels/",
        "/statements/",
        "/resumptions/",
        "/silences/",
        "/search/?q=Grushko",
        "/compare/?council=joint-council&council=nato-russia-council",
        "/codebook/",
    ],
)
def test_every_list_leads_to_all_files_for_the_same_filters(record: None, address: str) -> None:
    (found,) = set(re.findall(r'href="(/downloads/[^"]*)"', page(address)))
    assert "All files and forms" in page(address)
    shown = page(unescape(found))
    for name in ("sessions", "delegations"):
        for form in FORMATS:
            assert re.search(rf'href="/{name}\.{form.suffix}[?"]', shown)


def test_a_list_tells_how_many_rows_its_file_has(record: None) -> None:
    for address, table in (
        ("/sessions/?council=nato-russia-council", "sessions"),
        ("/?council=nato-russia-council", "sessions"),
        ("/statements/", "statements"),
        ("/resumptions/", "resumptions"),
    ):
        rows = int(
            download(f"/{table}.csv{address[address.find('?') :] if '?' in address else ''}")[1][
                "X-Row-Count"
            ]
        )
        assert re.search(
            rf"/{table}\.csv[^<]*</a> <span class=\"quiet\">about {rows} rows?, ", page(address)
        ), address


def test_the_page_of_files_says_what_was_chosen(record: None) -> None:
    shown = unescape(page("/downloads/?council=nato-russia-council&from=2014"))
    assert "Every file, for these filters: NATO-Russia Council; from 2014." in shown
    assert "Jede Datei, zu diesen Filtern: NATO-Russia Council; ab 2014." in unescape(
        page("/downloads/?council=nato-russia-council&from=2014&lang=de")
    )


def test_the_zip_tells_how_much_is_in_it(record: None) -> None:
    counts = [
        int(download(f"/{table.name}.csv?council=nato-russia-council")[1]["X-Row-Count"]) for table in TABLES
    ]
    address = "/downloads/?council=nato-russia-council&count=zip"
    assert f'hx-get="{address}"' in unescape(page("/downloads/?council=nato-russia-council"))
    assert re.search(rf"{sum(counts):,} rows, about [\d.]+\xa0KB unpacked", unescape(page(address)))


def test_the_variant_for_spreadsheets_is_told_apart_by_its_name(record: None) -> None:
    for address, name in (
        ("/sessions.csv?for=excel", "sessions-excel.csv"),
        (
            "/councils/nato-russia-council/sessions.csv?for=excel",
            "nato-russia-council-sessions-excel.csv",
        ),
    ):
        assert f'filename="{name}"' in download(address)[1]["Content-Disposition"]


def test_the_page_of_files_links_what_can_be_fetched(record: None) -> None:
    shown = page("/downloads/?council=nato-russia-council&as_of=2022-02-01&sort=oldest")
    addresses = [unescape(each) for each in re.findall(r'href="(/[^"]*\.(?:csv|gz|jsonl|zip)[^"]*)"', shown)]
    assert len(set(addresses)) == 5 * len(TABLES) + 1
    for address in set(addresses):
        assert "council=nato-russia-council" in address
        assert Client().head(address).status_code == 200, address


def test_rows_are_counted_for_one_file_at_a_time(record: None) -> None:
    with CaptureQueriesContext(connection) as queries:
        assert "rows, about" not in page("/downloads/")
    assert len(queries) < 5
    for table in TABLES:
        rows = int(download(f"/{table.file_name}")[1]["X-Row-Count"])
        shown = page(f"/downloads/?count={table.name}")
        assert re.search(rf'id="size-{table.name}">{rows} rows?, about ', shown), table.name


def test_what_cannot_be_counted_is_refused_with_a_sentence() -> None:
    response = Client().get("/downloads/?count=nothing")
    assert (response.status_code, b"nothing" in response.content) == (400, True)


def test_the_page_speaks_german_and_files_do_not(record: None) -> None:
    shown = page("/downloads/?council=nato-russia-council&lang=de")
    assert "Alles in einer Zip-Datei" in shown
    assert '/sessions.csv?council=nato-russia-council"' in shown


def test_the_mean_row_of_every_file_is_of_the_size_that_pages_tell(record: None) -> None:
    told, found = {}, {}
    for table in TABLES:
        file, headers = download(f"/{table.file_name}")
        if rows := int(headers["X-Row-Count"]):
            told[table.name] = ROW_BYTES[table.name]
            found[table.name] = len(file.partition(b"\n")[2]) // rows
    assert {"context_events", "delegates", "announcements", "gap_claims", "retired_ids"} <= told.keys()
    assert {
        name: (told[name], found[name]) for name in told if not told[name] / 3 < found[name] < told[name] * 3
    } == {}
