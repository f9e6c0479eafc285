"""What is public is changed by a proposal: made from the form, compared with what is public, decided by somebody else."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from meetings.dates import DateInterval
from meetings.models import Session
from meetings.vocabulary import Publication
from statements.meeting import Refused, read
from statements.models import Proposal
from statements.proposals import approve, propose
from tests import factories as make
from tests.meetings.test_revisions import a_day_passes
from tests.statements.desk_posts import change
from tests.statements.form_reading import add_form_set, add_row, form_data
from tests.statements.made_meeting import whole_meeting

pytestmark = pytest.mark.django_db


def page_of(proposal: Proposal) -> str:
    return f"/admin/statements/proposal/{proposal.pk}/change/"


def proposed(client: Client, session: Session, **fields: Any) -> Proposal:
    """What the client makes of the public meeting in its form."""
    data = form_data(
        client.get(change(session)), reason="The outlet says so", **{"_continue": "Save", **fields}
    )
    response = client.post(change(session), data)
    assert response.status_code == 302, response.text
    return Proposal.objects.latest("pk")


def decide(client: Client, proposal: Proposal, button: str, **fields: str) -> Any:
    data = form_data(client.get(page_of(proposal)), **fields)
    return client.post(page_of(proposal), {**data, button: "Pressed"}, follow=True)


def test_the_form_of_a_public_meeting_makes_a_proposal_and_changes_nothing(editor: Client) -> None:
    session = whole_meeting()
    before = read(session.pk)
    data = form_data(
        editor.get(change(session)), venue="Palais", reason="The outlet names it", _continue="Save"
    )
    number = int(data["delegations-TOTAL_FORMS"][0])
    add_row(data, "delegations", party=make.make_party("Iceland").pk, attendance="attended", position=0)
    add_form_set(data, f"delegations-{number}-delegates")
    add_form_set(data, f"delegations-{number}-citations")
    data["statements-0-DELETE"] = ["on"]
    page = editor.post(change(session), data, follow=True)
    assert "Your proposal is stored" in page.text
    assert read(session.pk) == before, "nothing of the meeting is changed"
    proposal = Proposal.objects.get()
    assert (proposal.author.get_username(), proposal.note) == ("edith", "The outlet names it")
    assert proposal.base_document == before
    rows = proposal.document["rows"]
    assert rows["session"][str(session.pk)]["venue"] == "Palais"
    assert (len(rows["delegation"]), len(rows["statement"])) == (3, 1)
    for words in ("Palais", "delegation of Iceland", "statement of Head of Norway", "Take it back"):
        assert words in page.text, words


def test_a_reason_is_needed_and_an_unchanged_form_proposes_nothing(editor: Client) -> None:
    session = make.make_session()
    data = form_data(editor.get(change(session)), venue="Palais", _continue="Save")
    assert "say in a sentence why" in editor.post(change(session), data).text
    data = form_data(editor.get(change(session)), reason="Just so", _continue="Save")
    assert "Nothing was changed" in editor.post(change(session), data, follow=True).text
    data = form_data(editor.get(change(session)), start="30 February 2022", reason="x", _continue="Save")
    assert "does not exist" in editor.post(change(session), data).text
    assert not Proposal.objects.exists()


def test_somebody_else_approves_and_readers_see_the_change_and_its_reason(
    editor: Client, reviewer: Client
) -> None:
    session = whole_meeting()
    a_day_passes()
    proposal = proposed(editor, session, venue="Palais d’Egmont")
    shown = reviewer.get(page_of(proposal)).text
    assert "Palais d’Egmont" in shown
    assert "NATO headquarters" in shown
    page = decide(reviewer, proposal, "_approve", reason="The outlet corrected the building")
    assert "The proposal is approved" in page.text
    session.refresh_from_db()
    proposal.refresh_from_db()
    assert (session.venue, proposal.state) == ("Palais d’Egmont", "approved")
    assert session.corrected_at == proposal.decided_at
    public = Client().get(f"/sessions/S{session.pk}/").content.decode()
    assert "The outlet corrected the building" in public
    assert "Corrected on" in public
    assert "edith" not in public
    assert "rita" not in public


def test_nobody_approves_what_they_proposed(reviewer: Client) -> None:
    session = make.make_session()
    proposal = proposed(reviewer, session, venue="Palais")
    assert "Approve" not in reviewer.get(page_of(proposal)).text
    refused = reviewer.post(page_of(proposal), {"_approve": "1", "reason": "Mine", "seen": ""})
    assert "somebody else than its author" in refused.text
    session.refresh_from_db()
    assert session.venue == ""
    proposal.refresh_from_db()
    proposal.state, proposal.decided_by, proposal.decided_at = "approved", proposal.author, timezone.now()
    with pytest.raises(IntegrityError), transaction.atomic():
        proposal.save()


def test_editors_do_not_decide(editor: Client) -> None:
    session = make.make_session()
    other = Client()
    other.force_login(make.make_editor("olaf"))
    proposal = proposed(other, session, venue="Palais")
    for button in ("_approve", "_reject"):
        assert editor.post(page_of(proposal), {button: "1", "reason": "x"}).status_code == 403
    assert "has been decided" in editor.post(page_of(proposal), {"_take_back": "1"}).text
    assert Proposal.objects.open().count() == 1


def test_a_rejected_proposal_tells_its_author_why_and_one_may_be_taken_back(
    editor: Client, reviewer: Client
) -> None:
    session = make.make_session()
    first, second = proposed(editor, session, venue="A"), proposed(editor, session, venue="B")
    assert "Say in a sentence why" in decide(reviewer, first, "_reject", reason="").text
    decide(reviewer, first, "_reject", reason="No source says so")
    assert "No source says so" in editor.get(page_of(first)).text
    decide(editor, second, "_take_back")
    assert sorted(Proposal.objects.values_list("state", flat=True)) == ["rejected", "withdrawn"]
    assert "has been decided" in reviewer.post(page_of(second), {"_approve": "1", "reason": "x"}).text
    session.refresh_from_db()
    assert (session.venue, session.corrected_at) == ("", None)


def test_what_changed_since_is_kept_and_contradictions_are_chosen(editor: Client, reviewer: Client) -> None:
    session = whole_meeting()
    proposal = proposed(editor, session, venue="Palais", title="Summit")
    Session.objects.filter(pk=session.pk).update(venue="Castle", follow_up="Said since")
    shown = reviewer.get(page_of(proposal)).text
    for words in ("The meeting has changed since", "Where both contradict", "Castle", "Palais"):
        assert words in shown
    assert "choose one side" in decide(reviewer, proposal, "_approve").text
    session.refresh_from_db()
    assert session.venue == "Castle"
    choice = {f"choice:session:{session.pk}:venue": "mine"}
    data = form_data(reviewer.get(page_of(proposal)))
    reviewer.post(page_of(proposal), {**data, **choice, "_approve": "1"})
    session.refresh_from_db()
    assert (session.venue, session.title, session.follow_up) == ("Palais", "Summit", "Said since")


def test_a_reviewer_approves_only_what_they_saw(editor: Client, reviewer: Client) -> None:
    session = make.make_session()
    proposal = proposed(editor, session, venue="Palais")
    data = form_data(reviewer.get(page_of(proposal)))
    make.make_delegation(session)
    assert (
        "changed while you had this page open"
        in reviewer.post(page_of(proposal), {**data, "_approve": "1"}).text
    )
    session.refresh_from_db()
    assert session.venue == ""


def test_an_author_goes_on_with_an_open_proposal(editor: Client, reviewer: Client) -> None:
    session = whole_meeting()
    proposal = proposed(editor, session, venue="Palais")
    Session.objects.filter(pk=session.pk).update(title="Published since")
    address = f"{change(session)}?proposal={proposal.pk}"
    form = editor.get(address)
    assert 'value="Palais"' in form.text
    assert 'value="Published since"' in form.text
    assert 'value="The outlet says so"' in form.text
    session.refresh_from_db()
    assert session.venue == "NATO headquarters", "showing it stores nothing"
    assert reviewer.get(address).status_code == 404
    editor.post(address, form_data(form, follow_up="More", reason="All of it", _continue="Save"))
    assert Proposal.objects.count() == 1
    proposal.refresh_from_db()
    row = proposal.document["rows"]["session"][str(session.pk)]
    assert (row["venue"], row["follow_up"], row["title"]) == ("Palais", "More", "Published since")
    assert proposal.note == "All of it"
    assert proposal.base_document == read(session.pk)


def test_nobody_goes_on_with_a_proposal_for_a_meeting_withdrawn_since(editor: Client) -> None:
    session = make.make_session()
    proposal = proposed(editor, session, venue="Palais")
    Session.objects.filter(pk=session.pk).update(publication=Publication.WITHDRAWN)
    page = editor.get(f"{change(session)}?proposal={proposal.pk}", follow=True)
    assert "The meeting is not public any more" in page.text
    session.refresh_from_db()
    assert session.venue == ""


def test_a_change_that_readers_do_not_see_is_no_correction() -> None:
    session = make.make_session()
    base = read(session.pk)
    document = read(session.pk)
    document["rows"]["session"][str(session.pk)]["note"] = "For us"
    edith, rita = make.make_editor("edith"), make.make_reviewer("rita")
    proposal = propose(document=document, base=base, author=edith, note="A note")
    approve(proposal=proposal, reviewer=rita, reason="Fine", now=timezone.now())
    session.refresh_from_db()
    assert (session.note, session.corrected_at) == ("For us", None)


def test_a_meeting_withdrawn_meanwhile_is_not_changed_by_approval() -> None:
    session = make.make_session()
    document = read(session.pk)
    document["rows"]["session"][str(session.pk)]["venue"] = "Palais"
    edith, rita = make.make_editor("edith"), make.make_reviewer("rita")
    proposal = propose(document=document, base=read(session.pk), author=edith, note="Venue")
    Session.objects.filter(pk=session.pk).update(publication=Publication.WITHDRAWN)
    with pytest.raises(Refused, match="not public any more"):
        approve(proposal=proposal, reviewer=rita, reason="Fine", now=timezone.now())


def test_the_last_source_cannot_be_proposed_away(editor: Client) -> None:
    session = make.make_session()
    data = form_data(editor.get(change(session)), citations__0__DELETE="on", reason="Wrong", _continue="Save")
    assert "A session without a source cannot be published" in editor.post(change(session), data).text
    assert not Proposal.objects.exists()


def test_the_queue_lists_what_waits_first_and_the_desk_counts_it(editor: Client, reviewer: Client) -> None:
    session = make.make_session(start=DateInterval.parse_edtf("2022-01-12"))
    proposal = proposed(editor, session, venue="Palais")
    first = reviewer.get("/admin/").text
    assert "Proposals to review" in first
    assert page_of(proposal) in first
    assert "My proposals" in editor.get("/admin/").text
    assert "The outlet says so" in reviewer.get("/admin/statements/proposal/").text
    assert "1 proposal to change this meeting waits" in editor.get(change(session)).text
    assert editor.get("/admin/statements/proposal/add/").status_code == 403


def test_comments_are_for_the_desk_alone(editor: Client, reviewer: Client) -> None:
    session = make.make_session()
    secret = "Is the second source independent?"
    page = editor.post(f"/admin/comments/{session.pk}/add/", {"text": secret}, follow=True)
    assert secret in page.text
    proposal = proposed(editor, session, venue="Palais")
    assert secret in reviewer.get(page_of(proposal)).text
    comment = session.comments.get()
    assert secret in reviewer.get("/admin/work/comments/").text
    part = reviewer.post(f"/admin/comments/{comment.pk}/settle/", headers={"HX-Request": "true"})
    assert "settled by rita" in part.text
    assert "<html" not in part.text
    comment.refresh_from_db()
    assert comment.resolved_by.get_username() == "rita"
    assert (
        "Write the comment first"
        in editor.post(
            f"/admin/comments/{session.pk}/add/", {"text": " "}, headers={"HX-Request": "true"}
        ).text
    )
    assert secret not in reviewer.get("/admin/work/comments/").text
    assert secret not in Client().get(f"/sessions/S{session.pk}/").content.decode()
    assert Client().post(f"/admin/comments/{session.pk}/add/", {"text": "x"}).status_code == 302
    assert session.comments.count() == 1


def test_the_page_of_a_proposal_asks_no_more_for_many_changes(editor: Client, reviewer: Client) -> None:
    counts = []
    for venue in ("Palais", "Castle"):
        session = whole_meeting()
        document = read(session.pk)
        document["rows"]["session"][str(session.pk)]["venue"] = venue
        if venue == "Castle":
            for row in (*document["rows"]["wording"].values(), *document["rows"]["delegation"].values()):
                row["position"] = 7
            for row in document["rows"]["delegate"].values():
                row["role_as_printed"] = "Minister"
        proposal = propose(
            document=document, base=read(session.pk), author=make.make_editor(f"of {venue}"), note="Note"
        )
        reviewer.get(page_of(proposal))
        with CaptureQueriesContext(connection) as captured:
            assert venue in reviewer.get(page_of(proposal)).text
        # The preview makes the change for real in what is taken back: one statement for each changed row, and one for
        # each kind of record that changed rows point to.
        counts.append(len([query for query in captured if not query["sql"].startswith("UPDATE")]))
    assert abs(counts[1] - counts[0]) <= 6, counts
