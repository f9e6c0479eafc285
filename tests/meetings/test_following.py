"""Feeds and calendars are found: in the head of a page, and as links on it, with the page's own filters."""

from html.parser import HTMLParser

import pytest
from django.test import Client

from tests import factories as make

pytestmark = pytest.mark.django_db


class _Alternates(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, list[str]] = {}
        self.links: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "link" and given.get("rel") == "alternate" and "type" in given:
            self.found.setdefault(given["type"], []).append(given["href"])
        if tag == "a":
            self.links.add(given.get("href", ""))


@pytest.mark.parametrize(
    ("page", "feeds", "calendar"),
    [
        ("/", "", "/sessions.ics"),
        ("/?council=nrc&level=ambassadors&sort=oldest", "?council=nrc&level=ambassadors",
         "/sessions.ics?council=nrc&level=ambassadors"),
        ("/?q=a%26b", "?q=a%26b", "/sessions.ics?q=a%26b"),
        ("/sessions/?place=brussels&as_of=2022-12-31", "?place=brussels", "/sessions.ics?place=brussels"),
        ("/councils/nrc/?as_of=2022-12-31", "?council=nrc", "/councils/nrc/sessions.ics"),
        ("/resumptions/?council=nrc&flag=major", "?council=nrc&flag=major", "/sessions.ics?council=nrc&flag=major"),
        ("/silences/?as_of=2022-12-31", "", "/sessions.ics"),
        ("/places/brussels/", "?place=brussels", "/sessions.ics?place=brussels"),
        ("/topics/ukraine/", "?topic=ukraine", "/sessions.ics?topic=ukraine"),
        ("/parties/RUS/", "?party=RUS", "/sessions.ics?party=RUS"),
        ("/people/grushko/", "?person=grushko", "/sessions.ics?person=grushko"),
    ],
)  # fmt: skip
def test_a_page_says_where_it_can_be_followed(client: Client, page: str, feeds: str, calendar: str) -> None:
    session = make.make_session(
        make.make_council("NRC"), "2022-01-12", title="a&b", level="ambassadors", place=make.make_place()
    )
    make.make_agenda_item(session, topic=make.make_topic("Ukraine"))
    delegation = make.make_delegation(session, make.make_party("Russia", code="RUS"))
    make.make_delegate(delegation, make.make_person("Grushko"))
    response = client.get(page)
    assert response.status_code == 200
    seen = _Alternates()
    seen.feed(response.content.decode())
    assert seen.found == {
        "application/atom+xml": [f"/notices.atom{feeds}", f"/resumptions.atom{feeds}"],
        "text/calendar": [calendar],
    }
    assert seen.links & {f"/notices.atom{feeds}", f"/resumptions.atom{feeds}"}
    if page.split("?")[0] not in ("/resumptions/", "/silences/"):
        assert calendar in seen.links
    for address in [*seen.found["application/atom+xml"], calendar]:
        assert client.get(address).status_code == 200, address
