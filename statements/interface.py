"""The resource of what was said."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db.models import BooleanField, Q, QuerySet
from django.db.models.expressions import RawSQL

from meetings.compiled import compiled
from meetings.exports.scope import Scope
from meetings.interface.records import (
    OF_ITS_SESSION,
    embargo_passed,
    of_changed_sessions,
    of_one_session,
    of_their_sessions,
)
from meetings.interface.resources import Key, Resource, rows_of, whole_record
from meetings.models import Source
from meetings.source_page import public_sources
from statements.exports import GAP_CLAIMS, SOURCES, STATEMENTS, WORDINGS
from statements.exports.wordings import public_statements
from statements.models import Statement


def _statements(scope: Scope) -> "QuerySet[Any]":
    """All public ones, or those that the address leaves."""
    if scope.is_narrow:
        return public_statements(scope)
    return Statement.objects.public(scope.now)


def _came_since(since: datetime, now: datetime) -> Q:
    return embargo_passed(since, now) | of_changed_sessions(since, now)


STATEMENT_RESOURCE = Resource(
    name="statements",
    one="statement",
    table=STATEMENTS,
    listed=(
        "statement_id", "session_id", "council_slug", "party_ids", "party_names", "speaker_id", "speaker_name", "speaker_kind",
        "speaker_role", "timing", "date_min", "date_max", "topics", "fidelity", "text", "text_language", "text_en", "source_id",
        "updated_at",
    ),
    found=_statements,
    keys=(Key("statement_id", "pk", "Q"), Key("session_id", "session_id", "S")),
    narrowed=of_their_sessions,
    came_since=_came_since,
    nested=(
        rows_of(
            "wordings",
            "wording",
            WORDINGS,
            "Every form in which a source prints it, the leading one among them.",
            lambda scope, found: of_their_sessions(scope, [found]),
            of=Key("statement_id", "pk", "Q"),
            without=(*OF_ITS_SESSION, "statement_id"),
        ),
    ),
)  # fmt: skip

_ORIGIN = (
    "EXISTS (WITH RECURSIVE repeated(id) AS (SELECT meetings_source.id"
    " UNION SELECT s.id FROM meetings_source s JOIN repeated ON s.derived_from_id = repeated.id)"
    " SELECT 1 FROM repeated JOIN LATERAL ({public}) AS public_source(id) ON true)"
)


def _sources(scope: Scope) -> "QuerySet[Any]":
    """Those that the address leaves; else all public ones and their origins, each looked at by itself: the table would
    read the whole record to find which there are."""
    if scope.is_narrow:
        return SOURCES.queryset(scope)
    public = public_sources(scope.now).filter(pk=RawSQL("repeated.id", ()))
    text, values = compiled(public.order_by().values("pk"))
    # Within, the table goes by another name: its own is that of the row outside.
    return Source.objects.filter(RawSQL(_ORIGIN.format(public=text), values, output_field=BooleanField()))


SOURCE_RESOURCE = Resource(
    name="sources",
    one="source",
    table=replace(SOURCES, select=_sources),
    listed=(
        "source_id", "source_url", "title", "publisher", "kind", "language", "published", "accessed", "archive_url",
        "corrected_on", "retracted_on", "derived_from_source_id", "url", "updated_at",
    ),
    found=lambda scope: _sources(scope) if scope.is_narrow else Source.objects.all(),
    keys=(Key("source_id", "pk", "U"),),
    narrowed=lambda scope, found: whole_record(scope),
)  # fmt: skip

IN_SESSION = (
    rows_of("statements", "statement at a session", STATEMENTS, "What was said, each in its most original wording.", of_one_session, without=OF_ITS_SESSION),
    rows_of("wordings", "wording at a session", WORDINGS, "Every wording of these statements.", of_one_session, without=OF_ITS_SESSION),
    rows_of("gap_claims", "gap claim at a session", GAP_CLAIMS, "What sources say of the gap before it.", of_one_session, without=OF_ITS_SESSION),
)  # fmt: skip
