"""`topics.csv` and `places.csv`: what sessions were about, and where they were."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from meetings.exports.columns import Kind, Table, column, data_version_column, site_url, stamp_columns
from meetings.exports.expressions import bytewise
from meetings.exports.scope import Scope
from meetings.models import AgendaItem, Council, Place, Topic
from meetings.publication import is_public_statement


def _topics(scope: Scope) -> "QuerySet[Topic]":
    """On the agenda of a session that matches, or of a statement made there."""
    sessions = scope.query.sessions(scope.now)
    on_agenda = AgendaItem.objects.filter(topic=OuterRef("pk"), session__in=sessions)
    said = sessions.filter(is_public_statement(scope.now), statements__topics=OuterRef("pk"))
    topics = Topic.objects.filter(Q(Exists(on_agenda)) | Q(Exists(said)))
    if scope.query.topic:
        topics = topics.filter(slug__in=scope.query.topic)
    return topics.order_by(bytewise("slug"))


TOPICS = Table(
    name="topics",
    title="Topics",
    description="Subjects that several sessions share: on an agenda (agenda.csv) or spoken about (statements.csv).",
    row="one topic",
    columns=(
        column("topic_slug", Kind.WORD, "The topic, as in its address.", "slug"),
        column("name", Kind.TEXT, "Its name.", "name"),
        column("url", Kind.URL, "Its page.", "slug", value=site_url("/topics/{}/")),
        *stamp_columns(),
        data_version_column(),
    ),
    key=("topic_slug",),
    select=_topics,
)


def _places(scope: Scope) -> "QuerySet[Place]":
    """Where a session that matches was; without a filter also the seats of councils."""
    places = Q(Exists(scope.query.sessions(scope.now).filter(place=OuterRef("pk"))))
    if not scope.query.is_filtered:
        places |= Q(Exists(Council.objects.public(scope.now).filter(seat=OuterRef("pk"))))
    return Place.objects.filter(places).order_by(bytewise("slug"))


PLACES = Table(
    name="places",
    title="Places",
    description="The cities in which sessions were held, and those in which councils have their seats.",
    row="one city",
    columns=(
        column("place_slug", Kind.WORD, "The city, as in its address.", "slug"),
        column("name", Kind.TEXT, "Its name in English.", "name"),
        column("iso3", Kind.WORD, "Its country today, ISO 3166-1 alpha-3.", "iso3", empty="Not recorded."),
        column("url", Kind.URL, "Its page.", "slug", value=site_url("/places/{}/")),
        *stamp_columns(),
        data_version_column(),
    ),
    key=("place_slug",),
    select=_places,
)
