"""The ground floor: councils, sessions, sources, and what follows from them (gaps, resumptions, silences)."""

from meetings.models.agenda import AgendaItem, Announcement
from meetings.models.assessment import Assessment, AssessmentDue, Gap, Resumption, Silence
from meetings.models.council import Council, CouncilName, Succession
from meetings.models.coverage import ContextEvent, ContextEventCouncil, Coverage
from meetings.models.ledger import DataVersion, PendingChange, RetiredId
from meetings.models.notice import Notice, Subscription
from meetings.models.place import Place, Topic
from meetings.models.session import Session, SessionCitation, SessionCouncil
from meetings.models.source import Citation, Source

__all__ = [
    "AgendaItem",
    "Announcement",
    "Assessment",
    "AssessmentDue",
    "Citation",
    "ContextEvent",
    "ContextEventCouncil",
    "Council",
    "CouncilName",
    "Coverage",
    "DataVersion",
    "Gap",
    "Notice",
    "PendingChange",
    "Place",
    "Resumption",
    "RetiredId",
    "Session",
    "SessionCitation",
    "SessionCouncil",
    "Silence",
    "Source",
    "Subscription",
    "Succession",
    "Topic",
]
