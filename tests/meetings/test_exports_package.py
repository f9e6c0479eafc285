"""The data package, read by Frictionless against the files that are sent: types, constraints, keys and references."""

import json
from pathlib import Path

import pytest
from frictionless import Package, Report, validate

from config.exports import TABLES
from tests.exports_dataset import download
from tests.exports_full_record import make_full_record

pytestmark = pytest.mark.django_db


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """The package as it is sent, its files beside it."""
    make_full_record()
    return saved_package(tmp_path)


def saved_package(folder: Path, query: str = "") -> Path:
    description = json.loads(download("/datapackage.json")[0])
    for resource in description["resources"]:
        name = f"{resource['name']}.csv"
        (folder / name).write_bytes(download(f"/{name}{query}")[0])
        assert resource["path"].endswith(f"/{name}")
        resource["path"] = name
    path = folder / "datapackage.json"
    path.write_text(json.dumps(description))
    return path


def errors_of(report: Report) -> list[str]:
    return [f"{task.name}: {error.message}" for task in report.tasks for error in task.errors] + [
        error.message for error in report.errors
    ]


def test_frictionless_finds_no_fault_in_any_file(package: Path) -> None:
    for table in TABLES:
        assert (package.parent / table.file_name).read_bytes().count(b"\r\n") > 1, table.name
    report = validate(str(package))
    assert errors_of(report) == []
    assert report.stats["tasks"] == len(TABLES)


@pytest.mark.parametrize("broken", ["type", "code", "key", "reference", "empty"])
def test_frictionless_would_find_one(package: Path, broken: str) -> None:
    """The description is not so loose that everything passes."""
    file = package.parent / "delegations.csv"
    text = file.read_bytes().decode()
    old, new = {
        "type": (",2019-01-25,", ",25.1.2019,"),
        "code": (",attended,", ",came,"),
        "key": ("D6001,", "D6002,"),
        "reference": (",S9002,", ",S1,"),
        "empty": (",E41,", ",,"),
    }[broken]
    assert old in text or text.startswith(old)
    file.write_bytes(text.replace(old, new, 1).encode())
    assert errors_of(validate(str(package)))


def test_values_are_read_as_what_they_are(package: Path) -> None:
    rows = Package(str(package)).get_resource("sessions").read_rows()
    last = next(row for row in rows if row["session_id"] == "S9004")
    assert last["counts_for_gap"] is True
    assert (last["gap_days_min"], last["prev_session_id"]) == (896, "S9003")
    assert last["date_start_min"].isoformat() == "2022-01-12"
    assert last["session_title"] is None
    assert last["updated_at"].isoformat().startswith("2024-01-02T03:04:05")
