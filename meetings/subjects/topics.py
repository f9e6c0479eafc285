"""A topic: on whose agenda it stood and when, what became of it there, what was said about it; and the list of topics."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, CharField, Count, Exists, F, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.models import AgendaItem, SessionCouncil, Topic
from meetings.paging import Page, page_of
from meetings.query import TimelineQuery
from meetings.record import of_the_record, sessions_met, statement_years
from meetings.subjects.lanes import SubjectLanes, subject_lanes
from meetings.timeline.presence_lanes import Kind
from meetings.timeline.yearly import YearlyFigure
from meetings.vocabulary import AgendaStanding
from meetings.yearly import counts_by_year

STATEMENTS_SHOWN = 8
SESSIONS_A_PAGE = 50
SPOKEN = "spoken"
# Where a topic has several items at one session, the first of these is what the picture shows.
STRONGEST_FIRST = (
    AgendaStanding.DISCUSSED,
    AgendaStanding.DEMANDED_OFF,
    AgendaStanding.OFFERED,
    AgendaStanding.TO_BE_DISCUSSED,
)
# What the list can be ordered by; the first is what it is ordered by where the address says nothing.
ORDERS = {
    "news": gettext_lazy("last at a session, latest first"),
    "name": gettext_lazy("name"),
    "sessions": gettext_lazy("sessions, most first"),
    "statements": gettext_lazy("statements, most first"),
}


@dataclass(frozen=True)
class TopicPage:
    topic: Topic
    lanes: SubjectLanes
    sessions: Page
    statements: Sequence[Any]
    n_statements: int
    years: YearlyFigure | None


def topic_kinds() -> list[Kind]:
    """What a topic can have been at a session, in the order of the legend."""
    return [
        *(
            Kind(each.value, str(each.label), "below" if each is AgendaStanding.DEMANDED_OFF else "above")
            for each in STRONGEST_FIRST
        ),
        Kind(SPOKEN, _("only spoken about"), "line"),
    ]


def topic_page(topic: Topic, query: TimelineQuery, at: datetime) -> TopicPage:
    """Everything public about a topic up to the query's day, in its councils and period. At most 20 queries."""
    of_topic = query.changed(topic=(topic.slug,), page=query.page)
    said: Any = topic.statements  # of the app above, by its name
    statements = of_the_record(said.public(at), query, at)
    counts = counts_by_year(statements, "said_on", "session__start")
    return TopicPage(
        topic=topic,
        lanes=subject_lanes(
            _("Sessions of each council at which “%(topic)s” stood on the agenda or was spoken about")
            % {"topic": topic.name},
            _with_standing(topic, of_topic, at),
            topic_kinds(),
            query,
            topic=topic.slug,
        ),
        sessions=page_of(
            of_topic.sessions(at).newest_first().with_row_details(), query, size=SESSIONS_A_PAGE, apart=True
        ),
        statements=list(statements.for_page().newest_first()[:STATEMENTS_SHOWN]),
        n_statements=sum(counts.values()),
        years=statement_years(
            _("Statements about “%(topic)s” per year") % {"topic": topic.name}, counts, query
        ),
    )


def _with_standing(topic: Topic, query: TimelineQuery, at: datetime) -> "QuerySet[Any]":
    """The topic's sessions that took place, parts too, by council, with what it was there as their `kind`."""
    item = AgendaItem.objects.filter(session=OuterRef("session"), topic=topic)
    return SessionCouncil.objects.filter(session__in=sessions_met(query, at, parts=True)).annotate(
        kind=Case(
            *(
                When(Exists(item.filter(standing=standing)), then=Value(standing.value))
                for standing in STRONGEST_FIRST
            ),
            default=Value(SPOKEN),
            output_field=CharField(),
        )
    )


def topics_on_record(query: TimelineQuery, at: datetime) -> "QuerySet[Topic]":
    """Topics of public sessions up to the query's day, with the number of sessions on whose agenda they stood
    (`n_discussed`, `n_offered` and to be discussed, `n_demanded_off`), `n_sessions` and the `last` of these, `n_statements`."""
    public = query.changed(q="").sessions(at)
    items = AgendaItem.objects.filter(topic=OuterRef("pk"), session__in=public)
    last = items.order_by("-session__start__startswith", "-session")
    said: Any = Topic._meta.get_field("statements").related_model
    spoken = of_the_record(said._default_manager.public(at), query, at).filter(topics=OuterRef("pk"))
    found = Topic.objects.filter(Exists(items) | Exists(spoken))
    for word in query.q.split():
        found = found.filter(name__unaccent__icontains=word)
    found = found.annotate(
        n_sessions=_sessions(items),
        n_discussed=_sessions(items.filter(standing=AgendaStanding.DISCUSSED)),
        n_offered=_sessions(
            items.filter(standing__in=[AgendaStanding.OFFERED, AgendaStanding.TO_BE_DISCUSSED])
        ),
        n_demanded_off=_sessions(items.filter(standing=AgendaStanding.DEMANDED_OFF)),
        last_start=Subquery(last.values("session__start")[:1]),
        last_session=Subquery(last.values("session")[:1]),
        n_statements=_count(spoken, "topics", "pk"),
    )
    by: tuple[Any, ...] = {
        "news": (F("last_start__startswith").desc(nulls_last=True),),
        "name": (),
        "sessions": ("-n_sessions",),
        "statements": ("-n_statements",),
    }[query.order]
    return found.order_by(*by, "sort_key", "pk")


def _sessions(items: "QuerySet[Any]") -> Coalesce:
    return _count(items, "topic", "session")


def _count(rows: "QuerySet[Any]", by: str, of: str) -> Coalesce:
    counted = rows.order_by().values(by).annotate(n=Count(of, distinct=True)).values("n")
    return Coalesce(Subquery(counted), 0)


def is_on_record(topic: Topic, query: TimelineQuery, at: datetime) -> bool:
    """Whether any public session has to do with it, whatever the page is narrowed to."""
    whole = TimelineQuery(topic=(topic.slug,), today=query.today)
    return bool(whole.sessions(at).exists())
