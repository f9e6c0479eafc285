"""`topics.csv` and `places.csv`: what sessions were about, and where they were."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from meetings.among import any_of
from meetings.exports.columns import Kind, Table, column, data_version_column, site_url, stamp_columns
from meetings.exports.countries import country, country_of_users
from meetings.exports.expressions import bytewise
from meetings.exports.scope import Scope
from meetings.models import AgendaItem, Council, Place, Topic
from meetings.publication import is_public_statement


def _topics(scope: Scope) -> "QuerySet[Topic]":
    """On the agenda of a session that matches, or of a statement made there."""
    sessions, public = scope.query.sessions(scope.now), is_public_statement(scope.now)
    if scope.is_narrow:
        on_agenda = AgendaItem.objects.filter(topic=OuterRef("pk"), session__in=sessions)
        found = Exists(on_agenda) | Exists(sessions.filter(public, statements__topics=OuterRef("pk")))
    else:
        on_agenda = AgendaItem.objects.public(scope.now)
        found = Q(any_of(on_agenda, "topic")) | Q(any_of(sessions, "statements__topics", public))
    topics = Topic.objects.filter(found)
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
    held = scope.query.sessions(scope.now)
    places = Q(Exists(held.filter(place=OuterRef("pk"))) if scope.is_narrow else any_of(held, "place"))
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
        country("iso3", "Its country today", "iso3", "Not recorded."),
        column("url", Kind.URL, "Its page.", "slug", value=site_url("/places/{}/")),
        *stamp_columns(),
        data_version_column(),
        country_of_users("iso3", "iso3"),
    ),
    key=("place_slug",),
    select=_places,
)
