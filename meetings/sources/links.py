"""Which addresses of sources still answer: one of a host a minute, each again after days; never while anybody waits."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from meetings.models import LinkCheck, Source
from meetings.sources.asking import Answer, Asking, ask
from meetings.vocabulary import LinkState

logger = logging.getLogger(__name__)

# A host is asked again no sooner than this; so much of politeness is due to every host.
HOST_RESTS = timedelta(seconds=59)
# A host that says that it is asked too much is left alone for so long, and what it was asked is asked again after a day.
TOO_MANY, BUSY_HOST_RESTS, BUSY_HOLDS = 429, timedelta(hours=1), timedelta(days=1)
HOSTS_AT_ONCE = 12
SECONDS_AT_ONCE = 10.0
_LOOKED_AT = 500  # addresses due, among which those of different hosts are found
# How long what was found holds.
HOLDS: dict[str, timedelta] = {
    LinkState.ANSWERS: timedelta(days=14),
    LinkState.RESTRICTED: timedelta(days=14),
    LinkState.FAILING: timedelta(days=1),
    LinkState.DEAD: timedelta(days=7),
    LinkState.NOT_ASKED: timedelta(days=30),
}
_GONE = (404, 410)
_NOT_FOR_EVERYONE = (401, 402, 403, 405, 406, 407, 418, 429, 451, 999)
# A host that does not answer is dead after so many checks over so long; "not found" is believed at once.
DEAD_AFTER_CHECKS, DEAD_AFTER = 4, timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Target:
    """An address of a source, of its page or of the stored copy."""

    source_id: int
    address: str

    @property
    def host(self) -> str:
        try:
            return (urlsplit(self.address).hostname or "")[:255]
        except ValueError:
            return ""


def how_to_ask() -> Asking:
    """As the operator set it. Who asks says so, and where to complain."""
    return Asking(
        user_agent=f"Reconvene/{settings.VERSION} link check (+{settings.SITE_URL})",
        may_ask_inside=settings.LINK_CHECK_PRIVATE_ADDRESSES,
    )


def check_due_links(*, now: datetime) -> int:
    """Ask the addresses that are due, one for each of a few hosts; how many were asked."""
    _forget_former_addresses()
    return _check(_one_of_each_host(_due(now), now), now)


def check_sources(*, source_ids: Iterable[int], since: datetime, now: datetime) -> list[int]:
    """Ask the addresses of these sources that were not asked ``since``, one for each host; whose are left for later."""
    wanted = [
        target
        for source in Source.objects.filter(pk__in=list(source_ids)).prefetch_related("link_checks")
        for target in _targets(source)
        if not any(
            each.address == target.address and each.checked_at >= since for each in source.link_checks.all()
        )
    ]
    chosen = _one_of_each_host(wanted, now)
    _check(chosen, now)
    return sorted({target.source_id for target in wanted if target not in chosen})


def _targets(source: Source) -> list[Target]:
    return [Target(source.pk, address) for address in (source.url, source.archive_url) if address]


def _due(now: datetime) -> list[Target]:
    """In no order, so that a host with thousands of addresses does not stand before all others."""
    fresh = Q()
    for state, holds in HOLDS.items():
        fresh |= Q(state=state, checked_at__gt=now - holds)
    fresh &= Q(checked_at__gt=now - BUSY_HOLDS) | Q(http_status__isnull=True) | ~Q(http_status=TOO_MANY)
    found: list[Target] = []
    for column in ("url", "archive_url"):
        known = LinkCheck.objects.filter(fresh, source=OuterRef("pk"), address=OuterRef(column))
        rows = Source.objects.exclude(**{column: ""}).filter(~Exists(known), **{f"{column}__isnull": False})
        found += [Target(*row) for row in rows.order_by("?").values_list("pk", column)[:_LOOKED_AT]]
    return found


def _one_of_each_host(targets: Iterable[Target], now: datetime) -> list[Target]:
    """None of a host that was asked a moment ago, or said lately that it is asked too much."""
    a_moment_ago = Q(checked_at__gt=now - HOST_RESTS)
    is_busy = Q(http_status=TOO_MANY, checked_at__gt=now - BUSY_HOST_RESTS)
    resting = set(LinkCheck.objects.filter(a_moment_ago | is_busy).values_list("host", flat=True))
    chosen: dict[str, Target] = {}
    for target in targets:
        if target.host not in resting:
            chosen.setdefault(target.host, target)
    return list(chosen.values())[:HOSTS_AT_ONCE]


def _check(targets: list[Target], now: datetime) -> int:
    answers = ask_all(targets, how_to_ask())
    if not answers or (_nobody_answers(answers.values()) and not _somebody_answered(now)):
        if answers:
            logger.warning("No address answers: is this machine online? Nothing was concluded from it.")
        return 0
    for target, answer in answers.items():
        note_answer(target, answer, now=now)
    return len(answers)


def ask_all(targets: list[Target], how: Asking) -> dict[Target, Answer]:
    """All at once, within `SECONDS_AT_ONCE`: a worker has other things to do. Touches no database."""
    if not targets:
        return {}
    pool = ThreadPoolExecutor(len(targets), thread_name_prefix="link-check")
    asked = {pool.submit(ask, target.address, how): target for target in targets}
    done, late = wait(asked, timeout=SECONDS_AT_ONCE)
    pool.shutdown(wait=False, cancel_futures=True)
    answers = {asked[each]: each.result() for each in done}
    return answers | {asked[each]: Answer(None, "no answer in time") for each in late}


def _nobody_answers(answers: Iterable[Answer]) -> bool:
    return all(each.status is None and not each.is_refused and not each.is_untrusted for each in answers)


def _somebody_answered(now: datetime) -> bool:
    lately = LinkCheck.objects.filter(checked_at__gt=now - timedelta(hours=1))
    return lately.filter(http_status__isnull=False).exists()


def meaning(answer: Answer) -> LinkState:
    """What a single answer means; a failing address may be dead by what was found before: see `note_answer`."""
    if answer.is_refused:
        return LinkState.NOT_ASKED
    if answer.is_untrusted or answer.status in _NOT_FOR_EVERYONE:
        return LinkState.RESTRICTED
    if answer.status is None or answer.status >= 500 or answer.status == 400:
        return LinkState.FAILING
    if answer.status in _GONE or answer.leads_to_front_page:
        return LinkState.DEAD
    return LinkState.ANSWERS if answer.status < 400 else LinkState.FAILING


def note_answer(target: Target, answer: Answer, *, now: datetime) -> LinkCheck:
    """Store what was found, and since when it has been so."""
    check = LinkCheck.objects.filter(source=target.source_id, address=target.address).first()
    check = check or LinkCheck(source_id=target.source_id, address=target.address)
    state = meaning(answer)
    if state in (LinkState.FAILING, LinkState.DEAD):
        check.failures += 1
        check.failing_since = check.failing_since or now
        is_long = check.failures >= DEAD_AFTER_CHECKS and now - check.failing_since >= DEAD_AFTER
        state = LinkState.DEAD if is_long else state
    else:
        check.failures, check.failing_since = 0, None
    check.state, check.http_status, check.host, check.checked_at = state, answer.status, target.host, now
    front = "leads to the front page" if answer.leads_to_front_page else ""
    check.detail = (front or answer.detail)[:300]
    check.save()
    return check


def _forget_former_addresses() -> None:
    copies = Coalesce(F("source__archive_url"), Value(""))
    pages = Coalesce(F("source__url"), Value(""))
    LinkCheck.objects.exclude(Q(address=pages) | Q(address=copies)).delete()


def dead_links() -> QuerySet[LinkCheck]:
    """Addresses at which the document is not to be found any more, the latest found dead first."""
    return (
        LinkCheck.objects.filter(state=LinkState.DEAD)
        .select_related("source")
        .order_by("-failing_since", "pk")
    )
