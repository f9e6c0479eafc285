"""What the tests of this app share."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.mailbox import Mailbox
from tests.statements.conftest import editor, reviewer

__all__ = ["editor", "mailbox", "reviewer"]


@pytest.fixture
def mailbox(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mailbox]:
    """A mail server that this process sends to, and every process started after this fixture."""
    box = Mailbox()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", box.port, 5
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    monkeypatch.setenv("EMAIL_URL", f"smtp://127.0.0.1:{box.port}")
    box.start()
    yield box
    box.stop()
