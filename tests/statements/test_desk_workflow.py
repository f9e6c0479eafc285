"""From draft to the public and back: who may, what stands against it, what the history keeps."""

from __future__ import annotations

import pytest
from django.test import Client

from meetings.models import Session
from meetings.vocabulary import Publication
from tests import factories as make
from tests.meetings.test_revisions import a_day_passes
from tests.statements.desk_posts import ADD, change, new_session
from tests.statements.form_reading import form_data

pytestmark = pytest.mark.django_db


def test_publishing_without_a_source_is_refused_in_a_sentence(reviewer: Client) -> None:
    data = new_session(
        reviewer,
        make.make_council(),
        citations__0__source="",
        _publish="Publish",
        reason="Checked",
        title="Kept",
    )
    response = reviewer.post(ADD, data)
    assert response.status_code == 200
    assert "A session without a source cannot be published" in response.text
    assert 'value="Kept"' in response.text
    assert not Session.objects.exists()


def test_publishing_for_an_unpublished_council_is_refused_in_a_sentence(reviewer: Client) -> None:
    council = make.make_council("Secret Council", published=False)
    response = reviewer.post(ADD, new_session(reviewer, council, _publish="Publish", reason="Checked"))
    assert "Secret Council is not published yet" in response.text
    assert not Session.objects.exists()


def test_a_session_held_on_a_day_to_come_is_not_published(reviewer: Client) -> None:
    """2032 typed for 2023: it would raise a flag, and tell all who follow the council."""
    data = new_session(reviewer, make.make_council(), start="26-27 May 2192", reason="Checked")
    response = reviewer.post(ADD, {**data, "_publish": "Publish"})
    assert "The day is still to come" in response.text
    reviewer.post(ADD, {**data, "_continue": "Save"})
    session = Session.objects.get()
    again = form_data(reviewer.get(change(session)), _publish="Publish", reason="Checked")
    assert "The day is still to come" in reviewer.post(change(session), again).text
    reviewer.post(change(session), {**again, "status": "scheduled"})
    assert list(Session.objects.public()) == [session]


def test_the_way_to_the_public_and_back(editor: Client, reviewer: Client) -> None:
    editor.post(ADD, new_session(editor, make.make_council(), _send_to_review="Send"))
    session = Session.objects.get()
    assert session.publication == Publication.IN_REVIEW
    data = form_data(reviewer.get(change(session)), _publish="Publish", reason="Checked against the report")
    assert reviewer.post(change(session), data).status_code == 302
    assert list(Session.objects.public()) == [session]
    data = form_data(reviewer.get(change(session)), _withdraw="Withdraw")
    assert "Say in a sentence why it is withdrawn" in reviewer.post(change(session), data).text
    data["reason"] = ["The outlet took the report back"]
    assert reviewer.post(change(session), data).status_code == 302
    assert not Session.objects.public().exists()
    reasons = Session.pgh_event_model.objects.order_by("pgh_id").values_list("pgh_context__reason", flat=True)
    assert [reason for reason in reasons if reason] == [
        "Checked against the report",
        "The outlet took the report back",
    ]


def test_publishing_needs_a_reason_which_readers_see(reviewer: Client) -> None:
    data = new_session(reviewer, make.make_council(), _publish="Publish")
    assert "Say in a sentence why it is published" in reviewer.post(ADD, data).text
    assert not Session.objects.exists()
    data["reason"] = ["Checked against the report of the outlet"]
    assert reviewer.post(ADD, data).status_code == 302
    page = Client().get(f"/sessions/S{Session.objects.get().pk}/").content.decode()
    assert "Checked against the report of the outlet" in page


def test_the_last_source_of_a_public_session_stays(reviewer: Client) -> None:
    session = make.make_session()
    data = form_data(
        reviewer.get(change(session)), citations__0__DELETE="on", reason="Wrong", _continue="Save"
    )
    assert "A session without a source cannot be published" in reviewer.post(change(session), data).text
    assert session.citations.count() == 1


def test_editors_cannot_publish_by_a_forged_button(editor: Client) -> None:
    data = new_session(editor, make.make_council(), _publish="Publish", reason="Mine")
    assert editor.post(ADD, data).status_code == 403
    assert not Session.objects.exists()


def test_publishing_from_the_list_says_what_stands_against_it(reviewer: Client) -> None:
    ready = make.make_session(published=False, source=make.make_source())
    bare = make.make_session(published=False)
    selected = {"action": "publish_selected", "_selected_action": [ready.pk, bare.pk]}
    assert "Say in a sentence why" in reviewer.post("/admin/meetings/session/", selected).text
    assert not Session.objects.public().exists()
    selected["reason"] = "Checked"
    page = reviewer.post("/admin/meetings/session/", selected, follow=True)
    assert "A session without a source cannot be published" in page.text
    assert list(Session.objects.public()) == [ready]


def test_withdrawing_from_the_list_asks_for_a_reason(reviewer: Client) -> None:
    session = make.make_session()
    selected = {"action": "withdraw_selected", "_selected_action": [session.pk]}
    assert "Say in a sentence why" in reviewer.post("/admin/meetings/session/", selected).text
    assert Session.objects.public().exists()
    reviewer.post("/admin/meetings/session/", {**selected, "reason": "Reported by mistake"})
    assert not Session.objects.public().exists()


def test_editors_have_no_action_that_publishes(editor: Client) -> None:
    session = make.make_session(published=False, source=make.make_source())
    selected = {"action": "publish_selected", "_selected_action": [session.pk]}
    editor.post("/admin/meetings/session/", selected)
    assert not Session.objects.public().exists()


def test_nobody_gets_in_without_signing_in(client: Client) -> None:
    session = make.make_session()
    for address in (ADD, change(session), "/admin/"):
        assert client.get(address).status_code == 302


def test_the_history_says_who_when_why_and_what(editor: Client, reviewer: Client) -> None:
    editor.post(ADD, new_session(editor, make.make_council()))
    a_day_passes()
    session = Session.objects.get()
    data = form_data(reviewer.get(change(session)), level="experts", reason="Read again", _continue="Save")
    reviewer.post(change(session), data)
    page = reviewer.get(f"/admin/meetings/session/{session.pk}/history/").text
    assert "rita" in page
    assert "Read again" in page
    assert "level: — → experts" in page
    assert "edith" in page


def test_what_cannot_be_printed_is_refused_in_its_box(editor: Client) -> None:
    answer = editor.post("/admin/meetings/topic/add/", {"name": "arms\x08control", "slug": "arms"})
    assert "a character that cannot be printed" in answer.content.decode()


def test_digits_that_are_no_numbers_break_nothing(editor: Client) -> None:
    for address in ("/admin/meetings/session/add/", "/admin/meetings/session/add/preview/"):
        answer = editor.post(address, {"council_links-TOTAL_FORMS": "²", "start": "2022"})
        assert answer.status_code == 200
    asked = {
        "app_label": "meetings",
        "model_name": "announcement",
        "field_name": "outcome_session",
        "term": "\0",
    }
    assert editor.get("/admin/autocomplete/", asked).status_code == 200
