"""The ground floor: councils, sessions, sources, and what follows from them (gaps, resumptions, silences)."""

from meetings.models.agenda import AgendaItem, Announcement, AnnouncementFate
from meetings.models.assessment import Assessment, AssessmentDue, Gap, Resumption, Silence
from meetings.models.council import Council, CouncilName, Succession
from meetings.models.coverage import ContextEvent, ContextEventCouncil, Coverage
from meetings.models.entry import TimelineCount, TimelineEntry
from meetings.models.ledger import DataVersion, PendingChange, RetiredId
from meetings.models.notice import Notice, SessionEdition
from meetings.models.place import Place, Topic
from meetings.models.release import Release
from meetings.models.search import SearchedText, Spelling
from meetings.models.session import Session, SessionCitation, SessionCouncil
from meetings.models.source import Citation, LinkCheck, Recheck, Source, SourceAddress
from meetings.models.subscription import Delivery, Subscription
from meetings.models.total import RowTotal
from meetings.models.twins import Distinction, Merge, RecordKind

__all__ = [
    "AgendaItem",
    "Announcement",
    "AnnouncementFate",
    "Assessment",
    "AssessmentDue",
    "Citation",
    "ContextEvent",
    "ContextEventCouncil",
    "Council",
    "CouncilName",
    "Coverage",
    "DataVersion",
    "Delivery",
    "Distinction",
    "Gap",
    "LinkCheck",
    "Merge",
    "Notice",
    "PendingChange",
    "Place",
    "Recheck",
    "RecordKind",
    "Release",
    "Resumption",
    "RetiredId",
    "RowTotal",
    "SearchedText",
    "Session",
    "SessionCitation",
    "SessionCouncil",
    "SessionEdition",
    "Silence",
    "Source",
    "SourceAddress",
    "Spelling",
    "Subscription",
    "Succession",
    "TimelineCount",
    "TimelineEntry",
    "Topic",
]
