"""How often one network may ask in an hour. Counted in the broker, which forgets it; no table holds the address."""

import ipaddress
import logging
from datetime import datetime
from functools import cache

import redis
from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from redis.backoff import NoBackoff
from redis.retry import Retry

logger = logging.getLogger(__name__)

ASKED_IN_AN_HOUR = 20


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


def asks_too_often(network: str, now: datetime) -> bool:
    """Count one more question from this network. With the broker away nothing is counted and nobody refused."""
    digest = salted_hmac("meetings.mail.limits", network, algorithm="sha256").hexdigest()[:32]
    key = f"reconvene:asked:{now:%Y%m%d%H}:{digest}"
    try:
        with _broker().pipeline() as pipeline:
            pipeline.incr(key)
            pipeline.expire(key, 3600)
            count, _ = pipeline.execute()
    except redis.RedisError as error:
        logger.warning("The broker does not count who subscribes (%s); nobody is refused.", error)
        return False
    return int(count) > ASKED_IN_AN_HOUR
