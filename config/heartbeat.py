"""The worker's sign of life in the broker, which `/readyz` reads."""

from datetime import UTC, datetime
from functools import cache
from time import monotonic
from typing import Any

import redis
from celery.signals import heartbeat_sent, worker_ready
from django.conf import settings
from redis.backoff import NoBackoff
from redis.retry import Retry

KEY = "reconvene:worker-heartbeat"
# The worker beats every other second, but not within a task.
WRITE_EVERY_SECONDS = 5
FRESH_SECONDS = 60
_last_written = -float(WRITE_EVERY_SECONDS)


def connected(url: str) -> redis.Redis:
    """A connection that gives up after half a second and does not try again."""
    return redis.Redis.from_url(
        url,
        socket_timeout=0.5,
        socket_connect_timeout=0.5,
        retry=Retry(NoBackoff(), 0),
        decode_responses=True,
    )


@cache
def client() -> redis.Redis:
    """This process's connection to the broker."""
    return connected(settings.REDIS_URL)


@worker_ready.connect
@heartbeat_sent.connect
def write(**_: Any) -> None:
    """Note that a worker is alive. A broker that is away is not the heartbeat's trouble."""
    global _last_written
    if monotonic() - _last_written < WRITE_EVERY_SECONDS:
        return
    _last_written = monotonic()
    try:
        client().set(KEY, datetime.now(UTC).isoformat(timespec="seconds"), ex=FRESH_SECONDS)
    except redis.RedisError:
        _last_written = -float(WRITE_EVERY_SECONDS)


def read() -> str | None:
    """When a worker last said that it was alive (ISO instant, UTC); None if not within the last minute.

    Raises redis.RedisError if the broker does not answer.
    """
    value = client().get(KEY)
    return value if isinstance(value, str) else None
