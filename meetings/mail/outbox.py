"""What a run of the deliverer reads once: who is due, which notices are news, which queries match them."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime, timedelta
from functools import cached_property
from typing import NamedTuple

from django.db.models import Min, Q
from django.db.models.functions import Coalesce, Lower

from meetings.filter_words import filter_in_words, kept_query
from meetings.mail.digests import Item, News, Subscribed, due_since, earlier_of, select
from meetings.models import Delivery, Notice, Subscription
from meetings.models.subscription import SubscriptionQuerySet
from meetings.notices import public_notices
from meetings.vocabulary import Rhythm

# A notice carries the time at which its transaction began: it may be committed this much after a later one.
COMMITTED_WITHIN = timedelta(minutes=10)
# How far back a mail looks for what it has not told: a session that was not public for a few days is not lost.
LOOKS_BACK = timedelta(days=7)
ADDRESSES_AT_ONCE = 500


class Told(NamedTuple):
    """A notice that went out to a subscription."""

    subscription_id: int
    notice_id: int
    delivered_at: datetime
    message_id: str


class Outbox:
    """One run's view, at the instant ``now``. What is committed later is for the next run."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self._matched: dict[str, frozenset[int]] = {}
        self._words: dict[str, str] = {}

    @cached_property
    def _newest(self) -> datetime | None:
        newest = Notice.objects.filter(is_news=True).order_by("-created_at")
        return newest.values_list("created_at", flat=True).first()

    def _due(self) -> SubscriptionQuerySet:
        condition = Q(pk__in=())
        for rhythm in Rhythm:
            if (before := self._served_before(rhythm)) is not None:
                condition |= Q(rhythm=rhythm, served_at__lt=before)
        due = Subscription.objects.active().may_be_tried(self.now)
        return due.annotate(served_at=Coalesce("sent_at", "confirmed_at")).filter(condition)

    def _served_before(self, rhythm: Rhythm) -> datetime | None:
        """A subscription of this rhythm is due if it was last served before; None: there is nothing to tell."""
        if rhythm != Rhythm.IMMEDIATE:
            return due_since(rhythm, self.now)
        return self._newest + COMMITTED_WITHIN if self._newest else None

    def addresses(self) -> Iterator[dict[str, list[Subscription]]]:
        """All active subscriptions of each address that is due, by address, some hundred addresses at a time."""
        due = self._due().annotate(address=Lower("email")).values_list("address", flat=True)
        addresses = sorted(set(due))
        for start in range(0, len(addresses), ADDRESSES_AT_ONCE):
            batch = addresses[start : start + ADDRESSES_AT_ONCE]
            found: dict[str, list[Subscription]] = {address: [] for address in batch}
            rows = Subscription.objects.active().annotate(address=Lower("email")).filter(address__in=batch)
            for row in rows.order_by("id"):
                found[row.address].append(row)
            yield found

    def subscribed(self, row: Subscription) -> Subscribed:
        served_at = row.sent_at or row.confirmed_at or self.now
        before = self._served_before(Rhythm(row.rhythm))
        is_due = before is not None and served_at < before and (row.retry_at or self.now) <= self.now
        told_after = max(row.confirmed_at or self.now, served_at - LOOKS_BACK)
        return Subscribed(row.pk, row.query, is_due, told_after)

    @cached_property
    def _floor(self) -> datetime:
        """Before this instant no due subscription looks for notices."""
        served = self._due().aggregate(first=Min("served_at"))["first"]
        return (served or self.now) - LOOKS_BACK

    @cached_property
    def news(self) -> Sequence[News]:
        rows = Notice.objects.filter(is_news=True, created_at__gt=self._floor).order_by("id")
        return [News(*row) for row in rows.values_list("id", "created_at")]

    @cached_property
    def follows(self) -> dict[int, int]:
        """What each notice of the news continues, link by link to the first of its matter."""
        follows: dict[int, int] = {}
        missing = {each.id for each in self.news}
        while missing:
            links = Notice.objects.filter(pk__in=missing, follows__isnull=False).values_list(
                "id", "follows_id"
            )
            found = {notice_id: earlier for notice_id, earlier in links if earlier is not None}
            missing = set(found.values()) - follows.keys() - found.keys()
            follows |= found
        return follows

    @cached_property
    def _concerned(self) -> set[int]:
        return {id_ for each in self.news for id_ in (each.id, *earlier_of(each.id, self.follows))}

    def told(self, subscription_ids: Collection[int]) -> list[Told]:
        """What these subscriptions were told of the matters in the news. Read anew at each call."""
        rows = Delivery.objects.filter(subscription__in=subscription_ids, notice__in=self._concerned)
        columns = rows.order_by("id").values_list(
            "subscription_id", "notice_id", "delivered_at", "message_id"
        )
        return [Told(*row) for row in columns]

    def items(self, rows: Sequence[Subscription], told: Collection[Told]) -> list[Item]:
        """What one address is told now, of which ``rows`` are all active subscriptions."""
        subscribed = [self.subscribed(row) for row in rows]
        return select(
            subscribed,
            self.news,
            matched={each.query: self._matching(each.query) for each in subscribed},
            follows=self.follows,
            told={
                row.pk: {each.notice_id for each in told if each.subscription_id == row.pk} for row in rows
            },
        )

    def _matching(self, query: str) -> frozenset[int]:
        """News that the stored query matches and anyone may read. One query for each, however many share it."""
        if query not in self._matched:
            state = kept_query(query, self.now.date())
            found = public_notices(state, self.now) if state else Notice.objects.none()
            recent = found.filter(is_news=True, created_at__gt=self._floor).order_by()
            self._matched[query] = frozenset(recent.values_list("id", flat=True))
        return self._matched[query]

    def filter_in_words(self, query: str, *, quoting: bool = True) -> str:
        key = f"{quoting}{query}"
        if key not in self._words:
            state = kept_query(query, self.now.date())
            self._words[key] = filter_in_words(state, self.now, quoting=quoting).text if state else query
        return self._words[key]
