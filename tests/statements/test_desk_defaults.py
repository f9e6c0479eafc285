"""What a new session takes over from the council's last one, with and without JavaScript, and the way to the next."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from meetings.models import Council, Session
from tests import factories as make
from tests.statements.desk_posts import ADD, change, new_session
from tests.statements.form_reading import form_data

pytestmark = pytest.mark.django_db
DEFAULTS = "/admin/meetings/session/defaults/"


@pytest.fixture
def council() -> Council:
    """Two sessions at different places, a planned one, a part, and members of two times."""
    council = make.make_council()
    brussels, geneva = make.make_place("Brussels"), make.make_place("Geneva", "CHE")
    make.make_session(council, "2019-01-25", place=geneva, venue="Palais des Nations")
    last = make.make_session(
        council, "2019-07-05", place=brussels, venue="NATO headquarters", level="ambassadors"
    )
    make.make_session(council, "2022-02-01", status="scheduled", venue="Not held")
    make.make_session(council, "2019-07-06", part_of=last, venue="A dinner")
    make.make_membership(make.make_party("Norway"), council)
    make.make_membership(make.make_party("Finland"), council, joined="2023-04-04")
    return council


def asked(client: Client, **query: Any) -> dict[str, Any]:
    answer = client.get(DEFAULTS, query)
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


def test_the_last_session_held_is_offered_but_never_its_date(editor: Client, council: Council) -> None:
    found = asked(editor, councils=council.pk, on="12 January 2022")
    assert {box["name"]: box["text"] for box in found["boxes"]} == {
        "place": "Brussels (BEL)",
        "venue": "NATO headquarters",
        "level": "ambassadors",
        "formation": "plenary",
    }
    assert found["sentence"].startswith("Last session on record: 5 July 2019")
    assert found["members"] == 1


def test_the_session_before_the_day_typed_and_the_members_then(editor: Client, council: Council) -> None:
    found = asked(editor, councils=council.pk, on="March 2019")
    assert "Palais des Nations" in [box["value"] for box in found["boxes"]]
    assert asked(editor, councils=council.pk, on="2024")["members"] == 2


def test_a_council_without_a_past_says_so(editor: Client) -> None:
    found = asked(editor, councils=make.make_council().pk)
    assert found == {"sentence": "No earlier session of the council is on record.", "boxes": [], "members": 0}
    assert asked(editor, councils="x", on="never")["boxes"] == []


def test_only_who_may_add_sessions_is_told(client: Client, council: Council) -> None:
    assert client.get(DEFAULTS, {"councils": council.pk}).status_code == 302


def test_without_javascript_a_button_fills_the_empty_boxes_and_saves_nothing(
    editor: Client, council: Council
) -> None:
    before = Session.objects.count()
    data = new_session(editor, council, venue="Typed", start="12 January 2022", _same_as_last="x")
    del data["_continue"]
    page = editor.post(ADD, data)
    assert "were filled in where empty" in page.text
    shown = form_data(page)
    assert (shown["venue"], shown["level"], shown["start"]) == (
        ["Typed"],
        ["ambassadors"],
        ["12 January 2022"],
    )
    assert Session.objects.count() == before


def test_the_next_session_keeps_councils_and_source(editor: Client, council: Council) -> None:
    source = make.make_source()
    data = new_session(editor, council, citations__0__source=source.pk, _addanother="x")
    del data["_continue"]
    response = editor.post(ADD, data)
    assert response.status_code == 302
    query = parse_qs(urlsplit(response["Location"]).query)
    assert query == {"council": [str(council.pk)], "source": [str(source.pk)]}
    form = form_data(editor.get(response["Location"]))
    assert form["council_links-0-council"] == [str(council.pk)]
    assert form["citations-0-source"] == [str(source.pk)]
    assert form["start"] == [""]


def test_the_next_session_of_a_joint_one_is_joint(editor: Client, council: Council) -> None:
    joint = make.make_session(councils=[council, make.make_council()], published=False)
    data = form_data(editor.get(change(joint)), _addanother="x")
    page = editor.get(editor.post(change(joint), data)["Location"])
    chosen = re.findall(r'name="council_links-\d-council".*?<option value="(\d+)" selected', page.text, re.S)
    assert chosen == [str(link.council_id) for link in joint.council_links.order_by("pk")]
