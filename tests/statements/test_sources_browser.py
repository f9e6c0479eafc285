"""Source first, in a browser: a pasted address, the window of a +, a statement that rests on the source."""

from __future__ import annotations

from typing import Any

import pytest

from statements.models import Wording
from tests import factories as make
from tests.statements.desk_browser import Desk

pytestmark = pytest.mark.django_db(transaction=True)


def test_from_a_pasted_address_to_a_statement_that_rests_on_it(page: Any) -> None:
    from playwright.sync_api import expect

    make.make_editor("edith")
    source = make.make_source(url="https://www.zdf.de/rat", title="Rat tagt wieder")
    session = make.make_session(published=False)
    make.make_source(url="https://www.zdf.de/other")
    desk = Desk(page)
    desk.sign_in("edith")
    page.fill("#id_pasted", "http://m.zdf.de/rat?utm_source=x")
    page.press("#id_pasted", "Enter")
    expect(page.locator(".messagelist")).to_contain_text("on record already")
    desk.choose("id_of_session", "2022", "S")
    page.click(".desk-onwards input[type=submit]")
    page.wait_for_url(f"**/session/{session.pk}/change/**")
    row = page.locator("#statements-0")
    expect(row.locator("select[name$='wordings-0-source']")).to_have_value(str(source.pk))
    expect(page.locator("#id_citations-0-source")).to_have_value(str(source.pk))
    desk.enter(
        "statements-0-wordings-0",
        text="Es ist ein positives Zeichen",
        language="de",
        fidelity="verbatim_unknown",
    )
    desk.press("_continue")
    assert Wording.objects.get().source == source
    assert session.citations.get().source == source


def test_the_window_of_a_plus_takes_the_document_on_record(page: Any) -> None:
    from playwright.sync_api import expect

    make.make_editor("edith")
    source = make.make_source(url="https://www.zdf.de/rat", title="Rat tagt wieder", publisher="ZDF")
    desk = Desk(page)
    desk.sign_in("edith")
    page.goto("/admin/meetings/session/add/")
    with page.expect_popup() as opened:
        page.click("[id='add_id_citations-0-source']")
    popup = opened.value
    popup.fill("#id_url", "zdf.de/neu#top")
    expect(popup.locator("output.source-address-reading")).to_have_text("Stored as https://zdf.de/neu")
    expect(popup.locator("#id_publisher")).to_have_value("ZDF")
    popup.fill("#id_url", "http://m.zdf.de/rat?utm_source=x")
    expect(popup.locator("output.source-address-reading")).to_contain_text(
        "On record already: ZDF — Rat tagt wieder"
    )
    popup.get_by_role("link", name="Use it").click()
    expect(page.locator("#id_citations-0-source")).to_have_value(str(source.pk))
