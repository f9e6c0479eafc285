"""The sessions of a council before one, at its level and above: what "first at this level since" rests on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce

from meetings.models import Session
from meetings.vocabulary import COUNTING_STATUSES, LEVEL_RANK, Formation


@dataclass(frozen=True)
class LevelBefore:
    """``same``: the session before at the very level. ``since``: the one before at the level or above.

    Each is None where there is none, or where the dates leave open whether it lies before.
    ``is_first``: nothing at the level or above is on record before.
    """

    same: Session | None = None
    since: Session | None = None
    is_first: bool = False


def latest_before(session: Session, council: int | None, around: "QuerySet[Any]") -> Q:
    """Condition on sessions: the last of each level, this one's or above, that may lie before it. In no query of its own.

    ``around``: the sessions that anyone may see; ``council``: the key of the council whose sessions count.
    """
    if not session.may_count or not session.level or council is None:
        return Q(pk__in=[])
    rank = LEVEL_RANK[session.level]
    of_council = around.filter(
        council_links__council=council,
        council_links__counts=True,
        status__in=COUNTING_STATUSES,
        formation=Formation.PLENARY,
        part_of=None,
        level__in=[level for level, other in LEVEL_RANK.items() if other >= rank],
        start__startswith__lt=session.start.latest,
    ).exclude(pk=session.pk)
    ended = Coalesce(F("end__endswith"), F("start__endswith"))
    last = of_council.order_by("level", ended.desc(), "-start__startswith", "-pk").distinct("level")
    return Q(pk__in=last.values("pk"))


def level_before(session: Session, family: Iterable[Session]) -> LevelBefore:
    """Read the sessions found with `latest_before` (others among them are ignored)."""
    if not session.may_count or not session.level:
        return LevelBefore()
    rank = LEVEL_RANK[session.level]
    found = [
        other
        for other in family
        if other.may_count
        and LEVEL_RANK.get(other.level, 0) >= rank
        and other.start.earliest < session.start.latest
    ]
    certain = [other for other in found if _last_day(other) < session.start.earliest]
    same = [other for other in found if other.level == session.level]
    return LevelBefore(
        same=max(same, key=_last_day) if same and all(other in certain for other in same) else None,
        since=max(found, key=_last_day) if found and len(certain) == len(found) else None,
        is_first=not found,
    )


def _last_day(session: Session) -> date:
    return (session.end or session.start).latest
