"""What other programs follow: notices as Atom, sessions as calendars. Both take the timeline's filters."""

from collections.abc import Callable
from functools import wraps

from django.http import (
    HttpResponse,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
    StreamingHttpResponse,
)

from meetings.atom import FeedKind, read_feed
from meetings.calendars import CalendarFile
from meetings.filter_words import EVERYTHING, as_named_today, filter_in_words
from meetings.models import Council, RetiredId
from meetings.pages import PublicRequest, public_council, public_page
from meetings.query import PARAMETERS, PRESENTATION, BadQuery, TimelineQuery

CALENDAR_TYPE = "text/calendar; charset=utf-8"
# A feed has no pages and one order.
FOLLOWED = tuple(name for name in PARAMETERS if name not in PRESENTATION)
CALENDAR_NOTE = (
    "Sessions on record. A session known only to the month or year is a tentative event over the whole period:"
    " no day is meant. A session that was called off is marked as cancelled. Data: CC BY 4.0, quotations excluded."
)


def _words(query: TimelineQuery, request: PublicRequest) -> str:
    """The filter in words; empty without one."""
    words = filter_in_words(query, request.now).text
    as_of = f"as of {query.as_of}" if query.as_of else ""
    return "; ".join(filter(None, ["" if words == EVERYTHING else words, as_of]))


def _as_it_is_named_today(
    view: Callable[..., HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """A subscription lasts for years: names that changed since lead on, by one redirect."""

    @wraps(view)
    def page(request: PublicRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        today = as_named_today(request.query)
        if today != request.query:
            return HttpResponsePermanentRedirect(request.path + today.querystring())
        return view(request, *args, **kwargs)

    return page


@public_page(*FOLLOWED, data=True)
@_as_it_is_named_today
def notices_feed(request: PublicRequest, kind: FeedKind) -> HttpResponse:
    """The latest notices that the address's filters leave."""
    feed = read_feed(kind, request.query, request.now, _words(request.query, request))
    response = HttpResponse(content_type=feed.content_type)
    feed.write(response, "utf-8")
    return response


def _calendar_response(request: PublicRequest, calendar: CalendarFile, file_name: str) -> HttpResponseBase:
    """The stream. A HEAD request gets the headers and reads no session."""
    pieces = () if request.method == "HEAD" else calendar.pieces()
    response = StreamingHttpResponse(pieces, content_type=CALENDAR_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{file_name}"'
    return response


@public_page(*FOLLOWED, data=True)
@_as_it_is_named_today
def sessions_calendar(request: PublicRequest) -> HttpResponseBase:
    """Every session that the filters leave, planned and called off ones too."""
    query = request.query
    calendar = CalendarFile(
        sessions=query.sessions(request.now),
        title=" · ".join(filter(None, ["Reconvene", _words(query, request)])),
        description=CALENDAR_NOTE,
        address=f"{request.path}{query.querystring()}",
        page=f"/{query.querystring()}",
    )
    return _calendar_response(request, calendar, "sessions.ics")


@public_page(*FOLLOWED, data=True)
def council_calendar(request: PublicRequest, slug: str) -> HttpResponseBase:
    """The same of one council; further filters apply within it."""
    moved = RetiredId.objects.filter(key=f"councils/{slug}", successor__startswith="councils/").first()
    if moved is not None and not Council.objects.public(request.now).filter(slug=slug).exists():
        return HttpResponsePermanentRedirect(f"/{moved.successor}/sessions.ics{request.query.querystring()}")
    council: Council = public_council(request, slug)
    if request.query.council not in ((), (slug,)):
        raise BadQuery(
            "This calendar is of one council: leave “council” out, or use the one of all councils."
        )
    within = request.query.changed(council=(slug,))
    others = _words(request.query.changed(council=()), request)
    calendar = CalendarFile(
        sessions=within.sessions(request.now),
        title=" · ".join(filter(None, [council.name, others])),
        description=CALENDAR_NOTE,
        address=f"{request.path}{request.query.querystring()}",
        page=f"/{within.querystring()}" if others else council.get_absolute_url(),
    )
    return _calendar_response(request, calendar, f"{council.slug}.ics")
