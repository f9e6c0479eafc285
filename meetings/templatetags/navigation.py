"""The main navigation, with the page's own section marked."""

from typing import Any

from django import template
from django.template import Context
from django.utils.translation import gettext_lazy as _

from meetings.languages import in_language

register = template.Library()

# Label and address of each section, in the order shown. Addresses are part of the public contract.
SECTIONS = (
    (_("Timeline"), "/"),
    (_("Councils"), "/councils/"),
    (_("Sessions"), "/sessions/"),
    (_("Resumptions"), "/resumptions/"),
    (_("Silences"), "/silences/"),
    (_("Parties"), "/parties/"),
    (_("Compare"), "/compare/"),
    (_("Statements"), "/statements/"),
    (_("Search"), "/search/"),
    (_("Codebook"), "/codebook/"),
)


@register.inclusion_tag("_navigation.html", takes_context=True)
def main_navigation(context: Context) -> dict[str, Any]:
    """Links to the sections; the current one is marked `page` on its own address, `true` below it.

    Error pages are rendered without a request: nothing is marked then.
    """
    request = context.get("request")
    path = request.path if request is not None else ""
    links = []
    for label, address in SECTIONS:
        current = ""
        if path == address:
            current = "page"
        elif address != "/" and path.startswith(address):
            current = "true"
        links.append({"label": label, "address": in_language(address), "current": current})
    return {"links": links}
