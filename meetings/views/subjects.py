"""Pages of what several sessions share: topics, places, sources."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from meetings.citations import SourceList
from meetings.models import Place, Topic
from meetings.pages import PublicRequest, find_retired, public_page
from meetings.paging import Page, page_of
from meetings.record import PARAMETERS, addresses, council_choices
from meetings.source_page import public_sources, source_page
from meetings.subjects.places import ORDERS as PLACE_ORDERS
from meetings.subjects.places import is_on_record as is_place_on_record
from meetings.subjects.places import place_page, places_on_record
from meetings.subjects.topics import ORDERS as TOPIC_ORDERS
from meetings.subjects.topics import is_on_record as is_topic_on_record
from meetings.subjects.topics import topic_page, topics_on_record


@public_page("q", "as_of", "order", "page", orders=TOPIC_ORDERS)
def topics(request: PublicRequest) -> HttpResponseBase:
    """Every topic of a public session."""
    page = page_of(topics_on_record(request.query, request.now), request.query)
    return render(request, "meetings/topics.html", _list_context(request, page, TOPIC_ORDERS))


@public_page(*PARAMETERS)
def topic(request: PublicRequest, slug: str) -> HttpResponseBase:
    """When and where a topic stood on the agenda or was spoken about."""
    found = Topic.objects.filter(slug=slug).first()
    subject = None
    # A later page than there are would tell that there is such a topic, public or not.
    if found and (request.query.page == 1 or is_topic_on_record(found, request.query, request.now)):
        subject = topic_page(found, request.query, request.now)
    # A page that is narrowed to nothing is none the less a page, if the whole record has anything.
    if (
        found is None
        or subject is None
        or not (subject.sessions.total or is_topic_on_record(found, request.query, request.now))
    ):
        retired = find_retired(request, f"topics/{slug}") if found is None else None
        if retired is not None:
            return retired
        raise Http404(_("There is no topic “%(name)s” on record.") % {"name": slug})
    context = {
        "topic": found,
        "subject": subject,
        "page": subject.sessions,
        "choices": council_choices(request.query.changed(topic=(slug,)), request.now),
        "sources": SourceList(),
        **addresses(request.query, topic=slug),
    }
    return render(request, "meetings/topic.html", context)


@public_page("q", "as_of", "order", "page", orders=PLACE_ORDERS)
def places(request: PublicRequest) -> HttpResponseBase:
    """Every place of a public session or council."""
    page = page_of(places_on_record(request.query, request.now), request.query)
    return render(request, "meetings/places.html", _list_context(request, page, PLACE_ORDERS))


@public_page(*PARAMETERS)
def place(request: PublicRequest, slug: str) -> HttpResponseBase:
    """The sessions that met in a place."""
    found = Place.objects.filter(slug=slug).first()
    subject = None
    if found and (request.query.page == 1 or is_place_on_record(found, request.now)):
        subject = place_page(found, request.query, request.now)
    if (
        found is None
        or subject is None
        or not (subject.sessions.total or is_place_on_record(found, request.now))
    ):
        retired = find_retired(request, f"places/{slug}") if found is None else None
        if retired is not None:
            return retired
        raise Http404(_("There is no place “%(name)s” on record.") % {"name": slug})
    context = {
        "place": found,
        "subject": subject,
        "page": subject.sessions,
        "choices": council_choices(request.query.changed(place=(slug,)), request.now),
        **addresses(request.query, place=slug),
    }
    return render(request, "meetings/place.html", context)


def _list_context(request: PublicRequest, page: Page, orders: Mapping[str, Any]) -> dict[str, Any]:
    addresses_by_order = {
        order: f"{request.path}{request.query.changed(order=order).querystring()}" for order in orders
    }
    return {"page": page, "orders": addresses_by_order, "order_choices": orders.items()}


@public_page("page")
def source(request: PublicRequest, pk: int) -> HttpResponseBase:
    """What rests on a source."""
    found = public_sources(request.now).filter(pk=pk).first()
    if found is None:
        retired = find_retired(request, f"U{pk}")
        if retired is not None:
            return retired
        raise Http404(_("There is no source %(id)s on public record.") % {"id": f"U{pk}"})
    context = {
        "page": source_page(found, request.query, request.now),
        "source": found,
        "sources": SourceList(),
    }
    return render(request, "meetings/source.html", context)
