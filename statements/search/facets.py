"""Of what is listed, how much each choice of a filter would leave: counted over the list, as far as it goes."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.db import connection
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from meetings.languages import DEFAULT
from meetings.query import TimelineQuery
from meetings.search.listing import Listing
from statements.vocabulary import Fidelity

_SHOWN = 8
# What the filter by topic goes by: what stood on the agenda of a session, and what was said there.
_ABOUT = """
about AS (
    SELECT session_id, topic_id FROM meetings_agendaitem WHERE session_id IN (SELECT session_id FROM listed)
    UNION SELECT s.session_id, st.topic_id FROM statements_statement s
        JOIN statements_statementtopic st ON st.statement_id = s.id
        WHERE s.session_id IN (SELECT session_id FROM listed) AND (s.embargo_until IS NULL OR s.embargo_until <= %(at)s))
"""
_TOPICS = """
SELECT 'topic' AS facet, t.slug AS value, t.name AS label, count(DISTINCT listed.id) AS number FROM listed
    JOIN about ON about.session_id = listed.session_id JOIN meetings_topic t ON t.id = about.topic_id GROUP BY 2, 3
"""
_OF_STATEMENTS = f"""
WITH listed AS (SELECT id, session_id FROM statements_statement WHERE id = ANY(%(ids)s::bigint[])), {_ABOUT},
asked AS (
    SELECT statement_id, language, fidelity FROM statements_wording WHERE statement_id IN (SELECT id FROM listed)
        AND %(language)s IN ('', language) AND %(fidelity)s IN ('', fidelity))
{_TOPICS}
UNION ALL SELECT 'council', c.slug, c.name, count(DISTINCT listed.id) FROM listed
    JOIN meetings_sessioncouncil sc ON sc.session_id = listed.session_id
    JOIN meetings_council c ON c.id = sc.council_id GROUP BY 2, 3
UNION ALL SELECT 'party', p.code, p.name, count(*) FROM listed
    JOIN statements_statement_parties sp ON sp.statement_id = listed.id
    JOIN delegations_party p ON p.id = sp.party_id GROUP BY 2, 3
UNION ALL SELECT 'person', p.slug, p.name, count(*) FROM listed JOIN statements_statement s ON s.id = listed.id
    JOIN delegations_person p ON p.id = s.speaker_id GROUP BY 2, 3
UNION ALL SELECT 'language', w.language, w.language, count(DISTINCT listed.id) FROM listed
    JOIN asked w ON w.statement_id = listed.id GROUP BY 2
UNION ALL SELECT 'fidelity', w.fidelity, w.fidelity, count(DISTINCT listed.id) FROM listed
    JOIN asked w ON w.statement_id = listed.id GROUP BY 2
ORDER BY number DESC, label
"""
_OF_SESSIONS = f"""
WITH listed AS (SELECT id, id AS session_id FROM unnest(%(ids)s::bigint[]) AS id), {_ABOUT} {_TOPICS}
UNION ALL SELECT 'council', c.slug, c.name, count(*) FROM listed
    JOIN meetings_sessioncouncil sc ON sc.session_id = listed.id
    JOIN meetings_council c ON c.id = sc.council_id GROUP BY 2, 3
UNION ALL SELECT 'place', p.slug, p.name, count(*) FROM listed JOIN meetings_session s ON s.id = listed.id
    JOIN meetings_place p ON p.id = s.place_id GROUP BY 2, 3
ORDER BY number DESC, label
"""
TITLES: dict[str, Promise] = {
    "council": gettext_lazy("Councils"),
    "party": gettext_lazy("Parties"),
    "person": gettext_lazy("Speakers"),
    "place": gettext_lazy("Places"),
    "topic": gettext_lazy("Topics"),
    "language": gettext_lazy("Languages"),
    "fidelity": gettext_lazy("How it is printed"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice, its address within the page, and of how many listed rows it is."""

    value: str
    label: str
    number: int
    href: str


@dataclass(frozen=True, slots=True)
class Facet:
    name: str
    title: str
    choices: Sequence[Choice]


def facets(
    listing: Listing, query: TimelineQuery, at: datetime, *, of: str, path: str, more: dict[str, str]
) -> list[Facet]:
    """Filters with two choices or more, the most frequent first; not those that are set: another choice would not narrow
    the list, but replace it. ``more``: parameters of the page besides the query's.

    ``of``: statements or sessions. One query.
    """
    if not listing.ids:
        return []
    with connection.cursor() as cursor:
        # A wording has to be in the language asked for and printed as asked for.
        asked = {name: more.get(name, "") for name in ("language", "fidelity")}
        cursor.execute(
            _OF_STATEMENTS if of == "statements" else _OF_SESSIONS,
            {"ids": list(listing.ids), "at": at, **asked},
        )
        rows = cursor.fetchall()
    found = defaultdict[str, list[tuple[str, str, int]]](list)
    for name, value, label, number in rows:
        found[name].append((value, label, number))
    chosen = {name for name, value in (*query.pairs(), *more.items()) if value}
    return [
        Facet(name, str(title), [_choice(query, path, more, name, *each) for each in found[name][:_SHOWN]])
        for name, title in TITLES.items()
        if len(found[name]) > 1 and name not in chosen
    ]


def _choice(
    query: TimelineQuery, path: str, more: dict[str, str], name: str, value: str, label: str, number: int
) -> Choice:
    words = str(Fidelity(value).label) if name == "fidelity" else label
    return Choice(value, words, number, _address(query, path, more, name, value))


def _address(query: TimelineQuery, path: str, more: dict[str, str], name: str, value: str) -> str:
    if name in ("language", "fidelity"):
        return address(query.changed(), path, {**more, name: value})
    return address(query.changed(**{name: (value,)}), path, more)


def address(query: TimelineQuery, path: str, more: dict[str, str]) -> str:
    """The page in that state, in canonical order: the query's parameters, then the page's own by name."""
    pairs = query.pairs()
    lang = [pairs.pop()] if query.lang != DEFAULT else []
    everything = [*pairs, *sorted((name, value) for name, value in more.items() if value), *lang]
    return f"{path}?{urlencode(everything)}" if everything else path
