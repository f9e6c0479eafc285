"""How often one network may ask. Counted in the broker, which forgets it; no table holds the address."""

import ipaddress
import logging
from datetime import datetime
from functools import cache
from time import monotonic

import redis
from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from redis.backoff import NoBackoff
from redis.retry import Retry

logger = logging.getLogger(__name__)

# A broker that did not answer is left alone for so long: no request waits for it again and again.
LEFT_ALONE_SECONDS = 10
_asked_again_at = -float(LEFT_ALONE_SECONDS)


@cache
def _broker() -> redis.Redis:
    return redis.Redis.from_url(
        settings.REDIS_URL, socket_timeout=0.5, socket_connect_timeout=0.5, retry=Retry(NoBackoff(), 0)
    )


def network_of(request: HttpRequest) -> str:
    """The visitor's address; of IPv6 the network of 64 bits that one subscriber usually has. Empty if not known.

    Behind a proxy of ours the last address of ``X-Forwarded-For`` is the one that the proxy saw.
    """
    address = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        address = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip() or address
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return ""
    return str(ipaddress.ip_network((parsed, 64), strict=False)) if parsed.version == 6 else str(parsed)


def times_asked(what: str, network: str, now: datetime, *, seconds: int) -> int:
    """Count one more question of the kind ``what`` from this network, and say how many it has asked in this period of
    ``seconds``, counted from the epoch. With the broker away nothing is counted: 0, so that nobody is refused.
    """
    global _asked_again_at
    if monotonic() < _asked_again_at:
        return 0
    digest = salted_hmac("meetings.limits", network, algorithm="sha256").hexdigest()[:32]
    key = f"reconvene:{what}:{int(now.timestamp()) // seconds}:{digest}"
    try:
        with _broker().pipeline() as pipeline:
            pipeline.incr(key)
            pipeline.expire(key, seconds)
            count, _ = pipeline.execute()
    except redis.RedisError as error:
        _asked_again_at = monotonic() + LEFT_ALONE_SECONDS
        logger.warning("The broker does not count questions (%s: %s); nobody is refused.", what, error)
        return 0
    return int(count)


def seconds_left(now: datetime, *, seconds: int) -> int:
    """Until the period of `times_asked` ends; at least 1."""
    return seconds - int(now.timestamp()) % seconds
