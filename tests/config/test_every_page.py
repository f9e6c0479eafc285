"""What must hold of every page a reader can open, in a real browser: accessible, narrow, printed, without scripts."""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import URLPattern

from config.urls import urlpatterns
from delegations.models import Party, Person
from meetings.assessment import assess_council
from meetings.models import Council, Place, Resumption, Session, Source, Topic
from tests import factories
from tests.meetings.reference_records import NOW, load_reference_records

# Addresses that answer with a file, a redirect, or a page that needs a key from a letter or a password.
NOT_PAGES = {
    "timeline_svg", "by_id", "sessions_ics", "council_sessions_ics", "subscribe_asked", "subscribe_confirm", "subscriptions", "release_file",
}  # fmt: skip
DESK = "admin/"
FILE_ENDINGS = (".csv", ".gz", ".jsonl", ".zip", ".atom", ".ics", ".svg", ".json", ".png", ".txt", ".xml")
RULES = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
BAD = ("serious", "critical")


@pytest.fixture
def addresses(transactional_db: None) -> dict[str, str]:
    """One address of each kind of page, with all that such a page can show, by the name of its address."""
    load_reference_records()
    session = _a_session_with_everything()
    flag = Resumption.objects.order_by("-days_max").first()
    person = Person.objects.get(slug="alexander-grushko")
    assert flag is not None
    found = {
        "timeline": "/",
        "councils": "/councils/",
        "council": "/councils/nato-russia-council/",
        "attendance": "/councils/nato-russia-council/attendance/",
        "sessions": "/sessions/",
        "session": session.get_absolute_url(),
        "resumptions": "/resumptions/",
        "resumption": flag.get_absolute_url(),
        "silences": "/silences/",
        "topics": "/topics/",
        "topic": Topic.objects.get(slug="arms-control").get_absolute_url(),
        "places": "/places/",
        "place": Place.objects.get(name="Brussels").get_absolute_url(),
        "source": Source.objects.latest("pk").get_absolute_url(),
        "parties": "/parties/",
        "party": Party.objects.get(name="Russia").get_absolute_url(),
        "people": "/people/",
        "party_councils": "/parties/RUS/councils/",
        "person": person.get_absolute_url(),
        "statements": "/statements/",
        "search": "/search/?q=Grushko",
        "compare": "/compare/?council=g20&council=nato-russia-council",
        "subscribe": "/subscribe/",
        "codebook": "/codebook/",
        "downloads": "/downloads/",
        "interface": "/api/",
        "releases": "/releases/",
        "release": factories.make_release(previous=factories.make_release("2024-01-01")).path,
    }
    return {name: address for name, address in found.items() if name in set(names_of_pages())}


def _a_session_with_everything() -> Session:
    """The meeting of 12 January 2022, with what no report about it had: another script, read from right to left."""
    council = Council.objects.get(slug="nato-russia-council")
    session = Session.objects.filter(councils=council).latest("start")
    factories.make_wording(session.statements.earliest("pk"), "الوضع خطير", language="ar")
    factories.make_announcement(council, session=session)
    assess_council(council_id=council.pk, now=NOW)
    return session


def names_of_pages() -> Iterator[str]:
    for pattern in urlpatterns:
        if not isinstance(pattern, URLPattern) or not pattern.name or pattern.name in NOT_PAGES:
            continue
        address = str(pattern.pattern).rstrip("$").replace("\\", "")
        if not address.startswith(DESK) and not address.endswith(FILE_ENDINGS):
            yield pattern.name


def test_every_kind_of_page_is_looked_at(addresses: dict[str, str]) -> None:
    assert set(names_of_pages()) <= set(addresses)


def _violations(page: Any) -> list[str]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [
        f"{each['impact']} {each['id']}: {each['nodes'][0]['html'][:160]} ({len(each['nodes'])})"
        for each in found
        if each["impact"] in BAD
    ]


def test_axe_finds_nothing_serious_and_nothing_scrolls_sideways(
    addresses: dict[str, str], open_page: Any
) -> None:
    found = []
    for options in (
        {},
        {"color_scheme": "dark", "viewport": {"width": 320, "height": 700}},
        {"forced_colors": "active"},
    ):
        page = open_page(**options)
        for address in addresses.values():
            page.goto(address)
            found += [f"{address} {options} {words}" for words in _violations(page)]
            hidden = page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            if hidden > 0:
                found.append(f"{address} {options} is {hidden} px wider than the window")
    assert not found, "\n".join(found)


# Whether anything of the focused element, or of what it is drawn with, looks other than without the focus.
FOCUS = """() => {
    const at = document.activeElement;
    if (at === document.body) return null;
    const look = () => [at, ...at.querySelectorAll("*")].map((part) => {
        const s = getComputedStyle(part);
        return [s.outlineStyle, s.outlineWidth, s.boxShadow, s.backgroundColor, s.stroke, s.strokeWidth, s.fill].join();
    }).join();
    const box = at.getBoundingClientRect(), outline = getComputedStyle(at).outlineStyle !== "none";
    const found = {
        what: at.outerHTML.slice(0, 120), seen: outline,
        inside: box.width > 0 && box.bottom > 0 && box.top < innerHeight,
    };
    if (!outline) {
        const focused = look();
        at.blur();
        found.seen = focused !== look();
        at.focus({preventScroll: true});
    }
    return found;
}"""
STOPS = 15


def test_with_the_keyboard_the_focus_is_always_seen_and_the_content_is_one_step_away(
    addresses: dict[str, str], open_page: Any
) -> None:
    page, wrong = open_page(), []
    for address in addresses.values():
        page.goto(address)
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip", address
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main", address
        for _ in range(STOPS):
            page.keyboard.press("Tab")
            focus = page.evaluate(FOCUS)
            if focus is None or 'class="skip"' in focus["what"]:
                break  # once around
            if not (focus["seen"] and focus["inside"]):
                wrong.append(f"{address} {focus}")
    assert not wrong, "\n".join(wrong)


def test_without_scripts_every_page_is_whole_and_every_form_can_be_sent(
    addresses: dict[str, str], page_without_javascript: Any
) -> None:
    page = page_without_javascript
    for address in addresses.values():
        page.goto(address)
        assert page.locator("main h1:visible").count() == 1, address
        for form in page.locator("form").all():
            assert form.locator("button:visible, input[type=submit]:visible").count(), f"{address}: {form}"
