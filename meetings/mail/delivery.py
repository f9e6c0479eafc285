"""Sends what subscriptions wait for: the answers to the form, then the notices.

At least once: what is sent is recorded first, then handed to the server, then committed. A failure of the database
keeps a mail from being sent, a failure of the server keeps it from being recorded; only a crash between the server's
word and the commit sends it again, under the same Message-ID. Two deliverers at once send once: each locks
the rows of an address and leaves alone what the other has locked.
"""

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.core.mail import EmailMessage
from django.db import transaction

from meetings.mail.composing import Letter, compose
from meetings.mail.letters import answer_mail
from meetings.mail.outbox import Outbox, Told
from meetings.mail.post import Post, Refused, Unreachable, retry_at
from meetings.models import Delivery, Subscription

logger = logging.getLogger(__name__)

# What is left then is for the next sweep, so that deliverers do not fill all worker processes.
LONGEST_RUN = timedelta(seconds=50)


def deliver(now: datetime) -> int:
    """Send everything that is due. Returns how many mails the server took."""
    return _Run(now).everything()


class _Run:
    def __init__(self, now: datetime) -> None:
        self._now = now
        self._outbox = Outbox(now)
        self._until = time.monotonic() + LONGEST_RUN.total_seconds()
        self._taken = 0

    def everything(self) -> int:
        with Post() as self._post:
            try:
                self._answers()
                for addresses in self._outbox.addresses():
                    self._notices(addresses)
            except Unreachable as error:
                logger.warning("The mail server takes no mail (%s); the next sweep tries again.", error)
        return self._taken

    @property
    def _has_time(self) -> bool:
        return time.monotonic() < self._until

    def _answers(self) -> None:
        waiting = Subscription.objects.lasting().filter(asked_at__isnull=True).may_be_tried(self._now)
        for pk in waiting.order_by("id").values_list("pk", flat=True):
            if self._has_time:
                with self._one_alone(), transaction.atomic():
                    for row in waiting.select_for_update(skip_locked=True).filter(pk=pk):
                        self._answer(row)

    def _answer(self, row: Subscription) -> None:
        words = self._outbox.filter_in_words(row.query, quoting=False)
        asked = Subscription.objects.filter(pk=row.pk)
        self._hand_over([row], answer_mail(row, words, self._now), lambda: asked.update(asked_at=self._now))

    @contextmanager
    def _one_alone(self) -> Iterator[None]:
        """What goes wrong with one address is logged, and keeps no other waiting."""
        try:
            yield
        except Unreachable:
            raise
        except Exception:
            logger.exception("An address could not be served; the next sweep tries again.")

    def _notices(self, addresses: dict[str, list[Subscription]]) -> None:
        """Serve these addresses; the rows of those that have something to be told are locked one address at a time."""
        told = self._outbox.told([row.pk for rows in addresses.values() for row in rows])
        by_subscription: dict[int, list[Told]] = {}
        for each in told:
            by_subscription.setdefault(each.subscription_id, []).append(each)
        idle: list[Subscription] = []
        for address, rows in addresses.items():
            theirs = [each for row in rows for each in by_subscription.get(row.pk, ())]
            if not self._outbox.items(rows, theirs):
                idle += rows
            elif self._has_time:
                with self._one_alone():
                    self._serve(address)
        self._note_served(idle)

    def _serve(self, address: str) -> None:
        active = Subscription.objects.active().of_address(address)
        with transaction.atomic():
            rows = list(active.order_by("id").select_for_update(skip_locked=True))
            if len(rows) < active.count():
                return  # somebody else has this address in hand
            told = self._outbox.told([row.pk for row in rows])
            letter = compose(self._outbox, rows, told)
            if letter is None:
                self._note_served(rows)
            else:
                self._hand_over(rows, letter.message, lambda: self._record(rows, letter))

    def _hand_over(
        self, rows: Sequence[Subscription], message: EmailMessage, record: Callable[[], object]
    ) -> None:
        """Record, then send. If the server refuses this address, nothing is recorded and its rows wait, longer each
        time."""
        these = Subscription.objects.filter(pk__in=[row.pk for row in rows])
        failures = max(row.failures for row in rows)
        try:
            with transaction.atomic():
                record()
                if failures:
                    these.update(failures=0, retry_at=None, failure="")
                self._post.send(message)
        except Refused as error:
            again = retry_at(failures + 1, self._now)
            these.update(failures=failures + 1, retry_at=again, failure=str(error)[:1000])
            logger.warning("The mail server refused a mail, time %d in a row: %s", failures + 1, error)
        else:
            self._taken += 1

    def _record(self, rows: Sequence[Subscription], letter: Letter) -> None:
        self._note_served(rows)
        Delivery.objects.bulk_create(
            [
                Delivery(
                    subscription_id=subscription_id,
                    notice_id=notice_id,
                    delivered_at=self._now,
                    message_id=letter.message_id,
                )
                for subscription_id, notice_id in letter.told
            ],
            ignore_conflicts=True,
        )

    def _note_served(self, rows: Iterable[Subscription]) -> None:
        """Those that were due have been looked through."""
        due = [row.pk for row in rows if self._outbox.subscribed(row).is_due]
        with transaction.atomic():
            free = Subscription.objects.filter(pk__in=due).select_for_update(skip_locked=True)
            Subscription.objects.filter(pk__in=list(free.values_list("pk", flat=True))).update(
                sent_at=self._now
            )
