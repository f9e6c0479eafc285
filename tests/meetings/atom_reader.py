"""Reads an Atom feed and refuses what RFC 4287 does not allow; a parser of the standard library does the rest."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from xml.etree import ElementTree

ATOM = "{http://www.w3.org/2005/Atom}"
THREAD = "{http://purl.org/syndication/thread/1.0}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
# How often an element may stand in a feed or an entry: exactly once, at most once, any number.
FEED = {"id": "1", "title": "1", "updated": "1", "subtitle": "?", "rights": "?", "generator": "?", "logo": "?",
        "icon": "?", "author": "+", "contributor": "*", "link": "+", "category": "*", "entry": "*"}  # fmt: skip
ENTRY = {"id": "1", "title": "1", "updated": "1", "published": "?", "summary": "?", "content": "?", "rights": "?",
         "source": "?", "author": "*", "contributor": "*", "link": "+", "category": "*"}  # fmt: skip
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
TAG_URI = re.compile(
    r"tag:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?,\d{4}(?:-\d\d(?:-\d\d)?)?:(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-F]{2})*"
)


@dataclass(frozen=True)
class Entry:
    id: str
    title: str
    summary: str
    updated: datetime
    links: dict[str, str]
    categories: dict[str, str]
    in_reply_to: str


@dataclass(frozen=True)
class Feed:
    id: str
    title: str
    updated: datetime
    language: str
    links: dict[str, str]
    entries: list[Entry]


def read_atom(document: bytes) -> Feed:
    """The feed; AssertionError with what is wrong."""
    root = ElementTree.fromstring(document)
    assert root.tag == f"{ATOM}feed"
    _count(root, FEED)
    entries = [_entry(element) for element in root.iter(f"{ATOM}entry")]
    ids = [entry.id for entry in entries]
    assert len(set(ids)) == len(ids), "an id stands twice"
    author = root.find(f"{ATOM}author/{ATOM}name")
    assert author is not None and author.text
    links = _links(root)
    assert {"self", "alternate"} <= set(links)
    feed = Feed(
        _id(root), _text(root, "title"), _time(root, "updated"), root.attrib[LANGUAGE], links, entries
    )
    if entries:
        assert feed.updated == max(entry.updated for entry in entries)
    assert [e.updated for e in entries] == sorted((e.updated for e in entries), reverse=True)
    return feed


def _entry(element: ElementTree.Element) -> Entry:
    _count(element, ENTRY)
    links = _links(element)
    assert "alternate" in links, "an entry without content needs an alternate link"
    reply = element.find(f"{THREAD}in-reply-to")
    return Entry(
        id=_id(element),
        title=_text(element, "title"),
        summary=_text(element, "summary"),
        updated=_time(element, "updated"),
        links=links,
        categories=_categories(element.iter(f"{ATOM}category")),
        in_reply_to="" if reply is None else reply.attrib["ref"],
    )


def _count(element: ElementTree.Element, allowed: dict[str, str]) -> None:
    counts = Counter(child.tag.removeprefix(ATOM) for child in element if child.tag.startswith(ATOM))
    assert set(counts) <= set(allowed), set(counts) - set(allowed)
    assert all(child.tag.startswith((ATOM, THREAD)) for child in element)
    for name, times in allowed.items():
        number = counts[name]
        assert number == 1 or times != "1", f"{name}: {number} times"
        assert number <= 1 or times != "?", f"{name}: {number} times"
        assert number >= 1 or times != "+", f"no {name}"


def _id(element: ElementTree.Element) -> str:
    value = element.findtext(f"{ATOM}id") or ""
    assert TAG_URI.fullmatch(value), value
    return value


def _text(element: ElementTree.Element, name: str) -> str:
    child = element.find(f"{ATOM}{name}")
    assert child is not None
    assert child.attrib.get("type", "text") == "text" and not len(child), f"{name} is not plain text"
    assert child.text
    return child.text


def _time(element: ElementTree.Element, name: str) -> datetime:
    value = element.findtext(f"{ATOM}{name}") or ""
    assert RFC3339.fullmatch(value), value
    return datetime.fromisoformat(value)


def _links(element: ElementTree.Element) -> dict[str, str]:
    links: dict[str, str] = {}
    for link in element.findall(f"{ATOM}link"):
        relation, href = link.attrib.get("rel", "alternate"), link.attrib["href"]
        assert re.match(r"(https?://|tag:)", href), f"{href} is not absolute"
        assert relation not in links, f"two {relation} links"
        links[relation] = href
    return links


def _categories(elements: Iterable[ElementTree.Element]) -> dict[str, str]:
    """Scheme without its beginning, and term."""
    return {each.attrib["scheme"].rpartition(":")[2]: each.attrib["term"] for each in elements}
