"""Pages of parties, people, topics and places in a real browser: narrow screens, keyboard, accessibility."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from delegations.models import PartyName
from statements.models import StatementTopic
from tests import factories as make

ADDRESSES = (
    "/parties/",
    "/parties/RUS/",
    "/parties/RUS/?lang=de",
    "/parties/RUS/councils/",
    "/people/",
    "/people/grushko/",
    "/topics/",
    "/topics/missile-defence/",
    "/places/",
    "/places/geneva/",
)


@pytest.fixture
def records(transactional_db: None) -> None:
    russia, norway = make.make_party("Russia", code="RUS"), make.make_party("Norway", code="NOR")
    PartyName.objects.create(
        party=russia,
        text="Russian Federation",
        language="en",
        source=make.make_source(publisher="Interparliamentary Assembly"),
    )
    grushko = make.make_person("Alexander Grushko", slug="grushko", names=(("Александр Грушко", "ru"),))
    make.make_post(
        grushko, "Ambassador with a Title of Many Words", party=russia, start="2003", end="2009-06"
    )
    topic, place = (
        make.make_topic("missile defence", slug="missile-defence"),
        make.make_place("Geneva", "CHE"),
    )
    small = make.make_council("Small Council of a Rather Long Name", slug="small")
    busy = make.make_council("Busy Council", slug="busy")
    for council in (small, busy):
        make.make_membership(russia, council, joined="2001-06")
    days = [(small, "2004-05-06"), (small, "2005-07"), (small, "2006"), (small, "2008-01-02")]
    days += [(busy, f"{2001 + n % 9}-{1 + n % 12:02d}-11") for n in range(64)]
    for number, (council, day) in enumerate(days):
        session = make.make_session(
            council, day, place=place, venue="Palais", roster_complete=number % 3 == 0
        )
        make.make_delegation(session, norway)
        if number % 4 != 3:
            attendance = ("attended", "partial", "absent")[number % 4]
            delegation = make.make_delegation(session, russia, attendance=attendance)
            make.make_delegate(delegation, grushko, leads=True, name_as_printed="Gruschko")
        make.make_agenda_item(
            session, topic=topic, standing=("discussed", "offered", "demanded_off")[number % 3]
        )
        if number % 9 == 0:
            said = make.make_statement(session, parties=(russia,), speaker=grushko)
            StatementTopic.objects.create(statement=said, topic=topic)


def test_pages_are_read_on_narrow_screens_by_keyboard_and_by_axe(
    records: None, open_page: Callable[..., Any]
) -> None:
    page = open_page(bypass_csp=True)
    for address in ADDRESSES:
        page.goto(address)
        for width in (320, 768):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (address, width)
        page.set_viewport_size({"width": 1280, "height": 900})
        found = Axe().run(page).response["violations"]
        serious = [
            (each["id"], each["nodes"][0]["html"])
            for each in found
            if each["impact"] in ("serious", "critical")
        ]
        assert not serious, (address, serious)

    page.goto("/parties/RUS/")
    small = page.locator(".presence .lane", has_text="Small Council")
    assert small.locator(".tl-plot a").count() == 4
    small.locator(".tl-plot a").first.focus()
    page.keyboard.press("ArrowRight")
    words = "document.activeElement.getAttribute('aria-label') || document.activeElement.textContent"
    assert page.evaluate(words).strip().startswith("July 2005: ")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sessions/S*/")

    # Without room for the picture its lanes are lists of links.
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto("/parties/RUS/")
    assert not page.locator(".presence .tl-plot").first.is_visible()
    told = page.locator(".presence .lane", has_text="Small Council").locator(".pr-told a")
    assert told.count() == 4
    assert all(box["height"] >= 24 for box in (told.nth(n).bounding_box() for n in range(4)))
    told.first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/sessions/S*/")
