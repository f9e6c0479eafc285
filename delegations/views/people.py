"""All people, and one: names in every script, posts, sessions, whom they met, statements."""

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from delegations.models import Person
from delegations.people.index import ORDERS, person_index
from delegations.people.page import council_choices, person_page
from meetings.citations import SourceList
from meetings.pages import PublicRequest, find_retired, public_page
from meetings.record import PARAMETERS, addresses


@public_page("q", "as_of", "order", "page", orders=ORDERS)
def people(request: PublicRequest) -> HttpResponseBase:
    """Everybody who sat or spoke at a public session."""
    query = request.query
    index = person_index(query, request.now)
    context = {
        "index": index,
        "page": index.page,
        "orders": {order: f"{request.path}{query.changed(order=order).querystring()}" for order in ORDERS},
        "order_choices": ORDERS.items(),
        "total": index.total,
    }
    return render(request, "delegations/people.html", context)


@public_page(*PARAMETERS)
def person(request: PublicRequest, slug: str) -> HttpResponseBase:
    found = Person.objects.public(request.now).filter(slug=slug).first()
    if found is None:
        retired = find_retired(request, f"people/{slug}", Person.objects.public(request.now))
        if retired is not None:
            return retired
        raise Http404(_("There is no person “%(name)s” on public record.") % {"name": slug})
    page = person_page(found, request.query, request.now)
    context = {
        "page": page,
        "choices": council_choices(found, request.query, request.now),
        "person": found,
        "sources": SourceList(),
        **addresses(request.query, person=slug),
    }
    return render(request, "delegations/person.html", context)
