"""The worked examples of the docs run on a release of the reference data, and print what stands under them."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from tests.meetings.reference_records import NOW, load_reference_records

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.fixture
def release(db: None, tmp_path: Path, settings: Any) -> Path:
    settings.RELEASES_DIR = tmp_path / "shelf"
    load_reference_records()
    call_command("export_release", str(tmp_path / "release"), "--date", NOW.date().isoformat(), verbosity=0)
    return tmp_path / "release"


def examples_of(document: str) -> Iterator[tuple[str, str]]:
    """Each block of Python, and the output printed under it; empty where there is none."""
    text = (DOCS / document).read_text("utf-8")
    yield from re.findall(r"```python\n(.*?)```\n(?:\n```text\n(.*?)```)?", text, re.DOTALL)


@pytest.mark.parametrize("document", ["survival.md", "examples.md"])
def test_the_examples_say_what_they_print(
    document: str,
    release: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {"FOLDER": str(release)}
    blocks = list(examples_of(document))
    for code, printed in blocks:
        exec(compile(code, document, "exec"), names)
        assert capsys.readouterr().out == printed
    assert sum(1 for _, printed in blocks if printed) >= 4
    if document == "survival.md":
        assert (tmp_path / "survival.svg").read_bytes() == (DOCS / "images" / "survival.svg").read_bytes()
