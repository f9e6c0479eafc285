"""Which tables researchers can download, over all apps, and their addresses."""

from django.urls import path

from delegations.exports import (
    DELEGATES,
    DELEGATION_CITATIONS,
    DELEGATIONS,
    MEMBERSHIPS,
    NAMES,
    PARTIES,
    PEOPLE,
    POSTS,
    RETIRED_IDS,
)
from meetings.exports.announcements import ANNOUNCEMENTS
from meetings.exports.context_events import CONTEXT_EVENTS
from meetings.exports.council_years import COUNCIL_YEARS
from meetings.exports.councils import COUNCILS, COVERAGE
from meetings.exports.evidence import AGENDA, CITATIONS
from meetings.exports.gaps import GAPS
from meetings.exports.resumptions import RESUMPTIONS
from meetings.exports.sessions import SESSIONS
from meetings.exports.silences import SILENCES
from meetings.exports.subjects import PLACES, TOPICS
from meetings.exports.successions import SUCCESSIONS
from meetings.exports.views import codebook, codebook_file, council_file, data_package_file, table_file
from statements.exports import GAP_CLAIMS, SOURCES, STATEMENTS, WORDINGS

# In the order of the codebook.
TABLES = (
    SESSIONS,
    DELEGATIONS,
    STATEMENTS,
    WORDINGS,
    GAPS,
    RESUMPTIONS,
    SILENCES,
    COUNCILS,
    COUNCIL_YEARS,
    COVERAGE,
    CONTEXT_EVENTS,
    SUCCESSIONS,
    MEMBERSHIPS,
    PARTIES,
    PEOPLE,
    POSTS,
    DELEGATES,
    NAMES,
    AGENDA,
    TOPICS,
    PLACES,
    ANNOUNCEMENTS,
    GAP_CLAIMS,
    SOURCES,
    CITATIONS,
    DELEGATION_CITATIONS,
    RETIRED_IDS,
)

urlpatterns = [
    *(path(table.file_name, table_file, {"table": table}, name=f"{table.name}_csv") for table in TABLES),
    path("councils/<slug:slug>/sessions.csv", council_file, {"table": SESSIONS}, name="council_sessions_csv"),
    path("codebook/", codebook, {"tables": TABLES}, name="codebook"),
    path("codebook.csv", codebook_file, {"tables": TABLES}, name="codebook_csv"),
    path("datapackage.json", data_package_file, {"tables": TABLES}, name="data_package"),
]
