"""Judging flags at the desk: reviewers confirm or dismiss with a note; nobody edits what the rule wrote."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.models import Resumption, Silence
from meetings.vocabulary import FlagState, Grade
from tests import factories as make

pytestmark = pytest.mark.django_db
REASON = "First session after 922 days; the typical gap is 33 days."


def make_flag(day: str = "2022-01-12", **fields: Any) -> Resumption:
    council = make.make_council("NATO-Russia Council", slug=f"nrc-{day}", abbreviation="NRC")
    previous = make.make_session(council, "2019-07-05", source=make.make_source(title="The last one"))
    session = make.make_session(council, day)
    return Resumption.objects.create(
        council=council, session=session, previous_session=previous, resumed_on=session.start,
        silent_since=previous.start, days_min=922, days=922, days_max=922, threshold_notable=429.375, n_prior_gaps=20,
        reason=REASON, rule_version="gap-1", raised_at="2022-01-13T00:00Z",
        **{"grade": Grade.MAJOR, "grade_certain": Grade.MAJOR, **fields},
    )  # fmt: skip


@pytest.fixture
def flag() -> Resumption:
    return make_flag()


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
    for words in (REASON, "429.4 days", "The last one", "5 July 2019", "From 20 earlier gaps only", "<svg"):
        assert words in page
    assert flag.session.get_absolute_url() in page


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


QUEUE = "/admin/meetings/resumption/queue/"


def opened(client: Client, address: str) -> dict[str, str]:
    """What the page would post by itself."""
    found = re.search(r'name="opened_as" value="(\d+)"', client.get(address).text)
    assert found
    return {"opened_as": found[1]}


def test_a_judgement_of_a_revised_flag_is_refused_and_the_note_kept(flag: Resumption) -> None:
    reviewer = signed_in("reviewers")
    form = opened(reviewer, address(flag))
    Resumption.objects.filter(pk=flag.pk).update(grade=Grade.NOTABLE, reason="Shorter.")
    typed = {"_dismiss": "x", "review_note": "Read <b>both</b> reports.", **form}
    page = reviewer.post(address(flag), typed).text
    assert "changed while you had it open" in page
    assert "grade far longer than usual → unusually long" in page
    assert "Read &lt;b&gt;both&lt;/b&gt; reports." in page
    assert "Shorter." in page
    flag.refresh_from_db()
    assert (flag.state, flag.review_note) == (FlagState.RAISED, "")
    again = re.search(r'name="opened_as" value="(\d+)"', page)
    assert again
    assert reviewer.post(address(flag), {**typed, "opened_as": again[1]}).status_code == 302
    flag.refresh_from_db()
    assert (flag.state, flag.reviewed_grade) == (FlagState.DISMISSED, Grade.NOTABLE)


def test_of_two_reviewers_the_second_reads_what_the_first_said(flag: Resumption) -> None:
    one, other = signed_in("reviewers"), signed_in("reviewers")
    form, later = opened(one, address(flag)), opened(other, address(flag))
    one.post(address(flag), {"_confirm": "x", "review_note": "I read both.", **form})
    page = other.post(address(flag), {"_dismiss": "x", "review_note": "No.", **later}).text
    assert "confirmed by a person (“I read both.”)" in page
    flag.refresh_from_db()
    assert flag.state == FlagState.CONFIRMED


def test_an_earlier_note_is_shown_but_not_offered_as_the_next(flag: Resumption) -> None:
    reviewer = signed_in("reviewers")
    reviewer.post(address(flag), {"_dismiss": "x", "review_note": "A press error."})
    Resumption.objects.filter(pk=flag.pk).update(state=FlagState.RAISED, grade=Grade.NOTABLE)
    page = reviewer.get(address(flag)).text
    assert "Was dismissed by a person on" in page and "when it was major" in page
    assert not re.search(r"<textarea[^>]*>\s*A press error\.", page)
    assert "was dismissed when major" in reviewer.get("/admin/meetings/resumption/").text


def test_the_queue_leads_from_flag_to_flag(flag: Resumption) -> None:
    possible = make_flag("2023-01-12", grade_certain="")
    reviewer = signed_in("reviewers")
    assert "Judge one after the other" in reviewer.get("/admin/").text
    first = reviewer.get(QUEUE).headers["Location"]
    assert first == f"{address(flag)}?queue=1"
    page = reviewer.get(first).text
    assert "2 flags to judge" in page and "Confirm and next" in page and "Skip" in page
    answer = reviewer.post(first, {"_confirm": "x", "review_note": "Read.", **opened(reviewer, first)})
    assert answer.headers["Location"] == QUEUE
    assert reviewer.get(QUEUE).headers["Location"] == f"{address(possible)}?queue=1"
    reviewer.post(f"{address(possible)}?queue=1", {"_dismiss": "x", "review_note": "A hole in the record."})
    assert "No flag waits for a judgement." in reviewer.get(QUEUE).text


def test_what_is_skipped_comes_back_when_asked_for(flag: Resumption) -> None:
    reviewer = signed_in("reviewers")
    place = reviewer.get(QUEUE).headers["Location"]
    assert reviewer.post(place, {"_skip": "x"}).headers["Location"] == QUEUE
    page = reviewer.get(QUEUE).text
    assert "All that is left, 1 flag, you have skipped." in page
    assert reviewer.get(f"{QUEUE}?all=1").headers["Location"] == place
    assert signed_in("reviewers").get(QUEUE).headers["Location"] == place
    flag.refresh_from_db()
    assert flag.state == FlagState.RAISED


def test_editors_have_no_queue(flag: Resumption) -> None:
    editor = signed_in("editors")
    assert editor.get(QUEUE).status_code == 403
    assert editor.post(f"{address(flag)}?queue=1", {"_skip": "x"}).status_code == 403
    assert "one after the other" not in editor.get("/admin/").text


def test_the_form_takes_a_bounded_number_of_queries(flag: Resumption) -> None:
    reviewer = signed_in("reviewers")
    for number in range(12):
        make.make_session(flag.council, f"20{number:02d}-03-01", status="cancelled" if number % 2 else "held")
        make.make_context_event(flag.council, title=f"Event {number}", start="2020-01-01", kind="dispute")
        Resumption.objects.filter(pk=flag.pk).update(reason=f"Version {number}.")
    place = reviewer.get(QUEUE).headers["Location"]
    with CaptureQueriesContext(connection) as queries:
        assert reviewer.get(place).status_code == 200
    assert len(queries) <= 30, "\n".join(query["sql"][:150] for query in queries)
