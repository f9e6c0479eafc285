"""The language of a page: it stands in its address as ``lang``, is never negotiated, and is English where it does not.

What runs without an address (jobs, mails, the desk) and files for programs are in English.
"""

from urllib.parse import parse_qsl, urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

# Code and own name of each, the default first.
LANGUAGES: dict[str, str] = dict(settings.LANGUAGES)
DEFAULT: str = settings.LANGUAGE_CODE


def language() -> str:
    """The code of the language in which words are made just now."""
    return get_language() or DEFAULT


def language_of(request: HttpRequest) -> str:
    """The language that an address asks for; the default where it asks for none, or for one that we do not have."""
    asked = request.GET.get("lang", "")
    return asked if asked in LANGUAGES else DEFAULT


def in_language(address: str, code: str = "") -> str:
    """An address of ours in a language, that of the page being made unless a ``code`` is given.

    Everything else of the address is kept as it is; ``lang`` stands last in its query.
    """
    wanted = code or language()
    if wanted == DEFAULT and "lang=" not in address:
        return address
    if wanted != DEFAULT and "?" not in address and "#" not in address:  # as most of the thousand on a page
        return f"{address}?lang={wanted}"
    parts = urlsplit(address)
    pairs = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] != "lang"]
    if wanted != DEFAULT:
        pairs.append(("lang", wanted))
    return parts._replace(query=urlencode(pairs)).geturl()
