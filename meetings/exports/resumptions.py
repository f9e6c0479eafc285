"""`resumptions.csv`: every flag ever raised."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from itertools import groupby, islice
from operator import itemgetter
from typing import Any

from django.db.models import IntegerField, Q, QuerySet, Value

from meetings.evidence import Records, read_records
from meetings.exports.columns import (
    Column,
    Kind,
    Made,
    Reference,
    Table,
    column,
    data_version_column,
    public_id,
    site_url,
)
from meetings.exports.expressions import bounds, bytewise, of_chosen_councils
from meetings.exports.judged import coverage_column
from meetings.exports.point_in_time import past_day
from meetings.exports.scope import Scope
from meetings.exports.stream import read_mappings
from meetings.exports.whole import of_whole_record
from meetings.models import Resumption, Session
from meetings.publication import is_hidden_session
from meetings.resumptions import Stream as RuleStream
from meetings.sequels import Followed, followed
from meetings.vocabulary import (
    STANDING,
    FlagState,
    Grade,
    Sequel,
    Stream,
)

Row = dict[str, Any]
COUNCILS_AT_ONCE = 50
FOLLOWED = "followed"
NOT_STANDING = "The flag does not stand."
NO_RHYTHM = "No rhythm is known, or the grade cannot be reached."


def _resumptions(scope: Scope) -> "QuerySet[Resumption] | Made":
    """Every flag of a matching session, also those withdrawn or dismissed since."""
    rows = Resumption.objects.filter(
        Q(previous_session__isnull=True) | Q(previous_session__in=Session.objects.public(scope.now)),
        of_chosen_councils(scope.query, "council__slug"),
    ).order_by(bytewise("council__slug"), "resumed_on__startswith", "resumed_on__endswith", "id")
    rows = rows.annotate(
        **{FOLLOWED: Value(None, IntegerField())}
    )  # filled in below, from the sessions on record
    matching = scope.query.sessions(scope.now)
    if scope.query.is_past:
        made = _resumptions_as_of(rows, set(matching.values_list("pk", flat=True)), scope)
    else:
        made = _read(rows.filter(session__in=matching), scope)
    return Made(made.size, _with_what_followed(made, scope))


def _left_out(at: datetime) -> "QuerySet[Resumption]":
    """All others, of the whole record."""
    return Resumption.objects.filter(
        Q(is_hidden_session(at, "session")) | Q(is_hidden_session(at, "previous_session"))
    )


def _read(rows: "QuerySet[Resumption]", scope: Scope) -> Made:
    return Made(rows.count, read_mappings(rows, RESUMPTIONS.columns, scope))


def _resumptions_as_of(rows: "QuerySet[Resumption]", matching: set[int], scope: Scope) -> Made:
    """Flags with their verdict of the as-of day; withdrawn ones, which no day's record gives any more, as they were."""
    flags = {flag.pk: flag for flag in past_day(scope).flags if flag.session_id in matching}
    shown = rows.filter(Q(pk__in=flags) | Q(state=FlagState.WITHDRAWN, session__in=matching))
    own = {column.attname for column in Resumption._meta.concrete_fields}
    found = []
    for row in read_mappings(shown, RESUMPTIONS.columns, scope):
        flag = flags.get(row["id"])
        verdict = {name: getattr(flag, name) for name in row if name in own} if flag else {}
        found.append({**row, **verdict})
    found.sort(key=lambda row: (row["council__slug"].encode(), row["resumed_on"], row["id"]))
    return Made(len(found), found)


def _with_what_followed(rows: Iterable[Mapping[str, Any]], scope: Scope) -> Iterator[Row]:
    """Each row with what followed by the as-of day, batch by batch of councils, so that memory stays flat."""
    by_council = groupby(rows, key=itemgetter("council_id"))
    while batch := [(council_id, list(flags)) for council_id, flags in islice(by_council, COUNCILS_AT_ONCE)]:
        records = {each.council_id: each for each in read_records(dict(batch), at=scope.now)}
        for council_id, flags in batch:
            for row in flags:
                yield {**row, "followed": _followed(row, records.get(council_id), scope.query.as_of_day)}


def _followed(row: Mapping[str, Any], records: Records | None, day: date) -> Followed | None:
    """None for flags that do not stand."""
    if records is None or row["state"] not in STANDING:
        return None
    return followed(
        records.rows,
        row["session_id"],
        day,
        stream=RuleStream(row["stream"]),
        typical_days=row["typical_days"],
        sitting_span_days=records.parameters.sitting_span,
    )


def _threshold(grade: str) -> Column:
    return column(f"threshold_{grade}", Kind.NUMBER, f"Days from which a gap was {grade}.", f"threshold_{grade}", empty=NO_RHYTHM, unit="days")  # fmt: skip


RESUMPTIONS = Table(
    name="resumptions",
    title="Resumptions",
    description="Every flag ever raised: a sitting that ended an unusual gap. Flags withdrawn or dismissed since stay,"
    " with the reason.",
    row="one flag",
    columns=(
        column("resumption_id", Kind.ID, "The flag.", "id", value=public_id("R")),
        column("council_slug", Kind.WORD, "The council, as in its address.", "council__slug"),
        column("session_id", Kind.ID, "First session of the sitting that ended the gap.", "session_id", value=public_id("S")),
        column("previous_session_id", Kind.ID, "The session after which the silence began.", "previous_session_id", value=public_id("S"), empty="None is on record."),
        *bounds("resumed_on", "resumed_on", "Start of the sitting"),
        column("gap_days_min", Kind.INTEGER, "Shortest gap that the dates allow.", "days_min", empty="Not computed.", unit="days"),
        column("gap_days_max", Kind.INTEGER, "Longest gap that the dates allow.", "days_max", empty="Not computed.", unit="days"),
        column("grade", Kind.CODE, "How unusual the gap was: best estimate.", "grade", words=Grade, empty="Unusual only on the longest reading of the dates."),
        column("grade_certain", Kind.CODE, "The grade on the shortest reading.", "grade_certain", words=Grade, empty="Not unusual on that reading, or the records were not searched completely."),
        column("grade_possible", Kind.CODE, "The grade on the longest reading.", "grade_possible", words=Grade, empty="Not unusual on that reading."),
        column("state", Kind.CODE, "What became of the flag. Verdicts of people are today's, also with as_of.", "state", words=FlagState),
        column("stream", Kind.CODE, "Which sessions were counted.", "stream", words=Stream),
        _threshold("notable"),
        _threshold("major"),
        _threshold("historic"),
        column("n_prior_gaps", Kind.INTEGER, "Earlier gaps that the rule looked at.", "n_prior_gaps", empty="Not computed.", unit="gaps"),
        column("typical_gap_days", Kind.NUMBER, "Their median.", "typical_days", empty="No rhythm is known.", unit="days"),
        column("longest_prior_gap_days", Kind.INTEGER, "The longest earlier gap.", "longest_prior_days", empty="There is none.", unit="days"),
        column("reason", Kind.TEXT, "The verdict in a sentence.", "reason"),
        column("rule_version", Kind.WORD, "Version of the rule.", "rule_version"),
        coverage_column(),
        column("raised_at", Kind.INSTANT, "When the flag was raised.", "raised_at"),
        column("revised_at", Kind.INSTANT, "When its verdict last changed.", "revised_at", empty="Never."),
        column("withdrawn_at", Kind.INSTANT, "When it was withdrawn.", "withdrawn_at", empty="It stands."),
        column("withdrawn_because", Kind.TEXT, "Why it was withdrawn.", "withdrawn_because", empty="It stands."),
        column("reviewed_at", Kind.INSTANT, "When a person last judged it.", "reviewed_at", empty="Nobody has."),
        column("url", Kind.URL, "The flag's page.", "id", value=site_url("/resumptions/R{}/")),
        column("council_id", Kind.ID, "The council.", "council_id", value=public_id("C")),
        column("review_note", Kind.TEXT, "Why a person confirmed or dismissed it.", "review_note", empty="Nobody has judged it."),
        data_version_column(),
        column("reviewed_as", Kind.CODE, "What the person made of it. The state differs where the grade has changed since, or the flag was withdrawn.", "reviewed_as", words=FlagState, empty="Nobody has judged it."),
        column("reviewed_grade", Kind.CODE, "The grade that the person judged.", "reviewed_grade", words=Grade, empty="Nobody has judged it, or it had no grade."),
        column("sequel", Kind.CODE, "Whether two further sittings followed within four usual gaps; noted twelve months after.", FOLLOWED, value=lambda what: what and what.sequel, words=Sequel, empty=NOT_STANDING),
        column("sequel_session_ids", Kind.IDS, "First sessions of the sittings that followed within four usual gaps, two at most.", FOLLOWED, value=lambda what: [f"S{sitting.session_id}" for sitting in what.met_again] if what else None, empty="None is on record, or the flag does not stand."),
        column("sequel_from", Kind.DATE, "Day from which a resumption that is not sustained is noted as one-off: twelve months after, on the latest reading.", FOLLOWED, value=lambda what: what and what.noted_on and what.noted_on.latest, empty=NOT_STANDING),
    ),
    key=("resumption_id",),
    select=_resumptions,
    count=of_whole_record(_left_out),
    references=(
        Reference("council_slug", "councils", "council_slug"),
        Reference("session_id", "sessions", "session_id"),
        Reference("previous_session_id", "sessions", "session_id"),
    ),
)  # fmt: skip
