"""The session desk: what its form saves, refuses and keeps."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from delegations.models import Delegation
from meetings.models import Session, SessionCouncil
from meetings.vocabulary import Publication
from statements.models import Statement, Wording
from tests import factories as make
from tests.statements.desk_posts import ADD, change, form_errors, new_session
from tests.statements.form_reading import add_form_set, add_row, form_data

pytestmark = pytest.mark.django_db


def test_a_session_is_saved_as_a_draft_with_all_its_rows(editor: Client) -> None:
    council, russia, person = (
        make.make_council(),
        make.make_party("Russia"),
        make.make_person("Alexander Grushko"),
    )
    source, topic = make.make_source(), make.make_topic("arms control")
    data = new_session(editor, council, level="deputy_ministers")
    add_row(data, "agenda", text="Ukraine", standing="discussed", topic=topic.pk, position=0)
    add_row(data, "delegations", party=russia.pk, attendance="attended", position=0, invited="unknown")
    add_form_set(data, "delegations-0-delegates")
    add_row(
        data, "delegations-0-delegates", person=person.pk, name_as_printed="Alexander Gruschko", leads="on"
    )
    add_form_set(data, "delegations-0-citations")
    add_row(
        data, "delegations-0-citations", source=source.pk, fact="head", stance="supports", basis="printed"
    )
    add_row(
        data, "statements", speaker=person.pk, speaker_kind="principal", parties=[str(russia.pk)],
        about=[str(topic.pk)], position=0,
    )  # fmt: skip
    add_form_set(data, "statements-0-wordings")
    add_row(
        data, "statements-0-wordings", text="Hauptgegner und -gefahr", fidelity="fragment", language="de",
        attribution="carried_over", speaker_as_printed="er", source=source.pk, position=0,
    )  # fmt: skip
    add_row(
        data, "gap_claims", phrase="Erstmals seit zweieinhalb Jahren", claim_type="first_duration", value="P2Y6M",
        qualifier="exact", subject="session", times_printed=2, source=source.pk,
    )  # fmt: skip
    add_row(
        data, "announcements", council=council.pk, text="Ready to explore a timetable", source=source.pk,
        outcome="pending",
    )  # fmt: skip
    response = editor.post(ADD, data)
    assert response.status_code == 302, form_errors(response)
    session = Session.objects.get()
    assert session.publication == Publication.DRAFT
    assert session.start.edtf == "2022-01-12"
    delegation = session.delegations.get()
    assert delegation.delegates.get().name_as_printed == "Alexander Gruschko"
    assert delegation.citations.get().fact == "head"
    statement = session.statements.get()
    assert list(statement.parties.all()) == [russia]
    assert list(statement.topics.all()) == [topic]
    assert statement.wordings.get().text == "Hauptgegner und -gefahr"
    assert session.gap_claims.get().times_printed == 2
    assert session.announcements.get().expected is None


def test_saving_an_unchanged_form_changes_nothing(editor: Client) -> None:
    session = make.make_session(published=False, source=make.make_source())
    delegation = make.make_delegation(session)
    make.make_delegate(delegation, leads=True)
    statement = make.make_statement(session)
    statement.topics.add(make.make_topic())
    statement.parties.add(make.make_party())
    before = [make_version(row) for row in (session, delegation, statement)]
    response = editor.post(change(session), form_data(editor.get(change(session)), _continue="Save"))
    assert response.status_code == 302, form_errors(response)
    after = [make_version(row) for row in (session, delegation, statement)]
    assert before == after
    assert statement.topics.count() == statement.parties.count() == 1


def make_version(row: Any) -> int:
    row.refresh_from_db()
    return int(row.record_version)


def test_rows_beneath_rows_are_changed_and_removed(editor: Client) -> None:
    session = make.make_session(published=False, source=make.make_source())
    first, second = make.make_statement(session, "eins"), make.make_statement(session, "zwei")
    make.make_wording(first, "one", language="en")
    data = form_data(editor.get(change(session)), _continue="Save")
    data["statements-0-wordings-1-text"] = ["One."]
    data["statements-1-DELETE"] = ["on"]
    data["statements-1-wordings-0-text"] = ["changed, but its statement goes"]
    response = editor.post(change(session), data)
    assert response.status_code == 302, form_errors(response)
    assert sorted(first.wordings.values_list("text", flat=True)) == ["One.", "eins"]
    assert not Statement.objects.filter(pk=second.pk).exists()


def test_a_wording_beneath_a_statement_left_blank_is_not_lost(editor: Client) -> None:
    session = make.make_session(published=False, source=make.make_source())
    data = form_data(editor.get(change(session)), _continue="Save")
    add_row(data, "statements", speaker_kind="principal", position=0)
    add_form_set(data, "statements-0-wordings")
    add_row(
        data, "statements-0-wordings", text="Es besteht ein echtes Risiko", fidelity="reported", language="de",
        attribution="printed", source=make.make_source().pk, position=0,
    )  # fmt: skip
    response = editor.post(change(session), data)
    assert response.status_code == 302, form_errors(response)
    assert Wording.objects.get().statement.session == session


def test_a_person_beneath_a_delegation_without_party_asks_for_the_party(editor: Client) -> None:
    session = make.make_session(published=False, source=make.make_source())
    data = form_data(editor.get(change(session)), _continue="Save")
    add_row(data, "delegations", attendance="attended", position=0)
    add_form_set(data, "delegations-0-citations")
    add_form_set(data, "delegations-0-delegates")
    add_row(data, "delegations-0-delegates", name_as_printed="US-Delegationsleiterin Sherman")
    response = editor.post(change(session), data)
    assert response.status_code == 200
    assert "US-Delegationsleiterin Sherman" in response.text
    assert not Delegation.objects.exists()


def test_the_rows_of_another_session_cannot_be_taken(editor: Client) -> None:
    theirs = make.make_delegation(make.make_session())
    session = make.make_session(published=False, source=make.make_source())
    data = form_data(editor.get(change(session)), _continue="Save")
    add_row(data, "delegations", attendance="absent", position=0, party=theirs.party_id, id=theirs.pk)
    data["delegations-INITIAL_FORMS"] = ["1"]
    for rows in ("citations", "delegates"):
        add_form_set(data, f"delegations-0-{rows}")
    response = editor.post(change(session), data)
    assert response.status_code == 200
    theirs.refresh_from_db()
    assert theirs.session_id != session.pk
    assert theirs.attendance == "attended"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("30 February 2022", "does not exist"),
        ("03/04/2009", "3 April 2009"),
        ("12 January 1650", "1800"),
        ("nonsense", "not understood"),
    ],
)
def test_a_wrong_date_gets_a_sentence_and_keeps_what_was_typed(
    editor: Client, typed: str, sentence: str
) -> None:
    data = new_session(editor, make.make_council(), start=typed)
    add_row(data, "agenda", text="Kept as typed", standing="discussed", position=0)
    response = editor.post(ADD, data)
    assert response.status_code == 200
    assert sentence in response.text
    assert f'value="{typed}"' in response.text
    assert "Kept as typed" in response.text
    assert not Session.objects.exists()


def test_an_end_before_the_start_is_refused(editor: Client) -> None:
    response = editor.post(ADD, new_session(editor, make.make_council(), end="11 January 2022"))
    assert "The session ends (11 January 2022) before it starts (12 January 2022)" in response.text
    assert not Session.objects.exists()


def test_two_days_typed_as_one_fill_both_boxes_and_say_so(editor: Client) -> None:
    response = editor.post(ADD, new_session(editor, make.make_council(), start="12.-13.03.2009"), follow=True)
    session = Session.objects.get()
    assert (session.start.edtf, session.end.edtf) == ("2009-03-12", "2009-03-13")
    assert "first and last day: 12–13 March 2009" in response.text


def test_two_days_and_another_last_day_are_asked_about(editor: Client) -> None:
    data = new_session(editor, make.make_council(), start="12.-13.03.2009", end="14 March 2009")
    response = editor.post(ADD, data)
    assert "stands with the first already" in response.text
    assert not Session.objects.exists()


def test_another_level_or_council_on_the_day_is_no_duplicate(editor: Client) -> None:
    council = make.make_council()
    make.make_session(council, "2022-01-12", level="ambassadors")
    make.make_session(make.make_council(), "2022-01-12", level="experts")
    assert editor.post(ADD, new_session(editor, council, level="experts")).status_code == 302


def test_the_day_is_checked_for_each_council_of_a_joint_session(editor: Client) -> None:
    second = make.make_council()
    make.make_session(second, "2022-01-12")
    data = new_session(editor, make.make_council())
    add_row(data, "council_links", council=second.pk, counts="on")
    assert "looks like a record that is there already" in editor.post(ADD, data).text


def test_a_session_needs_a_council(editor: Client) -> None:
    data = new_session(editor, make.make_council())
    data["council_links-0-council"] = [""]
    assert "Name the council that met." in editor.post(ADD, data).text
    assert not SessionCouncil.objects.exists()


def test_an_unnamed_official_is_not_linked_to_a_person(editor: Client) -> None:
    data = new_session(editor, make.make_council())
    add_row(data, "statements", speaker=make.make_person().pk, speaker_kind="unnamed_official", position=0)
    add_form_set(data, "statements-0-wordings")
    response = editor.post(ADD, data)
    assert "An unnamed official is not linked to a person" in response.text
    assert not Session.objects.exists()


def test_the_members_of_the_day_become_delegations(editor: Client) -> None:
    council, source = make.make_council(), make.make_source()
    make.make_membership(make.make_party("Belgium"), council, joined="1997")
    make.make_membership(make.make_party("Left before"), council, joined="1997", left="2020-01-31")
    make.make_membership(make.make_party("Joined after"), council, joined="2023-04-04")
    data = new_session(editor, council, add_members="on", citations__0__source=source.pk)
    editor.post(ADD, data)
    delegation = Delegation.objects.get()
    assert delegation.party.name == "Belgium"
    assert delegation.citations.get().source == source
    again = form_data(editor.get(change(delegation.session)), add_members="on", _continue="Save")
    assert "No members were added" in editor.post(change(delegation.session), again, follow=True).text


def test_the_same_person_twice_in_one_delegation_is_refused_in_a_sentence(editor: Client) -> None:
    session = make.make_session(published=False, source=make.make_source())
    make.make_delegation(session)
    data = form_data(editor.get(change(session)), title="Kept as typed", _continue="Save")
    person = make.make_person()
    for _ in range(2):
        add_row(data, "delegations-0-delegates", person=person.pk)
    response = editor.post(change(session), data)
    assert response.status_code == 200
    assert "This person is already in the delegation." in response.text
    assert "Kept as typed" in response.text
    session.refresh_from_db()
    assert session.title == ""


def test_a_person_already_in_the_delegation_is_refused_in_a_sentence(editor: Client) -> None:
    session = make.make_session(published=False, source=make.make_source())
    delegate = make.make_delegate(make.make_delegation(session))
    data = form_data(editor.get(change(session)), _continue="Save")
    add_row(data, "delegations-0-delegates", person=delegate.person_id)
    assert "This person is already in the delegation." in editor.post(change(session), data).text
