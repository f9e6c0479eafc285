"""Which notices an address is told: each once, for every subscription it concerns, corrections the same way."""

from collections.abc import Collection, Mapping
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.mail.digests import Item, News, Subscribed, by_matter, due_since, earlier_of, select
from meetings.vocabulary import Rhythm

MONDAY = datetime(2022, 1, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("rhythm", "now", "expected"),
    [
        (Rhythm.IMMEDIATE, MONDAY, MONDAY),
        (Rhythm.DAILY, MONDAY + timedelta(hours=6), MONDAY + timedelta(hours=6)),
        (Rhythm.DAILY, MONDAY + timedelta(hours=5, minutes=59), MONDAY - timedelta(hours=18)),
        (Rhythm.WEEKLY, MONDAY + timedelta(hours=6), MONDAY + timedelta(hours=6)),
        (Rhythm.WEEKLY, MONDAY + timedelta(hours=5), MONDAY + timedelta(hours=6, days=-7)),
        (Rhythm.WEEKLY, MONDAY + timedelta(days=6, hours=23), MONDAY + timedelta(hours=6)),
    ],
)
def test_digests_are_due_at_six_and_weekly_ones_on_monday(
    rhythm: Rhythm, now: datetime, expected: datetime
) -> None:
    assert due_since(rhythm, now) == expected


def subscribed(pk: int, query: str = "", *, due: bool = True, after: datetime = MONDAY) -> Subscribed:
    return Subscribed(pk, query, due, after)


def news(*ids: int) -> list[News]:
    return [News(pk, MONDAY + timedelta(minutes=pk)) for pk in ids]


def selected(
    rows: list[Subscribed],
    made: list[News],
    matched: Mapping[str, Collection[int]],
    follows: Mapping[int, int] | None = None,
    told: Mapping[int, Collection[int]] | None = None,
) -> list[Item]:
    return select(rows, made, matched=matched, follows=follows or {}, told=told or {})


def test_a_notice_is_one_item_with_every_subscription_that_matched() -> None:
    rows = [subscribed(1, "a"), subscribed(2, "b")]
    assert selected(rows, news(5, 6), {"a": {5}, "b": {5, 6}}) == [Item(5, (1, 2), None), Item(6, (2,), None)]


def test_what_one_subscription_told_no_other_of_the_address_tells_again() -> None:
    rows = [subscribed(1, "a", due=False), subscribed(2, "b")]
    assert selected(rows, news(5), {"a": {5}, "b": {5}}, told={1: {5}}) == []


def test_a_subscription_whose_time_has_not_come_is_told_along() -> None:
    rows = [subscribed(1, "a"), subscribed(2, "b", due=False)]
    assert selected(rows, news(5, 6), {"a": {5}, "b": {5, 6}}) == [Item(5, (1, 2), None)]


def test_what_was_made_before_the_confirmation_is_not_told() -> None:
    rows = [subscribed(1, after=MONDAY + timedelta(minutes=5))]
    assert [item.notice_id for item in selected(rows, news(4, 5, 6), {"": {4, 5, 6}})] == [6]


def test_those_told_are_told_of_the_correction_though_the_query_matches_no_longer() -> None:
    rows = [subscribed(1, "a"), subscribed(2, "b")]
    # 6 was no news and told nobody; the chain leads past it.
    assert selected(rows, news(7), {}, {7: 6, 6: 5}, {1: {5}}) == [Item(7, (1,), 5)]
    assert selected(rows, news(7), {}, {7: 6, 6: 5}) == []


def test_a_flag_raised_and_withdrawn_between_two_mails_is_one_matter() -> None:
    items = selected([subscribed(1)], news(5, 6, 8), {"": {5, 6}}, {8: 5})
    assert [item.notice_id for item in items] == [5, 6, 8]
    assert [[i.notice_id for i in matter] for matter in by_matter(items, {8: 5})] == [[5, 8], [6]]
    assert items[-1].corrects is None


def test_a_circle_of_links_ends() -> None:
    assert list(earlier_of(1, {1: 2, 2: 1})) == [2]


IDS = st.integers(1, 12)


@given(
    st.dictionaries(st.sampled_from("abc"), st.frozensets(IDS)),
    st.dictionaries(IDS, IDS),
    st.dictionaries(st.integers(1, 3), st.frozensets(IDS)),
    st.lists(st.booleans(), min_size=3, max_size=3),
)
def test_nothing_is_told_twice_and_nothing_is_left(
    matched: dict[str, frozenset[int]],
    links: dict[int, int],
    told: dict[int, frozenset[int]],
    due: list[bool],
) -> None:
    follows = {later: earlier for later, earlier in links.items() if earlier < later}
    rows = [
        subscribed(pk, query, due=is_due) for pk, query, is_due in zip((1, 2, 3), "abc", due, strict=True)
    ]
    items = selected(rows, news(*range(1, 13)), matched, follows, told)
    ids = [item.notice_id for item in items]
    assert len(set(ids)) == len(ids)
    assert not set(ids) & set().union(*told.values())
    after = {pk: set(told.get(pk, ())) for pk in (1, 2, 3)}
    for item in items:
        for pk in item.subscription_ids:
            after[pk].add(item.notice_id)
    assert selected(rows, news(*range(1, 13)), matched, follows, after) == []
    told_before = set().union(*told.values())
    for row in rows:
        if row.is_due:
            assert set(matched.get(row.query, ())) <= told_before | set(ids)
