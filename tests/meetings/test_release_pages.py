"""The page of releases: what it says of them, their files, and what it says where a file is missing."""

import hashlib
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from meetings.models import Release
from tests import factories as make
from tests.exports_dataset import download, make_record

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def shelf(tmp_path: Path, settings: Any) -> Path:
    settings.RELEASES_DIR = tmp_path / "shelf"
    settings.SITE_URL = "https://reconvene.example"
    return tmp_path / "shelf"


def page(address: str) -> str:
    response = Client().get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def test_a_release_is_listed_with_its_files_and_citation(tmp_path: Path, shelf: Path) -> None:
    make_record()
    assert "No release has been made yet." in page("/releases/")
    call_command("export_release", str(tmp_path / "out"), "--date", "2024-01-31", verbosity=0)
    release = Release.objects.get()
    for text in (page("/releases/"), page("/releases/2024-01-31/")):
        assert release.archive_sha256 in text
        assert "data version 12, silences counted up to 31 January 2024" in text
        assert "compared with no earlier release" in text
        assert (
            "Reconvene: “Reconvene: sessions of councils, and the silences between them, release 2024-01-31”. As of"
            " 31 January 2024, data version 12. https://reconvene.example/releases/2024-01-31/"
        ) in text
        assert "@misc{reconvene-release-2024-01-31-v" in text
        assert "doi" not in text.lower()
    body, response = download("/releases/2024-01-31/reconvene-2024-01-31.zip")
    assert hashlib.sha256(body).hexdigest() == release.archive_sha256
    assert int(response["Content-Length"]) == len(body) == release.archive_bytes
    assert response["Content-Disposition"] == 'attachment; filename="reconvene-2024-01-31.zip"'
    again = Client().get(
        "/releases/2024-01-31/reconvene-2024-01-31.zip", headers={"if-none-match": response["ETag"]}
    )
    assert again.status_code == 304
    # A browser asks for what is compressed: it still gets the file as it is, with its length.
    _, packed = download("/releases/2024-01-31/reconvene-2024-01-31.zip", accept_encoding="gzip")
    assert (packed["Content-Length"], packed["ETag"]) == (response["Content-Length"], response["ETag"])
    for name in ("CHANGES.md", "SHA256SUMS", "CITATION.cff", "changes.csv"):
        paper, shown = download(f"/releases/2024-01-31/{name}")
        assert paper == (tmp_path / "out" / name).read_bytes()
        assert shown["Content-Type"].split(";")[0] in ("text/plain", "text/csv")


def test_where_the_zip_is_missing_the_page_says_so(shelf: Path) -> None:
    first = make.make_release("2024-01-01")
    release = make.make_release("2024-02-01", previous=first)
    text = page("/releases/2024-02-01/")
    assert "Its zip is not here just now" in text
    assert release.archive_sha256 in text
    assert "since 2024-01-01: 3 rows added, 2 changed, 1 recomputed, 0 removed" in text
    assert f'href="{release.path}{release.archive_name}"' not in text
    missing = Client().get(f"{release.path}{release.archive_name}")
    assert missing.status_code == 404
    assert "Whoever keeps this site can put it back." in missing.content.decode()
    assert Client().get(f"{release.path}CHANGES.md").status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "2024-01-01/",
        "2024-02-01/settings.py",
        "2024-02-01/reconvene-2024-01-01.zip",
        "2024-02-01/sessions.csv",
    ],
)
def test_what_is_not_there_is_a_404_in_a_sentence(address: str) -> None:
    make.make_release("2024-02-01")
    response = Client().get(f"/releases/{address}")
    assert response.status_code == 404
    assert "release" in response.content.decode()


def test_the_list_changes_with_a_release_though_the_record_does_not(shelf: Path) -> None:
    make_record()
    before = Client().get("/releases/")
    assert Client().get("/releases/", headers={"if-none-match": before["ETag"]}).status_code == 304
    release = make.make_release()
    after = Client().get("/releases/", headers={"if-none-match": before["ETag"]})
    assert after.status_code == 200
    assert "release-" in after.content.decode()
    # And with its file, though the release is the same.
    shelf.mkdir()
    (shelf / release.archive_name).write_bytes(b"x" * release.archive_bytes)
    assert Client().get("/releases/", headers={"if-none-match": after["ETag"]}).status_code == 200


def test_many_releases_cost_no_more_queries(django_assert_num_queries: Any) -> None:
    first = make.make_release("2024-01-01")
    with django_assert_num_queries(3):
        page("/releases/")
    for number in range(2, 9):
        make.make_release(f"2024-01-0{number}", previous=first)
    with django_assert_num_queries(3):
        page("/releases/")


def test_the_desk_shows_releases_and_changes_none(client: Client) -> None:
    release = make.make_release()
    client.force_login(make.make_editor())
    address = f"/admin/meetings/release/{release.pk}/change/"
    assert release.archive_sha256 in client.get(address).content.decode()
    assert client.post(address, {"version": "2024-02-02"}).status_code == 403
    assert client.get("/admin/meetings/release/add/").status_code == 403
    assert client.get("/admin/meetings/release/").status_code == 200
