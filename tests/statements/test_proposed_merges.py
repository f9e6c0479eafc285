"""Two public records become one by two people: proposed by one, looked at and decided by another, done at once or not at all."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connections, transaction
from django.test import Client
from django.utils import timezone

from meetings.models import Merge, RetiredId, Session, SessionCitation
from meetings.vocabulary import Publication
from statements.decisions import reject, take_back
from statements.meeting import Refused, read
from statements.meeting.versions import versions
from statements.merging.act import ASK_FIRST, MergeRefused, records_merge
from statements.merging.kinds import kind_of
from statements.merging.proposing import approve_merge, compare_merge, propose_merge
from statements.models import ProposedMerge
from tests import factories as make
from tests.statements.form_reading import form_data
from tests.statements.made_meeting import whole_meeting

pytestmark = pytest.mark.django_db
NOW = datetime(2024, 3, 1, 12, tzinfo=UTC)


def propose(kept: Any, other: Any, author: Any, **options: Any) -> ProposedMerge:
    told = {"choices": {}, "note": "One report, entered twice", "now": NOW, **options}
    return propose_merge(kind=kind_of(kept), kept=kept.pk, other=other.pk, author=author, **told)


def approve(proposed: ProposedMerge, reviewer: Any, **options: Any) -> ProposedMerge:
    return approve_merge(
        proposed=proposed, reviewer=reviewer, **{"reason": "The same report", "now": NOW, **options}
    )


def refused(act: Callable[..., Any], *args: Any, **options: Any) -> str:
    with pytest.raises(Refused) as found, transaction.atomic():
        act(*args, **options)
    return str(found.value)


def page_of(proposed: ProposedMerge) -> str:
    return f"/admin/statements/proposedmerge/{proposed.pk}/change/"


def two_meetings() -> tuple[Session, Session]:
    return whole_meeting(), whole_meeting(venue="Palais")


def test_nothing_moves_before_somebody_else_approves_and_then_all_of_it_does() -> None:
    kept, other = two_meetings()
    before = read(kept.pk), read(other.pk)
    edith, rita = make.make_editor("edith"), make.make_reviewer("rita")
    proposed = propose(kept, other, edith, choices={f"session-{kept.pk}-venue": "other", "nonsense": "other"})
    assert (read(kept.pk), read(other.pk)) == before
    assert not Merge.objects.exists()
    assert (proposed.base, proposed.choices) == (list(before), {f"session-{kept.pk}-venue": "other"})
    assert (proposed.kept_version, proposed.other_version) == (1, 1)
    done = approve(proposed, rita)
    merge = Merge.objects.get()
    assert (done.merge, done.state, done.decided_by) == (merge, "approved", rita)
    assert (merge.reason, merge.merged_by) == ("The same report", rita)
    kept.refresh_from_db()
    assert (kept.venue, kept.corrected_at) == ("Palais", NOW)
    assert not other.delegations.exists() and not other.statements.exists()
    assert RetiredId.objects.get(key=other.public_id).successor == kept.public_id
    assert versions(kept.pk)[-1].context["author"] == edith.pk


def test_nobody_approves_what_they_proposed_not_even_the_database_lets_them() -> None:
    kept, other = two_meetings()
    rita = make.make_reviewer("rita")
    proposed = propose(kept, other, rita)
    assert "somebody else than its author" in refused(approve, proposed, rita)
    merge = Merge.objects.create(kind="session", old_key="S0", kept_key="S1", old_label="x")
    proposed.state, proposed.decided_by, proposed.decided_at = "approved", rita, NOW
    proposed.merge = merge
    with pytest.raises(IntegrityError, match="not_approved_by_author"), transaction.atomic():
        proposed.save()


@pytest.mark.parametrize("which", ["kept", "other"])
def test_it_is_refused_if_either_changed_since_and_proposed_anew(which: str) -> None:
    kept, other = two_meetings()
    edith, rita = make.make_editor("edith"), make.make_reviewer("rita")
    proposed = propose(kept, other, edith)
    changed = kept if which == "kept" else other
    changed.statements.first().wordings.update(text="Ein ganz anderer Satz.")
    assert "changed since this was proposed" in refused(approve, proposed, rita)
    assert not Merge.objects.exists()
    found = compare_merge(proposed, NOW)
    told = [change.words for change in (found.kept if which == "kept" else found.other)]
    assert len(told) == 2 and all("Ein ganz anderer Satz." in words for words in told)
    assert not (found.other if which == "kept" else found.kept)
    again = propose(kept, other, edith)
    assert (again.pk, again.state) == (proposed.pk, "open")
    assert approve(again, rita).merge is not None


def test_what_was_looked_at_must_be_what_is_done() -> None:
    kept, other = make.make_source(), make.make_source()
    proposed = propose(kept, _cited(other), make.make_editor())
    seen = compare_merge(proposed, NOW).plan.state  # type: ignore[union-attr]  # both are there
    SessionCitation.objects.create(session=make.make_session(), source=other)
    assert "while you had this page open" in refused(approve, proposed, make.make_reviewer(), seen=seen)
    # What merely refers to it may grow meanwhile: it moves along.
    assert approve(proposed, make.make_reviewer()).merge is not None
    assert not SessionCitation.objects.filter(source=other.pk).exists()


def _cited(source: Any) -> Any:
    make.make_session(source=source)
    return source


@pytest.mark.parametrize("make_one", [make.make_person, make.make_party, make.make_source])
def test_shared_records_of_public_meetings_need_two_people_too(make_one: Callable[[], Any]) -> None:
    kept, other = make_one(), make_one()
    session = make.make_session()
    kind = kind_of(kept).key
    make.make_statement(
        session,
        speaker=other if kind == "person" else None,
        parties=(other,) if kind == "party" else (),
        source=other if kind == "source" else None,
    )
    with pytest.raises(MergeRefused, match=ASK_FIRST):
        records_merge(
            kind=kind_of(kept), kept=kept.pk, other=other.pk, choices={}, reason="x", by=None, now=NOW,
            only_drafts=True,
        )  # fmt: skip
    proposed = propose(kept, other, make.make_editor())
    column = "title" if kind == "source" else "name"
    type(other)._base_manager.filter(pk=other.pk).update(**{column: "Changed since"})
    assert "changed since" in refused(approve, proposed, make.make_reviewer())
    assert any("Changed since" in change.words for change in compare_merge(proposed, NOW).other)


def test_what_is_under_an_embargo_needs_two_people_too() -> None:
    until = timezone.now() + timedelta(days=2)
    council = make.make_council()
    kept, other = (make.make_session(council, embargo_until=until) for _ in range(2))
    with pytest.raises(MergeRefused, match=ASK_FIRST):
        records_merge(
            kind=kind_of(kept), kept=kept.pk, other=other.pk, choices={}, reason="x", by=None,
            now=timezone.now(), only_drafts=True,
        )  # fmt: skip


def test_what_is_refused_and_why() -> None:
    kept, other = two_meetings()
    edith, emil = make.make_editor("edith"), make.make_editor("emil")
    drafts = [make.make_session(published=False) for _ in range(2)]
    assert "merge them at once" in refused(propose, *drafts, edith)
    assert "say in a sentence why" in refused(propose, kept, other, edith, note="  ")
    assert "while you had this page open" in refused(propose, kept, other, edith, seen="x")
    proposed = propose(kept, other, edith)
    assert "already: it waits" in refused(propose, other, kept, emil)
    assert "say in a sentence why" in refused(approve, proposed, make.make_reviewer(), reason=" ")
    part = make.make_session(part_of=kept)
    assert "a part and the whole" in refused(propose, kept, part, edith)


def test_rejected_with_a_reason_or_taken_back_it_changes_nothing() -> None:
    kept, other = two_meetings()
    edith, rita = make.make_editor("edith"), make.make_reviewer("rita")
    before = read(kept.pk), read(other.pk)
    first = propose(kept, other, edith)
    assert "Say in a sentence why" in refused(reject, proposal=first, reviewer=rita, reason="", now=NOW)
    reject(proposal=first, reviewer=rita, reason="Two meetings of one week", now=NOW)
    second = propose(kept, other, edith)
    assert second.pk != first.pk
    assert "decided" in refused(take_back, proposal=second, author=rita, now=NOW)
    take_back(proposal=second, author=edith, now=NOW)
    for proposed in (first, second):
        assert "decided in the meantime" in refused(approve, proposed, rita)
    assert (read(kept.pk), read(other.pk)) == before
    assert sorted(ProposedMerge.objects.values_list("state", flat=True)) == ["rejected", "withdrawn"]


def test_one_of_two_proposals_for_the_same_record_is_done_and_the_other_can_only_be_rejected() -> None:
    first, second, third = (whole_meeting() for _ in range(3))
    edith, rita = make.make_editor("edith"), make.make_reviewer("rita")
    one, two = propose(first, second, edith), propose(third, second, edith)
    approve(one, rita)
    assert "was merged into" in refused(approve, two, rita)
    found = compare_merge(two, NOW)
    assert found.plan is None and "was merged into" in found.refused[0]
    client = Client()
    client.force_login(rita)
    page = client.get(page_of(two))
    assert "_approve" not in page.text and "_reject" in page.text
    reject(proposal=two, reviewer=rita, reason="It is gone", now=NOW)


@pytest.mark.django_db(transaction=True)
def test_two_people_approving_at_once_have_it_done_once() -> None:
    kept, other = two_meetings()
    proposed = propose(kept, other, make.make_editor("edith"))
    people = [make.make_reviewer(name) for name in ("rita", "rolf")]
    start, said = threading.Barrier(2), list[str]()

    def press(person: Any) -> None:
        start.wait()
        try:
            approve(proposed, person)
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
    assert Merge.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_save_that_is_not_finished_is_waited_for_and_then_seen() -> None:
    """The approval comes while somebody's change of the other meeting is being written: it waits, and is refused."""
    kept, other = two_meetings()
    proposed, rita = propose(kept, other, make.make_editor("edith")), make.make_reviewer("rita")
    said: list[str] = []

    def press() -> None:
        try:
            approve(proposed, rita)
            said.append("approved")
        except Refused as error:
            said.append(str(error))
        finally:
            connections.close_all()

    pressing = threading.Thread(target=press)
    with transaction.atomic():
        Session.objects.filter(pk=other.pk).update(venue="Changed at the same moment")
        pressing.start()
        _wait_for_a_lock()
    pressing.join()
    assert len(said) == 1 and "changed since" in said[0]
    assert not Merge.objects.exists()


def _wait_for_a_lock() -> None:
    """Until some other connection waits for a row of this transaction."""
    deadline = timezone.now() + timedelta(seconds=30)
    waits = "SELECT count(*) FROM pg_locks WHERE NOT granted AND pid <> pg_backend_pid()"
    while timezone.now() < deadline:
        with connections["default"].cursor() as cursor:
            cursor.execute(waits)
            if cursor.fetchone()[0]:
                return
    raise AssertionError("Nobody waits.")


def test_the_page_of_both_makes_a_proposal_and_its_page_shows_what_becomes_of_them(
    editor: Client, reviewer: Client
) -> None:
    kept, other = two_meetings()
    address = f"/admin/merge/session/{kept.pk}/{other.pk}/"
    page = editor.get(address)
    assert f"Propose to merge {other.public_id} into {kept.public_id}" in page.text
    data = form_data(page, **{f"session-{kept.pk}-venue": "other", "reason": "Entered twice"})
    shown = editor.post(address, data, follow=True)
    assert "Your proposal is stored" in shown.text and "Take it back" in shown.text
    proposed = ProposedMerge.objects.get()
    assert shown.redirect_chain[-1][0] == page_of(proposed)
    assert "takes the place of" in editor.get(address).text
    assert "edith proposed to merge these two" in reviewer.get(address).text
    assert "Merges to review" in reviewer.get("/admin/").text
    assert page_of(proposed) in reviewer.get("/admin/work/merges/").text
    assert page_of(proposed) not in editor.get("/admin/work/merges/").text
    assert page_of(proposed) in editor.get("/admin/work/my-merges/").text
    assert "Entered twice" in reviewer.get("/admin/statements/proposedmerge/").text
    looked_at = reviewer.get(page_of(proposed)).text
    for words in ("What S", "would become", "Palais", "statement of Head of Norway", "no flag would change",
                  f"Approve and merge {other.public_id} into {kept.public_id}", "moves"):  # fmt: skip
        assert words in looked_at, words


def test_approved_on_its_page_readers_see_the_reason_and_no_name(editor: Client, reviewer: Client) -> None:
    kept, other = two_meetings()
    proposed = propose(kept, other, make.make_editor("emma"))
    assert editor.post(page_of(proposed), {"_approve": "1", "reason": "x"}).status_code == 403
    data = form_data(reviewer.get(page_of(proposed)), reason="The outlet printed it twice", _approve="1")
    assert data["seen"]
    page = reviewer.post(page_of(proposed), data, follow=True)
    assert "approved, and done" in page.text and "What moved, and what came from where" in page.text
    public = Client().get(f"/sessions/{other.public_id}/", follow=True).content.decode()
    assert "The outlet printed it twice" in public
    assert "emma" not in public and "rita" not in public
    assert "as proposed by emma" in reviewer.get(f"/admin/meetings/session/{kept.pk}/history/").text


def test_an_outdated_one_says_what_changed_and_has_no_button_to_approve(
    editor: Client, reviewer: Client
) -> None:
    kept, other = two_meetings()
    data = form_data(editor.get(f"/admin/merge/session/{kept.pk}/{other.pk}/"), reason="Entered twice")
    editor.post(f"/admin/merge/session/{kept.pk}/{other.pk}/", data)
    proposed = ProposedMerge.objects.get()
    opened = form_data(reviewer.get(page_of(proposed)), reason="Kept as typed", _approve="1")
    Session.objects.filter(pk=other.pk).update(venue="Château")
    answer = reviewer.post(page_of(proposed), opened)
    for words in ("nothing was merged", "Changed since this was proposed", "Château", "Kept as typed"):
        assert words in answer.text, words
    assert 'name="_approve"' not in answer.text
    assert "propose it anew" in editor.get(page_of(proposed)).text
    assert Session.objects.get(pk=other.pk).publication == Publication.PUBLISHED


def test_nobody_looks_at_it_without_signing_in(client: Client) -> None:
    kept, other = two_meetings()
    proposed = propose(kept, other, make.make_editor())
    assert client.get(page_of(proposed)).status_code == 302
    client.force_login(make.make_user("nora"))
    assert client.get(page_of(proposed)).status_code == 403


def test_of_a_person_it_says_which_spelling_and_value_it_takes_over(reviewer: Client) -> None:
    kept, other = make.make_person("A. Grushko"), make.make_person("Alexander Grushko")
    make.make_statement(make.make_session(), speaker=other)
    proposed = propose(kept, other, make.make_editor(), choices={f"person-{kept.pk}-name": "other"})
    page = reviewer.get(page_of(proposed)).text
    assert "person name “Alexander Grushko”" in page
    assert "A. Grushko</del>" in page or "<mark>A.</mark>" in page
    assert "Es ist ein positives Zeichen." in page and "moves" in page
