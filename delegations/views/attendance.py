"""Who came to a council's sessions, all of them, page by page."""

from django.http import HttpResponseBase
from django.shortcuts import render

from delegations.attendance.leaders import leaders_of
from delegations.attendance.matrix import SESSIONS_A_PAGE, attendance_matrix
from meetings.pages import PublicRequest, public_council, public_page


@public_page("as_of", "page")
def attendance(request: PublicRequest, slug: str) -> HttpResponseBase:
    council = public_council(request, slug)
    matrix = attendance_matrix(council, request.query, request.now, size=SESSIONS_A_PAGE, parties=None)
    found = leaders_of(council, request.query, request.now, most=None)
    context = {"council": council, "matrix": matrix, "leaders": found, "query": request.query}
    return render(request, "delegations/attendance.html", context)
