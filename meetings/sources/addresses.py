"""One document, many spellings of its address: what to open, and what they have in common.

Pure: no database, no network. What a host is known to do is a rule here only where it holds everywhere: the mobile
and the AMP edition of a page are the page; ``http`` and ``https``, with and without ``www.``, name the same document.
An address is opened as it was given, though, without what others hung on it: some hosts answer on ``http`` alone.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from w3lib.url import canonicalize_url

from meetings.tracking import TRACKING

LONGEST = 1000  # characters of an address that can be stored
_LONGEST_KEY = 400  # characters of a key; the rest of a longer one goes into a digest
_SCHEMES = {"http": 80, "https": 443}

# Beginnings of names of parameters by which newsrooms count their readers, besides those of everyone.
_PRESS_TRACKING = (
    *TRACKING,
    "__twitter_impression",
    "_hs",
    "_openstat",
    "at_campaign",
    "at_custom",
    "at_medium",
    "at_link",
    "at_ptr",
    "cmpid",
    "dclid",
    "fb_action",
    "fb_ref",
    "fb_source",
    "ftag",
    "gbraid",
    "ico_",
    "icid",
    "igsh",
    "intcid",
    "ito",
    "mkt_tok",
    "msclkid",
    "ns_campaign",
    "ns_mchannel",
    "ns_source",
    "ocid",
    "oly_",
    "smid",
    "smtyp",
    "soc_src",
    "spm",
    "sref",
    "srnd",
    "twclid",
    "wbraid",
    "wt_",
    "wt.",
    "xtor",
    "yclid",
    "ysclid",
)
_AMP_PARAMETERS = (("outputtype", "amp"), ("amp", "1"), ("amp", ""), ("amp", "true"))
_MOBILE_LABELS = frozenset({"m", "mobile", "mobil", "amp", "touch", "wap"})
_AMP_AT_THE_END = re.compile(r"(?:(?<=.)/amp/?|[./]amp(?=\.html?$))$|\.amp(?=(?:\.html?)?$)", re.IGNORECASE)
_INDEX_PAGE = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?)$", re.IGNORECASE)
_SESSION_IN_PATH = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/?]*", re.IGNORECASE)
# Marks that hang on an address copied out of a text, and signs that cannot be seen.
_AROUND = " \t\r\n<>[]{}\"'«»„“”‘’‚‹›`|*_,;"
_AFTER = ".:!?…"
_INVISIBLE = re.compile("[\u0000-\u001f\u007f\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]")
_IN_A_TEXT = re.compile(r"https?://[^\s<>\"«»„“”]+", re.IGNORECASE)
_HOST_ALONE = re.compile(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_]{2,}(?::\d{1,5})?(?:[/?#]|$)")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)

_ARCHIVED = re.compile(
    r"https?://(?:web\.archive\.org/web|archive\.(?:today|ph|is|li|vn|md|fo))/"
    r"(\d{4})[.\-]?(\d{2})[.\-]?(\d{2})[\d.\-]*(?:[a-z]{2}_)?/(https?:/{1,2}.+)",
    re.IGNORECASE,
)
_GOOGLE_AMP = re.compile(r"https?://(?:www\.)?google\.[a-z.]+/amp/(s/)?(.+)", re.IGNORECASE)
_AMP_CACHE = re.compile(r"https?://[a-z0-9-]+\.cdn\.ampproject\.org/[a-z]/(s/)?(.+)", re.IGNORECASE)
_LEADS_ON = re.compile(
    r"https?://(?:www\.google\.[a-z.]+/url|lm?\.facebook\.com/l\.php)\?(.+)", re.IGNORECASE
)
_NOT_AN_ADDRESS = "“{}” is not an address of the form https://…."


class AddressError(ValueError):
    """The text is no address; says so in a sentence for the editor."""


@dataclass(frozen=True, slots=True)
class Address:
    """An address as understood.

    ``url``: to be opened and stored. ``key``: the same for every spelling of it. ``archive_url``, ``archived_on``: the
    stored copy that was given instead of the page, and its day; empty and None otherwise.
    """

    url: str
    key: str
    archive_url: str = ""
    archived_on: date | None = None

    @property
    def host(self) -> str:
        """As far as it is the same for every spelling: `zdf.de`."""
        return self.key.partition("/")[0]


def read_address(pasted: str) -> Address:
    """The address in a pasted text. Raises AddressError."""
    url = _alone(pasted)
    address = Address(url, "")
    while match := _ARCHIVED.match(url):
        year, month, day, inner = match.groups()
        address = replace(address, archive_url=url, archived_on=_day(year, month, day))
        url = re.sub(r"^(https?:)/(?!/)", r"\1//", inner)
    url = _without_wrapper(url)
    while (cleaned := _alone(_cleaned(_split(url)).geturl())) != url:
        url = cleaned  # what was cut off may have hidden more
    if len(url) > LONGEST:
        raise AddressError(f"This address has {len(url)} characters; at most {LONGEST} are stored.")
    if len(address.archive_url) > LONGEST:
        address = replace(address, archive_url="", archived_on=None)
    return replace(address, url=url, key=_key(_split(url)))


@lru_cache(maxsize=8192)
def address_key(url: str) -> str:
    """What all spellings of an address have in common; an address that cannot be read stands for itself."""
    try:
        return read_address(url).key
    except AddressError:
        return _bounded(url)


def _alone(pasted: str) -> str:
    """The address without the text around it, with a scheme."""
    text = _INVISIBLE.sub("", pasted.replace("\n", " ").replace("\t", " ")).strip(_AROUND)
    if found := _IN_A_TEXT.search(text):
        # What stands before it is a text, unless it is an address that has this one as a part.
        before = text[: found.start()]
        text = found[0] if re.search(r"\s", before) or not re.search(r"\w", before) else text
        text = text.split()[0]
    elif _HOST_ALONE.match(text) and not _SCHEME.match(text.partition("/")[0].partition(".")[0]):
        text = f"https://{text.split()[0]}"
    text = text.rstrip(_AROUND + _AFTER)
    while text.endswith(")") and text.count(")") > text.count("("):
        text = text[:-1].rstrip(_AROUND + _AFTER)
    if not re.match(r"https?://", text, re.IGNORECASE):
        raise AddressError(_NOT_AN_ADDRESS.format(pasted.strip()[:200]))
    return text


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _without_wrapper(url: str) -> str:
    """The page that a search engine, a social network or a cache leads on to."""
    for pattern in (_GOOGLE_AMP, _AMP_CACHE):
        if match := pattern.match(url):
            return f"http{'s' if match[1] else ''}://{match[2]}"
    if match := _LEADS_ON.match(url):
        for name, value in parse_qsl(match[1]):
            if name in ("q", "url", "u") and re.match(r"https?://", value, re.IGNORECASE):
                return str(value)
    return url


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname, parts.port
        if host and not host.isascii():
            host.encode("idna")
    except (ValueError, UnicodeError) as error:
        raise AddressError(_NOT_AN_ADDRESS.format(url[:200])) from error
    if not host or not re.fullmatch(r"[\w.:-]+", host) or ".." in host or host.startswith((".", "-")):
        raise AddressError(_NOT_AN_ADDRESS.format(url[:200]))
    return parts


def _cleaned(parts: SplitResult) -> SplitResult:
    """Of the page itself: no reader's marks, no mobile or AMP edition, no place within it."""
    fragment = parts.fragment if parts.fragment.startswith(("!", "/")) else ""
    path = _SESSION_IN_PATH.sub("", parts.path)
    query = "&".join(_parameters(parts.query))
    if (leading := re.sub(r"^/amp(?=/.)", "", path, flags=re.IGNORECASE)) != path:
        path = leading
    path = _AMP_AT_THE_END.sub("", path) or "/"
    return SplitResult(parts.scheme.lower(), _netloc(parts), path, query, fragment)


def _parameters(query: str) -> Iterator[str]:
    for parameter in query.split("&"):
        name, _, value = parameter.partition("=")
        name = unquote(name).casefold()
        if (
            parameter
            and not name.startswith(_PRESS_TRACKING)
            and (name, value.casefold()) not in _AMP_PARAMETERS
        ):
            yield parameter


def _netloc(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    labels = host.split(".")
    if len(labels) > 2 and labels[0] in _MOBILE_LABELS:
        labels = labels[1:]
    elif len(labels) > 3 and labels[1] == "m":  # en.m.wikipedia.org
        labels = [labels[0], *labels[2:]]
    host = ".".join(labels)
    if ":" in host:
        host = f"[{host}]"
    return host if parts.port in (None, _SCHEMES[parts.scheme.lower()]) else f"{host}:{parts.port}"


def _key(cleaned: SplitResult) -> str:
    """Host, path and query in one order and one spelling; neither scheme nor `www.`."""
    try:
        one_spelling = urlsplit(canonicalize_url(cleaned.geturl(), keep_fragments=True))
    except ValueError as error:
        raise AddressError(_NOT_AN_ADDRESS.format(cleaned.geturl()[:200])) from error
    path = _INDEX_PAGE.sub("/", re.sub("/{2,}", "/", one_spelling.path)).rstrip("/")
    host = one_spelling.netloc.lower().removeprefix("www.")
    fragment = f"#{one_spelling.fragment}" if one_spelling.fragment else ""
    return _bounded(f"{host}{path or '/'}{'?' if one_spelling.query else ''}{one_spelling.query}{fragment}")


def _bounded(key: str) -> str:
    if len(key) <= _LONGEST_KEY:
        return key
    return f"{key[:_LONGEST_KEY]}#{hashlib.sha256(key.encode()).hexdigest()}"
