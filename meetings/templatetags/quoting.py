"""What makes a page quotable: its citation, its background sentence, its card for other sites, its stamp in print."""

import html
from typing import Any
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.template import Context, Node, NodeList
from django.template.base import Parser, Token
from django.utils.html import strip_tags

from meetings.background.reading import flag_background, silence_background
from meetings.languages import in_language, language
from meetings.models import Council, Resumption, Session
from meetings.query import PARAMETERS
from meetings.quoting import Quotable
from meetings.watch import CouncilSilence

register = template.Library()

SITE = "Reconvene"
# Pages that are cited, by the names of their addresses, and which variable of the template holds the record shown.
CITED = {
    "timeline": "",
    "councils": "",
    "council": "council",
    "sessions": "",
    "session": "session",
    "resumptions": "",
    "resumption": "flag",
    "silences": "",
    "compare": "",
    "parties": "",
    "party": "party",
    "party_councils": "",
    "people": "",
    "person": "person",
    "topics": "",
    "topic": "",
    "places": "",
    "place": "",
    "statements": "",
}
# Pages with a picture of their own, and its address; all others show the timeline's.
PICTURES = {
    "council": "/og/councils/{0.slug}.png",
    "session": "/og/sessions/{0.public_id}.png",
    "resumption": "/og/resumptions/{0.public_id}.png",
}
_TITLE, _DESCRIPTION = "page_title", "page_description"


class _Kept(Node):
    """Renders what it encloses, and keeps its text for the rest of the page."""

    def __init__(self, nodes: NodeList, variable: str) -> None:
        self.nodes, self.variable = nodes, variable

    def render(self, context: Context) -> Any:
        markup = self.nodes.render(context)
        context[self.variable] = " ".join(html.unescape(strip_tags(markup)).split())
        return markup


@register.tag
def keeptitle(parser: Parser, token: Token) -> Node:
    """`{% keeptitle %}...{% endkeeptitle %}`: a block can be shown once only, and the title is needed thrice."""
    nodes = parser.parse(("endkeeptitle",))
    parser.delete_first_token()
    return _Kept(nodes, _TITLE)


@register.tag
def keepdescription(parser: Parser, token: Token) -> Node:
    """The same for the description."""
    nodes = parser.parse(("endkeepdescription",))
    parser.delete_first_token()
    return _Kept(nodes, _DESCRIPTION)


@register.inclusion_tag("_quoting.html", takes_context=True)
def quoting(context: Context) -> dict[str, Any]:
    """How to cite the page, for pages that are cited, and its stamp for print."""
    request = context.get("request")
    page = _quotable(context, request) if request is not None else None
    return {"page": page, "is_cited": page is not None and _name(request) in CITED}


@register.inclusion_tag("_social.html", takes_context=True)
def social(context: Context) -> dict[str, Any]:
    """The page's own address, title and picture for search engines and for sites that link to it."""
    request = context.get("request")
    if request is None or getattr(request, "query", None) is None or _name(request) not in CITED:
        return {}
    return {
        "title": str(context.get(_TITLE, "")).removesuffix(f" · {SITE}"),
        "description": context.get(_DESCRIPTION, ""),
        "address": settings.SITE_URL + _canonical(request),
        "picture": settings.SITE_URL + _picture(context, request),
        "site": SITE,
        "locale": {"de": "de_DE"}.get(language(), "en_GB"),
    }


@register.inclusion_tag("meetings/_background.html", takes_context=True)
def background_of_silence(
    context: Context, council: Council, running: CouncilSilence | None, planned: Session | None
) -> dict[str, Any]:
    """A sentence about a council's silence, in each language. One query."""
    start = planned.start if planned is not None else None
    request = context["request"]
    return {"sentences": silence_background(council, running, start, request.query.begun_by, request.now)}


@register.inclusion_tag("meetings/_background.html", takes_context=True)
def background_of_resumption(context: Context, flag: Resumption) -> dict[str, Any]:
    """A sentence about a resumption, in each language. One query."""
    return {"sentences": flag_background(flag, context["request"].now)}


def _name(request: Any) -> str:
    match = getattr(request, "resolver_match", None)
    return (match.url_name or "") if match is not None else ""


def _record(context: Context, request: Any) -> Any:
    variable = CITED.get(_name(request), "")
    return context.get(variable) if variable else None


def _quotable(context: Context, request: Any) -> Quotable | None:
    """The page as it may be cited; None where it is no public page."""
    query, version = getattr(request, "query", None), getattr(request, "data_version", None)
    if query is None or version is None:
        return None
    record = _record(context, request)
    public_id = getattr(record, "public_id", "")
    pinned = f"/id/{public_id}" if public_id and not request.GET else _canonical(request, pinned=True)
    return Quotable(
        title=str(context.get(_TITLE, SITE)).removesuffix(f" · {SITE}"),
        address=settings.SITE_URL + pinned,
        day=query.as_of_day,
        data_version=version,
        record=public_id,
        locale=language(),
    )


def _canonical(request: Any, *, pinned: bool = False) -> str:
    """The page's address in its canonical form. ``pinned``: with the as-of day, where the page knows one."""
    query, parameters = request.query, request.parameters
    if pinned and "as_of" in parameters:
        query = query.changed(as_of=query.as_of_day.isoformat(), page=query.page)
    extra = [
        (name, value)
        for name in sorted(request.GET)
        if name not in PARAMETERS
        for value in request.GET.getlist(name)
    ]
    joined = "&".join(part for part in (query.querystring()[1:], urlencode(extra)) if part)
    return f"{request.path}?{joined}" if joined else str(request.path)


def _picture(context: Context, request: Any) -> str:
    """The address of the card that shows what the page shows."""
    record, query = _record(context, request), request.query
    address = PICTURES.get(_name(request), "")
    if address and record is not None:
        past = {"as_of": query.as_of} if query.as_of and "as_of" in request.parameters else {}
        return in_language(address.format(record) + (f"?{urlencode(past)}" if past else ""))
    if _name(request) == "timeline":
        return f"/og/timeline.png{query.followed(as_of=query.as_of, lang=query.lang).querystring()}"
    return in_language("/og/timeline.png")
