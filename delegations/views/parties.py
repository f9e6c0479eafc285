"""All parties, and one: where it sat, who spoke for it, what it said."""

from django.http import Http404, HttpResponseBase, HttpResponsePermanentRedirect
from django.shortcuts import render

from delegations.models import Party
from delegations.parties.figure import party_figure
from delegations.parties.page import party_page, with_counts
from delegations.parties.presence import party_presence
from delegations.parties.record import PARAMETERS
from meetings.citations import SourceList
from meetings.pages import PublicRequest, public_page
from meetings.paging import page_of


@public_page("page")
def parties(request: PublicRequest) -> HttpResponseBase:
    """Every party that a public record names."""
    page = page_of(with_counts(Party.objects.public(request.now), request.now), request.query)
    return render(request, "delegations/parties.html", {"page": page})


@public_page(*PARAMETERS)
def party(request: PublicRequest, code: str) -> HttpResponseBase:
    """``code``: in capitals; small letters lead there."""
    found = Party.objects.public(request.now).filter(code=code.upper()).first()
    if found is None:
        raise Http404(f"There is no party “{code}” on public record.")
    if code != found.code:
        return HttpResponsePermanentRedirect(found.get_absolute_url())
    page = party_page(found, request.query, request.now)
    presence = party_presence(found, request.query, request.now)
    context = {
        "page": page,
        "presence": presence,
        "figure": party_figure(found.name, presence.councils, request.query),
        "party": found,
        "sources": SourceList(),
    }
    return render(request, "delegations/party.html", context)
