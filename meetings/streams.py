"""Which sessions on record a council's stream is made of, and which are only told of. Pure: no database, no clock."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from meetings.gaps import Row, rank_of_level

TOOK_PLACE = frozenset({"held", "interrupted"})
PLANNED_ONLY = frozenset({"proposed", "declined", "scheduled", "postponed", "cancelled"})
_PLENARY = frozenset({"plenary", ""})


class Recorded(NamedTuple):
    """One public session as a council's record has it. The end's days are None where no end is recorded.

    `part_of`: the session that it is a part of. `counts`: not excepted from the council's stream by an editor.
    """

    id: int
    status: str
    formation: str
    part_of: int | None
    level: str
    start_earliest: date
    start_latest: date
    end_earliest: date | None
    end_latest: date | None
    counts: bool = True


class Planned(NamedTuple):
    """A session that was planned, called off or declined: it is in no stream, but the words mention it."""

    session_id: int
    status: str
    earliest: date
    latest: date


def place_in_stream(session: Recorded) -> Row | Planned | None:
    """A row of the stream, a planned session to tell of, or None: it is neither.

    What took place in plenary formation counts, at any level; a part of a session never does. An unconfirmed
    session is neither: nobody knows whether it took place, and nobody planned it.
    """
    if session.formation not in _PLENARY or session.part_of is not None or not session.counts:
        return None
    if session.status in TOOK_PLACE:
        return Row(
            session.id,
            session.start_earliest,
            session.start_latest,
            session.start_earliest if session.end_earliest is None else session.end_earliest,
            session.start_latest if session.end_latest is None else session.end_latest,
            rank_of_level(session.level),
        )
    if session.status in PLANNED_ONLY:
        return Planned(session.id, session.status, session.start_earliest, session.start_latest)
    return None
