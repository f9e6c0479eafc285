"""One box for everything: councils, people, parties, places, topics, sessions and words said, in any script."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from meetings.filter_words import filter_in_words
from meetings.pages import PublicRequest, public_page
from meetings.query import BadQuery
from meetings.search.listing import Listing, sessions_found
from meetings.search.meaning import Meaning, read_meaning
from statements.search.facets import Facet, address, facets
from statements.search.hits import SessionHit, StatementHit, session_hits, statement_hits
from statements.search.listing import Refinement, statements_found
from statements.search.names import KINDS, Named, named, names_like

# Of each group, before "all of them".
NAMES_SHOWN = 10
ROWS_SHOWN = 10
# Counted up to so many; the lists behind "all of them" go on.
MOST_COUNTED = 100
FILTERS = ("council", "level", "party", "absent", "person", "topic", "place", "status", "from", "to")


@dataclass(frozen=True)
class Found:
    """The first hits of each kind and how many there are. ``like``: names that look so, where nothing was found."""

    names: Mapping[str, Sequence[Named]]
    sessions: Sequence[SessionHit]
    statements: Sequence[StatementHit]
    session_list: Listing
    statement_list: Listing
    facets: Sequence[Facet]
    like: Sequence[Named]

    @property
    def nothing(self) -> bool:
        return not (self.sessions or self.statements or any(self.names.values()))


@public_page(*FILTERS, "q", extra=("strict",))
def search(request: PublicRequest) -> HttpResponseBase:
    strict = read_strict(request)
    query = request.query
    meaning = read_meaning(query.q, strict=strict) if query.q else None
    more = {"strict": "1" if strict else ""}
    context: dict[str, Any] = {
        "meaning": meaning,
        "strict": strict,
        "found": None if meaning is None or meaning.is_empty else _find(request, meaning, more),
        "filters": filter_in_words(query.changed(q=""), request.now).text if _is_narrow(request) else "",
        "kept": [(name, value) for name, value in query.pairs() if name not in ("q", "lang")],
        "unfiltered": address(query.cleared().changed(q=query.q), "/search/", more),
        "turned": address(query, "/search/", {"strict": "" if strict else "1"}),
        "statements_address": address(query, "/statements/", more),
        "names_shown": NAMES_SHOWN,
    }
    return render(request, "statements/search.html", context)


def read_strict(request: PublicRequest) -> bool:
    """The switch in the address. Raises BadQuery for anything but 1."""
    value = request.GET.get("strict", "")
    if value not in ("", "1"):
        raise BadQuery(
            _("“%(name)s=%(value)s” is not known. Choose from %(words)s.")
            % {"name": "strict", "value": value[:20], "words": "1"},
            "strict",
        )
    return bool(value)


def _is_narrow(request: PublicRequest) -> bool:
    return request.query.changed(q="").is_filtered


def _find(request: PublicRequest, meaning: Meaning, more: dict[str, str]) -> Found:
    query, at = request.query, request.now
    chosen = query.changed(q="").sessions(at)
    narrow = _is_narrow(request)
    sessions = sessions_found(
        meaning,
        chosen,
        at,
        is_narrow=narrow,
        first=query.first_day,
        last=query.last_day,
        most=MOST_COUNTED,
    )
    statements = statements_found(query, meaning, at, Refinement(strict=meaning.strict), MOST_COUNTED)
    names = {kind: named(meaning, kind, at) for kind in KINDS}
    nothing = not (sessions.ids or statements.ids or any(names.values()))
    return Found(
        names=names,
        sessions=session_hits(meaning, sessions.ids[:ROWS_SHOWN], at),
        statements=statement_hits(meaning, statements.ids[:ROWS_SHOWN], at),
        session_list=sessions,
        statement_list=statements,
        facets=facets(sessions, query, at, of="sessions", path="/search/", more=more),
        like=names_like(query.q, at) if nothing else (),
    )
