"""All sessions, and one with everything on record about it."""

from django.http import Http404, HttpResponseBase, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from meetings.citations import SourceList
from meetings.filters.form import read_form
from meetings.languages import in_language
from meetings.matching import matching
from meetings.models import Session
from meetings.pages import PublicRequest, find_retired, public_page
from meetings.paging import page_of
from meetings.point_in_time import judge_rows_then
from meetings.revisions import revisions
from meetings.session_page import session_page
from meetings.timeline.entries import is_plain
from meetings.timeline.scope import scope_of


@public_page("lang")
def session(request: PublicRequest, key: str) -> HttpResponseBase:
    """``key``: the public id, S12; the bare number leads there."""
    if not key.startswith("S"):
        return HttpResponsePermanentRedirect(in_language(f"/sessions/S{int(key)}/"))
    found = Session.objects.public(request.now).select_related("place").filter(pk=int(key[1:])).first()
    if found is None:
        retired = find_retired(request, key)
        if retired is not None:
            return retired
        raise Http404(_("There is no public session %(id)s.") % {"id": key})
    context = {
        "page": session_page(found, request.now),
        "session": found,
        "revisions": revisions(found, request.now),
        "sources": SourceList(),
    }
    return render(request, "meetings/session.html", context)


@public_page(has_form=True)
def sessions(request: PublicRequest) -> HttpResponseBase:
    """The timeline's sessions as a list, with the same filters."""
    query = request.query
    found = query.sessions(request.now).with_row_details()
    # Of a large record the entries of the timeline know the number without making the rows.
    known = scope_of(query, matching(query, request.now), request.now) if is_plain(query) else None
    page = page_of(
        found.in_order() if query.sort == "oldest" else found.newest_first(),
        query,
        total=known.total if known else None,
    )
    if query.is_past:
        judge_rows_then(page.rows, query.as_of_day, request.now)
    context = {
        "page": page,
        "form": read_form(query, request.now, action="/sessions/"),
        "without_page": query.changed().querystring(),
    }
    return render(request, "meetings/sessions.html", context)
