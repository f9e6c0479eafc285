"""Who is served with new notices. Mail is one consumer; another one registers itself and touches nothing here.

A consumer is a function of the instant that finds out by itself what it has still to hand on, and records what it
has handed on. So it may be called at any time, twice, or after having missed a week. One that fails is logged, keeps
no other waiting, and is called again by the next sweep.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import connection, transaction

logger = logging.getLogger(__name__)

Consumer = Callable[[datetime], object]
_consumers: list[Consumer] = []


def serve(consumer: Consumer) -> None:
    """Have the consumer called after new notices, and every minute. The wiring registers all of them."""
    if consumer not in _consumers:
        _consumers.append(consumer)


def serve_all(*, now: datetime) -> None:
    """Call every consumer once."""
    for consumer in _consumers:
        try:
            consumer(now)
        except Exception:
            logger.exception("%s failed; the next sweep calls it again.", consumer.__qualname__)


def _send() -> None:
    """Tell a worker, without waiting for it."""
    from meetings.tasks import serve_consumers

    try:
        serve_consumers.apply_async(retry=False)
    except Exception as error:  # any broker's failure: the sweep serves too
        logger.warning(
            "The broker did not take the message that there are notices (%s); the sweep will.", error
        )


def request_service(*_: Any) -> None:
    """Have the consumers called soon after this transaction commits. Once per transaction."""
    waiting = (entry[1] for entry in connection.run_on_commit)
    if _send not in waiting:
        transaction.on_commit(_send, robust=True)
