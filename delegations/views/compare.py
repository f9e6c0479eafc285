"""Two to six councils, or two to six parties, side by side."""

from collections.abc import Sequence

from django.http import HttpResponseBase
from django.shortcuts import render

from delegations.comparison.choices import choices
from delegations.comparison.parties import compare_parties
from delegations.models import Party
from meetings.comparison.choice import Refusal, refused, unknown
from meetings.comparison.councils import compare_councils
from meetings.languages import DEFAULT
from meetings.models import Council
from meetings.pages import PublicRequest, public_page
from meetings.query import TimelineQuery

# What is compared, as files: the same filters as this address.
COUNCIL_FILES = ("sessions", "gaps", "silences", "memberships", "delegations")
PARTY_FILES = ("delegations", "sessions", "memberships", "statements")


@public_page("council", "party", "q", "as_of")
def compare(request: PublicRequest) -> HttpResponseBase:
    """Without anything to compare: the form to choose, and what was wrong."""
    query = request.query
    refusal = refused(query)
    if refusal is None and query.council:
        councils = list(Council.objects.public(request.now).filter(slug__in=query.council))
        refusal = unknown(query.council, {council.slug for council in councils})
        if refusal is None:
            found = compare_councils(councils, query.changed(q=""), request.now)
            return render(
                request, "meetings/compare.html", {"comparison": found, **_files(query, COUNCIL_FILES)}
            )
    if refusal is None and query.party:
        parties = list(Party.objects.public(request.now).filter(code__in=query.party))
        refusal = unknown(query.party, {party.code for party in parties})
        if refusal is None:
            met = compare_parties(parties, query, request.now)
            context = {"comparison": met, "parties": parties, **_files(query, PARTY_FILES)}
            return render(request, "delegations/compare.html", context)
    return _choose(request, refusal)


def _files(query: TimelineQuery, names: Sequence[str]) -> dict[str, object]:
    return {"files": names, "csv_query": query.changed(q="", lang=DEFAULT).querystring()}


def _choose(request: PublicRequest, refusal: Refusal | None) -> HttpResponseBase:
    context = {
        "choices": choices(request.query, request.now),
        "message": refusal.sentence if refusal else "",
    }
    return render(
        request, "delegations/compare_choose.html", context, status=refusal.status if refusal else 200
    )
