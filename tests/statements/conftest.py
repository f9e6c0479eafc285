"""The two people at the desk."""

import pytest
from django.test import Client

from tests import factories as make


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(make.make_editor("edith"))
    return client


@pytest.fixture
def reviewer() -> Client:
    client = Client()
    client.force_login(make.make_reviewer("rita"))
    return client
