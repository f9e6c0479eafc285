"""The watch list of today and of a past day, on a real database."""

from datetime import UTC, date, datetime

import pytest

from meetings.assessment import assess_councils
from meetings.models import Council
from meetings.silences import SilenceState
from meetings.watch import silences_on, watch_list
from tests import factories

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def make_history(council: Council, *days: str, **fields: object) -> Council:
    for day in days:
        factories.make_session(council, day, **fields)
    return council


@pytest.fixture
def steady() -> Council:
    days = ("2018-01-10", "2018-06-10", "2019-01-10", "2019-06-10", "2020-01-10", "2022-01-12")
    return make_history(factories.make_council("Steady Council"), *days)


def test_today_is_read_from_the_stored_dates(steady: Council, django_assert_num_queries: object) -> None:
    assess_councils(council_ids=[steady.pk], now=NOW)
    with django_assert_num_queries(2):  # type: ignore[operator]  # pytest-django gives its fixtures no type
        found = silences_on([steady.pk], now=NOW)[steady.pk]
        assert found.state in (SilenceState.MAJOR, SilenceState.HISTORIC)
        assert found.days == (1776, 1776, 1776)
        assert found.reason.startswith("No session on record for 1,776 days (coverage not stated).")


def test_stored_and_computed_silences_agree(steady: Council) -> None:
    factories.make_session(steady, "2027-01-10", status="scheduled")
    factories.make_session(steady, "2024-05-01", status="cancelled")
    factories.make_context_event(steady, start="2023-02-01", end="2023-06-30")
    make_history(other := factories.make_council("Other Council"), "2020", "2021-05", "2023", "2024-02-03")
    ids = [steady.pk, other.pk]
    assess_councils(council_ids=ids, now=NOW)
    from meetings.watch import _computed

    stored, computed = silences_on(ids, now=NOW), _computed(ids, NOW.date(), NOW, {})
    for council_id in ids:
        a, b = stored[council_id], computed[council_id]
        assert (a.silence, a.state, a.days, a.reason) == (b.silence, b.state, b.days, b.reason)
        assert a.next_planned_id == b.next_planned_id


def test_a_past_day_knows_nothing_later(steady: Council) -> None:
    steady.dissolved = factories._interval("2025-12-03")
    steady.save()
    assess_councils(council_ids=[steady.pk], now=NOW)
    assert silences_on([steady.pk], now=NOW)[steady.pk].state is SilenceState.CONCLUDED
    then = silences_on([steady.pk], day=date(2022, 1, 11), now=NOW)[steady.pk]
    assert (then.state, then.days) == (SilenceState.MAJOR, (732, 732, 732))
    assert then.unusual_since is not None and then.unusual_since < date(2022, 1, 11)


def test_a_past_day_takes_a_constant_number_of_queries(django_assert_max_num_queries: object) -> None:
    ids = [make_history(factories.make_council(), "2016-01-01", "2016-06-01").pk for _ in range(8)]
    with django_assert_max_num_queries(7):  # type: ignore[operator]  # pytest-django gives its fixtures no type
        assert len(silences_on(ids, day=date(2020, 1, 1), now=NOW)) == 8


def test_the_watch_list_puts_the_most_unusual_first_and_leaves_out_the_quiet(steady: Council) -> None:
    monthly = make_history(
        factories.make_council("Monthly Council"), *(f"2025-{month:02d}-01" for month in range(1, 13))
    )
    quiet = make_history(factories.make_council("Quiet Council"), "2025-01-01", "2025-12-01", "2026-11-01")
    hidden = make_history(factories.make_council("Hidden", published=False), "2000-01-01", published=False)
    ended = make_history(
        factories.make_council("Ended", dissolved="2010"), "2000-01-01", "2000-05-01", "2001-01-01"
    )
    ids = [c.pk for c in (steady, monthly, quiet, hidden, ended)]
    assess_councils(council_ids=ids, now=NOW)
    listed = watch_list(now=NOW)
    assert [found.council_id for found in listed] == [steady.pk, monthly.pk]
    assert listed[0].weight > listed[1].weight > 1


def test_a_suspended_council_stays_on_the_list_and_says_so(steady: Council) -> None:
    factories.make_context_event(steady, start="2023-02-01")
    assess_councils(council_ids=[steady.pk], now=NOW)
    found = silences_on([steady.pk], now=NOW)[steady.pk]
    assert (found.state, found.is_watched) == (SilenceState.SUSPENDED, True)
    assert "is declared suspended" in found.reason
    assert (
        silences_on([steady.pk], day=date(2023, 1, 31), now=NOW)[steady.pk].state
        is not SilenceState.SUSPENDED
    )
