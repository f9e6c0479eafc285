"""Notices as an Atom feed (RFC 4287). An entry is one notice: it is never changed, and a correction is a new entry."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Case, DateTimeField, ExpressionWrapper, F, QuerySet, When
from django.db.models.functions import Cast, Least
from django.utils.feedgenerator import Atom1Feed
from django.utils.xmlutils import SimplerXMLGenerator

from meetings.languages import DEFAULT
from meetings.models import Notice
from meetings.notices import RESUMPTION_KINDS, Told, public_notices, retractions, tell
from meetings.query import TimelineQuery
from meetings.vocabulary import Grade, NoticeKind

ENTRIES = 100
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
THREADING = "http://purl.org/syndication/thread/1.0"  # RFC 4685
# The year in which the addresses of the product were made: part of every id, so it never changes (RFC 4151).
TAG_DATE = "2026"
# Shown as the time of a feed that has no entry yet: no clock stands in a public page.
NO_ENTRY_YET = datetime(2026, 1, 1, tzinfo=UTC)
# What no XML document can contain.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]")
# Notices that take the place of the one before them.
_REPLACING = (
    NoticeKind.RESUMPTION_REVISED,
    NoticeKind.RESUMPTION_WITHDRAWN,
    NoticeKind.SESSION_CHANGED,
    NoticeKind.SESSION_CANCELLED,
)


@dataclass(frozen=True)
class FeedKind:
    """A feed's address, its name, and which kinds of notices it has (empty: all)."""

    file_name: str
    title: str
    kinds: tuple[NoticeKind, ...] = ()


RESUMPTIONS_FEED = FeedKind(
    "resumptions.atom", "Resumptions and silences", (*RESUMPTION_KINDS, NoticeKind.SILENCE_GRADED)
)
NOTICES_FEED = FeedKind("notices.atom", "Sessions, resumptions and silences")


def latest_notices(kind: FeedKind, query: TimelineQuery, at: datetime) -> QuerySet[Notice]:
    """The feed's notices, the latest first, with the moment under which each stands as `shown_at`.

    That is when it was told; for history that was entered later the midnight (UTC) that ended the event's last
    possible day: an import does not push out what is new, and of a month none of its days is claimed.
    """
    notices = public_notices(query, at) | retractions(query, at)
    if kind.kinds:
        notices = notices.filter(kind__in=kind.kinds)
    day_over = Cast(ExpressionWrapper(F("happened_on") + timedelta(days=1), DateTimeField()), DateTimeField())
    shown_at = Case(When(is_news=True, then=F("created_at")), default=Least("created_at", day_over))
    return notices.annotate(shown_at=shown_at).order_by("-shown_at", "-id")[:ENTRIES]


def tag(specific: str) -> str:
    """A tag URI of this installation: an id that never changes, whatever becomes of its addresses."""
    return f"tag:{urlsplit(settings.SITE_URL).hostname or 'localhost'},{TAG_DATE}:{specific}"


def notice_id(notice_pk: int) -> str:
    return tag(f"notice/N{notice_pk}")


class NoticeFeed(Atom1Feed):
    """Django's Atom feed with what it leaves out: summaries as plain text, categories with schemes, related links,
    a licence that programs can read, and a time that is not the clock's."""

    def latest_post_date(self) -> datetime:
        times = [item["updateddate"] for item in self.items]
        return max(times, default=NO_ENTRY_YET)

    def root_attributes(self) -> dict[str, str]:
        return {**super().root_attributes(), "xmlns:thr": THREADING}

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        handler.addQuickElement("link", "", {"rel": "license", "href": LICENCE})
        handler.addQuickElement("generator", "Reconvene", {"uri": settings.SITE_URL + "/"})

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for category in item["terms"]:
            handler.addQuickElement("category", "", category)
        if earlier := item["follows"]:
            handler.addQuickElement("link", "", {"rel": "related", "href": earlier})
            if item["replaces"]:
                handler.addQuickElement("link", "", {"rel": "predecessor-version", "href": earlier})
            handler.addQuickElement("thr:in-reply-to", "", {"ref": earlier})
        handler.addQuickElement("summary", item["text"], {"type": "text"})


def feed_of(told: Sequence[Told], kind: FeedKind, query: TimelineQuery, filter_words: str) -> NoticeFeed:
    """The feed of notices read by `latest_notices`. `filter_words`: the query's filter in words, empty without one."""
    address = f"/{kind.file_name}{query.querystring()}"
    feed = NoticeFeed(
        title=printable(" · ".join(filter(None, ["Reconvene", kind.title, filter_words]))),
        link=settings.SITE_URL + _page_of(kind, query),
        description="",
        subtitle="Each entry is one event and is never changed: a correction is a new entry that names the one it"
        " corrects. “On record” means on record here.",
        language=DEFAULT,
        author_name="Reconvene",
        author_link=f"{settings.SITE_URL}/",
        feed_url=settings.SITE_URL + address,
        feed_guid=tag(f"feed{address}"),
        feed_copyright=f"Data: CC BY 4.0 ({LICENCE}), quotations excluded.",
    )
    for each in told:
        notice = each.notice
        moment: datetime = notice.shown_at  # type: ignore[attr-defined]  # annotated by `latest_notices`
        feed.add_item(
            title=printable(each.title),
            link=settings.SITE_URL + (each.path or "/"),
            description=None,  # type: ignore[arg-type]  # left out: the summary is written as plain text
            pubdate=moment,
            updateddate=moment,
            unique_id=notice_id(notice.pk),
            terms=_categories(each),
            follows=notice_id(notice.follows_id) if notice.follows_id else "",
            replaces=notice.kind in _REPLACING,
            text=printable(each.text or each.title),
        )
    return feed


def read_feed(kind: FeedKind, query: TimelineQuery, at: datetime, filter_words: str) -> NoticeFeed:
    """The feed of the public notices that the query matches at the instant `at`. Three queries."""
    return feed_of(tell(latest_notices(kind, query, at), at), kind, query, filter_words)


def _page_of(kind: FeedKind, query: TimelineQuery) -> str:
    """The page for people that shows the same; only the timeline knows every filter."""
    others = query.changed(council=(), flag=(), as_of="").pairs()
    home = "/resumptions/" if kind is RESUMPTIONS_FEED and not others else "/"
    return home + query.querystring()


def _categories(told: Told) -> list[dict[str, str]]:
    """Kind, grade and council, each in its own scheme."""
    notice = told.notice
    kind = (
        ("record_withdrawn", "record withdrawn")
        if told.is_retracted
        else (notice.kind, str(NoticeKind(notice.kind).label))
    )
    categories = [{"term": kind[0], "scheme": tag("kind"), "label": kind[1]}]
    if notice.grade and not told.is_retracted:
        categories.append(
            {"term": notice.grade, "scheme": tag("grade"), "label": str(Grade(notice.grade).label)}
        )
    council = notice.council
    categories.append({"term": council.slug, "scheme": tag("council"), "label": printable(council.name)})
    return categories


def printable(text: str) -> str:
    """The text without what no XML document can contain."""
    return _FORBIDDEN.sub("", text)
