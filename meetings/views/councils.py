"""All councils, and one: its rhythm, its silence, its lineage, its members, its sessions."""

from django.http import Http404, HttpResponseBase
from django.shortcuts import render

from meetings.citations import SourceList
from meetings.council_page import council_page, council_rows, with_counts
from meetings.models import Council
from meetings.pages import PublicRequest, find_retired, public_page
from meetings.paging import page_of
from meetings.timeline.council_rhythm import rhythm_figure


@public_page("as_of", "page")
def councils(request: PublicRequest) -> HttpResponseBase:
    """Every public council with its state on the as-of day."""
    found = with_counts(Council.objects.public(request.now), request.query.as_of_day, request.now)
    page = page_of(found, request.query)
    rows = council_rows(page.rows, request.query, request.now)
    return render(request, "meetings/councils.html", {"page": page, "rows": rows})


@public_page("as_of", "page")
def council(request: PublicRequest, slug: str) -> HttpResponseBase:
    """One council as of a day."""
    day, at = request.query.as_of_day, request.now
    found = (
        with_counts(Council.objects.public(at), day, at)
        .select_related("source", "seat")
        .filter(slug=slug)
        .first()
    )
    if found is None:
        retired = find_retired(request, f"councils/{slug}")
        if retired is None:
            raise Http404(f"There is no council “{slug}” on record.")
        return retired
    page = council_page(found, request.query, at)
    context = {
        "page": page,
        "council": found,
        "rhythm": rhythm_figure(
            found, as_of=day, at=at, running=page.silence, gaps=page.gaps_drawn, flags=page.flags
        ),
        "sources": SourceList(),
    }
    return render(request, "meetings/council.html", context)
