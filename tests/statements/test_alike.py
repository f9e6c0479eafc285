"""Records that look like one on file: warned of while typed and on save, told apart with a tick, once and for all."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from delegations.models import Person
from meetings.models import Distinction, Session
from statements.models import Proposal, Statement
from statements.proposals import approve
from tests import factories as make
from tests.statements.desk_browser import Desk
from tests.statements.desk_posts import ADD, change, form_errors, new_session
from tests.statements.form_reading import add_form_set, add_row, form_data

pytestmark = pytest.mark.django_db
ADD_PERSON = "/admin/delegations/person/add/"
QUOTE = "Es ist ein positives Zeichen, dass wir reden."


def tokens(page: str) -> list[str]:
    """What the ticks of the warning would post."""
    return re.findall(r'name="told_apart" value="([^"]*)"', page)


def live(client: Client, data: dict[str, Any], address: str = ADD) -> str:
    """What the form says while one types."""
    answer = client.post(address.replace("/change/", "/") + "alike/", data)
    assert answer.status_code == 200
    return str(answer.text)


@pytest.mark.parametrize(
    ("start", "level", "is_alike"),
    [
        ("12 January 2022", "ambassadors", True),
        ("12 January 2022", "", True),
        ("11.-13.01.2022", "ambassadors", True),
        ("January 2022", "ambassadors", True),
        ("2022", "ambassadors", True),
        ("12 January 2022", "experts", False),
        ("13 January 2022", "ambassadors", False),
        ("nonsense", "ambassadors", False),
    ],
)
def test_sessions_of_the_council_whose_days_may_be_the_same_are_warned_of(
    editor: Client, start: str, level: str, is_alike: bool
) -> None:
    council = make.make_council()
    first = make.make_session(council, "2022-01-12", level="ambassadors")
    data = new_session(editor, council, level=level, start=start)
    assert (change(first) in live(editor, data)) == is_alike


def test_a_session_that_lasts_several_days_is_found_by_its_last(editor: Client) -> None:
    council = make.make_council()
    make.make_session(council, "2022-01-10", end="2022-01-12")
    assert tokens(live(editor, new_session(editor, council)))
    assert not tokens(live(editor, new_session(editor, make.make_council())))


def test_the_save_is_refused_until_a_tick_and_the_pair_never_warns_again(editor: Client) -> None:
    council = make.make_council()
    first = make.make_session(council, "2022-01-12")
    data = new_session(editor, council)
    refusal = editor.post(ADD, data)
    assert "looks like a record that is there already" in refusal.text
    assert Session.objects.count() == 1
    data["told_apart"] = tokens(refusal.text)
    assert len(data["told_apart"]) == 1
    assert editor.post(ADD, data).status_code == 302
    second = Session.objects.exclude(pk=first.pk).get()
    known = Distinction.objects.get()
    assert (known.kind, known.first, known.second) == ("session", first.pk, second.pk)
    assert known.told_by.username == "edith"
    # Neither of the two warns of the other again, whatever changes; a third one is new.
    data = form_data(editor.get(change(second)), level="experts", _continue="Save")
    assert editor.post(change(second), data).status_code == 302
    make.make_session(council, "2022-01-12")
    data = form_data(editor.get(change(second)), level="", _continue="Save")
    refusal = editor.post(change(second), data)
    assert len(tokens(refusal.text)) == 1
    assert tokens(refusal.text)[0] != f"session::{first.pk}"


def test_a_saved_session_is_not_asked_about_again_while_its_days_stand(editor: Client) -> None:
    council = make.make_council()
    make.make_session(council, published=False)
    session = make.make_session(council, published=False, source=make.make_source())
    data = form_data(editor.get(change(session)), title="Another title", _continue="Save")
    response = editor.post(change(session), data)
    assert response.status_code == 302, form_errors(response)


def said(client: Client, session: Session, text: str, **fields: Any) -> dict[str, Any]:
    data = form_data(client.get(change(session)), _continue="Save")
    number = data["statements-TOTAL_FORMS"][0]
    add_row(data, "statements", speaker_kind="principal", position=0, **fields)
    add_form_set(data, f"statements-{number}-wordings")
    add_row(
        data, f"statements-{number}-wordings", text=text, fidelity="verbatim_unknown", language="de",
        attribution="printed", source=make.make_source().pk, position=0,
    )  # fmt: skip
    return data


@pytest.mark.parametrize(
    ("start", "text", "is_alike"),
    [
        ("2022-01-20", "„Es ist ein positives Zeichen – dass wir reden“", True),
        ("2022-01-12", QUOTE, True),
        ("2022-03-20", QUOTE, False),
        ("2022-01-20", "Es ist ein positives Zeichen", False),
        ("2022-01-20", "Wir reden.", False),
    ],
)
def test_the_same_words_near_in_time_are_warned_of(
    editor: Client, start: str, text: str, is_alike: bool
) -> None:
    statement = make.make_statement(make.make_session(start="2022-01-12"), QUOTE)
    make.make_statement(make.make_session(start="2022-01-12"), "Wir reden.")
    session = make.make_session(start=start, published=False, source=make.make_source())
    page = live(editor, said(editor, session, text), change(session))
    assert (f"Q{statement.pk}," in page) == is_alike


def test_the_words_of_somebody_else_are_not_the_same_statement(editor: Client) -> None:
    one, another = make.make_person(), make.make_person()
    session = make.make_session(published=False, source=make.make_source())
    make.make_statement(session, QUOTE, speaker=one)
    assert not tokens(live(editor, said(editor, session, QUOTE, speaker=another.pk), change(session)))


def test_words_told_apart_never_warn_again(editor: Client) -> None:
    first = make.make_statement(make.make_session(start="2022-01-12"), QUOTE)
    session = make.make_session(start="2022-01-14", published=False, source=make.make_source())
    data = said(editor, session, QUOTE)
    refusal = editor.post(change(session), data)
    assert "second wording of one statement" in refusal.text
    data["told_apart"] = tokens(refusal.text)
    response = editor.post(change(session), data)
    assert response.status_code == 302, form_errors(response)
    second = Statement.objects.get(session=session)
    assert list(Distinction.objects.values_list("kind", "first", "second")) == [
        ("statement", first.pk, second.pk)
    ]
    data = form_data(editor.get(change(session)), _continue="Save")
    data["statements-0-wordings-0-text"] = [QUOTE.replace(".", "!")]
    assert editor.post(change(session), data).status_code == 302


def test_words_told_apart_in_a_proposal_stay_so_when_it_is_approved(editor: Client) -> None:
    first = make.make_statement(make.make_session(start="2022-01-12"), QUOTE)
    session = make.make_session(start="2022-01-14")
    data = said(editor, session, QUOTE)
    data["reason"] = ["The outlet prints it"]
    data["told_apart"] = tokens(live(editor, data, change(session)))
    response = editor.post(change(session), data)
    assert response.status_code == 302, form_errors(response)
    approve(
        proposal=Proposal.objects.get(),
        reviewer=make.make_reviewer("rita"),
        reason="So it is",
        now=timezone.now(),
    )
    second = Statement.objects.get(session=session)
    assert list(Distinction.objects.values_list("kind", "first", "second")) == [
        ("statement", first.pk, second.pk)
    ]


@pytest.mark.parametrize("name", ["Aleksandr Gruschko", "Александр Грушко", "Alexandre Grouchko"])
def test_a_person_is_found_in_any_script_and_told_apart(editor: Client, name: str) -> None:
    known = make.make_person(
        "Alexander Grushko", names=(("Александр Грушко", "ru"), ("Alexandre Grushko", "fr"))
    )
    data = form_data(editor.get(ADD_PERSON), name=name, slug="gruschko-2", _save="Save")
    page = live(editor, data, ADD_PERSON)
    assert f"P{known.pk}" in page
    refusal = editor.post(ADD_PERSON, data)
    assert "looks like a record that is there already" in refusal.text
    data["told_apart"] = tokens(refusal.text)
    assert editor.post(ADD_PERSON, data).status_code == 302
    new = Person.objects.exclude(pk=known.pk).get()
    assert Distinction.objects.filter(kind="person", first=known.pk, second=new.pk).exists()


def test_who_may_not_enter_sessions_may_not_ask(client: Client) -> None:
    client.force_login(make.make_user("nora"))
    assert client.post(ADD + "alike/", {}).status_code == 403
    client.logout()
    assert client.post(ADD + "alike/", {}).status_code == 302


def test_digits_that_are_no_numbers_break_nothing(editor: Client) -> None:
    data = {
        "council_links-TOTAL_FORMS": "²",
        "start": "2022",
        "statements-0-wordings-0-text": "a b c d \x00 e",
        "statements-0-id": "²",
        "told_apart": "::²",
    }
    assert live(editor, data).strip() == ""


@pytest.mark.django_db(transaction=True)
def test_the_warning_comes_while_one_types_in_the_browser(page: Any) -> None:
    make.make_editor("edith")
    known = make.make_person("Alexander Grushko", names=(("Александр Грушко", "ru"),))
    Desk(page).sign_in("edith")
    page.goto(ADD_PERSON)
    page.fill("#id_name", "Александр Грушко")
    page.wait_for_selector(f"#desk-alike a[href*='/{known.pk}/']")
    page.check("#desk-alike input[name=told_apart]")
    page.fill("#id_slug", "another-grushko")
    with page.expect_navigation():
        page.click("input[name=_save]")
    assert Distinction.objects.get().kind == "person"
