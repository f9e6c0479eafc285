"""Two public meetings become one by the hands of two people in a real browser, without a mouse."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from meetings.models import Merge
from statements.models import ProposedMerge
from tests import factories as make
from tests.statements.desk_browser import Desk
from tests.statements.desk_keyboard import Keyboard

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_proposes_and_another_approves_by_keyboard(
    two: tuple[Desk, Desk], open_page: Callable[..., Any]
) -> None:
    council, russia = make.make_council("NATO-Russia Council"), make.make_party("Russia")
    kept = make.make_session(council, level="ambassadors")
    other = make.make_session(council, level="experts", venue="NATO headquarters")
    for session, attendance in ((kept, "unknown"), (other, "attended")):
        make.make_delegation(session, russia, attendance=attendance)
    make.make_statement(other, "Es ist ein positives Zeichen.")
    edith, rita = (Keyboard(desk.page) for desk in two)

    edith.page.goto("/admin/merge/")
    edith.go("id_kept")
    edith.write(kept.public_id)
    edith.go("id_other")
    edith.write(other.public_id)
    with edith.page.expect_navigation():
        edith.press("Enter")
    assert edith.page.is_checked(f"input[name='session-{kept.pk}-venue'][value=other]")
    # Two radio buttons are one stop of Tab; an arrow takes the other side.
    edith.go(f"delegation-{kept.delegations.get().pk}-attendance")
    edith.press("ArrowRight")
    edith.go("id_reason")
    edith.write("One report, entered twice", at_once=True)
    with edith.page.expect_navigation():
        edith.press("Enter")
    assert "Your proposal is stored" in two[0].sentence()
    assert not Merge.objects.exists()

    rita.page.goto("/admin/")
    line = rita.page.locator("section:has-text('Merges to review') li a")
    line.focus()
    with rita.page.expect_navigation():
        rita.press("Enter")
    difference = rita.page.locator(".desk-diff").first.inner_text()
    for words in ("Es ist ein positives Zeichen.", "NATO headquarters", "attended"):
        assert words in difference
    rita.go("id_reason")
    assert rita.page.input_value("#id_reason") == "One report, entered twice"
    rita.go("_approve")
    with rita.page.expect_navigation():
        rita.press("Enter")
    assert "approved, and done" in two[1].sentence()
    assert ProposedMerge.objects.get().state == "approved"
    assert (kept.delegations.get().attendance, kept.statements.count()) == ("attended", 1)

    public = open_page()
    public.goto(f"/sessions/{other.public_id}/")
    assert public.url.endswith(f"/sessions/{kept.public_id}/")
    assert "Es ist ein positives Zeichen." in public.inner_text("main")
    assert "One report, entered twice" in public.content()
