"""Two people have the same session open: the second save is refused, says why, and keeps what was typed."""

from __future__ import annotations

import pytest
from django.test import Client

from statements.admin.conflicts import state_of_meeting
from tests import factories as make
from tests.statements.desk_posts import change, form_errors
from tests.statements.form_reading import form_data

pytestmark = pytest.mark.django_db
REFUSED = "Somebody else saved this session while you had it open"


@pytest.mark.django_db(transaction=True)
def test_the_second_save_is_refused_and_the_third_is_a_decision(editor: Client, reviewer: Client) -> None:
    session = make.make_session(published=False, source=make.make_source())
    hers = form_data(editor.get(change(session)), title="Her title", _continue="Save")
    his = form_data(reviewer.get(change(session)), venue="His venue", _continue="Save")
    assert reviewer.post(change(session), his).status_code == 302

    refused = editor.post(change(session), hers)
    assert refused.status_code == 200
    assert REFUSED in refused.text
    assert "His venue" in " ".join(form_errors(refused)), "it says what the other one changed"
    assert 'value="Her title"' in refused.text, "what was typed stands"
    session.refresh_from_db()
    assert (session.title, session.venue) == ("", "His venue")

    again = form_data(refused, venue="His venue", _continue="Save")
    assert editor.post(change(session), again).status_code == 302
    session.refresh_from_db()
    assert (session.title, session.venue) == ("Her title", "His venue")


def test_a_change_of_a_row_alone_counts(editor: Client) -> None:
    session = make.make_session(published=False, source=make.make_source())
    statement = make.make_statement(session)
    data = form_data(editor.get(change(session)), title="Typed", _continue="Save")
    statement.wordings.update(locator="paragraph 3")
    assert REFUSED in editor.post(change(session), data).text


def test_own_saves_one_after_the_other_are_no_conflict(editor: Client) -> None:
    session = make.make_session(published=False, source=make.make_source())
    for title in ("First", "Second"):
        data = form_data(editor.get(change(session)), title=title, _continue="Save")
        assert editor.post(change(session), data).status_code == 302


def test_the_state_moves_with_every_table_of_the_form() -> None:
    session = make.make_session()
    statement = make.make_statement(session, parties=(make.make_party(),))
    delegation = make.make_delegation(session)
    delegate = make.make_delegate(delegation)
    seen = {state_of_meeting(session.pk)}
    steps = (
        lambda: type(session).objects.filter(pk=session.pk).update(venue="x"),
        lambda: session.council_links.update(number="7"),
        lambda: session.citations.update(locator="x"),
        lambda: make.make_agenda_item(session),
        lambda: type(delegation).objects.filter(pk=delegation.pk).update(attendance="absent"),
        lambda: type(delegate).objects.filter(pk=delegate.pk).update(leads=True),
        lambda: statement.wordings.update(text="other words"),
        lambda: statement.parties.clear(),
        lambda: make.make_gap_claim(session),
    )
    for step in steps:
        step()
        seen.add(state_of_meeting(session.pk))
    assert len(seen) == len(steps) + 1
