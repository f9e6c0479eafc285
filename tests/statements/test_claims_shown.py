"""Where readers and editors see what came of a claim: the session's page, the council's, the desk, the file."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from html import unescape
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.assessment import assess_due_councils
from meetings.models import Council, Session
from meetings.vocabulary import Publication
from statements.models import GapClaim
from tests import factories as make
from tests.exports_dataset import download
from tests.statements.desk_posts import ADD, change, form_errors
from tests.statements.form_reading import add_row, form_data

pytestmark = pytest.mark.django_db
NOW = datetime(2022, 2, 1, 12, tzinfo=UTC)
REASON = "On record the council last met on 5 July 2019, 922 days (2 years 6 months) before"


@pytest.fixture
def council() -> Council:
    council = make.make_council("NATO-Russia Council", abbreviation="NRC", slug="nato-russia-council")
    make.make_session(council, "2019-07-05", level="ambassadors")
    return council


@pytest.fixture
def session(council: Council) -> Session:
    return make.make_session(council, "2022-01-12", level="deputy_ministers")


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(make.make_reviewer("rita"))
    return client


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return unescape(response.content.decode())


def page_of(client: Client, session: Session) -> str:
    assess_due_councils(now=NOW)
    return text_of(client, session.get_absolute_url())


def test_the_page_of_the_session_shows_words_reading_verdict_dates_and_difference(
    client: Client, session: Session
) -> None:
    make.make_gap_claim(session, times_printed=2)
    html = page_of(client, session)
    for words in (
        '<q lang="de" dir="auto">Zum ersten Mal seit zweieinhalb Jahren</q>',
        "printed 2 times",
        '<span class="badge badge-agrees">agrees with the record</span>',
        "<dd>first in 2½ years</dd>",
        '5 July 2019</a> to 12 January 2022, <span class="nowrap">922 days</span>',
        "<dd>7 days more</dd>",
        f"{REASON}: 7 days more than the 2½ years claimed.",
    ):
        assert words in html, words


def test_a_contradiction_names_both_explanations_on_the_pages_of_session_and_council(
    client: Client, session: Session, council: Council
) -> None:
    make.make_gap_claim(session, "Erstmals seit einem Jahr", value="P1Y")
    make.make_gap_claim(session, "AGREES")
    for html in (page_of(client, session), text_of(client, council.get_absolute_url())):
        assert '<span class="badge badge-contradicts">contradicts the record</span>' in html
        assert "Either the source errs or a session is missing from the record." in html
    assert "AGREES" not in text_of(client, council.get_absolute_url())


def test_agreement_to_the_letter_is_shown_as_no_more_than_that(client: Client, session: Session) -> None:
    make.make_gap_claim(session, claim_type="first_since", value="2020")
    assert "agrees, but only to the letter" in page_of(client, session)


def test_a_finding_is_not_shown_while_it_names_a_session_just_withdrawn(
    client: Client, session: Session
) -> None:
    make.make_gap_claim(session)
    assess_due_councils(now=NOW)
    previous = Session.objects.get(start__startswith="2019-07-05")
    previous.publication = Publication.WITHDRAWN
    previous.save()
    html = text_of(client, session.get_absolute_url())
    assert "Not yet held against the record." in html
    assert "5 July 2019" not in html
    (row,) = claims_file()
    assert (row["verdict"], row["verdict_reason"], row["previous_session_id"]) == ("", "", "")


def claims_file() -> list[dict[str, str]]:
    body, response = download("/gap_claims.csv")
    assert response.status_code == 200
    return list(csv.DictReader(io.StringIO(body.decode(), newline="")))


def test_the_file_says_what_was_compared(session: Session) -> None:
    make.make_gap_claim(session)
    make.make_gap_claim(session, subject="other")
    assess_due_councils(now=NOW)
    checked, other = claims_file()
    previous = Session.objects.get(start__startswith="2019-07-05")
    compared = ("compared_with", "previous_session_id", "gap_days_min", "gap_days_max", "difference_days")
    assert [checked[name] for name in compared] == ["all", f"S{previous.pk}", "922", "922", "7"]
    assert (other["verdict"], *(other[name] for name in compared)) == ("cannot_check", "", "", "", "", "")


# ---------- the desk ----------


def test_the_desk_judges_the_claims_of_a_draft_before_anyone_publishes_it(
    desk: Client, council: Council
) -> None:
    draft = make.make_session(council, "2022-01-12", published=False)
    claim = make.make_gap_claim(draft)
    html = text_of(desk, change(draft))
    assert "Agrees with the record." in html
    assert REASON in html
    assess_due_councils(now=NOW)
    assert not hasattr(GapClaim.objects.get(pk=claim.pk), "finding")


def test_the_desk_leads_from_a_contradiction_to_the_missing_session(
    desk: Client, session: Session, council: Council
) -> None:
    make.make_gap_claim(session, claim_type="last_session", value="2021-09")
    address = f"{ADD}?council={council.pk}&start=2021-09"
    assert f'href="{address}"' in text_of(desk, change(session))
    form = desk.get(address)
    data = form_data(form, _continue="Save")
    assert data["council_links-0-council"] == [str(council.pk)]
    assert data["start"] == ["2021-09"]
    add_row(data, "citations", source=make.make_source().pk, stance="supports", basis="printed")
    response = desk.post(address, data)
    assert response.status_code == 302, form_errors(response)
    found = Session.objects.get(start__startswith="2021-09-01")
    assert list(found.councils.all()) == [council]


@pytest.mark.parametrize("council", ["x", "999999999999", "9" * 40, "²", "<b>"])
def test_an_address_that_names_no_council_opens_an_empty_form(desk: Client, council: str) -> None:
    form = desk.get(f"{ADD}?council={quote(council)}&start=nonsense")
    assert form.status_code == 200
    assert form_data(form)["council_links-0-council"] == [""]


def test_the_desk_refuses_a_value_that_is_not_what_the_type_claims(desk: Client, session: Session) -> None:
    source = make.make_source()
    data = form_data(desk.get(change(session)), _continue="Save", reason="Read again.")
    add_row(
        data, "gap_claims", phrase="Erstmals seit Juli", claim_type="first_duration", value="2019-07",
        qualifier="exact", subject="session", times_printed=1, source=source.pk,
    )  # fmt: skip
    response = desk.post(change(session), data)
    assert response.status_code == 200
    assert "“2019-07” is not a length of time" in unescape(response.content.decode())
    assert not session.gap_claims.exists()


def test_the_desk_costs_three_queries_more_with_claims_however_many(desk: Client, session: Session) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert desk.get(change(session)).status_code == 200
        return len(captured)

    cost()
    without = cost()
    make.make_gap_claim(session)
    one = cost()
    for _ in range(5):
        make.make_gap_claim(session)
        make.make_session(session.councils.get(), "2020")
    assert cost() == one <= without + 3


def test_the_first_page_of_the_desk_lists_what_contradicts_the_record(desk: Client, session: Session) -> None:
    make.make_gap_claim(session, "CONTRADICTS", value="P1Y")
    make.make_gap_claim(session, "LETTER", claim_type="first_since", value="2020")
    make.make_gap_claim(session, "AGREES")
    assess_due_councils(now=NOW)
    html = text_of(desk, "/admin/")
    assert (
        f'<a href="{change(session)}#gap_claims-group">NRC, 12 January 2022: <q lang="de" dir="auto">CONTRADICTS</q></a>'
        in html
    )
    assert "557 days more" in html
    assert "agrees, but only to the letter" in html
    assert "AGREES" not in html
