"""The sources of one page, numbered in the order in which its facts name them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TypeVar

from meetings.models import Source
from meetings.models.source import Citation

Row = TypeVar("Row", bound=Citation)

# A chain of documents that repeat one another is followed this far.
LONGEST_CHAIN = 4


class SourceList:
    """Gives each source its number when a fact first names it; listed at the foot of the page."""

    def __init__(self) -> None:
        self._sources: dict[int, Source] = {}
        self._numbers: dict[int, int] = {}

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
        """How many documents do not repeat another one. At most ``LONGEST_CHAIN`` queries, none if nothing is derived."""
        repeats = {pk: source.derived_from_id for pk, source in self._sources.items()}
        for _ in range(LONGEST_CHAIN):
            unknown = {origin for origin in repeats.values() if origin and origin not in repeats}
            if not unknown:
                break
            repeats.update(Source.objects.filter(pk__in=unknown).values_list("pk", "derived_from_id"))
        return len({_origin(pk, repeats) for pk in self._sources})


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
