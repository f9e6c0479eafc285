"""The tables of the meeting's form, by which a second save of the same meeting is noticed."""

from __future__ import annotations

from delegations.models import Delegate, Delegation, DelegationCitation
from meetings.admin.conflicts import Tables, state_of_record
from meetings.models import AgendaItem, Announcement, Session, SessionCitation, SessionCouncil
from statements.models import GapClaim, Statement, StatementParty, StatementTopic, Wording

TABLES: Tables = (
    (Session, "pk"),
    (SessionCouncil, "session"),
    (SessionCitation, "session"),
    (AgendaItem, "session"),
    (Announcement, "session"),
    (Delegation, "session"),
    (Delegate, "delegation__session"),
    (DelegationCitation, "delegation__session"),
    (Statement, "session"),
    (Wording, "statement__session"),
    (GapClaim, "session"),
    (StatementParty, "statement__session"),
    (StatementTopic, "statement__session"),
)


def state_of_meeting(session_id: int) -> str:
    """A digest of the session and all its rows as they are stored now: it changes with any of them. One query."""
    return state_of_record(TABLES, session_id)
