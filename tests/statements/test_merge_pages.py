"""The page on which two records become one: who may, what it shows, what it refuses; and in a real browser."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.models import Merge, Session, SessionCitation
from tests import factories as make
from tests.statements.desk_browser import Desk

pytestmark = pytest.mark.django_db


def address(kept: Any, other: Any) -> str:
    return f"/admin/merge/{kept._meta.model_name}/{kept.pk}/{other.pk}/"


def two_sessions(**fields: Any) -> tuple[Session, Session]:
    council = make.make_council("NATO-Russia Council")
    kept = make.make_session(council, level="ambassadors", **fields)
    other = make.make_session(council, level="experts", venue="NATO headquarters", **fields)
    return kept, other


def test_both_records_stand_side_by_side_and_nothing_happens_by_looking(reviewer: Client) -> None:
    kept, other = two_sessions()
    make.make_statement(other, "Gut.")
    page = reviewer.get(address(kept, other)).text
    for words in (
        "ambassadors",
        "experts",
        "NATO headquarters",
        "Gut.",
        "moves",
        "Keep S",
        "no flag would change",
    ):
        assert words in page
    assert not Merge.objects.exists()
    assert Session.objects.count() == 2


def test_a_reviewer_merges_public_records_with_a_reason(reviewer: Client) -> None:
    kept, other = two_sessions()
    refusal = reviewer.post(address(kept, other), {f"session-{kept.pk}-level": "other", "reason": " "})
    assert "say in a sentence why" in refusal.text
    assert refusal.text.count('value="other" aria-describedby') == refusal.text.count("goes</th>") * 2
    page = reviewer.post(
        address(kept, other), {f"session-{kept.pk}-level": "other", "reason": "Same report"}, follow=True
    )
    assert f"{other.public_id} was merged into {kept.public_id}" in page.text
    merge = Merge.objects.get()
    assert (merge.reason, merge.merged_by.username) == ("Same report", "rita")
    kept.refresh_from_db()
    assert kept.level == "experts"
    history = reviewer.get(f"/admin/meetings/session/{kept.pk}/history/").text
    assert "Merged: Same report" in history
    assert "Same report" in reviewer.get("/admin/meetings/merge/").text
    assert reviewer.get(f"/admin/meetings/merge/{merge.pk}/change/").status_code == 200


def test_two_councils_are_merged_from_their_list_with_what_it_would_change(reviewer: Client) -> None:
    kept, other = make.make_council("NATO-Russia Council"), make.make_council("NRC")
    make.make_session(other)
    chosen = {"action": "merge_selected", "_selected_action": [str(kept.pk), str(other.pk)]}
    page = reviewer.post("/admin/meetings/council/", chosen, follow=True)
    assert page.redirect_chain[-1][0] == address(kept, other)
    assert "no flag would change" in page.text
    done = reviewer.post(address(kept, other), {"reason": "One body"}, follow=True)
    assert "was merged into" in done.text
    assert Session.objects.get().councils.get() == kept


def test_an_editor_merges_drafts_only(editor: Client) -> None:
    kept, other = two_sessions()
    assert "a reviewer merges them" in editor.get(address(kept, other)).text
    assert editor.post(address(kept, other), {"reason": "x"}).status_code == 403
    drafts = two_sessions_of_drafts()
    assert editor.post(address(*drafts), {"reason": ""}).status_code == 302
    assert Merge.objects.count() == 1


def two_sessions_of_drafts() -> tuple[Session, Session]:
    council = make.make_council()
    return make.make_session(council, published=False), make.make_session(council, published=False)


def test_merging_again_or_the_other_way_round_is_explained(reviewer: Client) -> None:
    kept, other = two_sessions()
    reviewer.post(address(kept, other), {"reason": "Same report"})
    sentence = f"{other.public_id} was merged into {kept.public_id} already."
    assert sentence in reviewer.get(address(kept, other)).text
    answer = reviewer.post(address(other, kept), {"reason": "x"})
    assert answer.status_code == 409
    assert sentence in answer.text


def test_a_page_that_is_no_longer_true_is_shown_anew(reviewer: Client) -> None:
    kept, other = two_sessions()
    seen = reviewer.get(address(kept, other)).text.split('name="seen" value="')[1][:32]
    make.make_statement(other)
    answer = reviewer.post(address(kept, other), {"reason": "Same report", "seen": seen})
    assert "changed while you had this page open" in answer.text
    assert not Merge.objects.exists()


def test_two_ticked_in_a_list_lead_to_the_page(editor: Client) -> None:
    people = [make.make_person(), make.make_person(), make.make_person()]
    chosen = {"action": "merge_selected", "_selected_action": [person.pk for person in people]}
    page = editor.post("/admin/delegations/person/", chosen, follow=True)
    assert "Choose two records" in page.text
    chosen["_selected_action"] = [person.pk for person in people[:2]]
    answer = editor.post("/admin/delegations/person/", chosen)
    assert answer["Location"] == address(*people[:2])
    assert editor.get(answer["Location"]).status_code == 200


@pytest.mark.parametrize(
    ("typed", "leads_to"),
    [
        ({"kept": "p3", "other": "P12 "}, "/admin/merge/person/3/12/"),
        ({"kept": "U1", "other": "U2"}, "/admin/merge/source/1/2/"),
        ({"kept": "S1", "other": "P2"}, ""),
        ({"kept": "nonsense", "other": "²"}, ""),
        ({}, ""),
    ],
)
def test_two_ids_lead_to_the_page(editor: Client, typed: dict[str, str], leads_to: str) -> None:
    answer = editor.get("/admin/merge/", typed)
    assert answer.get("Location", "") == leads_to


@pytest.mark.parametrize("kind", ["nonsense", "gap"])
def test_what_cannot_be_merged_has_no_page(reviewer: Client, kind: str) -> None:
    assert reviewer.get(f"/admin/merge/{kind}/1/2/").status_code == 404
    assert "There is no session no. 99" in reviewer.get("/admin/merge/session/99/98/").text


def test_nobody_merges_without_signing_in(client: Client) -> None:
    kept, other = two_sessions_of_drafts()
    assert client.post(address(kept, other), {"reason": "x"}).status_code == 302
    client.force_login(make.make_user("nora"))
    assert client.get(address(kept, other)).status_code == 403
    assert client.get("/admin/merge/").status_code == 403
    assert not Merge.objects.exists()


def test_a_source_of_many_facts_is_merged_with_few_questions(reviewer: Client) -> None:
    kept, other = make.make_source(), make.make_source()
    session = make.make_session(source=other)

    def cite(number: int) -> None:
        for _ in range(number):
            SessionCitation.objects.create(session=make.make_session(published=False), source=other)

    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert reviewer.get(address(kept, other)).status_code == 200
        return len(asked)

    cite(25)
    few = questions()
    cite(25)
    assert questions() == few
    assert session.citations.exists()


@pytest.mark.django_db(transaction=True)
def test_a_reviewer_merges_two_meetings_in_the_browser(page: Any) -> None:
    kept, other = two_sessions()
    russia = make.make_party("Russia")
    for session, attendance in ((kept, "unknown"), (other, "attended")):
        make.make_delegation(session, russia, attendance=attendance)
    make.make_statement(other, "Es ist ein positives Zeichen.")
    make.make_reviewer("rita")
    desk = Desk(page)
    desk.sign_in("rita")
    page.click("text=Merge two records")
    page.fill("#id_kept", kept.public_id)
    page.fill("#id_other", other.public_id)
    page.click("input[value='Show both']")
    assert page.is_checked(f"input[name='session-{kept.pk}-level'][value=kept]")
    assert page.is_checked(f"input[name='session-{kept.pk}-venue'][value=other]")
    page.check(f"input[name='delegation-{kept.delegations.get().pk}-attendance'][value=other]")
    page.fill("#id_reason", "One report, entered twice")
    with page.expect_navigation():
        page.click(f"input[value='Merge {other.public_id} into {kept.public_id}']")
    assert f"{other.public_id} was merged into {kept.public_id}" in desk.sentence()
    page.goto(f"/sessions/{other.public_id}/")
    assert page.url.endswith(f"/sessions/{kept.public_id}/")
    words = page.inner_text("main")
    assert "Es ist ein positives Zeichen." in words
    assert "One report, entered twice" in page.content()
    assert (kept.delegations.get().attendance, kept.statements.count()) == ("attended", 1)
