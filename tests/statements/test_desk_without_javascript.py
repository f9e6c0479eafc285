"""The meeting's form without JavaScript: more rows of every kind, and records named in plain boxes."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from meetings.models import Session
from tests import factories as make
from tests.statements.desk_browser import Desk
from tests.statements.desk_posts import ADD, form_errors, new_session
from tests.statements.form_reading import form_data


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_meeting_is_entered_without_javascript(page_without_javascript: Any) -> None:
    make.make_editor("anna")
    council, party = make.make_council("NATO-Russia Council"), make.make_party("Norway", iso3="NOR")
    source = make.make_source()
    page = page_without_javascript
    Desk(page).sign_in("anna")
    page.goto(ADD)
    page.fill("[name='council_links-0-council.typed']", "nato-russia")
    page.fill("[name='citations-0-source.typed']", str(source.pk))
    page.fill("[name=start]", "12.01.2022")
    for rows in ("delegations", "statements"):
        with page.expect_navigation():
            page.click(f"button[name=_more_rows][value={rows}]")
        assert page.input_value("[name=start]") == "12.01.2022", "What was typed is gone."
    assert not Session.objects.exists(), "Asking for rows saved something."
    page.fill("[name='delegations-1-party.typed']", "norway")
    page.fill("[name='delegations-1-delegates-0-name_as_printed']", "der Norweger")
    page.fill("[name='statements-0-parties.typed']", "Norway")
    page.fill("[name='statements-0-wordings-0-text']", "Wir reden weiter.")
    page.fill("[name='statements-0-wordings-0-source.typed']", str(source.pk))
    page.select_option("[name='statements-0-wordings-0-fidelity']", "reported")
    page.fill("[name='statements-0-wordings-0-language']", "de")
    page.focus("[name='start']")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    refused = page.locator(
        ".desk-field.errors input, .desk-field.errors select, .desk-field.errors textarea"
    ).evaluate_all("boxes => boxes.map(box => box.name)")
    assert not refused, refused
    session = Session.objects.get()
    assert [link.council for link in session.council_links.all()] == [council]
    assert [(each.party, str(each.delegates.get())) for each in session.delegations.all()] == [
        (party, "der Norweger")
    ]
    (statement,) = session.statements.all()
    assert list(statement.parties.all()) == [party]
    assert statement.wordings.get().source == source


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("Nowhere", "Nothing on record is called “Nowhere”."),
        ("999999", "Nothing on record is called “999999”."),
        ("Congo", "“Congo” may be one of several: Congo-Brazzaville (no. "),
    ],
)
def test_a_name_that_is_not_one_record_is_told(editor: Client, typed: str, sentence: str) -> None:
    make.make_party("Congo-Brazzaville")
    make.make_party("Congo-Kinshasa")
    data = new_session(editor, make.make_council(), _more_rows="delegations")
    data = form_data(editor.post(ADD, data), _continue="Save")
    data["delegations-0-party.typed"] = [typed]
    response = editor.post(ADD, data)
    assert sentence in " ".join(form_errors(response))
    assert f'value="{typed}" size="24"' in response.text
    assert not Session.objects.exists()


@pytest.mark.django_db
def test_no_more_rows_than_the_form_takes(editor: Client) -> None:
    for prefix, total in (("delegations", "1000"), ("delegations", "x"), ("nothing", "1")):
        data = new_session(editor, make.make_council(), _more_rows=prefix)
        data[f"{prefix}-TOTAL_FORMS"] = [total]
        assert editor.post(ADD, data).status_code == 200
    assert not Session.objects.exists()
