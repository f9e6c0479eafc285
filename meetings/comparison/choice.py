"""What an address asks to compare, and what is wrong with it. Pure but for the words."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from meetings.query import TimelineQuery

FEWEST, MOST = 2, 6


@dataclass(frozen=True)
class Refusal:
    """A sentence for the visitor and the status of the answer: 400, or 404 for what is not on record."""

    sentence: str
    status: int


def refused(query: TimelineQuery) -> Refusal | None:
    """What is wrong with the number or the kinds of what is named. None: nothing, or nothing is named at all."""
    if query.council and query.party:
        return Refusal(
            _("Councils and parties cannot be compared with each other: choose two to six of one kind."), 400
        )
    named = len(query.council or query.party)
    if named and not FEWEST <= named <= MOST:
        return Refusal(_("Choose two to six to compare; the address names %(n)s.") % {"n": named}, 400)
    return None


def unknown(asked: Sequence[str], known: Collection[str]) -> Refusal | None:
    """Names that are not on public record."""
    missing = [name for name in asked if name not in known]
    if not missing:
        return None
    names = ", ".join(f"“{name[:80]}”" for name in missing)
    return Refusal(_("Not on record: %(names)s. Choose from the list.") % {"names": names}, 404)
