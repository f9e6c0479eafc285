"""How often one network may ask for mails in an hour."""

from datetime import datetime

from meetings.limits import times_asked

ASKED_IN_AN_HOUR = 20


def asks_too_often(network: str, now: datetime) -> bool:
    """Count one more question from this network. With the broker away nobody is refused."""
    return times_asked("asked", network, now, seconds=3600) > ASKED_IN_AN_HOUR
