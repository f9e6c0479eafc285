"""`announcements.csv`: next meetings that a source announces, and what became of them."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet, Value

from meetings.exports.cited import SOURCE_REFERENCE
from meetings.exports.columns import (
    Column,
    Kind,
    Made,
    Table,
    column,
    data_version_column,
    public_id,
    stamp_columns,
)
from meetings.exports.councils import COUNCIL_REFERENCE, matching_councils
from meetings.exports.evidence import NOT_RECORDED, SESSION_REFERENCE, locator_column, source_columns
from meetings.exports.expressions import bounds, bytewise, dates, key_if_public
from meetings.exports.scope import Scope
from meetings.exports.stream import read_mappings
from meetings.fates import fates_of, made_by
from meetings.models import Announcement
from meetings.promises import Fate
from meetings.vocabulary import AnnouncementOutcome


def announcements(scope: Scope) -> "QuerySet[Announcement]":
    """Announcements of councils that match: at sessions that match, if perhaps of another council, and those made elsewhere.

    On a past day, those made by then. Today, and for a day to come, all that are public, also one that a paper of
    tomorrow prints: pages show it and silences count it.
    """
    query = scope.query.changed(council=())
    query = query if query.is_past else query.changed(as_of="")
    at_session = Q(session__in=query.sessions(scope.now))
    made = made_by(query.as_of_day) if query.is_past else Q()
    return Announcement.objects.filter(
        at_session | Q(session__isnull=True),
        made,
        council__in=matching_councils(scope).order_by(),
    ).order_by(bytewise("council__slug"), "session__start__startswith", "session__start__endswith", "id")


def _select(scope: Scope) -> "QuerySet[Announcement] | Made":
    """With what became of each."""
    rows = announcements(scope).annotate(
        asked_on=Value(scope.query.as_of_day),
        fate_session=key_if_public("fate__session_id")(scope),
        named_session=key_if_public("outcome_session_id")(scope),
    )
    return _as_of(rows, scope) if scope.query.is_past else rows


def _as_of(rows: "QuerySet[Announcement]", scope: Scope) -> Made:
    """With what had become of each by the as-of day."""
    day = scope.query.as_of_day
    fates = fates_of(list(rows.select_related("session", "source", "council")), at=scope.now, as_of=day)
    found = []
    for row in read_mappings(rows, ANNOUNCEMENTS.columns, scope):
        fate = fates[row["id"]]
        row |= dict(
            zip(_FATE, (fate.outcome, fate.session_id, fate.slipped_days, fate.lapses_on), strict=True)
        )
        found.append(row)
    return Made(len(found), found)


_FATE = ("fate__outcome", "fate_session", "fate__slipped_days", "fate__lapses_on")


def _fate_column(
    name: str, kind: Kind, description: str, value: Callable[[Fate], Any], **meaning: Any
) -> Column:
    """A column of the fate as it is on the day asked for."""

    def cell(outcome: str, session_id: int, slipped: int, lapses_on: date, day: date) -> Any:
        if not outcome:
            return None
        return value(Fate(AnnouncementOutcome(outcome), session_id, slipped, lapses_on).on(day))

    return column(name, kind, description, *_FATE, "asked_on", value=cell, **meaning)


ANNOUNCEMENTS = Table(
    name="announcements",
    title="Announcements",
    description="Next meetings that a source announces, to the day, to the month or without a date, and what became of"
    " them.",
    row="one announcement",
    columns=(
        column("announcement_id", Kind.INTEGER, "Number of the row.", "id"),
        column("council_slug", Kind.WORD, "The council that is to meet.", "council__slug"),
        column("session_id", Kind.ID, "The session at which it was announced.", "session_id", value=public_id("S"), empty="Announced elsewhere."),
        column("text", Kind.TEXT, "What was announced.", "text"),
        column("according_to", Kind.TEXT, "Who said so.", "according_to", empty=NOT_RECORDED),
        *bounds("expected", "expected", "The day announced", empty="No date was given."),
        column("expected_edtf", Kind.EDTF, "The day announced, in EDTF.", "expected", empty="No date was given."),
        column("outcome", Kind.CODE, "What became of it.", "outcome", words=AnnouncementOutcome),
        column("outcome_session_id", Kind.ID, "The session that came of it.", "named_session", value=public_id("S"), empty="None on record."),
        *source_columns("source__"),
        locator_column(),
        *stamp_columns(),
        data_version_column(),
        _fate_column("fate", Kind.CODE, "What became of it by the record, or by an editor's own word, as of the day asked for.", lambda fate: fate.outcome, words=AnnouncementOutcome, empty="It was published moments ago and is not judged yet."),
        _fate_column("fate_session_id", Kind.ID, "The session that came of it, that was called off, or that is planned for it.", lambda fate: public_id("S")(fate.session_id), empty="None on record."),
        _fate_column("slipped_days", Kind.INTEGER, "Fewest days that the dates allow between the day announced and the session; negative: it came earlier; 0: as announced.", lambda fate: fate.slipped_days, unit="days", empty="No day was announced, or no session came of it."),
        _fate_column("lapsed_on", Kind.DATE, "First day on which it counted as lapsed in silence.", lambda fate: fate.lapses_on if fate.outcome == AnnouncementOutcome.LAPSED else None, empty="It has not lapsed, or no day was announced."),
        *dates("announced_on", "announced_on", "When it was announced", empty="At the session, or on the day of the report."),
    ),
    key=("announcement_id",),
    select=_select,
    references=(COUNCIL_REFERENCE, SESSION_REFERENCE, SOURCE_REFERENCE),
)  # fmt: skip
