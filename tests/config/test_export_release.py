"""`manage.py export_release`: whole, checkable, the same bytes anywhere, and never over anything that is there."""

import csv
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import InternalError, connection, transaction
from frictionless import Package

from config.exports import TABLES
from meetings.models import Council, DataVersion, Release, Session
from meetings.pages import clock
from meetings.releases.publishing import make_release
from tests import factories as make
from tests.exports_dataset import download, make_record

CHECKOUT = Path(__file__).resolve().parents[2]
TODAY = clock().date()
PAPERS = {
    "CHANGES.md", "CITATION.cff", "LICENSE.txt", "README.md", "SHA256SUMS", "changes.csv", "codebook.csv", "datapackage.json",
    "recompute_gaps.py",
}  # fmt: skip


@pytest.fixture(autouse=True)
def shelf(tmp_path: Path, settings: Any) -> Path:
    settings.RELEASES_DIR = tmp_path / "shelf"
    return tmp_path / "shelf"


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def rows_in(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.django_db
def test_the_servers_limit_for_a_statement_does_not_end_a_release(tmp_path: Path) -> None:
    allowed = set()

    def tell(_: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SHOW statement_timeout")
            allowed.add(cursor.fetchone()[0])

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = '1min'")
    make_release(tmp_path / "release", TABLES[:1], day=None, against=None, now=clock(), tell=tell)
    assert "0" in allowed


@pytest.mark.django_db
def test_a_release_is_whole_and_can_be_checked(tmp_path: Path, shelf: Path) -> None:
    make_record()
    version = DataVersion.current()
    folder = tmp_path / "new" / "release"
    call_command("export_release", str(folder), verbosity=0)

    files = files_in(folder)
    assert set(files) == PAPERS | {table.file_name for table in TABLES}
    for table in TABLES:
        assert files[table.file_name] == download(f"/{table.file_name}")[0], table.name
    assert files["codebook.csv"] == download("/codebook.csv")[0]
    checked = subprocess.run(
        ["sha256sum", "--strict", "-c", "SHA256SUMS"], cwd=folder, capture_output=True, text=True
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert checked.stdout.count(": OK") == len(files) - 1
    report = Package(str(folder / "datapackage.json")).validate()
    assert report.valid, report.flatten(["title", "note"])
    schema = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.citation-file-format"]
    cited = subprocess.run([*schema, "CITATION.cff"], cwd=folder, capture_output=True, text=True)
    assert cited.returncode == 0, cited.stdout + cited.stderr
    script = [sys.executable, "-I", "recompute_gaps.py", "sessions.csv", "--as-of", TODAY.isoformat()]
    recomputed = subprocess.run(script, cwd=folder, capture_output=True, text=True)
    assert (
        recomputed.stdout
        == "1 councils, 4 sessions that count, 4 gaps, 1 flags recomputed; no differences.\n"
    )

    release = Release.objects.get()
    assert (release.version, release.day, release.data_version, release.previous) == (
        TODAY.isoformat(),
        TODAY,
        version,
        None,
    )
    assert release.counts == [[table.name, len(rows_in(folder / table.file_name))] for table in TABLES]
    assert release.content_sha256 == hashlib.sha256(files["SHA256SUMS"]).hexdigest()
    archive = shelf / f"reconvene-{release.version}.zip"
    assert [path.name for path in shelf.iterdir()] == [archive.name]
    assert release.archive_sha256 == hashlib.sha256(archive.read_bytes()).hexdigest()
    with zipfile.ZipFile(archive) as packed:
        assert {name: packed.read(name) for name in packed.namelist()} == {
            f"reconvene-{release.version}/{name}": content for name, content in files.items()
        }
    assert DataVersion.current() == version
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


@pytest.mark.django_db
def test_nothing_is_overwritten(tmp_path: Path, shelf: Path) -> None:
    make_record()
    taken = tmp_path / "taken"
    taken.mkdir()
    (taken / "mine.txt").write_text("mine")
    with pytest.raises(CommandError, match="is not empty: a release overwrites nothing"):
        call_command("export_release", str(taken), verbosity=0)
    with pytest.raises(CommandError, match="is a file"):
        call_command("export_release", str(taken / "mine.txt"), verbosity=0)
    with pytest.raises(CommandError, match="lies in the future"):
        call_command("export_release", str(tmp_path / "later"), "--date", "2199-01-01", verbosity=0)
    assert files_in(taken) == {"mine.txt": b"mine"}
    assert not shelf.exists()
    assert not Release.objects.exists()
    # An empty directory is as good as none.
    (taken / "mine.txt").unlink()
    call_command("export_release", str(taken), verbosity=0)
    release = Release.objects.get()
    for change in (release.save, release.delete):
        with pytest.raises(InternalError, match="never_changes"), transaction.atomic():
            change()


def test_the_same_data_gives_the_same_bytes_in_any_process(transactional_db: None, tmp_path: Path) -> None:
    make_record()
    made = []
    for number, environment in enumerate(
        (
            {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1", "LANG": "C", "LC_ALL": "C"},
            {"TZ": "America/Anchorage", "PYTHONHASHSEED": "2", "LANG": "de_DE.UTF-8", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "0"},
        )
    ):  # fmt: skip
        folder, own_shelf = tmp_path / f"release{number}", tmp_path / f"shelf{number}"
        done = _start(folder, "--date", "2024-02-29", RELEASES_DIR=str(own_shelf), **environment)
        said, _ = done.communicate()
        assert done.returncode == 0, said
        made.append((files_in(folder), files_in(own_shelf)))
    assert made[0] == made[1]
    assert set(made[0][1]) == {"reconvene-2024-02-29.zip"}
    assert "on record already, and is the same" in said
    assert Release.objects.get().version == "2024-02-29"


@pytest.mark.parametrize("stop", [signal.SIGKILL, signal.SIGTERM])
def test_a_run_that_is_killed_leaves_no_release(
    transactional_db: None, tmp_path: Path, shelf: Path, stop: signal.Signals
) -> None:
    make_record()
    running = _start(tmp_path / "release", RELEASES_DIR=str(shelf))
    assert running.stdout is not None
    for line in running.stdout:
        if line.startswith("[2/"):
            break
    running.send_signal(stop)
    running.communicate()
    assert not (tmp_path / "release").exists()
    assert not list(shelf.glob("*.zip"))
    assert not Release.objects.exists()
    call_command("export_release", str(tmp_path / "release"), verbosity=0)
    assert (tmp_path / "release" / "SHA256SUMS").exists()


def _start(*arguments: object, **environment: str) -> "subprocess.Popen[str]":
    """The command on this test's database, in a process of its own."""
    address = (
        urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    )
    return subprocess.Popen(
        [sys.executable, "-u", "manage.py", "export_release", *map(str, arguments)],
        cwd=CHECKOUT,
        env={**os.environ, "DATABASE_URL": address, "DEBUG": "1", **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@pytest.fixture
def release(tmp_path: Path) -> Callable[..., Path]:
    def made(day: str, *arguments: str, name: str = "") -> Path:
        folder = tmp_path / (name or day)
        call_command("export_release", str(folder), "--date", day, *arguments, verbosity=0)
        return folder

    return made


@pytest.mark.django_db
def test_it_tells_what_changed_since_the_release_before(release: Callable[..., Path]) -> None:
    council = make_record()
    first = release("2024-01-01")
    assert "compared with no earlier release" in (first / "CHANGES.md").read_text()
    assert rows_in(first / "changes.csv") == []
    same = release("2024-01-02")
    assert rows_in(same / "changes.csv") == []
    assert "0 rows: 0 added, 0 changed, 0 recomputed, 0 removed." in (same / "CHANGES.md").read_text()

    Session.objects.filter(pk=9004).update(outcome="They agreed", venue="")
    Session.objects.filter(pk=9001).update(publication="withdrawn")
    added = make.make_session(council, "2023-02-01", source=make.make_source(pk=7100))
    third = release("2024-01-03")
    changes = {(row["table"], row["change"], row["key"]): row for row in rows_in(third / "changes.csv")}
    assert changes["sessions", "added", f"S{added.pk}; C501"]["record_version_after"] == "2"
    assert changes["sessions", "removed", "S9001; C501"]["record_version_before"] == "1"
    changed = changes["sessions", "changed", "S9004; C501"]
    assert (changed["record_version_before"], changed["record_version_after"]) == ("1", "2")
    assert {"venue", "outcome"} <= set(changed["columns"].split("; "))
    # Its gap follows from fewer sessions now; the record itself is the same.
    recomputed = changes["sessions", "recomputed", "S9003; C501"]
    assert recomputed["columns"] == "longest_prior_gap_days"
    words = (third / "CHANGES.md").read_text()
    assert words.startswith("# Changes of release 2024-01-03 since 2024-01-02\n")
    assert "- changed: S9004; C501 (nato-russia-council · 12 January 2022): " in words
    assert "| sessions | 1 | 1 |" in words
    last = Release.objects.order_by("day").last()
    assert last is not None and last.previous is not None
    assert (last.previous.version, last.changes["sessions"]["removed"]) == ("2024-01-02", 1)


@pytest.mark.django_db
def test_other_data_of_a_day_is_a_further_release(release: Callable[..., Path]) -> None:
    make_record()
    first = release("2024-01-01")
    Session.objects.filter(pk=9004).update(outcome="They agreed")
    release("2024-01-01", name="further")
    Session.objects.filter(pk=9004).update(
        outcome='No "concrete" progress,\r\nboth sides said', record_version=1
    )
    versions = list(Release.objects.order_by("pk").values_list("version", "previous__version"))
    assert versions == [("2024-01-01", None), ("2024-01-01.2", "2024-01-01")]
    assert json.loads((first / "datapackage.json").read_text())["version"] == "2024-01-01"


@pytest.mark.django_db
def test_a_release_before_that_is_gone_is_asked_for(
    release: Callable[..., Path], shelf: Path, tmp_path: Path
) -> None:
    council = make_record()
    first = release("2024-01-01")
    kept = shutil.copy(shelf / "reconvene-2024-01-01.zip", tmp_path / "kept.zip")
    (shelf / "reconvene-2024-01-01.zip").write_bytes(b"")
    with pytest.raises(CommandError, match="The zip of the last release, 2024-01-01, is not at"):
        release("2024-01-02")
    with pytest.raises(CommandError, match="is not a release that can be compared with"):
        release("2024-01-02", "--against", str(tmp_path / "shelf"))
    assert not (tmp_path / "2024-01-02").exists()
    Council.objects.filter(pk=council.pk).update(description="Another")
    by_zip = release("2024-01-02", "--against", str(kept))
    assert [row["table"] for row in rows_in(by_zip / "changes.csv")] == ["councils"]
    by_folder = release("2024-01-03", "--against", str(first))
    assert [row["table"] for row in rows_in(by_folder / "changes.csv")] == ["councils"]
    assert (
        (by_folder / "CHANGES.md")
        .read_text()
        .startswith("# Changes of release 2024-01-03 since 2024-01-01\n")
    )


@pytest.mark.django_db
def test_silences_are_counted_up_to_the_day_of_the_release(release: Callable[..., Path]) -> None:
    make_record()
    folder = release("2022-02-01")
    (silence,) = rows_in(folder / "silences.csv")
    assert (silence["as_of"], silence["silence_days_max"]) == ("2022-02-01", "20")
    assert date.fromisoformat(silence["as_of"]) == Release.objects.get().day
