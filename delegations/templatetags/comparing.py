"""The way from a page of one council or party to a comparison with others."""

from typing import Any

from django import template
from django.db.models import QuerySet
from django.template import Context

from delegations.models import Party
from meetings.comparison.choice import MOST
from meetings.languages import in_language
from meetings.models import Council
from meetings.query import TimelineQuery

register = template.Library()

# A longer list of choices is cut; the comparison's own page finds the rest by text.
SELECT_MAX = 400


@register.inclusion_tag("delegations/_compare_with.html", takes_context=True)
def compare_with(context: Context, council: str = "", party: str = "") -> dict[str, Any]:
    """A form that adds one more to what is compared, and for what is compared already the way to leave it out.

    `council`, `party`: the one whose page it is; on a comparison's page neither is given. One query.
    """
    request = context["request"]
    query: TimelineQuery = request.query
    kind = "party" if party or query.party else "council"
    chosen = tuple(filter(None, [council or party])) or (query.party if kind == "party" else query.council)
    rows: QuerySet[Any, Any]
    if kind == "party":
        rows = Party.objects.public(request.now).exclude(code__in=chosen).values_list("code", "name")
    else:
        rows = Council.objects.public(request.now).exclude(slug__in=chosen).values_list("slug", "name")
    return {
        "kind": kind,
        "chosen": chosen,
        "others": rows[:SELECT_MAX] if len(chosen) < MOST else [],
        "as_of": query.as_of,
    }


@register.simple_tag(takes_context=True)
def without(context: Context, name: str, value: str) -> str:
    """The address of the same comparison without one of its councils or parties."""
    query: TimelineQuery = context["request"].query
    return in_language(f"/compare/{query.without(name, value).querystring()}")
