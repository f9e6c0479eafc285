"""A real SMTP server in a thread, which keeps what it takes and can be told to refuse."""

import email
import socket
import time
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller


class Mailbox:
    """``refused``: addresses whose mail is refused for good. ``delay``: seconds before a mail is taken."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        self.refused: set[str] = set()
        self.delay = 0.0
        self.closes_after: int | None = None
        self.port = _free_port()
        self._controller: Controller | None = None

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        if address in self.refused:
            return "550 5.1.1 No such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        if self.closes_after is not None and self.closes_after <= 0:
            self.closes_after = None
            return "421 4.7.0 Too many mails over one connection"
        if self.closes_after is not None:
            self.closes_after -= 1
        time.sleep(self.delay)
        message = email.message_from_bytes(envelope.content, policy=default)
        assert isinstance(message, EmailMessage)
        assert [str(message["To"])] == envelope.rcpt_tos
        self.messages.append(message)
        return "250 Taken"

    def start(self) -> None:
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    def stop(self) -> None:
        """Safe to repeat."""
        if self._controller is not None:
            self._controller.stop()
        self._controller = None

    def to(self, address: str) -> list[EmailMessage]:
        return [message for message in self.messages if message["To"] == address]


def text_of(message: EmailMessage) -> str:
    return str(message.get_content()).replace("\r\n", "\n")


def header(message: EmailMessage, name: str) -> str:
    """Unfolded. Python's own parser keeps the space after a name whose value begins on the next line."""
    return str(message[name] or "").strip()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
