"""Announcements at the desk: those made outside a session, and what became of each by the record."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from meetings.assessment import assess_councils
from meetings.models import Announcement, Council
from tests import factories as make
from tests.statements.form_reading import form_data

pytestmark = pytest.mark.django_db
LIST = "/admin/meetings/announcement/"
ADD = f"{LIST}add/"
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def signed_in(group: str) -> Client:
    client = Client()
    client.force_login(make.make_user(group=group))
    return client


@pytest.fixture
def reviewer() -> Client:
    return signed_in("reviewers")


@pytest.fixture
def council() -> Council:
    council = make.make_council("NATO-Russia Council", abbreviation="NRC")
    make.make_session(council, "2022-01-12")
    return council


def change(announcement: Announcement) -> str:
    return f"{LIST}{announcement.pk}/change/"


def entered(client: Client, council: Council, **fields: object) -> Any:
    data = form_data(
        client.get(ADD), council=council.pk, source=make.make_source().pk, text="They will meet again",
        _save="Save", **fields,
    )  # fmt: skip
    return client.post(ADD, data)


def test_one_made_outside_a_session_is_entered_with_a_vague_date(reviewer: Client, council: Council) -> None:
    response = entered(reviewer, council, expected="März 2022", announced_on="3 February 2022")
    assert response.status_code == 302
    announcement = Announcement.objects.get()
    assert announcement.session is None
    assert (str(announcement.expected), str(announcement.announced_on)) == ("2022-03", "2022-02-03")


def test_the_form_and_the_list_tell_what_became_of_it(reviewer: Client, council: Council) -> None:
    lapsed = make.make_announcement(council, "Lapsed one", expected="2022-03")
    make.make_announcement(council, "Pending one", expected="2199")
    make.make_announcement(council, "Held one", expected="2022-01")
    assess_councils(council_ids=[council.pk], now=NOW)
    words = "Nothing on record came of it: lapsed on 1 April 2022."
    assert words in reviewer.get(change(lapsed)).text
    assert words in reviewer.get(LIST).text
    for became in ("lapsed", "pending", "held"):
        shown = reviewer.get(f"{LIST}?became={became}").text
        found = [each for each in ("Lapsed", "Pending", "Held") if f"{each} one" in shown]
        assert found == [became.capitalize()]
    assert "Lapsed one" in reviewer.get(f"{LIST}?q=nato").text


def test_what_is_public_is_changed_with_a_reason_and_its_history_keeps_it(
    reviewer: Client, council: Council
) -> None:
    announcement = make.make_announcement(council, expected="2022-03")
    data = form_data(reviewer.get(change(announcement)), outcome="declined", _save="Save")
    assert "say in a sentence why you change it" in reviewer.post(change(announcement), data).text
    reviewer.post(change(announcement), {**data, "reason": "Tass says so."})
    announcement.refresh_from_db()
    assert announcement.outcome == "declined"
    history = reviewer.get(f"{LIST}{announcement.pk}/history/").text
    assert "Tass says so." in history and "outcome: pending → declined" in history


def test_an_editor_makes_nothing_public(council: Council) -> None:
    editor = signed_in("editors")
    assert "This would be public at once" in entered(editor, council).text
    assert not Announcement.objects.exists()
    draft = make.make_session(council, "2022-05-01", published=False)
    assert entered(editor, council, session=draft.pk).status_code == 302
    public = make.make_announcement(council)
    data = form_data(signed_in("reviewers").get(change(public)), text="Other", reason="x", _save="Save")
    assert editor.post(change(public), data).status_code == 403
    assert editor.get(change(public)).status_code == 200
