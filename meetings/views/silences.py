"""The watch list: councils whose running silence is late or more, the most unusual first."""

from django.http import HttpResponseBase
from django.shortcuts import render

from meetings.councils.listing import public_sessions_named
from meetings.models import Council
from meetings.pages import PublicRequest, public_page
from meetings.paging import page_of
from meetings.watch import watch_list


@public_page("as_of", "page")
def silences(request: PublicRequest) -> HttpResponseBase:
    page = page_of(watch_list(day=request.query.as_of_day, now=request.now), request.query)
    councils = Council.objects.in_bulk([silence.council_id for silence in page.rows])
    sessions = public_sessions_named(page.rows, request.now)
    rows = [
        {
            "silence": silence,
            "council": councils[silence.council_id],
            "last": sessions.get(silence.silence.last_session_id),
            "planned": sessions.get(silence.next_planned_id),
        }
        for silence in page.rows
    ]
    return render(request, "meetings/silences.html", {"page": page, "rows": rows})
