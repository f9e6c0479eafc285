"""From what an address is to be told to its mail: matters in the words that may be used today."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMessage

from meetings.dates import DateInterval, format_interval
from meetings.mail.digests import Item, by_matter
from meetings.mail.letters import Entry, Reason, notices_mail, one_line, rhythm_in_words
from meetings.mail.outbox import Outbox, Told
from meetings.models import Notice, Subscription
from meetings.notices import RESUMPTION_KINDS, tell
from meetings.notices import Told as Words
from meetings.vocabulary import NoticeKind

Matter = tuple[Item, ...]
_WEIGHTS = {**dict.fromkeys(RESUMPTION_KINDS, 0), NoticeKind.SILENCE_GRADED: 1}


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail, and what to record once the server has taken it: pairs of subscription and notice."""

    message: EmailMessage
    told: Sequence[tuple[int, int]]

    @property
    def message_id(self) -> str:
        return self.message.extra_headers["Message-ID"]


def compose(outbox: Outbox, rows: Sequence[Subscription], told: Sequence[Told]) -> Letter | None:
    """The mail that an address gets now; None: nothing. ``rows``: its active subscriptions. Three queries."""
    items = outbox.items(rows, told)
    notices = Notice.objects.select_related("council", "session", "resumption")
    found = notices.filter(pk__in=[item.notice_id for item in items])
    words = {each.notice.pk: each for each in tell(found, outbox.now)}
    matters = [matter for matter in by_matter(items, outbox.follows) if _may_be_told(matter, words)]
    if not matters:
        return None
    matters.sort(key=lambda matter: _WEIGHTS.get(NoticeKind(words[matter[-1].notice_id].notice.kind), 2))
    concerned = {pk for matter in matters for item in matter for pk in item.subscription_ids}
    reasons = [
        Reason(
            number=number,
            subscription_id=row.pk,
            filter=one_line(outbox.filter_in_words(row.query)),
            rhythm=rhythm_in_words(row.rhythm),
            note=one_line(row.note_to_self),
        )
        for number, row in enumerate((row for row in rows if row.pk in concerned), start=1)
    ]
    earlier = {each.notice_id: each for each in reversed(told)}
    entries = [
        _entry(matter, words, earlier, reasons, also) for matter, also in _with_their_sessions(matters, words)
    ]
    pairs = [(pk, item.notice_id) for matter in matters for item in matter for pk in item.subscription_ids]
    notice_ids = {notice_id for _, notice_id in pairs}
    return Letter(notices_mail(rows[0].email, entries, reasons, notice_ids, outbox.now), pairs)


def _may_be_told(matter: Matter, words: dict[int, Words]) -> bool:
    """What was taken back since is told only to those who were told of it."""
    return not words[matter[-1].notice_id].is_retracted or any(item.corrects for item in matter)


def _with_their_sessions(
    matters: Sequence[Matter], words: dict[int, Words]
) -> list[tuple[Matter, list[Matter]]]:
    """The matters; that of a session whose flag is told in the same mail is told along with the flag."""
    notices = {matter: words[matter[-1].notice_id].notice for matter in matters}
    flags = {each.session_id: matter for matter, each in notices.items() if each.resumption_id}
    along: dict[Matter, list[Matter]] = {matter: [] for matter in matters}
    for matter, notice in notices.items():
        flag = flags.get(notice.session_id) if notice.session_id else None
        if flag is not None and flag != matter and notice.resumption_id is None:
            along[flag].append(matter)
            del along[matter]
    return list(along.items())


def _entry(
    matter: Matter,
    words: dict[int, Words],
    earlier: dict[int, Told],
    reasons: Sequence[Reason],
    also: Sequence[Matter] = (),
) -> Entry:
    latest = words[matter[-1].notice_id]
    corrected = earlier.get(matter[0].corrects or 0)
    concerned = {pk for each in (matter, *also) for item in each for pk in item.subscription_ids}
    day = format_interval(DateInterval.day(corrected.delivered_at.date())) if corrected else ""
    return Entry(
        title=one_line(latest.title),
        text=latest.text.strip(),
        address=f"{settings.SITE_URL}{latest.path}" if latest.path else "",
        is_resumption=latest.notice.kind in RESUMPTION_KINDS[:2] and not latest.is_retracted,
        before=() if latest.is_retracted else tuple(one_line(words[i.notice_id].title) for i in matter[:-1]),
        corrects_mail_of=day,
        references=corrected.message_id if corrected else "",
        reasons=tuple(reason.number for reason in reasons if reason.subscription_id in concerned),
        also=tuple(_entry(each, words, earlier, reasons) for each in also),
    )
