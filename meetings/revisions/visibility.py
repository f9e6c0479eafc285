"""When something was public, and which of its versions. Pure: versions in, what the public could see out.

What a draft said, what an embargo covered, and what stood in between within one transaction was never public.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class Version:
    """One row of a table as it stood from a moment on. ``label``: insert, update or delete. ``reason``: as an editor gave it."""

    table: str
    row: int
    moment: datetime
    label: str
    data: Mapping[str, Any]
    reason: str = ""

    @property
    def is_gone(self) -> bool:
        return self.label == "delete"


@dataclass(frozen=True, slots=True)
class Step:
    """From one public version of a row to the next. ``before`` None: it was added; ``after`` None: it was removed."""

    before: Version | None
    after: Version | None
    moment: datetime
    reason: str

    @property
    def version(self) -> Version:
        """The version that says what the row is."""
        found = self.after or self.before
        assert found is not None
        return found


Shown = Callable[[datetime], bool]


def settled(versions: Iterable[Version]) -> list[Version]:
    """The last version of each moment: what one transaction wrote and wrote over was never seen. In order of time."""
    last: dict[datetime, Version] = {}
    for version in versions:
        earlier = last.get(version.moment)
        kept = earlier.reason if earlier and not version.reason else version.reason
        last[version.moment] = Version(
            version.table, version.row, version.moment, version.label, version.data, kept
        )
    return [last[moment] for moment in sorted(last)]


def is_open(version: Version, moment: datetime) -> bool:
    """Whether a record with a publication of its own is public at the moment, if this version is its latest by then."""
    return (
        not version.is_gone
        and version.data.get("publication") == PUBLISHED
        and _embargo_passed(version, moment)
    )


def _embargo_passed(version: Version, moment: datetime) -> bool:
    until = version.data.get("embargo_until")
    return until is None or until <= moment


def version_at(versions: Sequence[Version], moment: datetime) -> Version | None:
    """The latest of the versions (in order of time) by the moment, itself included."""
    found = None
    for version in versions:
        if version.moment > moment:
            break
        found = version
    return found


def openings(versions: Sequence[Version], until: datetime) -> Iterator[tuple[datetime, Version]]:
    """Each moment up to ``until`` at which a version with publication and embargo became, or ceased to be, the one that
    counts: of its own event, and of the end of its embargo if it was still the latest then."""
    for number, version in enumerate(versions):
        yield version.moment, version
        ends = version.data.get("embargo_until")
        following = versions[number + 1].moment if number + 1 < len(versions) else None
        if ends and version.moment < ends <= until and (following is None or ends < following):
            yield ends, version


def public_steps(versions: Sequence[Version], shown: Shown, before: Shown) -> Iterator[Step]:
    """The changes of one row that the public could see.

    ``shown(moment)``: whether what the row belongs to is public at the moment; ``before(moment)``: whether it was
    until just then. What changed while it was not is no step.
    """
    previous: Version | None = None
    for version in versions:
        was_there = previous is not None and not previous.is_gone
        if before(version.moment) and shown(version.moment):
            old, new = previous if was_there else None, None if version.is_gone else version
            if old is not None or new is not None:
                yield Step(old, new, version.moment, version.reason)
        previous = version
