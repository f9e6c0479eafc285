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
from meetings.exports.downloads import downloads
from meetings.exports.evidence import AGENDA, CITATIONS
from meetings.exports.formats import FORMATS, Format
from meetings.exports.gaps import GAPS
from meetings.exports.resumptions import RESUMPTIONS
from meetings.exports.sessions import SESSIONS
from meetings.exports.silences import SILENCES
from meetings.exports.subjects import PLACES, TOPICS
from meetings.exports.successions import SUCCESSIONS
from meetings.exports.views import (
    archive_file,
    codebook,
    codebook_file,
    council_file,
    data_package_file,
    table_file,
)
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


def _word(form: Format) -> str:
    """In the names of addresses: `csv`, `csv_gz`."""
    return form.suffix.replace(".", "_")


urlpatterns = [
    *(
        path(
            f"{table.name}.{form.suffix}",
            table_file,
            {"table": table, "form": form},
            name=f"{table.name}_{_word(form)}",
        )
        for table in TABLES
        for form in FORMATS
    ),
    *(
        path(
            f"councils/<slug:slug>/sessions.{form.suffix}",
            council_file,
            {"table": SESSIONS, "form": form},
            name=f"council_sessions_{_word(form)}",
        )
        for form in FORMATS
    ),
    path("downloads/", downloads, {"tables": TABLES}, name="downloads"),
    path("reconvene.zip", archive_file, {"tables": TABLES}, name="archive"),
    path("codebook/", codebook, {"tables": TABLES}, name="codebook"),
    path("codebook.csv", codebook_file, {"tables": TABLES}, name="codebook_csv"),
    path("datapackage.json", data_package_file, {"tables": TABLES}, name="data_package"),
]
