"""The tables of the meeting's form, by which a second save of the same meeting is noticed."""

from __future__ import annotations

from meetings.admin.conflicts import Tables, state_of_record
from statements.meeting import tables

TABLES: Tables = tuple((table.model, table.path) for table in tables.TABLES.values())


def state_of_meeting(session_id: int) -> str:
    """A digest of the session and all its rows as they are stored now: it changes with any of them. One query."""
    return state_of_record(TABLES, session_id)
