"""What a lane of presence is made of: occasions of some kinds, and stretches. Facts and finished words, nothing about px.
Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from meetings.dates import DateInterval

Side = Literal["above", "below", "line"]


@dataclass(frozen=True, slots=True)
class Kind:
    """What an occasion can be. `key` names its symbol (`#pr-<key>`) and its columns (`.pr-<key>`); `words` stand in
    the legend. `side`: where its columns stand; `line`: it says neither that one came nor that one stayed away.
    `is_beside`: it does not lengthen the axis."""

    key: str
    words: str
    side: Side = "above"
    is_beside: bool = False


@dataclass(frozen=True, slots=True)
class Occasion:
    """One event of a lane, or (`count` above 1) so many of one kind whose first days lie in `start`.

    `href` and `words` (a sentence for those who cannot see the mark) are of the one event; several get theirs from
    the lane.
    """

    start: DateInterval
    kind: str
    href: str = ""
    words: str = ""
    end: DateInterval | None = None
    count: int = 1

    @property
    def last(self) -> date:
        return (self.end or self.start).latest

    @property
    def is_vague(self) -> bool:
        return not (self.start.is_day and (self.end is None or self.end.is_day))


@dataclass(frozen=True, slots=True)
class Stretch:
    """A period of a lane: a seat, a post. `begins` None: since before the axis; `ends` None: still.

    `label` is written on it where it fits; `words` say all of it.
    """

    begins: DateInterval | None
    ends: DateInterval | None
    label: str
    words: str
    href: str = ""


def no_address(_first: date, _last: date) -> str:
    """Default of `Lane.address`: several occasions drawn as one lead nowhere."""
    return ""


@dataclass(frozen=True, slots=True)
class Lane:
    """`note`: a line under the name. `address(first day, last day)`: the page that lists the occasions of a period.
    `told`: words and address of what screens without room for the picture are told; without any, the latest occasions.
    """

    name: str
    href: str = ""
    note: str = ""
    occasions: Sequence[Occasion] = ()
    stretches: Sequence[Stretch] = ()
    told: Sequence[tuple[str, str]] = ()
    address: Callable[[date, date], str] = no_address
