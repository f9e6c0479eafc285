"""Handing mails to the mail server: what concerns one address and what concerns all of them."""

import logging
import smtplib
from datetime import datetime, timedelta
from types import TracebackType
from typing import Self

from django.core.mail import EmailMessage, get_connection

logger = logging.getLogger(__name__)

FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(days=1)
_TOO_LARGE = 552  # "exceeded storage allocation"; RFC 1870 answers so to a mail over the size
_CLOSING = 421  # "service not available, closing transmission channel"


class Refused(Exception):
    """The server did not take this mail; its text says why. Other addresses are not concerned."""


class Unreachable(Exception):
    """No mail gets through just now; its text says why."""


def retry_at(failures: int, now: datetime) -> datetime:
    """When to try again after so many refusals in a row: a minute, doubled each time, at most a day."""
    return now + min(FIRST_PAUSE * 2 ** min(failures - 1, 20), LONGEST_PAUSE)


class Post:
    """One connection to the mail server, opened with the first mail: ``with Post() as post: post.send(...)``."""

    def __init__(self) -> None:
        self._connection = get_connection()
        self._has_served = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self._close()

    def _close(self) -> None:
        try:
            self._connection.close()
        except (OSError, smtplib.SMTPException) as error:
            logger.info("The mail server did not say goodbye: %s", error)

    def send(self, message: EmailMessage) -> None:
        """Hand over one mail with one recipient. Raises Refused or Unreachable.

        A connection that has served before may be closed by the server: then once more over a new one.
        """
        try:
            self._send(message)
        except Unreachable:
            self._close()
            if not self._has_served:
                raise
            self._has_served = False
            self._send(message)
        self._has_served = True

    def _send(self, message: EmailMessage) -> None:
        try:
            self._connection.open()
            self._connection.send_messages([message])
        except smtplib.SMTPRecipientsRefused as error:
            code, said = next(iter(error.recipients.values()))
            raise _refusal(code, said) from error
        except smtplib.SMTPDataError as error:
            raise _refusal(error.smtp_code, error.smtp_error) from error
        except smtplib.SMTPSenderRefused as error:
            # Too large: this mail alone is refused. Any other word about the sender is meant for all mails.
            if error.smtp_code == _TOO_LARGE:
                raise _refusal(error.smtp_code, error.smtp_error) from error
            raise Unreachable(f"{error.smtp_code} {error.smtp_error!r}") from error
        except (smtplib.SMTPException, OSError) as error:
            raise Unreachable(f"{type(error).__name__}: {error}") from error


def _refusal(code: int, said: bytes | str) -> Refused | Unreachable:
    words = f"{code} {said.decode('utf-8', 'replace') if isinstance(said, bytes) else said}"
    return Unreachable(words) if code == _CLOSING else Refused(words)
