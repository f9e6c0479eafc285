"""The example of docs/exports.md runs as it is printed."""

import re
from pathlib import Path
from typing import Any

import pytest

from config.exports import TABLES
from tests.exports_dataset import make_record

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "exports.md"


@pytest.mark.django_db(transaction=True)
def test_the_python_example_runs(live_server: Any, capsys: pytest.CaptureFixture[str]) -> None:
    make_record()
    (example,) = re.findall(r"```python\n(.*?)```", GUIDE.read_text(), re.DOTALL)
    exec(compile(example, str(GUIDE), "exec"), {"SITE": live_server.url})
    assert capsys.readouterr().out.splitlines() == [
        "4 sessions, 3 of them known to the day",
        "longest gap before 12 January 2022 of 896 days: major",
        "it ended on Wednesday",
    ]


def test_the_guide_names_every_file() -> None:
    text = GUIDE.read_text()
    assert [table.name for table in TABLES if f"`/{table.file_name}`" not in text] == []
