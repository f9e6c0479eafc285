"""Records that look like one that is being entered: which, why, and whether somebody has told them apart."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import DateField, Func, Q, QuerySet
from django.db.models.functions import Coalesce

from meetings.dates import DateInterval
from meetings.models import Distinction, Session
from meetings.vocabulary import Publication

# Of those that look alike so many are named; a tick covers all that were looked at.
SHOWN = 5
MOST = 50


@dataclass(frozen=True, slots=True)
class Other:
    """A record on file: its key, its page on the desk, what to call it."""

    key: int
    address: str
    label: str


@dataclass(frozen=True, slots=True)
class Alike:
    """What a record that is being entered looks like.

    ``kind``: of `RecordKind`. ``own``: which record of the form it is (empty: the form's own). ``sentence``: why.
    """

    kind: str
    own: str
    sentence: str
    others: tuple[Other, ...]

    @property
    def token(self) -> str:
        """What the tick “these are different” posts: it holds for just these records."""
        return f"{self.kind}:{self.own}:{'.'.join(str(other.key) for other in self.others)}"

    @property
    def shown(self) -> Sequence[Other]:
        return self.others[:SHOWN]

    @property
    def more(self) -> int:
        return max(0, len(self.others) - SHOWN)


def sessions_alike(
    *, own: int | None, councils: Collection[int], start: DateInterval, end: DateInterval | None, level: str
) -> QuerySet[Session]:
    """Other sessions of one of the councils whose days may be the same, of the same level or one that is not known.

    Parts and withdrawn sessions aside, and those told apart from this one.
    """
    last = (end or start).latest
    ends_after = Coalesce(
        Func("end", function="upper", output_field=DateField()),
        Func("start", function="upper", output_field=DateField()),
    )
    found = (
        Session.objects.filter(council_links__council__in=councils, part_of=None)
        .annotate(ends_after=ends_after)
        .filter(start__startswith__lte=last, ends_after__gt=start.earliest)
        .exclude(publication=Publication.WITHDRAWN)
        .exclude(pk__in=told_apart("session", own))
        .exclude(pk=own or 0)
    )
    if level:
        found = found.filter(Q(level=level) | Q(level=""))
    return found.distinct().order_by("start__startswith", "pk")


def told_apart(kind: str, own: int | None) -> set[int]:
    """Keys of the records that somebody has told apart from this one. One query, none for a new record."""
    if own is None:
        return set()
    pairs = Distinction.objects.filter(kind=kind).filter(Q(first=own) | Q(second=own))
    return {key for pair in pairs.values_list("first", "second") for key in pair if key != own}


def records_tell_apart(*, kind: str, own: int, others: Iterable[int], by: Any) -> None:
    """Store that the record is none of the others: nobody is warned of these pairs again."""
    for other in others:
        if other != own:
            first, second = sorted((own, other))
            Distinction.objects.get_or_create(kind=kind, first=first, second=second, defaults={"told_by": by})
