"""A merge is undone: what came from the other record goes back to it, by two people where it is public."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import InternalError, connections, transaction
from django.test import Client

from meetings.assessment import assess_due_councils
from meetings.models import Distinction, Merge, Resumption, RetiredId, Session
from meetings.vocabulary import Publication
from statements.decisions import take_back
from statements.meeting import Refused, read
from statements.merging.act import MergeRefused, records_merge
from statements.merging.kinds import kind_of
from statements.merging.proposing_undo import approve_undo, propose_undo
from statements.merging.undo import ASK_FIRST, REASON_NEEDED, TOO_OLD, merge_undo, undo_plan
from statements.models import Proposal, ProposedMerge
from tests import factories as make
from tests.statements.desk_browser import Desk
from tests.statements.form_reading import form_data
from tests.statements.made_meeting import whole_meeting

pytestmark = pytest.mark.django_db
NOW = datetime(2024, 3, 1, 12, tzinfo=UTC)


def merged(kept: Any, other: Any, **options: Any) -> Merge:
    told = {"choices": {}, "reason": "One and the same.", "by": None, "now": NOW, **options}
    return records_merge(kind=kind_of(kept), kept=kept.pk, other=other.pk, **told)


def undo(merge: Merge, **options: Any) -> Merge:
    return merge_undo(merge=merge, **{"reason": "Two meetings of one day", "by": None, "now": NOW, **options})


def refused(merge: Merge, **options: Any) -> str:
    with pytest.raises(MergeRefused) as found, transaction.atomic():
        undo(merge, **options)
    return str(found.value)


def two_meetings(**fields: Any) -> tuple[Session, Session]:
    """Both with delegations of Norway and Russia, so that much becomes one."""
    kept, other = whole_meeting(**fields), whole_meeting(venue="Palais", **fields)
    for seat in other.delegations.all():
        same = kept.delegations.get(party__name=seat.party.name)
        other.delegations.filter(pk=seat.pk).update(party=same.party)
    return kept, other


def undo_page(merge: Merge) -> str:
    return f"/admin/merge/undo/{merge.pk}/"


def page_of(proposed: ProposedMerge) -> str:
    return f"/admin/statements/proposedmerge/{proposed.pk}/change/"


def test_both_meetings_are_as_they_were_and_the_old_id_is_its_own_again(client: Client) -> None:
    kept, other = two_meetings()
    before = read(kept.pk), read(other.pk)
    done = merged(kept, other, choices={f"session-{kept.pk}-venue": "other"})
    assert len(done.joined) >= 2 and client.get(f"/sessions/{other.public_id}/").status_code == 301
    undo(done)
    assert (read(kept.pk), read(other.pk)) == before
    page = client.get(f"/sessions/{other.public_id}/")
    assert page.status_code == 200 and "Palais" in page.text
    assert not RetiredId.objects.filter(key=other.public_id).exists()
    for row in done.joined:
        assert not RetiredId.objects.filter(key=f"D{row['row']}").exists()
    kept.refresh_from_db()
    other.refresh_from_db()
    assert (other.publication, kept.corrected_at) == (Publication.PUBLISHED, NOW)
    assert "Two meetings of one day" in client.get(f"/sessions/{kept.public_id}/").text
    assert Distinction.objects.filter(first=kept.pk, second=other.pk).exists()
    done.refresh_from_db()
    assert (done.undone_at, done.undone_reason) == (NOW, "Two meetings of one day")


def test_the_flag_goes_back_with_what_a_person_made_of_it() -> None:
    council = make.make_council()
    make.make_session(council, "2010")
    for day in ("2010-03-01", "2010-06-01", "2010-09-01"):
        make.make_session(council, day)
    other = make.make_session(council, "2019-07-05", level="experts")
    assess_due_councils(now=NOW)
    flag = Resumption.objects.get(session=other)
    kept = make.make_session(council, "2019-07-05", level="ambassadors")
    done = merged(kept, other)
    flag.refresh_from_db()
    assert flag.session == kept
    undo(done)
    flag.refresh_from_db()
    assert flag.session == other


def test_what_was_changed_since_stands_and_is_counted() -> None:
    kept, other = two_meetings()
    done = merged(kept, other, choices={f"session-{kept.pk}-venue": "other"})
    Session.objects.filter(pk=kept.pk).update(venue="Château")
    gone = next(
        row for row in done.moved if row["table"] == "statements.Statement" and row["column"] == "session"
    )
    kept.statements.get(pk=gone["row"]).delete()
    added = make.make_statement(kept, "Später eingetragen.")
    plan = undo_plan(done, NOW)
    assert plan.stays == ["1 statement", "the box “venue”"]
    undo(done)
    kept.refresh_from_db()
    other.refresh_from_db()
    assert (kept.venue, other.venue) == ("Château", "Palais")
    assert added in kept.statements.all() and other.statements.count() == 1
    # Merged again, undone again.
    undo(merged(kept, other))
    assert Merge.objects.count() == 2 and not Merge.objects.standing().exists()


def test_what_stands_against_it() -> None:
    first, second, third = (whole_meeting() for _ in range(3))
    done = merged(first, second)
    assert refused(done, reason="") == REASON_NEEDED
    assert refused(done, only_drafts=True) == ASK_FIRST
    assert "while you had this page open" in refused(done, seen="x")
    document = read(first.pk)
    proposal = Proposal.objects.create(
        session=first, author=make.make_editor(), note="x", document=document, base_document=document, base_version=1
    )  # fmt: skip
    assert "waits for a reviewer" in refused(done)
    proposal.delete()
    later = merged(third, first)
    assert f"{first.public_id} was merged into {third.public_id} since: undo that first." in refused(done)
    undo(later)
    undo(done)
    assert "has been undone already" in refused(done)
    old = Merge.objects.create(
        kind="person", old_key="P1", kept_key="P2", old_label="x", old_record={"id": 1}
    )
    assert refused(old) == TOO_OLD


def test_a_merge_is_changed_by_nothing_else() -> None:
    done = merged(*(whole_meeting() for _ in range(2)))
    for change in ({"reason": "Another"}, {"kept_key": "S9"}):
        with pytest.raises(InternalError, match="Cannot update"), transaction.atomic():
            Merge.objects.filter(pk=done.pk).update(**change)
    undo(done)
    with pytest.raises(InternalError, match="Cannot update"), transaction.atomic():
        Merge.objects.filter(pk=done.pk).update(undone_at=None)


@pytest.mark.parametrize("make_one", [make.make_person, make.make_party, make.make_source, make.make_topic])
def test_other_records_come_back_with_their_address(client: Client, make_one: Callable[[], Any]) -> None:
    kept, other = make_one(), make_one()
    kind = kind_of(other)
    session = make.make_session()
    make.make_agenda_item(session, topic=other if kind.key == "topic" else None)
    make.make_statement(
        session,
        speaker=other if kind.key == "person" else None,
        parties=(other,) if kind.key == "party" else (),
        source=other if kind.key == "source" else None,
    )
    before = client.get(other.get_absolute_url()).status_code
    label = str(other)
    done = merged(kept, other)
    undo(done)
    back = kind.find(done.old_record["id"])
    assert str(back) == label
    assert (before, client.get(back.get_absolute_url()).status_code) == (200, 200)


def test_where_a_person_was_merged_on_since_the_row_that_comes_back_follows() -> None:
    kept, other = two_meetings(published=False)
    person = other.delegations.first().delegates.get().person
    stays = make.make_person("Somebody")
    seat = kept.delegations.get(party=other.delegations.first().party)
    make.make_delegate(seat, person, leads=False)  # at both, so that these rows become one
    done = merged(kept, other)
    assert any(row["table"] == "delegations.Delegate" for row in done.joined)
    merged(stays, person)
    undo(done)
    assert stays.pk in other.delegations.values_list("delegates__person", flat=True)


@pytest.mark.django_db(transaction=True)
def test_two_people_approving_at_once_have_it_undone_once() -> None:
    done = merged(*two_meetings())
    proposed = propose_undo(merge=done, note="Two", author=make.make_editor("edith"), now=NOW)
    people = [make.make_reviewer(name) for name in ("rita", "rolf")]
    start, said = threading.Barrier(2), list[str]()

    def press(person: Any) -> None:
        start.wait()
        try:
            approve_undo(proposed=proposed, reviewer=person, reason="Two", now=NOW)
            said.append("approved")
        except Refused as error:
            said.append(str(error))
        finally:
            connections.close_all()

    pressing = [threading.Thread(target=press, args=(person,)) for person in people]
    for thread in pressing:
        thread.start()
    for thread in pressing:
        thread.join()
    assert sorted(said) == ["This proposal has been decided in the meantime.", "approved"]


def test_public_it_is_proposed_and_approved_by_another_and_refused_if_it_changed_since(
    editor: Client, reviewer: Client
) -> None:
    kept, other = two_meetings()
    before = read(kept.pk), read(other.pk)
    done = merged(kept, other)
    assert undo_page(done) in editor.get("/admin/meetings/merge/").text
    page = editor.get(undo_page(done))
    for words in (
        "Propose to undo it",
        "What goes back to",
        "2 statements",
        "would become",
        "no flag would change",
    ):
        assert words in page.text, words
    assert "say in a sentence why" in editor.post(undo_page(done), {"reason": " "}).text
    shown = editor.post(undo_page(done), form_data(page, reason="Two meetings of one day"), follow=True)
    assert "Your proposal is stored" in shown.text
    proposed = ProposedMerge.objects.get()
    assert page_of(proposed) in reviewer.get("/admin/work/merges/").text
    assert "look at the proposal" in reviewer.get(undo_page(done)).text
    Session.objects.filter(pk=kept.pk).update(venue="Château")
    stale = reviewer.get(page_of(proposed)).text
    assert "Château" in stale and 'name="_approve"' not in stale
    answer = reviewer.post(page_of(proposed), {"_approve": "1", "reason": "Two"})
    assert "changed since this was proposed" in answer.text
    Session.objects.filter(pk=kept.pk).update(venue="NATO headquarters")
    data = form_data(reviewer.get(page_of(proposed)), reason="Two reports", _approve="1")
    assert "approved, and done" in reviewer.post(page_of(proposed), data, follow=True).text
    assert (read(kept.pk), read(other.pk)) == before
    assert "undone" in reviewer.get("/admin/meetings/merge/").text
    assert "as proposed by edith" in reviewer.get(f"/admin/meetings/session/{kept.pk}/history/").text


def test_drafts_come_apart_at_once(editor: Client) -> None:
    kept, other = two_meetings(published=False)
    done = merged(kept, other)
    page = editor.get(undo_page(done))
    assert "Undo the merge" in page.text
    after = editor.post(undo_page(done), form_data(page), follow=True)
    assert "is a record of its own again" in after.text
    assert Session.objects.get(pk=other.pk).publication == Publication.DRAFT


def test_taken_back_or_without_permission_nothing_happens(client: Client) -> None:
    done = merged(*two_meetings())
    edith = make.make_editor("edith")
    proposed = propose_undo(merge=done, note="Two", author=edith, now=NOW)
    with pytest.raises(Refused, match="somebody else than its author"):
        approve_undo(proposed=proposed, reviewer=edith, reason="Two", now=NOW)
    take_back(proposal=proposed, author=edith, now=NOW)
    with pytest.raises(Refused, match="decided in the meantime"):
        approve_undo(proposed=proposed, reviewer=make.make_reviewer(), reason="Two", now=NOW)
    client.force_login(make.make_user("nora"))
    assert client.get(undo_page(done)).status_code == 403
    assert Merge.objects.standing().count() == 1


@pytest.mark.django_db(transaction=True)
def test_in_the_browser_a_merge_is_undone_by_two(
    two: tuple[Desk, Desk], open_page: Callable[..., Any]
) -> None:
    kept, other = two_meetings()
    merged(kept, other)
    edith, rita = (desk.page for desk in two)
    edith.goto("/admin/meetings/merge/")
    with edith.expect_navigation():
        edith.click("text=Undo …")
    edith.fill("#id_reason", "Two meetings of one day")
    with edith.expect_navigation():
        edith.press("#id_reason", "Enter")
    rita.goto("/admin/")
    with rita.expect_navigation():
        rita.click("section:has-text('Merges to review') li a")
    two[1].press("_approve")
    assert "approved, and done" in two[1].sentence()
    public = open_page()
    public.goto(f"/sessions/{other.public_id}/")
    assert public.url.endswith(f"/sessions/{other.public_id}/")
    assert "Satz von Norway." in public.inner_text("main")
