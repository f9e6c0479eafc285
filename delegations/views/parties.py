"""All parties, and one: where it sat, whom it met, who spoke for it, what it said."""

from django.http import Http404, HttpResponseBase, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from delegations.models import Party
from delegations.parties.figure import party_figure
from delegations.parties.index import ORDERS, party_index
from delegations.parties.page import council_choices, party_page
from delegations.parties.presence import party_presence
from meetings.citations import SourceList
from meetings.languages import in_language
from meetings.occasions import LANES_A_PAGE
from meetings.pages import PublicRequest, find_retired, public_page
from meetings.paging import Page
from meetings.record import PARAMETERS, addresses


@public_page("q", "as_of", "order", "page", orders=ORDERS)
def parties(request: PublicRequest) -> HttpResponseBase:
    """Every party that a public record names."""
    query = request.query
    index = party_index(query, request.now)
    context = {
        "index": index,
        "page": index.page,
        "orders": {order: f"{request.path}{query.changed(order=order).querystring()}" for order in ORDERS},
        "order_choices": ORDERS.items(),
        "total": index.total,
    }
    return render(request, "delegations/parties.html", context)


@public_page(*PARAMETERS)
def party(request: PublicRequest, code: str) -> HttpResponseBase:
    """``code``: in capitals; small letters lead there."""
    found = _public_party(request, code)
    if isinstance(found, HttpResponseBase):
        return found
    page = party_page(found, request.query, request.now)
    context = {
        "page": page,
        "figure": page.figure,
        **addresses(request.query, party=found.code),
        "all_councils": in_language(
            f"/parties/{found.code}/councils/{request.query.changed().querystring()}"
        ),
        "choices": council_choices(found, request.query, request.now),
        "party": found,
        "sources": SourceList(),
    }
    return render(request, "delegations/party.html", context)


@public_page(*PARAMETERS)
def party_councils(request: PublicRequest, code: str) -> HttpResponseBase:
    """A party's presence in all its councils, page by page."""
    found = _public_party(request, code, "councils/")
    if isinstance(found, HttpResponseBase):
        return found
    query = request.query
    presence = party_presence(
        found, query, request.now, first=(query.page - 1) * LANES_A_PAGE, most=LANES_A_PAGE
    )
    if query.page > 1 and not presence.councils:
        raise Http404(
            _("There is no page %(page)s of the councils of %(party)s.")
            % {"page": query.page, "party": found.name}
        )
    context = {
        "presence": presence,
        "figure": party_figure(found.name, presence.councils, query),
        "choices": council_choices(found, query, request.now),
        "page": Page(presence.councils, presence.total, query, LANES_A_PAGE),
        "party": found,
        "here": in_language(request.path),
    }
    return render(request, "delegations/party_councils.html", context)


def _public_party(request: PublicRequest, code: str, below: str = "") -> Party | HttpResponseBase:
    found = Party.objects.public(request.now).select_related("source").filter(code=code.upper()).first()
    if found is None:
        public = Party.objects.public(request.now)
        retired = find_retired(request, f"parties/{code.upper()}", public, by="code")
        if retired is not None:
            return retired
        raise Http404(_("There is no party “%(name)s” on public record.") % {"name": code})
    if code != found.code:
        return HttpResponsePermanentRedirect(in_language(f"/parties/{found.code}/{below}"))
    return found
