"""What other programs follow: notices as Atom, sessions as calendars. Both take the timeline's filters."""

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse

from meetings.atom import FeedKind, read_feed
from meetings.calendars import CalendarFile
from meetings.filter_words import EVERYTHING, filter_in_words
from meetings.models import Council
from meetings.pages import PublicRequest, council_or_where_it_is, public_page
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


@public_page(*FOLLOWED, data=True)
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
    council = council_or_where_it_is(request, slug, "sessions.ics")
    if not isinstance(council, Council):
        return council
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
