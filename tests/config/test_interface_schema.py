"""The interface against its own description: schemathesis asks a real server whatever the schema allows, and what it does not."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from schemathesis.specs.openapi.definitions import OPENAPI_31_VALIDATOR

from config.api import RESOURCES
from tests.exports_dataset import make_record

# A cursor or a period that no schema can describe is refused with 400: that is what `400` in the schema says.
CONFIG = """
[checks.positive_data_acceptance]
expected-statuses = [200, 301, 400, 404, 410]
"""


# All addresses are asked at random; two kinds, which all others are like, with every boundary of every parameter too.
RUNS = (
    ("--phases", "fuzzing", "--max-examples", "4"),
    ("--phases", "coverage", "--include-operation-id", "list_gaps", "--include-operation-id", "get_session"),
)


@pytest.mark.services
def test_every_address_answers_as_the_schema_says(
    transactional_db: None, live_server: Any, settings: Any, tmp_path: Path
) -> None:
    settings.API_REQUESTS_A_MINUTE = 0
    make_record()
    (tmp_path / "schemathesis.toml").write_text(CONFIG)
    command = [
        str(Path(sys.executable).with_name("schemathesis")), "run", f"{live_server.url}/api/v1/openapi.json",
        "--url", live_server.url, "--checks", "all", "--seed", "7", "--warnings", "off", "--continue-on-failure",
    ]  # fmt: skip
    for options in RUNS:
        run = subprocess.run(
            [*command, *options], cwd=tmp_path, capture_output=True, text=True, timeout=300, check=False
        )
        assert run.returncode == 0, run.stdout[-6000:] + run.stderr[-2000:]
        assert "No issues found" in run.stdout, run.stdout[-3000:]


@pytest.mark.django_db
def test_the_description_is_openapi() -> None:
    """For programs that make clients of it: the document keeps to the specification's own schema."""
    description = json.loads(Client().get("/api/v1/openapi.json").content)
    assert description["openapi"].startswith("3.1.")
    assert [str(error) for error in OPENAPI_31_VALIDATOR.iter_errors(description)] == []


@pytest.mark.django_db
def test_the_schema_names_every_field_with_its_meaning() -> None:
    schema = json.loads(Client().get("/api/v1/openapi.json").content)
    models = schema["components"]["schemas"]
    for resource in RESOURCES:
        for name in (f"{resource.schema_name}InList", resource.schema_name):
            if name not in models:
                continue
            for field, described in models[name]["properties"].items():
                assert described.get("description") or field == "councils", (name, field)
    level = models["SessionInList"]["properties"]["level"]
    assert "foreign_ministers" in json.dumps(level) and "null" in json.dumps(level)
    assert "Rank at which it was convened." in level["description"]


@pytest.mark.django_db
def test_the_schema_loads_nothing_from_other_sites() -> None:
    assert Client().get("/api/v1/docs").status_code == 404
