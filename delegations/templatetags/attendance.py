"""Who came to a council's sessions, for the page of a council, which belongs to the app below."""

from typing import Any

from django import template
from django.template import Context

from delegations.attendance.cells import PRESENCE_WORDS, Presence
from delegations.attendance.leaders import leaders_of
from delegations.attendance.matrix import attendance_matrix
from meetings.councils.members import Members
from meetings.models import Council

register = template.Library()


@register.inclusion_tag("delegations/_attendance.html", takes_context=True)
def attendance(context: Context, council: Council, members: Members) -> dict[str, Any]:
    """The latest sessions of the council; the list of all of them is a page of its own."""
    request = context["request"]
    query = request.query.changed()  # the page in the address is that of the list of sessions
    matrix = attendance_matrix(council, query, request.now, seats=members.seats)
    return {"matrix": matrix, "council": council, "query": request.query, "is_part": True}


@register.inclusion_tag("delegations/_leaders.html", takes_context=True)
def leaders(context: Context, council: Council) -> dict[str, Any]:
    """The latest leaders of delegations."""
    request = context["request"]
    found = leaders_of(council, request.query, request.now)
    return {"leaders": found, "council": council, "query": request.query, "is_part": True}


@register.filter
def presence_words(presence: Presence) -> str:
    """`absent`."""
    return str(PRESENCE_WORDS[presence])
