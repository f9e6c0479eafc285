"""Review and publication, and the way back to an earlier version, as two people do them in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from meetings.models import Session
from statements.meeting import read
from statements.models import Proposal
from tests import factories as make
from tests.statements.desk_browser import Desk
from tests.statements.made_meeting import whole_meeting

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_change_of_a_public_meeting_is_proposed_commented_and_approved(
    two: tuple[Desk, Desk], open_page: Callable[..., Any]
) -> None:
    editor, reviewer = two
    session = whole_meeting()
    editor.page.goto(f"/admin/meetings/session/{session.pk}/change/")
    prefix = editor.unfold("statements", "Satz von Norway.")
    editor.page.fill(f"#id_{prefix}-wordings-0-text", "Ein ganz anderer Satz von Norway.")
    editor.page.fill("#id_venue", "Palais d’Egmont")
    editor.page.fill("#id_reason", "The outlet corrected its report")
    editor.press("_continue")
    assert "Your proposal is stored" in editor.sentence()
    session.refresh_from_db()
    assert session.venue == "NATO headquarters"

    reviewer.page.goto("/admin/")
    with reviewer.page.expect_navigation():
        reviewer.page.click("section:has-text('Proposals to review') li a")
    difference = reviewer.page.locator(".desk-diff").first
    assert "Palais d’Egmont" in difference.inner_text()
    assert difference.locator("ins mark").all_inner_texts()[-1].strip() == "Ein ganz anderer"
    reviewer.page.fill("#id_comment", "Checked with the outlet.")
    reviewer.page.click(".desk-comments input[type=submit]")
    reviewer.page.locator(".desk-comment", has_text="Checked with the outlet.").wait_for()
    assert reviewer.page.input_value("#id_reason") == "The outlet corrected its report"
    reviewer.press("_approve")
    assert "The proposal is approved" in reviewer.sentence()

    public = open_page()
    public.goto(f"/sessions/S{session.pk}/")
    words = public.inner_text("main")
    for said in (
        "Palais d’Egmont",
        "Ein ganz anderer Satz von Norway.",
        "Corrected on",
        "The outlet corrected its report",
    ):
        assert said in words
    assert "Checked with the outlet." not in words


def test_enter_in_the_reason_decides_nothing(two: tuple[Desk, Desk]) -> None:
    """It may be the reason of a rejection: the first button of the form approves."""
    editor, reviewer = two
    session = make.make_session()
    editor.page.goto(f"/admin/meetings/session/{session.pk}/change/")
    editor.page.fill("#id_venue", "Palais d’Egmont")
    editor.page.fill("#id_reason", "The outlet corrected its report")
    editor.press("_continue")
    page = reviewer.page
    page.goto(f"/admin/statements/proposal/{Proposal.objects.get().pk}/change/")
    page.fill("#id_reason", "Not what the outlet says")
    page.press("#id_reason", "Enter")
    reviewer.press("_reject")
    assert Proposal.objects.get().state == "rejected"
    session.refresh_from_db()
    assert session.venue == ""


def test_a_meeting_goes_back_to_an_earlier_version(two: tuple[Desk, Desk]) -> None:
    editor, _reviewer = two
    session = whole_meeting(published=False, source=make.make_source())
    before = read(session.pk)
    delegation = session.delegations.first()
    delegation.delete()
    Session.objects.filter(pk=session.pk).update(venue="Elsewhere")
    editor.page.goto(f"/admin/meetings/session/{session.pk}/change/")
    with editor.page.expect_navigation():
        editor.page.click(".historylink")
    number = editor.page.locator(".desk-versions ol > li", has_text="Delegation of Norway removed")
    assert number.count() == 1
    with_it = int(str(number.get_attribute("value"))) - 1
    with editor.page.expect_navigation():
        editor.page.get_by_role("link", name=f"Version {with_it}", exact=True).click()
    shown = editor.page.inner_text(".desk-diff >> nth=-1")
    assert "delegation of Norway" in shown
    assert "Elsewhere" in shown
    editor.page.fill("#id_reason", "Removed by mistake")
    editor.press("_go_back")
    assert f"as it was in version {with_it}" in editor.sentence()
    assert read(session.pk) == before
    assert not Proposal.objects.exists()
