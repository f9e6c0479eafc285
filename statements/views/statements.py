"""The list of statements: by words, speaker, party, council, topic, period, language and how they are printed."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from html import escape
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from delegations.models import Party, Person
from meetings.citations import SourceList
from meetings.models import Council, Topic
from meetings.pages import PublicRequest, public_page
from meetings.paging import Page, page_of
from meetings.query import BadQuery
from meetings.search.meaning import Meaning, read_meaning
from statements.models import Statement
from statements.search.facets import address, facets
from statements.search.hits import statement_hits
from statements.search.listing import Refinement, statements_found
from statements.views.search import read_strict
from statements.vocabulary import Fidelity

PAGE_SIZE = 50
_OWN = ("language", "fidelity", "strict")


@dataclass(frozen=True)
class ListedPage(Page):
    """A page whose links keep what this list alone can be asked for."""

    more: "dict[str, str]" = field(default_factory=dict)

    def _address(self, number: int) -> str:
        return address(self.query.changed(page=number), "/statements/", self.more)


@public_page("council", "party", "person", "topic", "place", "from", "to", "q", "page", extra=_OWN)
def statements(request: PublicRequest) -> HttpResponseBase:
    query, at = request.query, request.now
    refinement = _refinement(request)
    more = {
        "language": refinement.language,
        "fidelity": refinement.fidelity,
        "strict": "1" if refinement.strict else "",
    }
    meaning = read_meaning(query.q, strict=refinement.strict) if query.q else None
    listing = statements_found(query, meaning, at, refinement)
    plain = page_of(listing.ids, query, size=PAGE_SIZE)
    page = ListedPage(plain.rows, plain.total, query, PAGE_SIZE, more)
    context: dict[str, Any] = {
        "listing": listing,
        "meaning": meaning,
        "refinement": refinement,
        "fidelities": Fidelity.choices,
        "facets": facets(listing, query, at, of="statements", path="/statements/", more=more),
        "councils": _options(Council.objects.public(at).values_list("slug", "name"), query.council),
        "parties": Party.objects.public(at),
        "people": Person.objects.public(at).filter(slug__in=query.person),
        "topics": Topic.objects.filter(slug__in=query.topic),
        "is_filtered": query.is_filtered or bool(refinement.language or refinement.fidelity),
        "turned": address(query, "/statements/", {**more, "strict": "" if refinement.strict else "1"}),
        "without_page": query.changed().querystring(),
        "sources": SourceList(),
        "page": page,
    }
    return render(request, "statements/statements.html", context | _rows(page, meaning, request))


def _options(choices: Iterable[tuple[str, str]], chosen: Collection[str]) -> SafeString:
    """The options of a select, of value and words each. Of a thousand, a template would take longer than the search."""
    return SafeString(
        "".join(
            f'<option value="{escape(value)}"{" selected" if value in chosen else ""}>{escape(words)}</option>'
            for value, words in choices
        )
    )


def _rows(page: Page, meaning: Meaning | None, request: PublicRequest) -> dict[str, Any]:
    """With words: hits, the words marked; without: the statements in full."""
    if meaning is not None:
        return {"hits": statement_hits(meaning, page.rows, request.now, whole=True)}
    rows = Statement.objects.for_page().select_related("session").prefetch_related("session__councils")
    found = rows.in_bulk(list(page.rows))
    return {"page": replace(page, rows=[found[pk] for pk in page.rows])}


def _refinement(request: PublicRequest) -> Refinement:
    """What only this page is asked for. Raises BadQuery."""
    fidelity, language = request.GET.get("fidelity", ""), request.GET.get("language", "")
    if fidelity and fidelity not in Fidelity.values:
        raise BadQuery(
            _("“%(name)s=%(value)s” is not known. Choose from %(words)s.")
            % {"name": "fidelity", "value": fidelity[:20], "words": ", ".join(Fidelity.values)},
            "fidelity",
        )
    if len(language) > 12 or "\x00" in language:
        raise BadQuery(_("“language” is a code such as de, en, fr, ru or es."), "language")
    return Refinement(language, fidelity, read_strict(request))
