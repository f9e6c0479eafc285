"""The examples of docs/api.md run as they are printed, and it names what there is."""

import re
from pathlib import Path
from typing import Any

import pytest

from config.api import RESOURCES
from tests.exports_dataset import make_record

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "api.md"


@pytest.mark.django_db(transaction=True)
def test_the_python_examples_run(live_server: Any, capsys: pytest.CaptureFixture[str], settings: Any) -> None:
    settings.SITE_URL = live_server.url
    make_record()
    for example in re.findall(r"```python\n(.*?)```", GUIDE.read_text(), re.DOTALL):
        exec(compile(example, str(GUIDE), "exec"), {"SITE": live_server.url})
    assert capsys.readouterr().out.splitlines() == [
        "S9001 31 October 2018 after None days",
        "S9002 25–26 January 2019 after 86 days",
        "S9003 July 2019 after 156 days",
        "S9004 12 January 2022 after 896 days",
        "4 sessions",
    ]


def test_the_guide_names_every_resource() -> None:
    text = GUIDE.read_text()
    for resource in RESOURCES:
        assert f"`/api/v1/{resource.name}`" in text, resource.name
