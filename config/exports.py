"""Which tables researchers can download, over all apps, and their addresses."""

from django.urls import path

from delegations.exports import (
    DELEGATES,
    DELEGATION_CITATIONS,
    DELEGATIONS,
    MEMBERSHIPS,
    PARTIES,
    PEOPLE,
    POSTS,
)
from meetings.exports.announcements import ANNOUNCEMENTS
from meetings.exports.councils import COUNCILS, COVERAGE
from meetings.exports.evidence import AGENDA, CITATIONS
from meetings.exports.gaps import GAPS
from meetings.exports.resumptions import RESUMPTIONS
from meetings.exports.sessions import SESSIONS
from meetings.exports.silences import SILENCES
from meetings.exports.views import codebook, codebook_file, council_file, data_package_file, table_file
from statements.exports import GAP_CLAIMS, STATEMENTS, WORDINGS

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
    COVERAGE,
    MEMBERSHIPS,
    PARTIES,
    PEOPLE,
    POSTS,
    DELEGATES,
    AGENDA,
    ANNOUNCEMENTS,
    GAP_CLAIMS,
    CITATIONS,
    DELEGATION_CITATIONS,
)

urlpatterns = [
    *(path(table.file_name, table_file, {"table": table}, name=f"{table.name}_csv") for table in TABLES),
    path("councils/<slug:slug>/sessions.csv", council_file, {"table": SESSIONS}, name="council_sessions_csv"),
    path("codebook/", codebook, {"tables": TABLES}, name="codebook"),
    path("codebook.csv", codebook_file, {"tables": TABLES}, name="codebook_csv"),
    path("datapackage.json", data_package_file, {"tables": TABLES}, name="data_package"),
]
