"""Statements on pages: original words in their language, nothing in quotation marks that was not quoted."""

import re
from unittest import mock

import pytest
from django.test import Client
from django.utils import timezone

from meetings.models import Session
from statements.models import ClaimFinding
from statements.vocabulary import Attribution, ClaimVerdict, Fidelity, Timing
from tests import factories as make
from tests.meetings.reference_records import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def session() -> Session:
    return make.make_session(start="2022-01-12")


def get(client: Client, address: str) -> str:
    with mock.patch("meetings.pages.clock", return_value=NOW):
        response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def page(client: Client, session: Session) -> str:
    return get(client, f"/sessions/S{session.pk}/")


def test_a_full_quote_stands_in_the_marks_of_its_language(client: Client, session: Session) -> None:
    make.make_statement(session, "Wir reden", language="de")
    make.make_statement(session, "Мы говорим", language="ru")
    html = page(client, session)
    assert '<blockquote lang="de" dir="auto">„Wir reden“</blockquote>' in html
    assert '<blockquote lang="ru" dir="auto">«Мы говорим»</blockquote>' in html


def test_reported_speech_stands_without_quotation_marks_and_says_so(client: Client, session: Session) -> None:
    make.make_statement(session, "Die Nato betreibe Politik wie im Kalten Krieg.", fidelity=Fidelity.REPORTED)
    html = page(client, session)
    assert (
        '<blockquote lang="de" dir="auto">Die Nato betreibe Politik wie im Kalten Krieg.</blockquote>' in html
    )
    assert "Reported speech, German" in html


def test_a_fragment_stands_with_its_clause(client: Client, session: Session) -> None:
    statement = make.make_statement(session, "")
    make.make_wording(
        statement, "Hauptgegner", fidelity=Fidelity.FRAGMENT, clause="Er nannte es „Hauptgegner“."
    )
    html = page(client, session)
    assert "„Hauptgegner“</blockquote>" in html
    assert 'In the sentence: <span lang="de" dir="auto">Er nannte es „Hauptgegner“.</span>' in html
    assert "Quoted fragment" in html


def test_the_speaker_as_printed_and_a_carried_over_attribution_are_said(
    client: Client, session: Session
) -> None:
    statement = make.make_statement(session, "", speaker=make.make_person("Jens Stoltenberg"))
    make.make_wording(
        statement, "Es sei gut.", speaker_as_printed="der Norweger", attribution=Attribution.CARRIED_OVER
    )
    html = page(client, session)
    assert 'printed as <q lang="de" dir="auto">der Norweger</q>' in html
    assert "carried over from the one before" in html


def test_the_most_original_wording_leads_and_a_translation_opens_on_demand(
    client: Client, session: Session
) -> None:
    statement = make.make_statement(session, "")
    original = make.make_wording(statement, "У нас нет повестки", language="ru", fidelity=Fidelity.VERBATIM)
    make.make_wording(
        statement, "We have no agenda", language="en", fidelity=Fidelity.VERBATIM_TRANSLATED, translated_from=original,
        translation_origin="editor", position=0,
    )  # fmt: skip
    html = page(client, session)
    details = html[html.index("<details") : html.index("</details>")]
    assert "У нас нет повестки" in html[: html.index("<details")]
    assert "In English (translated by an editor)" in details
    assert "“We have no agenda”" in details


def test_statements_stand_under_their_party_and_the_background_apart(
    client: Client, session: Session
) -> None:
    russia, nato = make.make_party("Russia", code="RUS"), make.make_party("NATO", code="NATO")
    make.make_statement(session, "Erstens", parties=(nato,), position=1)
    make.make_statement(session, "Zweitens", parties=(russia,), position=2)
    make.make_statement(session, "Drittens", parties=(nato,), position=3)
    make.make_statement(session, "Hintergrund", parties=(russia,), position=4, timing=Timing.BACKGROUND)
    make.make_statement(session, "Anderswo", parties=(nato,), position=5, timing=Timing.OTHER_OCCASION)
    html = page(client, session)
    order = ["What was said", ">NATO</a>", "Erstens", "Drittens", ">Russia</a>", "Zweitens", "Positions in the background",
             "Hintergrund", "Said on other occasions", "Anderswo"]  # fmt: skip
    places = [html.index(words, html.index('id="statements"')) for words in order]
    assert places == sorted(places)


def test_text_from_right_to_left_is_isolated(client: Client, session: Session) -> None:
    make.make_statement(session, "لا يوجد التزام", language="ar")
    assert '<blockquote lang="ar" dir="auto">' in page(client, session)


def test_a_gap_claim_is_read_in_words_with_its_verdict(client: Client, session: Session) -> None:
    claim = make.make_gap_claim(session, times_printed=2)
    make.make_gap_claim(
        session, "Zuletzt hatte der Rat im Juli 2019 getagt", claim_type="last_session", value="2019-07",
        qualifier="more_than",
    )  # fmt: skip
    html = page(client, session)
    assert "<dd>first in 2½ years</dd>" in html
    assert "printed 2 times" in html
    assert "Not yet held against the record." in html
    ClaimFinding.objects.create(
        claim=claim,
        verdict=ClaimVerdict.AGREES_ROUNDED,
        reason="The gap is 922 days.",
        checked_at=timezone.now(),
    )
    html = page(client, session)
    assert '<span class="badge badge-agrees_rounded">agrees, rounded</span>' in html
    assert "The gap is 922 days." in html
    assert "<dd>last session July 2019</dd>" in html


def test_the_list_of_statements_filters_by_words_person_party_and_council(client: Client) -> None:
    council, party, person = (
        make.make_council(slug="nrc"),
        make.make_party(code="RUS"),
        make.make_person(slug="grushko"),
    )
    session = make.make_session(council)
    wanted = make.make_statement(session, "Ein echtes Risiko", parties=(party,), speaker=person)
    other = make.make_statement(make.make_session(), "Etwas anderes")
    for query in ("q=risiko", "q=échtes+RISIKO", "party=RUS", "person=grushko", "council=nrc"):
        html = get(client, "/statements/?" + query.replace("é", "%C3%A9"))
        assert f'id="Q{wanted.pk}"' in html, query
        assert f'id="Q{other.pk}"' not in html, query
    assert len(re.findall(r'id="Q\d+"', get(client, "/statements/"))) == 2
