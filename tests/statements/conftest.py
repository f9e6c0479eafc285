"""The two people at the desk."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from statements.groups import make_groups
from tests import factories as make
from tests.statements.desk_browser import Desk


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(make.make_editor("edith"))
    return client


@pytest.fixture
def reviewer() -> Client:
    client = Client()
    client.force_login(make.make_reviewer("rita"))
    return client


@pytest.fixture
def two(live_server: Any, open_page: Callable[..., Any]) -> tuple[Desk, Desk]:
    """An editor and a reviewer, each signed in in a browser of their own."""
    make_groups()
    make.make_editor("edith")
    make.make_reviewer("rita")
    editor, reviewer = Desk(open_page()), Desk(open_page())
    for desk in (editor, reviewer):
        desk.page.context.set_default_timeout(60_000)  # other tests share the machine
    editor.sign_in("edith")
    reviewer.sign_in("rita")
    return editor, reviewer
