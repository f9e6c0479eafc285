"""What a cell of the attendance matrix says: what is on record, and what a seat lets us say beyond it. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from delegations.vocabulary import Attendance
from meetings.dates import DateInterval


class Presence(StrEnum):
    """`not_member`: the party had no member's seat that day, and none of its delegations is on record."""

    ATTENDED = "attended"
    PARTIAL = "partial"
    WALKED_OUT = "walked_out"
    ABSENT = "absent"
    NOT_MEMBER = "not_member"
    UNKNOWN = "unknown"


PRESENCE_WORDS: dict[Presence, str | Promise] = {
    Presence.ATTENDED: _("attended"),
    Presence.PARTIAL: _("attended in part"),
    Presence.WALKED_OUT: _("walked out"),
    Presence.ABSENT: _("absent"),
    Presence.NOT_MEMBER: _("not a member then"),
    Presence.UNKNOWN: _("not on record"),
}


class Seat(NamedTuple):
    """A member's seat. `joined` None: since ever, as far as is known; `left` None: it still sits."""

    joined: DateInterval | None
    left: DateInterval | None


class Standing(StrEnum):
    """Whether a party was a member on a day: on every reading of the dates, on some, on none."""

    MEMBER = "member"
    PERHAPS = "perhaps"
    NONE = "none"


def standing_on(seats: Iterable[Seat], day: DateInterval) -> Standing:
    """A party is still a member on the day on which it left."""
    best = Standing.NONE
    for seat in seats:
        if (seat.joined is None or seat.joined.latest <= day.earliest) and (
            seat.left is None or seat.left.earliest >= day.latest
        ):
            return Standing.MEMBER
        if (seat.joined is None or seat.joined.earliest <= day.latest) and (
            seat.left is None or seat.left.latest >= day.earliest
        ):
            best = Standing.PERHAPS
    return best


@dataclass(frozen=True, slots=True)
class Cell:
    """`from_list`: an absence that no source names; the list of delegations is complete and the member not on it.
    `capacity`: as what it came, in words, where not as a member."""

    presence: Presence
    from_list: bool = False
    capacity: str = ""

    @property
    def is_recorded(self) -> bool:
        """Whether it says whether the party came."""
        return self.presence not in (Presence.UNKNOWN, Presence.NOT_MEMBER)

    @property
    def words(self) -> str:
        """For those who cannot see the symbol."""
        said = str(PRESENCE_WORDS[self.presence])
        if self.from_list:
            return str(_("absent: not on the complete list"))
        return f"{said}, {self.capacity}" if self.capacity else said


def cell_of(
    attendance: str | None, standing: Standing, *, list_is_complete: bool, capacity: str = ""
) -> Cell:
    """`attendance`: of the party's delegation, None where none is on record.

    Only a member who sat on every reading of the dates can be missing from a complete list.
    """
    if attendance is not None and attendance != Attendance.UNKNOWN:
        return Cell(Presence(attendance), capacity=capacity)
    if attendance is None and standing is Standing.NONE:
        return Cell(Presence.NOT_MEMBER)
    if attendance is None and list_is_complete and standing is Standing.MEMBER:
        return Cell(Presence.ABSENT, from_list=True)
    return Cell(Presence.UNKNOWN)
