"""A council's lineage: its successions, and the councils whose sessions begin its record."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from meetings.models import Council, Succession
from meetings.publication import is_public
from meetings.vocabulary import SuccessionKind


def lineage_links(council: Council, at: datetime) -> list[Succession]:
    """The council's own successions, and all by which one council continues another; of public councils only."""
    return list(
        Succession.objects.filter(
            Q(kind=SuccessionKind.CONTINUES) | Q(successor=council) | Q(predecessor=council)
        )
        .filter(is_public(at, "successor__"), is_public(at, "predecessor__"))
        .select_related("successor", "predecessor", "source")
        .order_by("id")
    )


def line_of(council: Council, links: Iterable[Succession]) -> list[Council]:
    """The council and those whose sessions begin its record, itself first, nearest first. Safe in circles."""
    line = [council]
    for member in line:  # grows while it is walked
        line += [
            link.predecessor
            for link in links
            if link.kind == SuccessionKind.CONTINUES
            and link.successor_id == member.pk
            and link.predecessor not in line
        ]
    return line
