"""The page on which two records become one: who may, what it shows, what it refuses."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.models import Merge, Session, SessionCitation
from statements.models import ProposedMerge
from tests import factories as make

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


def test_drafts_are_merged_at_once(editor: Client) -> None:
    kept, other = two_sessions(published=False)
    page = editor.post(
        address(kept, other), {f"session-{kept.pk}-level": "other", "reason": "Same report"}, follow=True
    )
    assert f"{other.public_id} was merged into {kept.public_id}" in page.text
    merge = Merge.objects.get()
    assert (merge.reason, merge.merged_by.username) == ("Same report", "edith")
    kept.refresh_from_db()
    assert kept.level == "experts"
    history = editor.get(f"/admin/meetings/session/{kept.pk}/history/").text
    assert "Merged: Same report" in history
    assert "Same report" in editor.get("/admin/meetings/merge/").text
    assert editor.get(f"/admin/meetings/merge/{merge.pk}/change/").status_code == 200


def test_what_is_public_is_proposed_with_a_reason_and_what_was_chosen_stays(reviewer: Client) -> None:
    kept, other = two_sessions()
    refusal = reviewer.post(address(kept, other), {f"session-{kept.pk}-level": "other", "reason": " "})
    assert "say in a sentence why" in refusal.text
    assert refusal.text.count('value="other" aria-describedby') == refusal.text.count("goes</th>") * 2
    page = reviewer.post(
        address(kept, other), {f"session-{kept.pk}-level": "other", "reason": "Same report"}, follow=True
    )
    assert "Your proposal is stored" in page.text
    assert not Merge.objects.exists()
    assert (
        f'value="other" aria-describedby="session-{kept.pk}-level" checked'
        in reviewer.get(address(kept, other)).text
    )


def test_two_councils_are_merged_from_their_list_with_what_it_would_change(reviewer: Client) -> None:
    kept, other = make.make_council("NATO-Russia Council"), make.make_council("NRC")
    make.make_session(other)
    chosen = {"action": "merge_selected", "_selected_action": [str(kept.pk), str(other.pk)]}
    page = reviewer.post("/admin/meetings/council/", chosen, follow=True)
    assert page.redirect_chain[-1][0] == address(kept, other)
    assert "no flag would change" in page.text
    reviewer.post(address(kept, other), {"reason": "One body"})
    second = Client()
    second.force_login(make.make_reviewer("rolf"))
    done = second.post(
        f"/admin/statements/proposedmerge/{ProposedMerge.objects.get().pk}/change/",
        {"_approve": "1", "reason": "One body"},
        follow=True,
    )
    assert "approved, and done" in done.text
    assert Session.objects.get().councils.get() == kept


def test_an_editor_merges_drafts_and_proposes_the_rest(editor: Client) -> None:
    kept, other = two_sessions()
    assert "waits until somebody else approves it" in editor.get(address(kept, other)).text
    editor.post(address(kept, other), {"reason": "x"})
    assert (ProposedMerge.objects.count(), Merge.objects.count()) == (1, 0)
    drafts = two_sessions_of_drafts()
    assert editor.post(address(*drafts), {"reason": ""}).status_code == 302
    assert Merge.objects.count() == 1


def two_sessions_of_drafts() -> tuple[Session, Session]:
    council = make.make_council()
    return make.make_session(council, published=False), make.make_session(council, published=False)


def test_merging_again_or_the_other_way_round_is_explained(reviewer: Client) -> None:
    kept, other = two_sessions(published=False)
    make.make_gap_claim(kept)
    Session.objects.filter(pk=other.pk).update(publication="withdrawn")
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
