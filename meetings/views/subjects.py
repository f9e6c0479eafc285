"""Pages of what several sessions share: topics, places, sources."""

from django.http import Http404, HttpResponseBase
from django.shortcuts import render

from meetings.citations import SourceList
from meetings.models import Place, Session, Topic
from meetings.pages import PublicRequest, find_retired, public_page
from meetings.paging import page_of
from meetings.source_page import public_sources, source_page


@public_page("page")
def topic(request: PublicRequest, slug: str) -> HttpResponseBase:
    """The sessions at which a topic stood on the agenda or was spoken about."""
    found = Topic.objects.filter(slug=slug).first()
    sessions = request.query.changed(topic=(slug,)).sessions(request.now)
    if found is None or not sessions.exists():
        retired = find_retired(request, f"topics/{slug}") if found is None else None
        if retired is not None:
            return retired
        raise Http404(f"There is no topic “{slug}” on record.")
    context = {
        "topic": found,
        "page": page_of(sessions.newest_first().with_row_details(), request.query),
        "statements": found.statements.public(request.now).for_page().newest_first()[:50],
        "sources": SourceList(),
    }
    return render(request, "meetings/topic.html", context)


@public_page("page")
def place(request: PublicRequest, slug: str) -> HttpResponseBase:
    """The sessions that met in a place."""
    found = Place.objects.filter(slug=slug).first()
    sessions = Session.objects.public(request.now).filter(place=found)
    if found is None or not (sessions.exists() or found.seat_of.public(request.now).exists()):
        retired = find_retired(request, f"places/{slug}") if found is None else None
        if retired is not None:
            return retired
        raise Http404(f"There is no place “{slug}” on record.")
    context = {
        "place": found,
        "seated": found.seat_of.public(request.now),
        "page": page_of(sessions.newest_first().with_row_details(), request.query),
    }
    return render(request, "meetings/place.html", context)


@public_page("page")
def source(request: PublicRequest, pk: int) -> HttpResponseBase:
    """What rests on a source."""
    found = public_sources(request.now).filter(pk=pk).first()
    if found is None:
        retired = find_retired(request, f"U{pk}")
        if retired is not None:
            return retired
        raise Http404(f"There is no source U{pk} on public record.")
    context = {
        "page": source_page(found, request.query, request.now),
        "source": found,
        "sources": SourceList(),
    }
    return render(request, "meetings/source.html", context)
