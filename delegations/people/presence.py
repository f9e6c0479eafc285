"""Posts and sessions of a person over time, on one axis."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import BooleanField, Case, CharField, OuterRef, Subquery, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from delegations.models import Delegate, Person, Post
from delegations.vocabulary import PRESENT
from meetings.languages import language
from meetings.models import SessionCouncil
from meetings.occasions import (
    LANES_SHOWN,
    CouncilOccasions,
    council_occasions,
    counted_in_words,
    in_words,
    ranked_councils,
    sessions_address,
)
from meetings.query import TimelineQuery
from meetings.record import sessions_met
from meetings.timeline.chart import month_names
from meetings.timeline.presence import presence_figure
from meetings.timeline.presence_lanes import Kind, Lane, Stretch
from meetings.timeline.presence_shapes import PresenceFigure
from meetings.timeline.words import date_in_words, number

POSTS_DRAWN = 20


def seat_kinds() -> list[Kind]:
    """As what a person can be on record at a session."""
    return [
        Kind("led", _("led the delegation")),
        Kind("sat", _("in the delegation")),
        Kind("missing", _("the delegation was absent, or whether it came is not known"), "below"),
    ]


@dataclass(frozen=True)
class PersonPresence:
    """`total`: councils to a session of which the person is on record as a delegate."""

    councils: Sequence[CouncilOccasions]
    total: int
    figure: PresenceFigure | None


def person_presence(
    person: Person, posts: Sequence[Post], query: TimelineQuery, at: datetime
) -> PersonPresence:
    """Posts first, then the councils with most sessions. Four queries."""
    seat = Delegate.objects.filter(delegation__session=OuterRef("session"), person=person).order_by("-leads")
    came = seat.filter(delegation__attendance__in=PRESENT)
    # The sessions of one person are few: they are found by the person, not by looking at each session.
    sat = Delegate.objects.filter(person=person).values("delegation__session")
    rows = (
        SessionCouncil.objects.filter(session__in=sessions_met(query, at))
        .filter(session__in=sat)
        .annotate(leads=Subquery(came.values("leads")[:1], output_field=BooleanField()))
        .annotate(
            kind=Case(
                When(leads=True, then=Value("led")),
                When(leads=False, then=Value("sat")),
                default=Value("missing"),
                output_field=CharField(),
            )
        )
    )
    if query.council:
        rows = rows.filter(council__slug__in=query.council)
    ranked = list(ranked_councils(rows))
    found = list(council_occasions(rows, ranked[:LANES_SHOWN]).values())
    lanes = [*_post_lanes(posts[:POSTS_DRAWN]), *(_lane(each, query) for each in found)]
    figure = presence_figure(
        _("Posts of %(person)s, and sessions in each council, over time") % {"person": person.name},
        lanes,
        seat_kinds(),
        as_of=query.as_of_day,
        month_names=month_names(language()),
        first=query.first_day,
        last=query.last_day,
        count_words=counted_in_words,
    )
    return PersonPresence(found, len(ranked), figure)


def _post_lanes(posts: Sequence[Post]) -> list[Lane]:
    """A lane for each post whose dates are known, if only one of them."""
    return [
        Lane(
            name=post.title,
            note=post.party.name if post.party else "",
            stretches=[Stretch(post.start, post.end, "", post_in_words(post))],
            told=[(post_in_words(post), "")],
        )
        for post in posts
        if post.start or post.end
    ]


def _lane(found: CouncilOccasions, query: TimelineQuery) -> Lane:
    words = {kind.key: kind.words for kind in seat_kinds()}
    total = found.counts.total()
    return Lane(
        name=found.council.name,
        href=found.council.get_absolute_url(),
        note=ngettext("%(n)s session", "%(n)s sessions", total) % {"n": number(total)},
        occasions=[in_words(each, words[each.kind]) for each in found.occasions],
        address=sessions_address(query, council=found.council.slug),
    )


def post_in_words(post: Post) -> str:
    """`Deputy Foreign Minister, Russia, from 2012 to January 2018`."""
    office = f"{post.title}, {post.party.name}" if post.party else post.title
    named = {
        "office": office,
        "start": date_in_words(post.start) if post.start else "",
        "end": date_in_words(post.end) if post.end else "",
    }
    if post.start and post.end:
        return _("%(office)s, from %(start)s to %(end)s") % named
    if post.start:
        return _("%(office)s, from %(start)s") % named
    if post.end:
        return _("%(office)s, until %(end)s") % named
    return _("%(office)s, dates not recorded") % named
