"""Judging flags at the desk: reviewers confirm or dismiss with a note; nobody edits what the rule wrote."""

from __future__ import annotations

import pytest
from django.test import Client

from meetings.models import Resumption, Silence
from meetings.vocabulary import FlagState, Grade
from tests import factories as make

pytestmark = pytest.mark.django_db
REASON = "First session after 922 days; the typical gap is 33 days."


@pytest.fixture
def flag() -> Resumption:
    council = make.make_council("NATO-Russia Council", abbreviation="NRC")
    previous, session = make.make_session(council, "2019-07-05"), make.make_session(council, "2022-01-12")
    return Resumption.objects.create(
        council=council, session=session, previous_session=previous, resumed_on=session.start, days=922,
        grade=Grade.MAJOR, reason=REASON, rule_version="1", raised_at="2022-01-13T00:00Z",
        evidence={"baseline": [20, 33, 41]},
    )  # fmt: skip


def signed_in(group: str) -> Client:
    client = Client()
    client.force_login(make.make_user(group=group))
    return client


def address(flag: Resumption) -> str:
    return f"/admin/meetings/resumption/{flag.pk}/change/"


@pytest.mark.parametrize(
    ("button", "state"), [("_confirm", FlagState.CONFIRMED), ("_dismiss", FlagState.DISMISSED)]
)
def test_a_reviewer_judges_with_a_note(flag: Resumption, button: str, state: str) -> None:
    reviewer = signed_in("reviewers")
    response = reviewer.post(address(flag), {button: "x", "review_note": "Read both reports."})
    assert response.status_code == 302
    flag.refresh_from_db()
    assert (flag.state, flag.review_note, flag.reviewed_grade) == (state, "Read both reports.", Grade.MAJOR)
    assert flag.reviewed_by is not None
    assert flag.reviewed_at is not None


def test_a_judgement_without_a_note_is_refused_in_a_sentence(flag: Resumption) -> None:
    response = signed_in("reviewers").post(address(flag), {"_dismiss": "x", "review_note": "  "})
    assert "Say in a sentence why" in response.text
    flag.refresh_from_db()
    assert flag.state == FlagState.RAISED


def test_a_judgement_can_be_opened_again(flag: Resumption) -> None:
    Resumption.objects.filter(pk=flag.pk).update(state=FlagState.DISMISSED)
    signed_in("reviewers").post(address(flag), {"_reopen": "x", "review_note": "New evidence."})
    flag.refresh_from_db()
    assert flag.state == FlagState.RAISED


def test_a_withdrawn_flag_is_not_judged(flag: Resumption) -> None:
    Resumption.objects.filter(pk=flag.pk).update(state=FlagState.WITHDRAWN)
    response = signed_in("reviewers").post(
        address(flag), {"_confirm": "x", "review_note": "I still think so."}
    )
    assert "This flag was withdrawn" in response.text


def test_the_flag_shows_its_sentence_its_evidence_and_its_sessions(flag: Resumption) -> None:
    page = signed_in("editors").get(address(flag)).text
    assert REASON in page
    assert "[20, 33, 41]" in page
    assert f"/admin/meetings/session/{flag.session_id}/change/" in page


def test_editors_only_look_at_flags(flag: Resumption) -> None:
    editor = signed_in("editors")
    assert "_confirm" not in editor.get(address(flag)).text
    assert editor.post(address(flag), {"_confirm": "x", "review_note": "me too"}).status_code == 403


@pytest.mark.parametrize("model", ["resumption", "gap", "silence", "assessmentdue"])
def test_nobody_adds_or_removes_what_the_rule_writes(flag: Resumption, model: str) -> None:
    admin = Client()
    admin.force_login(make.make_user(is_superuser=True))
    assert admin.get(f"/admin/meetings/{model}/").status_code == 200
    assert admin.get(f"/admin/meetings/{model}/add/").status_code == 403
    assert admin.post(f"/admin/meetings/resumption/{flag.pk}/delete/", {"post": "yes"}).status_code == 403


def test_the_session_shows_its_flag(flag: Resumption) -> None:
    page = signed_in("editors").get(f"/admin/meetings/session/{flag.session_id}/change/").text
    assert REASON in page


def test_a_silence_is_shown_in_words(flag: Resumption) -> None:
    silence = Silence.objects.create(
        council=flag.council,
        last_session=flag.session,
        silent_since=flag.session.start,
        notable_from="2022-06-01",
    )
    page = signed_in("editors").get(f"/admin/meetings/silence/{silence.pk}/change/")
    assert page.status_code == 200
    assert "notable" in page.text
