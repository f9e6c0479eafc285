"""All councils, and one: its rhythm, its silence, its lineage, its members, its sessions."""

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from meetings.citations import SourceList
from meetings.councils.index import ORDERS, council_index, with_counts
from meetings.councils.page import CouncilPage, council_page
from meetings.councils.rhythm_words import kind_in_words, regularity_in_words, usual_gap_in_words
from meetings.models import Council
from meetings.pages import PublicRequest, find_retired, public_page
from meetings.timeline.council_figure import CouncilFigure, axis_start, council_figure
from meetings.timeline.council_rhythm import rhythm_figure


@public_page("q", "as_of", "order", "page", orders=ORDERS)
def councils(request: PublicRequest) -> HttpResponseBase:
    """Every public council with its state on the as-of day."""
    index = council_index(request.query, request.now)
    addresses = {
        order: f"{request.path}{request.query.changed(order=order).querystring()}" for order in ORDERS
    }
    return render(
        request,
        "meetings/councils.html",
        {"index": index, "page": index.page, "orders": addresses, "order_choices": ORDERS.items()},
    )


@public_page("as_of", "page")
def council(request: PublicRequest, slug: str) -> HttpResponseBase:
    """One council as of a day."""
    at = request.now
    found = (
        with_counts(Council.objects.public(at), request.query.begun_by, at)
        .select_related("source", "seat")
        .filter(slug=slug)
        .first()
    )
    if found is None:
        retired = find_retired(request, f"councils/{slug}", Council.objects.public(at))
        if retired is None:
            raise Http404(_("There is no council “%(name)s” on record.") % {"name": slug})
        return retired
    page = council_page(found, request.query, at)
    context = {
        "page": page,
        "council": found,
        "figure": _figure(page, request),
        "sources": SourceList(),
    }
    if page.silence and page.regularity:
        context |= {
            "rhythm_kind": kind_in_words(page.regularity),
            "rhythm_words": regularity_in_words(page.regularity, request.query.lang),
            "usual_gap": usual_gap_in_words(page.silence, request.query.lang),
        }
    return render(request, "meetings/council.html", context)


def _figure(page: CouncilPage, request: PublicRequest) -> CouncilFigure:
    day, lang = request.query.as_of_day, request.query.lang
    counts = page.record.years(page.council, page.coverage, page.day)
    rhythm = rhythm_figure(
        page.council,
        as_of=day,
        at=request.now,
        running=page.silence,
        gaps=page.gaps_drawn,
        flags=page.flags,
        since=axis_start(counts),
        locale=lang,
    )
    return council_figure(rhythm, counts, page.record.unheld, page.events, day, lang)
