"""What lets a page of any other site read an answer: a notebook in a browser takes files and the interface from there."""

from django.http import HttpResponseBase

ANY_SITE = "Access-Control-Allow-Origin"
SEEN = "Access-Control-Expose-Headers"


def open_to_other_sites(response: HttpResponseBase, *seen: str) -> HttpResponseBase:
    """The answer, which any site may read, but never with cookies. ``seen``: headers of it that scripts there may see,
    beside those that every script may."""
    response.headers[ANY_SITE] = "*"
    response.headers[SEEN] = ", ".join(seen)
    return response
