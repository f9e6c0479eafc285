"""Two people have the same meeting open: the second save is not taken, both sides stand side by side, and each box and
row of either can be taken. Nothing that was typed is lost."""

from __future__ import annotations

import re
from typing import Any

import pghistory
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from meetings.models import Session
from statements.meeting import differences, read
from statements.models import Proposal
from statements.proposals import approve
from tests import factories as make
from tests.statements.desk_posts import change, form_errors
from tests.statements.form_reading import add_form_set, add_row, form_data
from tests.statements.made_meeting import whole_meeting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("two_people")]
REFUSED = "saved this session while you had it open"
Posted = dict[str, list[str]]


@pytest.fixture
def two_people(editor: Client, reviewer: Client) -> None:
    """Both are signed in."""


@pytest.fixture
def draft() -> Session:
    return make.make_session(published=False, source=make.make_source(), venue="Base venue")


def both(session: Session, editor: Client, reviewer: Client) -> tuple[Posted, Posted]:
    """What the two browsers would post if nobody typed anything."""
    return (
        form_data(editor.get(change(session)), _continue="Save"),
        form_data(reviewer.get(change(session)), _continue="Save"),
    )


def chosen(response: Any, **choices: str) -> Posted:
    """What the page of both sides posts; a choice is named by the words of its line."""
    data = form_data(response, _settle="1")
    for name in list(data):
        if name.startswith("choice:"):
            del data[name]
    for line in re.findall(r"<tr.*?</tr>", response.text, re.S):
        name = re.search(r'name="(choice:[^"]+)"', line)
        ticked = re.search(r'value="(theirs|mine)" checked', line)
        if name and ticked:
            data[name[1]] = [ticked[1]]
        for words, side in choices.items():
            if name and f'<th scope="row">{words}' in line:
                data[name[1]] = [side]
    return data


def cells(response: Any, label: str) -> list[str]:
    """Base, theirs and mine of the line with that label."""
    line = re.search(rf'<tr[^>]*>\s*<th scope="row">{label}.*?</tr>', response.text, re.S)
    assert line is not None, f"no line “{label}”"
    return [re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<td.*?</td>", line[0], re.S)]


@pytest.mark.parametrize(("side", "venue"), [("theirs", "His venue"), ("mine", "Her venue")])
def test_the_second_save_shows_base_theirs_and_mine_and_takes_either(
    draft: Session, editor: Client, reviewer: Client, side: str, venue: str
) -> None:
    hers, his = both(draft, editor, reviewer)
    hers |= {"venue": ["Her venue"], "title": ["Her title"]}
    assert (
        reviewer.post(change(draft), his | {"venue": ["His venue"], "outcome": ["His outcome"]}).status_code
        == 302
    )

    page = editor.post(change(draft), hers)
    assert page.status_code == 200
    assert REFUSED in page.text
    assert cells(page, "Venue") == ["Base venue", "His venue", "Her venue"]
    assert cells(page, "Title") == ["—", "—", "Her title"]
    assert cells(page, "Outcome") == ["—", "His outcome", "—"]
    draft.refresh_from_db()
    assert (draft.venue, draft.title) == ("His venue", "")

    unchosen = editor.post(change(draft), chosen(page))
    assert "you have not chosen" in unchosen.text
    assert editor.post(change(draft), chosen(unchosen, Venue=side)).status_code == 302
    draft.refresh_from_db()
    assert (draft.venue, draft.title, draft.outcome) == (venue, "Her title", "His outcome")


def test_what_only_one_changed_can_be_left_too(draft: Session, editor: Client, reviewer: Client) -> None:
    hers, his = both(draft, editor, reviewer)
    reviewer.post(change(draft), his | {"outcome": ["His outcome"]})
    page = editor.post(change(draft), hers | {"title": ["Her title"]})
    editor.post(change(draft), chosen(page, Outcome="mine", Title="theirs"))
    draft.refresh_from_db()
    assert (draft.title, draft.outcome) == ("", "")


@pytest.mark.parametrize("side", ["theirs", "mine"])
def test_one_click_takes_everything_of_one_side(
    draft: Session, editor: Client, reviewer: Client, side: str
) -> None:
    hers, his = both(draft, editor, reviewer)
    reviewer.post(change(draft), his | {"venue": ["His venue"], "outcome": ["His outcome"]})
    page = editor.post(change(draft), hers | {"venue": ["Her venue"], "title": ["Her title"]})
    everywhere = editor.post(change(draft), form_data(page, _all=side))
    editor.post(change(draft), chosen(everywhere))
    draft.refresh_from_db()
    expected = ("His venue", "", "His outcome") if side == "theirs" else ("Her venue", "Her title", "")
    assert (draft.venue, draft.title, draft.outcome) == expected


def test_a_row_that_the_other_one_removed_comes_back_with_what_hangs_on_it(
    editor: Client, reviewer: Client
) -> None:
    session = whole_meeting(published=False)
    hers, his = both(session, editor, reviewer)
    before = read(session.pk)
    assert reviewer.post(change(session), his | {"delegations-0-DELETE": ["on"]}).status_code == 302
    page = editor.post(change(session), hers | {"delegations-0-absence_reason": ["Typed by her"]})
    assert page.status_code == 200, form_errors(page)
    assert "removed" in page.text
    assert editor.post(change(session), chosen(page, **{"The row": "mine"})).status_code == 302
    after = read(session.pk)
    assert [(each.table, [field.after for field in each.fields]) for each in differences(before, after)] == [
        ("delegation", ["Typed by her"])
    ]


def test_rows_that_both_added_stand_both(draft: Session, editor: Client, reviewer: Client) -> None:
    hers, his = both(draft, editor, reviewer)
    for data, text in ((his, "His subject"), (hers, "Her subject")):
        add_row(data, "agenda", text=text, standing="discussed", position=0)
    reviewer.post(change(draft), his)
    page = editor.post(change(draft), hers)
    assert {"His subject", "Her subject"} <= set(re.findall(r"(?:His|Her) subject", page.text))
    editor.post(change(draft), chosen(page))
    assert {item.text for item in draft.agenda.all()} == {"His subject", "Her subject"}


def test_the_same_party_added_by_both_stands_once(draft: Session, editor: Client, reviewer: Client) -> None:
    party = make.make_party("Norway")
    hers, his = both(draft, editor, reviewer)
    for data, attendance in ((his, "attended"), (hers, "absent")):
        add_row(data, "delegations", party=party.pk, attendance=attendance, position=0)
        for beneath in ("delegates", "citations"):
            add_form_set(data, f"delegations-0-{beneath}")
    reviewer.post(change(draft), his)
    page = editor.post(change(draft), hers)
    assert cells(page, "Attendance") == ["—", "attended", "absent"]
    editor.post(change(draft), chosen(page, Attendance="mine"))
    assert [(each.party, each.attendance) for each in draft.delegations.all()] == [(party, "absent")]


def test_a_third_save_in_between_is_noticed_and_the_choices_stand(
    draft: Session, editor: Client, reviewer: Client
) -> None:
    hers, his = both(draft, editor, reviewer)
    reviewer.post(change(draft), his | {"venue": ["His venue"]})
    page = editor.post(change(draft), hers | {"venue": ["Her venue"]})
    Session.objects.filter(pk=draft.pk).update(outcome="Later still")
    again = editor.post(change(draft), chosen(page, Venue="mine"))
    assert "saved once more" in again.text
    assert cells(again, "Outcome") == ["—", "Later still", "—"]
    assert editor.post(change(draft), chosen(again)).status_code == 302
    draft.refresh_from_db()
    assert (draft.venue, draft.outcome) == ("Her venue", "Later still")


def test_what_cannot_be_saved_anyhow_is_refused_first_and_kept(
    draft: Session, editor: Client, reviewer: Client
) -> None:
    hers, his = both(draft, editor, reviewer)
    reviewer.post(change(draft), his | {"venue": ["His venue"]})
    refused = editor.post(change(draft), hers | {"title": ["Her title"], "start": ["30 February 2022"]})
    assert form_errors(refused)
    assert 'value="Her title"' in refused.text
    page = editor.post(change(draft), form_data(refused, start="12 January 2022", _continue="Save"))
    assert REFUSED in page.text


def test_one_goes_back_to_the_form_as_it_was_typed(draft: Session, editor: Client, reviewer: Client) -> None:
    hers, his = both(draft, editor, reviewer)
    reviewer.post(change(draft), his | {"venue": ["His venue"]})
    page = editor.post(change(draft), hers | {"title": ["Her title"], "outcome": ["Two\r\nlines"]})
    form = editor.post(change(draft), form_data(page, _back="1"))
    assert 'value="Her title"' in form.text
    assert form_data(form)["outcome"][0].split() == ["Two", "lines"]
    again = editor.post(change(draft), form_data(form, _continue="Save"))
    assert REFUSED in again.text


def test_a_change_of_any_row_counts(editor: Client) -> None:
    session = whole_meeting(published=False)
    statement = session.statements.all()[0]
    delegation = session.delegations.all()[0]
    steps = (
        lambda: session.council_links.update(number="7"),
        lambda: session.agenda.update(text="Other"),
        lambda: type(delegation).objects.filter(pk=delegation.pk).update(attendance="absent"),
        lambda: delegation.delegates.update(role_as_printed="Minister"),
        lambda: delegation.citations.update(locator="page 2"),
        lambda: statement.wordings.update(locator="paragraph 3"),
        lambda: statement.parties.clear(),
        lambda: statement.topics.clear(),
        lambda: session.gap_claims.update(times_printed=3),
        lambda: session.announcements.update(text="Other"),
    )
    for step in steps:
        data = form_data(editor.get(change(session)), venue="Typed", _continue="Save")
        step()
        assert REFUSED in editor.post(change(session), data).text


@pytest.mark.django_db(transaction=True)  # each save has its own moment
def test_it_is_said_who_saved_last_be_it_a_row_of_a_row(editor: Client, reviewer: Client) -> None:
    session = whole_meeting(published=False)
    opened = form_data(editor.get(change(session)), venue="Hers", _continue="Save")
    third = make.make_editor("theo")
    reviewer.post(change(session), form_data(reviewer.get(change(session)), title="His", _continue="Save"))
    with pghistory.context(user=third.pk):
        session.statements.all()[0].wordings.update(text="Theo's words")
    assert "theo saved this session while you had it open" in editor.post(change(session), opened).text


def test_own_saves_one_after_the_other_are_no_conflict(draft: Session, editor: Client) -> None:
    for title in ("First", "Second"):
        data = form_data(editor.get(change(draft)), title=title, _continue="Save")
        assert editor.post(change(draft), data).status_code == 302


def test_a_box_that_was_tampered_with_overwrites_nothing(
    draft: Session, editor: Client, reviewer: Client
) -> None:
    hers, his = both(draft, editor, reviewer)
    reviewer.post(change(draft), his | {"venue": ["His venue"]})
    refused = editor.post(change(draft), hers | {"title": ["Her title"], "opened_as": ["forged"]})
    assert refused.status_code == 200
    assert 'value="Her title"' in refused.text
    draft.refresh_from_db()
    assert draft.title == ""


def test_a_stale_save_of_a_public_meeting_becomes_a_proposal_over_what_is_public_now(
    editor: Client, reviewer: Client
) -> None:
    """Anna's form is open while Edith's proposal is approved: she sees all three sides, and what she chooses is proposed."""
    session = make.make_session(venue="Base venue")
    stale = form_data(reviewer.get(change(session)), venue="Her venue", title="Her title", reason="Minutes")
    stale["_continue"] = ["Save"]
    first = form_data(editor.get(change(session)), venue="His venue", reason="The outlet", _continue="Save")
    assert editor.post(change(session), first).status_code == 302
    now = timezone.now()
    approve(proposal=Proposal.objects.get(), reviewer=make.make_reviewer("other"), reason="So it is", now=now)
    public = read(session.pk)
    shown = reviewer.post(change(session), stale)
    assert REFUSED in shown.text
    assert cells(shown, "Venue") == ["Base venue", "His venue", "Her venue"]
    assert (read(session.pk), Proposal.objects.count()) == (public, 1), "Nothing is stored yet."
    answer = reviewer.post(change(session), chosen(shown, Venue="mine"), follow=True)
    assert "Your proposal is stored" in answer.text
    assert read(session.pk) == public, "What is public is never edited in place."
    second = Proposal.objects.open().get()
    assert second.base_document == public
    found = second.document["rows"]["session"][str(session.pk)]
    assert (found["venue"], found["title"]) == ("Her venue", "Her title")


def test_the_page_of_both_sides_costs_the_same_for_many_rows(editor: Client, reviewer: Client) -> None:
    counts = []
    for number in (2, 20):
        session = make.make_session(published=False, source=make.make_source())
        for _ in range(number):
            make.make_delegation(session)
            make.make_statement(session, parties=(make.make_party(),))
        hers, his = both(session, editor, reviewer)
        reviewer.post(change(session), his | {"venue": ["His venue"]})
        with CaptureQueriesContext(connection) as captured:
            assert REFUSED in editor.post(change(session), hers | {"title": ["Hers"]}).text
        counts.append(len(captured))
    assert counts[1] <= counts[0] + 2, counts
