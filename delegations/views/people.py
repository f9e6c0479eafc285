"""One person: names in every script, posts, sessions, statements."""

from django.http import Http404, HttpResponseBase
from django.shortcuts import render

from delegations.models import Person
from delegations.parties.page import person_page
from meetings.citations import SourceList
from meetings.pages import PublicRequest, find_retired, public_page


@public_page("page")
def person(request: PublicRequest, slug: str) -> HttpResponseBase:
    found = Person.objects.public(request.now).filter(slug=slug).first()
    if found is None:
        retired = find_retired(request, f"people/{slug}")
        if retired is not None:
            return retired
        raise Http404(f"There is no person “{slug}” on public record.")
    page = person_page(found, request.query, request.now)
    context = {"page": page, "person": found, "sources": SourceList()}
    return render(request, "delegations/person.html", context)
