"""Where the same state of a page can be followed: as a feed of notices, as a calendar of sessions."""

from typing import Any

from django import template

from meetings.languages import DEFAULT
from meetings.query import TimelineQuery

register = template.Library()


def _addresses(query: TimelineQuery, council: str, choices: dict[str, str]) -> dict[str, str]:
    """`notices`, `resumptions`, `calendar`: the page's own filters in the address of each.

    `council`: the slug where the page is one council's, which has a calendar of its own. `choices`: filters that
    stand in the page's path and not in its query (`place="geneva"`). What is followed is what comes: the as-of day
    is left out; the words are English.
    """
    chosen = query.followed(lang=DEFAULT, **{name: (value,) for name, value in choices.items()})
    calendar = f"/councils/{council}/sessions.ics" if council else "/sessions.ics"
    within = chosen.changed(council=(council,)) if council else chosen
    return {
        "notices": f"/notices.atom{within.querystring()}",
        "resumptions": f"/resumptions.atom{within.querystring()}",
        "calendar": f"{calendar}{chosen.querystring()}",
    }


@register.inclusion_tag("meetings/_follow_in_head.html")
def follow_in_head(query: TimelineQuery, council: str = "", **choices: str) -> dict[str, Any]:
    """What feed readers, browsers and calendars look for in a page's head."""
    return _addresses(query, council, choices)


@register.inclusion_tag("meetings/_follow.html")
def follow(
    query: TimelineQuery, council: str = "", feed: str = "notices", calendar: bool = True, **choices: str
) -> dict[str, Any]:
    """The same for people, as items of a list. `feed`: which of the two (`notices`, `resumptions`)."""
    addresses = _addresses(query, council, choices)
    return {"feed": addresses[feed], "calendar": addresses["calendar"] if calendar else ""}
