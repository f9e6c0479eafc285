"""Claims are held against the record by the real assessment, again whenever the record changes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from threading import Thread
from time import monotonic
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from meetings.assessment import assess_due_councils
from meetings.models import Council, Session, Succession
from meetings.vocabulary import Publication
from statements.claims import hold_claims
from statements.models import ClaimFinding, GapClaim
from tests import factories as make

pytestmark = pytest.mark.django_db
NOW = datetime(2022, 2, 1, 12, tzinfo=UTC)


@pytest.fixture
def council() -> Council:
    council = make.make_council("NATO-Russia Council", abbreviation="NRC")
    make.make_session(council, "2018-10-31")
    make.make_session(council, "2019-07-05")
    return council


@pytest.fixture
def claim(council: Council) -> GapClaim:
    return make.make_gap_claim(make.make_session(council, "2022-01-12"))


def finding(claim: GapClaim, now: datetime = NOW) -> Any:
    """What stands on record after the councils that are due have been assessed; None: nothing."""
    assess_due_councils(now=now)
    return ClaimFinding.objects.filter(claim=claim).first()


def test_an_assessment_leaves_a_finding(claim: GapClaim) -> None:
    found = finding(claim)
    assert (found.verdict, found.compared_with, found.difference_days) == ("agrees", "all", 7)
    assert (found.days_min, found.days_max, found.checked_at) == (922, 922, NOW)
    assert found.previous_session == Session.objects.get(start__startswith="2019-07-05")
    assert "5 July 2019, 922 days (2 years 6 months)" in found.reason


def test_an_older_session_found_flips_the_verdict_and_its_withdrawal_flips_it_back(
    council: Council, claim: GapClaim
) -> None:
    before = finding(claim)
    between = make.make_session(council, "2021-03-01")
    after = finding(claim)
    assert (before.verdict, after.verdict) == ("agrees", "contradicts")
    assert after.previous_session == between
    assert "1 March 2021, 317 days" in after.reason
    between.publication = Publication.WITHDRAWN
    between.save()
    again = finding(claim)
    assert (again.verdict, again.reason) == (before.verdict, before.reason)


def test_the_missing_session_makes_peace(council: Council) -> None:
    claim = make.make_gap_claim(
        make.make_session(council, "2022-01-12"), claim_type="last_session", value="2021-09"
    )
    assert finding(claim).verdict == "contradicts"
    make.make_session(council, "2021-09-14")
    assert finding(claim).verdict == "agrees"


def test_a_changed_claim_is_held_anew(claim: GapClaim) -> None:
    finding(claim)
    claim.value = "P1Y"
    claim.save()
    assert finding(claim).verdict == "contradicts"


def test_a_finding_that_stays_is_not_written_again(claim: GapClaim) -> None:
    finding(claim)
    claim.locator = "paragraph 1"
    claim.save()
    assert finding(claim, NOW + timedelta(hours=1)).checked_at == NOW


@pytest.mark.parametrize("hide", ["withdraw", "embargo", "hide council"])
def test_what_is_not_public_has_no_finding(claim: GapClaim, council: Council, hide: str) -> None:
    assert finding(claim) is not None
    session = claim.session
    if hide == "withdraw":
        session.publication = Publication.WITHDRAWN
    elif hide == "embargo":
        session.embargo_until = NOW + timedelta(days=1)
    else:
        council.publication = Publication.DRAFT
        council.save()
    session.save()
    assert finding(claim) is None


def test_a_draft_is_no_part_of_the_record(council: Council, claim: GapClaim) -> None:
    make.make_session(council, "2021-03-01", published=False)
    assert finding(claim).verdict == "agrees"


def test_sessions_of_a_predecessor_that_it_continues_belong_to_its_record() -> None:
    older, council = make.make_council("PJC"), make.make_council("NRC")
    make.make_session(older, "2001-12-01")
    claim = make.make_gap_claim(make.make_session(council, "2002-06-01"), value="P6M")
    assert finding(claim).verdict == "cannot_check"
    Succession.objects.create(
        predecessor=older, successor=council, kind="continues", source=make.make_source()
    )
    assert finding(claim).verdict == "agrees"


def test_a_joint_session_agrees_with_the_council_that_agrees_whoever_is_assessed(council: Council) -> None:
    other = make.make_council("EAPC")
    make.make_session(other, "2021-12-01")
    claim = make.make_gap_claim(make.make_session(councils=[other, council], start="2022-01-12"))
    found = finding(claim)
    assert found.verdict == "agrees"
    assert "the council (NRC) last met on 5 July 2019" in found.reason
    make.make_session(other, "2021-12-20")
    assert finding(claim).reason == found.reason


def test_a_council_whose_own_span_joins_days_to_a_sitting(council: Council, claim: GapClaim) -> None:
    make.make_session(council, "2022-01-01")
    assert finding(claim).days_min == 11
    council.sitting_span_days = 14
    council.save()
    assert finding(claim).days_min == 911


def queries(council: Council) -> CaptureQueriesContext:
    with CaptureQueriesContext(connection) as captured:
        hold_claims([council.pk], NOW)
    return captured


def test_a_council_without_claims_costs_one_query_and_none_of_its_sessions(council: Council) -> None:
    make.make_gap_claim(make.make_session())
    assert len(queries(council)) == 1


def test_the_number_of_queries_does_not_grow(council: Council) -> None:
    other = make.make_council()

    def fill(number: int, year: int) -> None:
        for month in range(1, number + 1):
            joint = make.make_session(councils=[council, other], start=f"{year}-{month:02d}-01")
            make.make_gap_claim(joint)
            make.make_gap_claim(joint, claim_type="last_session", value="2018")

    fill(2, 2020)
    few = queries(council)
    fill(10, 2021)
    many = queries(council)
    assert len(many) == len(few) <= 9
    assert len(queries(council)) == len(many) - 1  # nothing to store


@pytest.mark.parametrize("value", ["2019-07", "P0D", "P9999Y", "P٢Y"])
def test_a_value_that_is_no_length_is_refused_with_a_sentence(claim: GapClaim, value: str) -> None:
    claim.value = value
    with pytest.raises(ValidationError) as refused:
        claim.full_clean()
    assert set(refused.value.message_dict) == {"value"}


def test_what_was_stored_past_the_form_is_said_to_be_unfit(claim: GapClaim) -> None:
    GapClaim.objects.filter(pk=claim.pk).update(value="P99999999999999999Y")
    found = finding(claim)
    assert found.verdict == "cannot_check"
    assert "longer than the 400 years" in found.reason


@pytest.mark.django_db(transaction=True)
def test_the_last_to_read_is_the_last_to_write_on_a_joint_session(council: Council) -> None:
    """Two workers hold the same claim, each for its own council; the slower one must not store an older reading."""
    other = make.make_council("EAPC")
    claim = make.make_gap_claim(make.make_session(councils=[council, other], start="2022-01-12"))
    assess_due_councils(now=NOW)
    waiting = Thread(target=_hold_in_a_connection_of_its_own, args=(other.pk,))
    with transaction.atomic():
        hold_claims([council.pk], NOW)
        waiting.start()
        _wait_until_somebody_waits()
        make.make_session(council, "2021-03-01")
    waiting.join(30)
    assert ClaimFinding.objects.get(claim=claim).verdict == "contradicts"


def _hold_in_a_connection_of_its_own(council_id: int) -> None:
    with transaction.atomic():
        hold_claims([council_id], NOW)
    connection.close()


def _wait_until_somebody_waits() -> None:
    deadline = monotonic() + 30
    waits = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
    while monotonic() < deadline:
        with connection.cursor() as cursor:
            cursor.execute(waits)
            if cursor.fetchone()[0]:
                return
    raise AssertionError("Nobody waited for the lock.")
