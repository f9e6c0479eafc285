"""The work lists on the desk's first page."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils import timezone

from statements.worklists.entries import MOST_COUNTED, Asker, counted
from statements.worklists.registry import LISTS

register = template.Library()
SHOWN = 6


@register.inclusion_tag("admin/desk/_work_lists.html", takes_context=True)
def work_lists(context: dict[str, Any]) -> dict[str, Any]:
    """The lists that this account may see, with the first rows of each; empty ones named in a line. One query to count
    them all, and one for each that has rows."""
    user = context["request"].user
    asker = Asker(user, timezone.now().date())
    allowed = [each for each in LISTS if user.has_perm(each.permission)]
    totals = counted(allowed, asker)
    shown = [each for each in allowed if totals.get(each.key) or each.is_always_shown]
    return {
        "lists": [
            {
                "entry": each,
                "total": totals.get(each.key, 0),
                "lines": each.lines(asker, SHOWN) if totals.get(each.key) else [],
                "lead": each.lead(asker) if totals.get(each.key) else None,
            }
            for each in shown
        ],
        "nothing_on": [each for each in allowed if each not in shown],
        "shown": SHOWN,
    }


@register.filter
def total(number: int) -> str:
    """`1,234` is never counted: `1,000+` stands for more than are counted."""
    return f"{MOST_COUNTED:,}+" if number > MOST_COUNTED else f"{number:,}"
