"""The history of a whole meeting: every version, whatever made it, and the way back to one."""

from __future__ import annotations

import pghistory
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.models import Session
from meetings.vocabulary import Publication
from statements.meeting import read
from statements.meeting.versions import versions
from statements.models import Proposal, Wording
from tests import factories as make
from tests.meetings.test_revisions import a_day_passes
from tests.statements.desk_posts import change
from tests.statements.form_reading import form_data
from tests.statements.made_meeting import whole_meeting

pytestmark = pytest.mark.django_db


def history(session: Session, number: int | None = None) -> str:
    address = f"/admin/meetings/session/{session.pk}/history/"
    return address if number is None else f"{address}{number}/"


def test_every_version_of_every_table_is_read_in_one_query() -> None:
    session = whole_meeting(published=False, source=make.make_source())
    states = [read(session.pk)]
    a_day_passes()
    statement = session.statements.first()
    Wording.objects.filter(statement=statement).update(locator="paragraph 3")
    states.append(read(session.pk))
    a_day_passes()
    session.delegations.first().delete()
    statement.parties.clear()
    states.append(read(session.pk))
    a_day_passes()
    other = make.make_session()
    type(statement).objects.filter(pk=statement.pk).update(session=other)
    states.append(read(session.pk))
    with CaptureQueriesContext(connection) as captured:
        found = versions(session.pk)
    assert len(captured) == 1
    assert [version.document for version in found] == states
    assert [version.number for version in found] == [1, 2, 3, 4]


def test_bulk_updates_imports_and_sql_are_in_the_history_with_their_reason(reviewer: Client) -> None:
    session = whole_meeting()
    a_day_passes()
    with pghistory.context(reason="Import of sessions.csv."):
        Session.objects.filter(pk=session.pk).update(venue="Palais")
    a_day_passes()
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE delegations_delegation SET attendance = 'absent' WHERE session_id = %s", [session.pk]
        )
    a_day_passes()
    selected = {"action": "withdraw_selected", "_selected_action": [session.pk], "reason": "A bulk action"}
    reviewer.post("/admin/meetings/session/", selected)
    page = reviewer.get(history(session)).text
    for words in (
        "venue: NATO headquarters → Palais",
        "Import of sessions.csv.",
        "Delegation of Norway changed: attendance: attended → absent",
        "A bulk action",
        "withdrawn",
        "rita",
        "as the database role",
    ):
        assert words in page, words


def test_a_draft_goes_back_with_its_deleted_children_as_a_new_version(editor: Client) -> None:
    session = whole_meeting(published=False, source=make.make_source())
    before = read(session.pk)
    a_day_passes()
    session.delegations.first().delete()
    Session.objects.filter(pk=session.pk).update(venue="Elsewhere")
    a_day_passes()
    page = editor.get(history(session, 1))
    assert "What going back to it would change" in page.text
    assert "delegation of Norway" in page.text
    data = form_data(page)
    assert "Say in a sentence why" in editor.post(history(session, 1), {**data, "reason": ""}).text
    done = editor.post(history(session, 1), {**data, "reason": "Removed by mistake"}, follow=True)
    assert "The meeting is as it was in version 1" in done.text
    assert read(session.pk) == before
    found = versions(session.pk)
    assert [version.number for version in found] == [1, 2, 3]
    assert found[2].reason == "Removed by mistake"
    assert "Nothing." in editor.get(history(session, 1)).text


def test_going_back_is_refused_if_the_meeting_changed_meanwhile(editor: Client) -> None:
    session = whole_meeting(published=False, source=make.make_source())
    a_day_passes()
    Session.objects.filter(pk=session.pk).update(venue="Elsewhere")
    data = form_data(editor.get(history(session, 1)))
    Session.objects.filter(pk=session.pk).update(title="Typed meanwhile")
    refused = editor.post(history(session, 1), {**data, "reason": "Wrong"})
    assert "changed while you had this page open" in refused.text
    session.refresh_from_db()
    assert session.venue == "Elsewhere"


def test_a_public_meeting_goes_back_by_a_proposal(editor: Client, reviewer: Client) -> None:
    session = whole_meeting()
    before = read(session.pk)
    a_day_passes()
    session.statements.last().delete()
    a_day_passes()
    data = form_data(reviewer.get(history(session, 1)))
    reviewer.post(history(session, 1), {**data, "reason": "Removed by mistake"})
    assert session.statements.count() == 1, "not yet"
    proposal = Proposal.objects.get()
    assert proposal.document == before
    assert proposal.base_version == 2
    approver = Client()
    approver.force_login(make.make_reviewer("rolf"))
    address = f"/admin/statements/proposal/{proposal.pk}/change/"
    approver.post(address, {**form_data(approver.get(address)), "_approve": "1"})
    assert read(session.pk) == before
    session.refresh_from_db()
    assert session.publication == Publication.PUBLISHED


def test_old_addresses_and_strangers(editor: Client, client: Client) -> None:
    session = whole_meeting()
    assert editor.get(history(session, 9)).status_code == 404
    assert editor.get("/admin/meetings/session/999999/history/").status_code == 404
    assert Client().get(history(session)).status_code == 302
    assert history(session) in editor.get(change(session)).text


def test_the_list_of_versions_asks_no_more_for_many_versions(editor: Client) -> None:
    session = whole_meeting()
    counts = []
    for number in range(4):
        a_day_passes()
        Session.objects.filter(pk=session.pk).update(venue=f"Hall {number}")
        with CaptureQueriesContext(connection) as captured:
            assert f"Hall {number}" in editor.get(history(session)).text
        counts.append(len(captured))
    assert len(set(counts[1:])) == 1, counts
    assert counts[-1] <= 12
