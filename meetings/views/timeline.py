"""The timeline at `/` and its picture alone."""

import base64
import hashlib

from csp.decorators import csp_replace
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from meetings.atom import printable
from meetings.filters.form import read_form
from meetings.filters.saved_views import saved_views
from meetings.pages import PublicRequest, public_page
from meetings.query import PARAMETERS
from meetings.timeline.page import timeline_page
from meetings.timeline.picture import PICTURE_STYLE, picture
from meetings.timeline.tools import figure_tools

_STYLE_HASH = f"'sha256-{base64.b64encode(hashlib.sha256(PICTURE_STYLE.encode()).digest()).decode()}'"


@public_page(has_form=True)
def timeline(request: PublicRequest) -> HttpResponse:
    """Lanes of councils, and below them the same sessions as a table."""
    query = request.query
    form = read_form(query, request.now)
    page = timeline_page(query, request.now)
    context = {
        "page": page,
        "tools": figure_tools(query, page.figure.scale),
        "form": form,
        "views": saved_views(query, form, request.now),
        "without_page": query.changed().querystring(),
    }
    return render(request, "meetings/timeline.html", context)


# An embedded picture can load nothing, so it carries its style; the policy names exactly that text.
@csp_replace({"style-src": [_STYLE_HASH]})
@public_page(*(name for name in PARAMETERS if name not in ("page", "sort")))
def timeline_picture(request: PublicRequest) -> HttpResponse:
    """The picture alone, to embed in another page or to keep."""
    markup = render_to_string(
        "meetings/timeline.svg", picture(request.query, request.now, request.data_version)
    )
    return HttpResponse(printable(markup), content_type="image/svg+xml; charset=utf-8")
