"""`councils.csv`: every body that meets; `coverage.csv`: which of its records were searched."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.expressions import Combinable

from meetings.exports.cited import SOURCE_REFERENCE, source_id_column
from meetings.exports.columns import (
    Column,
    Kind,
    Reference,
    Table,
    column,
    data_version_column,
    public_id,
    site_url,
    stamp_columns,
)
from meetings.exports.countries import country, country_of_users
from meetings.exports.expressions import bytewise, count_of, dates, of_chosen_councils
from meetings.exports.scope import Scope
from meetings.models import Council, Coverage, SessionCouncil, Succession
from meetings.publication import is_public
from meetings.vocabulary import Completeness

NOT_RECORDED = "Not recorded."
NO_SEAT = "It has none, or not recorded."
COUNCIL_REFERENCE = Reference("council_slug", "councils", "council_slug")


def matching_councils(scope: Scope) -> "QuerySet[Council]":
    """Public councils: all, or those that a council filter names, and of these, with any other filter, those with a
    session that matches."""
    councils = Council.objects.public(scope.now).filter(of_chosen_councils(scope.query, "slug"))
    if scope.query.changed(council=()).is_filtered:
        links = SessionCouncil.objects.filter(
            council=OuterRef("pk"), session__in=scope.query.sessions(scope.now)
        )
        councils = councils.filter(Exists(links))
    return councils.order_by(bytewise("slug"))


def _predecessors(scope: Scope, value: "str | Combinable") -> ArraySubquery:
    links = Succession.objects.filter(is_public(scope.now, "predecessor__"), successor=OuterRef("pk"))
    return ArraySubquery(links.order_by(bytewise("predecessor__slug")).values(value))


def _session_count(scope: Scope) -> Any:
    """Public sessions; those begun by the as-of day, if one is asked for."""
    links = SessionCouncil.objects.public(scope.now).filter(
        council=OuterRef("pk"), session__start__startswith__lte=scope.query.begun_by
    )
    return count_of(links)


def _council_columns() -> tuple[Column, ...]:
    return (
        column("council_id", Kind.ID, "The council.", "id", value=public_id("C")),
        column("council_slug", Kind.WORD, "The council, as in its address.", "slug"),
        column("name", Kind.TEXT, "English name today.", "name"),
        column("abbreviation", Kind.TEXT, "As used in print.", "abbreviation", empty="None is in use."),
        column(
            "description",
            Kind.TEXT,
            "What it is, in two or three sentences.",
            "description",
            empty=NOT_RECORDED,
        ),
        *dates("founded", "founded", "When it was set up", empty=NOT_RECORDED),
        *dates("dissolved", "dissolved", "When it was concluded", empty="It still exists."),
        column(
            "predecessor_slug",
            Kind.WORDS,
            "The councils that it continues, replaces, splits from, merges or revives.",
            lambda scope: _predecessors(scope, "predecessor__slug"),
            empty="None is on record.",
        ),
        column(
            "predecessor_kind",
            Kind.WORDS,
            "How it follows them, in the same order. Only `continues` takes over the earlier sessions.",
            lambda scope: _predecessors(scope, "kind"),
            empty="None is on record.",
        ),
        column(
            "seat_city",
            Kind.TEXT,
            "City of its secretariat.",
            "seat__name",
            empty=NO_SEAT,
        ),
        country("seat_iso3", "Country of that city", "seat__iso3", NO_SEAT),
        column(
            "floor_days",
            Kind.INTEGER,
            "Shortest gap that can be unusual for this council.",
            "floor_days",
            empty="The rule's own number.",
            unit="days",
        ),
        column(
            "sitting_span_days",
            Kind.INTEGER,
            "Sessions at most so far apart are one sitting.",
            "sitting_span_days",
            empty="The rule's own number.",
            unit="days",
        ),
        column(
            "declared_cadence_days",
            Kind.INTEGER,
            "Days between sessions by statute or habit.",
            "declared_cadence_days",
            empty="None is declared.",
            unit="days",
        ),
        column("muted", Kind.BOOLEAN, "1 if its records are too uneven to raise flags.", "muted"),
        column(
            "n_sessions",
            Kind.INTEGER,
            "Sessions on record, whatever became of them; with as_of, those begun by that day.",
            _session_count,
            unit="sessions",
        ),
        column(
            "source_url",
            Kind.URL,
            "The document that describes it.",
            "source__url",
            empty="A printed source.",
        ),
        column("url", Kind.URL, "The council's page.", "slug", value=site_url("/councils/{}/")),
        *stamp_columns(created=True),
        data_version_column(),
        source_id_column("source_id", "No document is named."),
        country_of_users("seat_iso3", "seat__iso3"),
    )


COUNCILS = Table(
    name="councils",
    title="Councils",
    description="Every body on record that meets. Without a filter, those without a session too; with one, those with a"
    " session that matches.",
    row="one council",
    columns=_council_columns(),
    key=("council_id",),
    select=matching_councils,
    references=(SOURCE_REFERENCE,),
)


def matching_coverage(scope: Scope) -> "QuerySet[Coverage]":
    return Coverage.objects.filter(council__in=matching_councils(scope).order_by()).order_by(
        bytewise("council__slug"), "first_day", "id"
    )


COVERAGE = Table(
    name="coverage",
    title="Coverage",
    description="Which periods of a council's records were searched, when and how completely. No record is not no"
    " meeting: this table tells the two apart.",
    row="one period of one council",
    columns=(
        column("council_slug", Kind.WORD, "The council, as in its address.", "council__slug"),
        column("from", Kind.DATE, "First day of the period.", "first_day"),
        column(
            "to", Kind.DATE, "Last day of the period.", "last_day", empty="The search is kept up to date."
        ),
        column(
            "completeness",
            Kind.CODE,
            "How completely the records of the period were searched.",
            "completeness",
            words=Completeness,
        ),
        column("searched_on", Kind.DATE, "Day of the search.", "searched_on", empty=NOT_RECORDED),
        column(
            "source_url", Kind.URL, "The document that shows it.", "source__url", empty="The search itself."
        ),
        column("method", Kind.TEXT, "Where was searched and how.", "method", empty=NOT_RECORDED),
        *stamp_columns(),
        data_version_column(),
        source_id_column("source_id", "The search itself."),
    ),
    key=("council_slug", "from"),
    select=matching_coverage,
    references=(COUNCIL_REFERENCE, SOURCE_REFERENCE),
)
