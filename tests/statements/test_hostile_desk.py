"""The desk against hurry and cunning: what was looked at is what is decided, and what became public meanwhile stays so."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, connections, transaction
from django.test import Client
from django.utils import timezone

from meetings.models import Council, Distinction, Merge, Session
from meetings.vocabulary import Publication
from statements.merging.kinds import kind_of
from statements.merging.proposing import propose_merge
from statements.models import GapClaim, Proposal, Statement
from tests import factories as make
from tests.statements.desk_posts import change
from tests.statements.form_reading import form_data
from tests.statements.made_meeting import whole_meeting
from tests.statements.test_proposals import page_of, proposed

pytestmark = pytest.mark.django_db

PATIENCE = timedelta(seconds=30)


def while_it_is_published(record: Any, act: Callable[[], Any]) -> Any:
    """What the act gave, begun while somebody else is publishing the record and ended after that."""
    given: list[Any] = []

    def acted() -> None:
        try:
            given.append(act())
        finally:
            connections.close_all()

    acting = threading.Thread(target=acted)
    with transaction.atomic():
        type(record).objects.filter(pk=record.pk).update(publication=Publication.PUBLISHED)
        acting.start()
        _until_it_waits(acting)
    acting.join(60)
    return given[0]


def _until_it_waits(acting: threading.Thread) -> None:
    deadline = timezone.now() + PATIENCE
    while acting.is_alive() and timezone.now() < deadline:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted AND pid <> pg_backend_pid()")
            if cursor.fetchone()[0]:
                return


@transaction.atomic
def draft(**fields: Any) -> Session:
    """One version, whatever test it is for."""
    session: Session = make.make_session(published=False, source=make.make_source(), **fields)
    return session


def test_a_proposal_that_its_author_changed_since_is_not_approved_unseen(
    editor: Client, reviewer: Client
) -> None:
    session = make.make_session()
    proposal = proposed(editor, session, venue="Palais")
    opened = form_data(reviewer.get(page_of(proposal)), reason="Checked")
    address = f"{change(session)}?proposal={proposal.pk}"
    editor.post(address, form_data(editor.get(address), venue="Slander", _continue="Save"))
    answer = reviewer.post(page_of(proposal), {**opened, "_approve": "1"})
    assert "Its author changed this proposal while you had it open" in answer.text
    assert "Slander" in answer.text
    session.refresh_from_db()
    assert session.venue == ""
    reviewer.post(page_of(proposal), {**form_data(answer, reason="Checked"), "_approve": "1"})
    session.refresh_from_db()
    assert session.venue == "Slander"


def test_a_proposed_merge_whose_author_chose_otherwise_since_is_not_approved_unseen(reviewer: Client) -> None:
    kept, other = whole_meeting(), whole_meeting(venue="Slander")
    edith = make.make_editor("edith")

    def propose(**choices: str) -> Any:
        return propose_merge(
            kind=kind_of(kept), kept=kept.pk, other=other.pk, choices=choices, note="Twice", author=edith,
            now=timezone.now(),
        )  # fmt: skip

    merge = propose()
    address = f"/admin/statements/proposedmerge/{merge.pk}/change/"
    opened = form_data(reviewer.get(address), reason="One meeting")
    propose(**{f"session-{kept.pk}-venue": "other"})
    answer = reviewer.post(address, {**opened, "_approve": "1"})
    assert "Its author changed this proposal while you had it open" in answer.text
    kept.refresh_from_db()
    assert kept.venue != "Slander"


def test_of_two_reviewers_the_second_is_told_that_it_was_done_already(reviewer: Client) -> None:
    session = draft()
    opened = form_data(reviewer.get(change(session)), reason="Checked", title="Typed", _publish="Publish")
    Session.objects.filter(pk=session.pk).update(publication=Publication.PUBLISHED)
    answer = reviewer.post(change(session), opened)
    assert (answer.status_code, "it is published now" in answer.text) == (200, True)
    assert 'value="Typed"' in answer.text
    proposal = proposed(reviewer, make.make_session(), venue="Palais")
    other = Client()
    other.force_login(make.make_reviewer("olga"))
    post = {**form_data(other.get(page_of(proposal)), reason="Checked"), "_approve": "1"}
    assert "The proposal is approved" in other.post(page_of(proposal), post, follow=True).text
    assert "has been decided in the meantime" in other.post(page_of(proposal), post).text


@pytest.mark.django_db(transaction=True)
def test_a_refused_save_of_a_session_is_shown_again_in_a_transaction_of_its_own(editor: Client) -> None:
    """It locks what the form is held to, which no test within one transaction notices."""
    session = draft()
    opened = form_data(editor.get(change(session)), title="Typed", _publish="Publish", reason="x")
    reviewer = Client()
    reviewer.force_login(make.make_reviewer("rita"))
    Session.objects.filter(pk=session.pk).update(publication=Publication.PUBLISHED)
    answer = reviewer.post(change(session), opened)
    assert (answer.status_code, "it is published now" in answer.text) == (200, True)


@pytest.mark.django_db(transaction=True)
def test_sending_drafts_to_review_takes_none_back_that_became_public_meanwhile(editor: Client) -> None:
    session = draft()
    post = {"action": "send_selected_to_review", "_selected_action": [session.pk]}
    answer = while_it_is_published(
        session, lambda: editor.post("/admin/meetings/session/", post, follow=True)
    )
    session.refresh_from_db()
    assert session.publication == Publication.PUBLISHED
    assert "cannot be sent to review" in answer.text


@pytest.mark.django_db(transaction=True)
def test_a_draft_that_became_public_meanwhile_is_not_deleted(editor: Client) -> None:
    session = draft()
    address = f"/admin/meetings/session/{session.pk}/delete/"
    answer = while_it_is_published(session, lambda: editor.post(address, {"post": "yes"}))
    assert answer.status_code == 403
    assert Session.objects.filter(pk=session.pk).exists()


@pytest.mark.django_db(transaction=True)
def test_a_save_that_says_nothing_of_what_it_was_opened_on_changes_nothing_public_either(
    editor: Client,
) -> None:
    session = draft()
    data = form_data(editor.get(change(session)), title="Unseen", _continue="Save")
    del data["opened_as"]
    while_it_is_published(session, lambda: editor.post(change(session), data))
    session.refresh_from_db()
    assert (session.publication, session.title) == (Publication.PUBLISHED, "")


@pytest.mark.django_db(transaction=True)
def test_nor_does_such_a_save_of_a_council(editor: Client) -> None:
    council = make.make_council("Council", published=False, source=make.make_source())
    address = f"/admin/meetings/council/{council.pk}/change/"
    data = form_data(editor.get(address), name="Unseen", _continue="Save")
    del data["opened_as"]
    while_it_is_published(council, lambda: editor.post(address, data))
    council = Council.objects.get(pk=council.pk)
    assert (council.publication, council.name) == (Publication.PUBLISHED, "Council")


@pytest.mark.django_db(transaction=True)
def test_going_back_to_a_version_changes_nothing_that_became_public_meanwhile(editor: Client) -> None:
    session = draft()
    Session.objects.filter(pk=session.pk).update(title="Second")
    address = f"/admin/meetings/session/{session.pk}/history/1/"
    data = form_data(editor.get(address), reason="As it was")
    while_it_is_published(session, lambda: editor.post(address, data))
    session.refresh_from_db()
    assert session.title == "Second"
    assert Proposal.objects.get().session == session


def test_a_step_is_never_taken_from_the_form_of_a_proposal(reviewer: Client) -> None:
    session = make.make_session()
    proposal = proposed(reviewer, session, venue="Palais")
    address = f"{change(session)}?proposal={proposal.pk}"
    data = form_data(reviewer.get(address), reason="Not so", _withdraw="Withdraw")
    assert reviewer.post(address, data).status_code == 403, "it would be told as done, and taken back"


@pytest.mark.parametrize("key", ["x", "1%00", "_5F", "99999999999999999999"])
@pytest.mark.parametrize("kind", ["meetings/session", "delegations/person"])
def test_a_form_of_no_record_is_refused_in_a_sentence(editor: Client, kind: str, key: str) -> None:
    post = {"told_apart": "person::1", "_continue": "Save"}
    answer = editor.post(f"/admin/{kind}/{key}/change/", post, follow=True)
    assert "doesn’t exist" in answer.text
    assert not Distinction.objects.exists()


def test_a_reason_is_kept_without_what_cannot_be_printed(editor: Client) -> None:
    kept, other = (make.make_council(published=False, source=make.make_source()) for _ in range(2))
    address = f"/admin/merge/council/{kept.pk}/{other.pk}/"
    answer = editor.post(address, {**form_data(editor.get(address)), "reason": "One\x00 and the same\u202e"})
    assert answer.status_code == 302
    assert Merge.objects.get().reason == "One and the same\u202e\u202c"
    public = make.make_session()
    data = form_data(editor.get(change(public)), venue="Palais", reason="So\x00", _continue="Save")
    assert editor.post(change(public), data).status_code == 200, "the box says what is wrong"


@pytest.mark.parametrize("query", ["publication__exact=%00", "status__exact=a%00b"])
def test_a_filter_that_no_list_has_is_refused(editor: Client, query: str) -> None:
    assert editor.get(f"/admin/meetings/session/?{query}").status_code == 400


@pytest.mark.parametrize("key", ["x", "1\x00", "-1"])
def test_a_row_that_no_list_has_is_refused(editor: Client, key: str) -> None:
    post = {"action": "send_selected_to_review", "_selected_action": [key]}
    assert editor.post("/admin/meetings/session/", post).status_code == 400


def test_signing_in_leads_to_the_desk_whatever_address_was_to_follow() -> None:
    make.make_editor("edith")
    client = Client()
    for following in ("//evil.example", "https://evil.example/", "javascript:alert(1)"):
        post = {"username": "edith", "password": make.PASSWORD, "next": following}
        answer = client.post("/admin/login/", post)
        assert (answer.status_code, answer.headers["Location"]) == (302, "/admin/")


QUOTE = "Wir haben länger geredet als geplant, und das ist ein gutes Zeichen"
REPORT = f"Erstmals seit zweieinhalb Jahren hat der Rat getagt.\n\n„{QUOTE}“, sagte Stoltenberg.\n"


def ticked(client: Client, session: Session) -> tuple[str, dict[str, Any]]:
    """The reader's page of the session, and a post that takes all that it proposes."""
    address = f"/admin/meetings/session/{session.pk}/read/"
    source = session.citations.get().source_id
    page = client.post(address, {"text": REPORT, "language": "de", "source": source}).text
    accepted = re.findall(r'name="accept" value="([^"]+)"', page)
    assert len(accepted) == 2
    return address, {"take": "1", "source": source, "accept": accepted}


@pytest.mark.django_db(transaction=True)
def test_what_the_reader_proposed_is_not_added_to_what_became_public_meanwhile(editor: Client) -> None:
    session = draft()
    address, post = ticked(editor, session)
    answer = while_it_is_published(session, lambda: editor.post(address, post, follow=True))
    assert "no draft any more" in answer.text
    assert not Statement.objects.exists() and not GapClaim.objects.exists()


def test_what_the_reader_proposed_is_added_once_however_often_it_is_sent(editor: Client) -> None:
    session = draft()
    address, post = ticked(editor, session)
    assert "1 statements and 1 gap claims were added" in editor.post(address, post, follow=True).text
    assert "stands there already" in editor.post(address, post, follow=True).text
    assert (Statement.objects.count(), GapClaim.objects.count()) == (1, 1)
