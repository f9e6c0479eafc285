"""The sources of one page, numbered in the order in which its facts name them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TypeVar

from django.db import connection

from meetings.models import Source
from meetings.models.source import Citation

Row = TypeVar("Row", bound=Citation)

# What each of these documents repeats, and so on; UNION drops rows seen before, so that a circle ends.
_CHAIN = """
    WITH RECURSIVE chain AS (
        SELECT id, derived_from_id FROM meetings_source WHERE id = ANY(%s)
        UNION
        SELECT earlier.id, earlier.derived_from_id
        FROM meetings_source earlier JOIN chain ON earlier.id = chain.derived_from_id
    )
    SELECT id, derived_from_id FROM chain
"""


class SourceList:
    """Gives each source its number when a fact first names it; listed at the foot of the page."""

    def __init__(self) -> None:
        self._sources: dict[int, Source] = {}
        self._numbers: dict[int, int] = {}
        self._repeats: dict[int, int | None] = {}

    def number(self, source: Source) -> int:
        """The source's number on this page, from 1."""
        self._sources.setdefault(source.pk, source)
        return self._numbers.setdefault(source.pk, len(self._numbers) + 1)

    def __iter__(self) -> Iterator[tuple[int, Source]]:
        return ((number, self._sources[pk]) for pk, number in self._numbers.items())

    def __len__(self) -> int:
        return len(self._numbers)

    @property
    def independent_origins(self) -> int:
        """How many documents do not repeat another one. One query, none if no source is derived from one elsewhere."""
        return self.origins_of(self._sources.values())

    def origins_of(self, sources: Iterable[Source]) -> int:
        """How many origins these sources have between them. A query only for what a source of this page was not yet known
        to repeat."""
        wanted = {source.pk: source.derived_from_id for source in sources}
        self._repeats.update(wanted)
        if unknown := [origin for origin in wanted.values() if origin and origin not in self._repeats]:
            with connection.cursor() as cursor:
                cursor.execute(_CHAIN, [unknown])
                self._repeats.update(cursor.fetchall())
        return len({_origin(pk, self._repeats) for pk in wanted})


def _origin(pk: int, repeats: dict[int, int | None]) -> int:
    """The document at the start of the chain; a circle ends where it is entered."""
    seen = {pk}
    while (earlier := repeats.get(pk)) and earlier not in seen:
        seen.add(earlier)
        pk = earlier
    return pk


def by_fact(citations: Iterable[Row]) -> dict[str, list[Row]]:
    """Citations by the fact they support; under "" those of the record as a whole."""
    found: dict[str, list[Row]] = defaultdict(list)
    for citation in citations:
        found[citation.fact].append(citation)  # type: ignore[attr-defined]  # every concrete citation names a fact
    return dict(found)
