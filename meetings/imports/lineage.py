"""Which council follows which, by their slugs: none may come to follow itself over others."""

from __future__ import annotations

from meetings.models import Succession

Before = dict[str, set[str]]


def predecessors_on_record() -> Before:
    """Each council with those that it follows."""
    before: Before = {}
    for successor, predecessor in Succession.objects.values_list("successor__slug", "predecessor__slug"):
        before.setdefault(successor, set()).add(predecessor)
    return before


def leads_back(before: Before, successor: str, predecessor: str) -> bool:
    """Whether the successor would come before itself if it followed the predecessor."""
    front, seen = {predecessor}, set[str]()
    while front:
        if successor in front:
            return True
        seen |= front
        front = {earlier for each in front for earlier in before.get(each, ())} - seen
    return False
