"""The mails themselves: plain text, with what programs need to thread, file and end them."""

import hashlib
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from meetings.mail.keys import confirm_address, manage_address
from meetings.models import Subscription
from meetings.vocabulary import Rhythm

LONGEST_SUBJECT = 200
RULE = "-" * 72
_BREAKS = ("Cc", "Cs", "Zl", "Zp")


@dataclass(frozen=True, slots=True)
class Entry:
    """One matter in a mail. ``title`` is one line, fit for a subject. ``before``: titles of its earlier notices, told here for the first time too.

    ``corrects_mail_of``: the day of the mail that told of it before, in words; empty if there was none.
    ``references``: that mail's Message-ID. ``reasons``: numbers of the reasons it is told for. ``also``: the matter of
    the session itself, beside that of its flag.
    """

    title: str
    text: str
    address: str
    is_resumption: bool
    before: tuple[str, ...]
    corrects_mail_of: str
    references: str
    reasons: tuple[int, ...]
    also: tuple["Entry", ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """A subscription, as its mail names it."""

    number: int
    subscription_id: int
    filter: str
    rhythm: str
    note: str


def one_line(text: str) -> str:
    """Without line breaks and control characters: fit for a header."""
    return " ".join("".join(" " if unicodedata.category(c) in _BREAKS else c for c in text).split())


def rhythm_in_words(rhythm: str) -> str:
    return str(Rhythm(rhythm).label)


def message_id(kind: str, *parts: object) -> str:
    """The same for the same mail, so that one sent twice after a crash is known for what it is."""
    digest = hashlib.sha256(repr(parts).encode()).hexdigest()[:32]
    return f"<{kind}.{digest}@{_host()}>"


def _host() -> str:
    return urlsplit(settings.SITE_URL).hostname or "localhost"


def notices_mail(
    to: str, entries: Sequence[Entry], reasons: Sequence[Reason], notice_ids: Collection[int], now: datetime
) -> EmailMessage:
    """The mail that tells an address of these matters, the weightiest first."""
    subscription_ids = [reason.subscription_id for reason in reasons]
    more = len(entries) - 1
    subject = entries[0].title[:LONGEST_SUBJECT] + (f" (and {more} more)" if more else "")
    each_entry = [each for entry in entries for each in (entry, *entry.also)]
    references = list(dict.fromkeys(each.references for each in each_entry if each.references))
    return _mail(
        to,
        subject,
        "notices",
        {"entries": entries, "reasons": reasons},
        ends=subscription_ids,
        now=now,
        headers={
            "Message-ID": message_id("notices", sorted(subscription_ids), sorted(notice_ids)),
            **({"References": " ".join(references)} if references else {}),
        },
    )


def answer_mail(subscription: Subscription, filter_words: str, now: datetime) -> EmailMessage:
    """What answers the form: the question whether the address wants it, or the news that it has it already.

    ``filter_words`` must quote nothing that a visitor can type, and the note is left out: whoever filled in the form
    may be writing to a stranger.
    """
    template, subject = ("confirm", "Confirm that you want notices from Reconvene")
    if subscription.confirmed_at is not None:
        template, subject = ("subscribed_already", "You get these notices from Reconvene already")
    context = {
        "filter": filter_words,
        "rhythm": rhythm_in_words(subscription.rhythm),
        "confirm_address": confirm_address(subscription.pk),
    }
    headers = {"Message-ID": message_id("answer", subscription.pk, now.isoformat())}
    return _mail(
        subscription.email, subject, template, context, ends=[subscription.pk], now=now, headers=headers
    )


def _mail(
    to: str,
    subject: str,
    template: str,
    context: Mapping[str, object],
    *,
    ends: Collection[int],
    now: datetime,
    headers: dict[str, str],
) -> EmailMessage:
    """``ends``: the subscriptions that one click on the mail program's own button ends (RFC 8058)."""
    address = manage_address(ends)
    shared = {"manage_address": address, "site_url": settings.SITE_URL, "rule": RULE}
    return EmailMessage(
        subject=subject,
        body=render_to_string(f"meetings/mail/{template}.txt", {**context, **shared}).strip() + "\n",
        to=[to],
        headers={
            "Date": format_datetime(now),
            "Auto-Submitted": "auto-generated",
            "List-Id": f"Reconvene notices <notices.{_host()}>",
            "List-Unsubscribe": f"<{address}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            **headers,
        },
    )
