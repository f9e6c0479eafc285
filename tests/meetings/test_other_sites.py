"""A page of another site may read files, and what is said instead of them; pages for people it may not."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.exports_dataset import make_record

ALLOWED = "Access-Control-Allow-Origin"
READ = """async address => {
    const answer = await fetch(address);
    const rows = (await answer.text()).trim().split("\\r\\n").length - 1;
    return {status: answer.status, told: answer.headers.get("X-Row-Count"), rows};
}"""


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/sessions.csv", 200),
        ("/sessions.csv.gz", 200),
        ("/sessions.jsonl", 200),
        ("/reconvene.zip", 200),
        ("/codebook.csv", 200),
        ("/datapackage.json", 200),
        ("/sessions.csv?q=", 302),
        ("/sessions.csv?level=high", 400),
    ],
)
def test_files_are_open_to_other_sites(address: str, status: int) -> None:
    response = Client().get(address)
    assert (response.status_code, response.headers[ALLOWED]) == (status, "*")
    assert "Access-Control-Allow-Credentials" not in response.headers


@pytest.mark.django_db
def test_an_unchanged_file_is_too() -> None:
    tag = Client().head("/sessions.csv").headers["ETag"]
    response = Client().get("/sessions.csv", headers={"If-None-Match": tag})
    assert (response.status_code, response.headers[ALLOWED]) == (304, "*")


@pytest.mark.django_db
def test_pages_are_not() -> None:
    make_record()
    for address in ("/", "/sessions/", "/downloads/", "/councils/nato-russia-council/"):
        assert ALLOWED not in Client().get(address).headers, address


@pytest.fixture
def other_site(tmp_path: Path) -> Iterator[str]:
    """The address of another server, which has an empty page."""
    (tmp_path / "index.html").write_text("<!doctype html><title>A notebook</title>", "utf-8")
    with ThreadingHTTPServer(
        ("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=tmp_path)
    ) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/index.html"
        server.shutdown()


def test_a_notebook_in_the_browser_reads_a_file_and_its_count(
    page: Any, live_server: Any, other_site: str, complaints: list[str]
) -> None:
    make_record()
    page.goto(other_site)
    found = page.evaluate(READ, f"{live_server.url}/sessions.csv")
    assert found["status"] == 200 and found["rows"] > 0
    assert found["told"] == str(found["rows"])
    complaints.remove(f"request to another host: {other_site}")
