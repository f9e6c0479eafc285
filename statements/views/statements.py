"""The list of statements, filtered by words, speaker, party or council."""

from django.http import HttpResponseBase
from django.shortcuts import render

from delegations.models import Party, Person
from meetings.citations import SourceList
from meetings.models import Council
from meetings.pages import PublicRequest, public_page
from meetings.paging import page_of
from statements.models import Statement


@public_page("council", "party", "person", "q", "page")
def statements(request: PublicRequest) -> HttpResponseBase:
    query = request.query
    found = Statement.objects.public(request.now).matching(query)
    spoken = Statement.objects.public(request.now)
    context = {
        "page": page_of(found.for_page().newest_first(), query),
        "councils": Council.objects.public(request.now)
        .filter(sessions__in=spoken.values("session"))
        .distinct(),
        "parties": Party.objects.filter(statements__in=spoken).distinct(),
        "people": Person.objects.filter(slug__in=query.person, statements__in=spoken).distinct(),
        "without_page": query.changed().querystring(),
        "sources": SourceList(),
    }
    return render(request, "statements/statements.html", context)
