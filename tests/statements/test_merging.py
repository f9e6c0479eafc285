"""What a merge does to the records, their addresses, flags and files; and what it refuses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from delegations.models import DelegationCitation, Party
from meetings.assessment import assess_due_councils
from meetings.filter_words import kept_query
from meetings.models import (
    Council,
    Distinction,
    Merge,
    Resumption,
    RetiredId,
    Session,
    SessionCouncil,
    Succession,
)
from meetings.publishing import MERGED, obstacles
from meetings.vocabulary import FlagState, Publication
from statements.merging.act import MergeRefused, records_merge
from statements.merging.kinds import KINDS, kind_of
from statements.merging.plan import merge_plan
from statements.models import Proposal
from tests import factories as make

pytestmark = pytest.mark.django_db
NOW = datetime(2024, 3, 1, 12, tzinfo=UTC)


def merge(kept: Any, other: Any, **options: Any) -> Merge:
    told = {"choices": {}, "reason": "One and the same.", "by": None, "now": NOW, **options}
    done = records_merge(kind=kind_of(kept), kept=kept.pk, other=other.pk, **told)
    kept.refresh_from_db()
    return done


def refused(kept: Any, other: Any, **options: Any) -> str:
    with pytest.raises(MergeRefused) as found:
        merge(kept, other, **options)
    return str(found.value)


def test_every_old_id_and_address_of_a_session_leads_to_the_one_kept(client: Client) -> None:
    council, russia = make.make_council(), make.make_party("Russia")
    kept, other = (make.make_session(council) for _ in range(2))
    seats = [make.make_delegation(session, russia) for session in (kept, other)]
    statement = make.make_statement(other, "Gut.")
    merge(kept, other)
    for old, new in ((other.public_id, kept.public_id), (seats[1].public_id, seats[0].public_id)):
        answer = client.get(f"/id/{old}")
        assert (answer.status_code, answer["Location"]) == (301, f"/id/{new}")
        assert client.get(f"/id/{old}", follow=True).status_code == 200
    assert (
        client.get(f"/sessions/{other.public_id}/", follow=True)
        .redirect_chain[-1][0]
        .startswith(f"/sessions/{kept.public_id}/")
    )
    assert client.get(f"/id/{statement.public_id}")["Location"].startswith(f"/sessions/{kept.public_id}/")


@pytest.mark.parametrize(
    ("make_one", "below", "column"),
    [
        (make.make_person, "people", "slug"),
        (make.make_party, "parties", "code"),
        (lambda: make.make_place(f"City {datetime.now(UTC).timestamp()}"), "places", "slug"),
        (make.make_topic, "topics", "slug"),
    ],
)
def test_old_addresses_of_people_parties_places_and_topics(
    client: Client, make_one: Callable[[], Any], below: str, column: str
) -> None:
    kept, other = make_one(), make_one()
    address = f"/{below}/{getattr(other, column)}/"
    session = make.make_session(place=other if below == "places" else None)
    make.make_agenda_item(session, topic=other if below == "topics" else None)
    if below == "people":
        make.make_statement(session, speaker=other)
    if below == "parties":
        make.make_delegation(session, other)
    assert client.get(address).status_code == 200
    merge(kept, other)
    answer = client.get(address)
    assert (answer.status_code, answer["Location"]) == (301, f"/{below}/{getattr(kept, column)}/")
    assert client.get(answer["Location"]).status_code == 200


def test_the_address_of_the_other_may_be_kept_and_then_the_first_one_leads_there(client: Client) -> None:
    kept, other = make.make_person("A. Grushko"), make.make_person("Alexander Grushko")
    make.make_statement(make.make_session(), speaker=other)
    merge(kept, other, choices={f"person-{kept.pk}-{name}": "other" for name in ("name", "slug")})
    assert (kept.name, kept.slug) == ("Alexander Grushko", "alexander-grushko")
    assert client.get("/people/alexander-grushko/").status_code == 200
    assert client.get("/people/a-grushko/")["Location"] == "/people/alexander-grushko/"
    merged = Merge.objects.get()
    assert {row["column"]: (row["before"], row["after"]) for row in merged.chosen} == {
        "name": ("A. Grushko", "Alexander Grushko"),
        "slug": ("a-grushko", "alexander-grushko"),
    }


def test_a_name_that_goes_is_a_spelling_of_the_one_that_stays(client: Client) -> None:
    kept, other = make.make_person("Alexander Grushko"), make.make_person("Aleksandr Gruschko")
    make.make_statement(make.make_session(), speaker=other)
    merge(kept, other)
    assert [name.text for name in kept.names.all()] == ["Aleksandr Gruschko"]


def test_ids_merged_one_after_the_other_lead_to_the_last_at_once(client: Client) -> None:
    council = make.make_council()
    first, second, third = (make.make_session(council) for _ in range(3))
    merge(second, first)
    merge(third, second)
    assert RetiredId.objects.get(key=first.public_id).successor == third.public_id


def test_the_files_and_lists_have_the_kept_one_only(client: Client) -> None:
    council = make.make_council()
    kept, other = (make.make_session(council) for _ in range(2))
    assess_due_councils(now=NOW)
    merge(kept, other)
    assess_due_councils(now=NOW)
    for address in (
        "/sessions.csv",
        "/sessions/",
        "/gaps.csv",
        "/citations.csv",
        "/sessions.ics",
        "/notices.atom",
    ):
        assert other.public_id not in client.get(address).getvalue().decode().replace(",", " ").split(), (
            address
        )
    assert client.get("/sessions.csv").getvalue().count(b"\r\n") == 2


def test_blank_boxes_are_filled_and_differing_ones_chosen(client: Client) -> None:
    council = make.make_council()
    kept = make.make_session(council, level="ambassadors", venue="")
    other = make.make_session(council, level="experts", venue="NATO headquarters")
    plan = merge_plan(KINDS["session"], kept, other, NOW)
    assert {each.column: each.default for each in plan.record.choices} == {"level": "kept", "venue": "other"}
    merge(kept, other)
    assert (kept.level, kept.venue) == ("ambassadors", "NATO headquarters")


def test_a_delegation_that_both_have_is_one_with_the_citations_of_both(client: Client) -> None:
    council, russia, source = make.make_council(), make.make_party("Russia"), make.make_source()
    kept, other = (make.make_session(council) for _ in range(2))
    ours = make.make_delegation(kept, russia, attendance="attended")
    theirs = make.make_delegation(other, russia, attendance="absent", absence_reason="ill")
    for seat, cited in ((ours, source), (theirs, source), (theirs, make.make_source())):
        DelegationCitation.objects.create(delegation=seat, source=cited, fact="attendance")
    person = make.make_person()
    make.make_delegate(theirs, person)
    done = merge(kept, other, choices={f"delegation-{ours.pk}-attendance": "other"})
    ours.refresh_from_db()
    assert (ours.attendance, ours.absence_reason) == ("absent", "ill")
    assert ours.citations.count() == 2  # one and the same citation stands once
    assert ours.delegates.get().person == person
    joined = [row for row in done.joined if row["table"] == "delegations.Delegation"]
    assert [(row["row"], row["into"]) for row in joined] == [(theirs.pk, ours.pk)]
    assert joined[0]["record"]["attendance"] == "absent"


def test_a_quote_stays_checked_when_its_source_is_merged() -> None:
    kept, other, checker = make.make_source(), make.make_source(), make.make_editor()
    wording = make.make_statement(make.make_session(), source=other).wordings.get()
    wording.checked_by, wording.checked_at = checker, NOW
    wording.save()
    merge(kept, other)
    wording.refresh_from_db()
    assert (wording.source, wording.checked_by, wording.checked_at) == (kept, checker, NOW)


def history(*starts: str) -> tuple[Any, list[Session]]:
    """A council that meets every three months, with those sessions after its long silence."""
    council = make.make_council()
    make.make_coverage(council)
    for year in range(2008, 2014):
        for month in (1, 4, 7, 10):
            make.make_session(council, f"{year}-{month:02}-05")
    return council, [make.make_session(council, start) for start in starts]


def flags_of(council: Any) -> dict[int, str]:
    return dict(Resumption.objects.filter(council=council).values_list("session_id", "state"))


def test_the_flag_of_the_session_that_goes_stands_on_the_one_that_stays() -> None:
    council, (other, kept) = history("2017-05-05", "2017-05-06")
    assess_due_councils(now=NOW)
    assert flags_of(council) == {other.pk: FlagState.RAISED}
    Resumption.objects.update(
        state=FlagState.CONFIRMED, reviewed_as=FlagState.CONFIRMED, reviewed_grade="historic"
    )
    before = Resumption.objects.get()
    merge(kept, other)
    assess_due_councils(now=NOW)
    flag = Resumption.objects.get()
    assert (flag.pk, flag.session_id) == (before.pk, kept.pk)
    assert flag.state in (FlagState.CONFIRMED, FlagState.RAISED)
    assert list(kept.gaps.values_list("previous_session__start", flat=True)) != []
    assert not other.gaps.exists()


def two_councils(**fields: Any) -> tuple[Any, Any]:
    """The same body twice: once with its long name, once in English; each with half of its sessions."""
    return (
        make.make_council("NATO-Russia Council", slug="nrc", **fields),
        make.make_council("NATO Russia Council of Ambassadors", slug="nrc-ambassadors", **fields),
    )


def test_two_councils_become_one_with_all_that_hangs_on_both(client: Client) -> None:
    kept, other = two_councils()
    russia = make.make_party("Russia")
    for council in (kept, other):
        make.make_membership(russia, council)
    norway = make.make_membership(make.make_party("Norway"), other)
    own, theirs = make.make_session(kept, "2019-07-05"), make.make_session(other, "2022-01-12")
    joint = make.make_session(councils=[kept, other], start="2016-04-20")
    announcement = make.make_announcement(other, session=theirs, expected="2022-03")
    make.make_context_event(other)
    earlier, other_id = make.make_council("Permanent Joint Council"), other.pk
    Succession.objects.create(successor=other, predecessor=earlier, kind="continues")
    done = merge(kept, other)
    assert set(Session.objects.filter(councils=kept)) == {own, theirs, joint}
    assert joint.council_links.count() == 1
    assert kept.memberships.count() == 2, "The same membership of both is one."
    norway.refresh_from_db()
    announcement.refresh_from_db()
    assert (norway.council, announcement.council) == (kept, kept)
    assert [link.predecessor for link in kept.predecessor_links.all()] == [earlier]
    assert kept.names.filter(text="NATO Russia Council of Ambassadors").exists()
    assert not Council.objects.filter(pk=other.pk).exists()
    assert (done.old_key, done.kept_key) == (f"C{other_id}", kept.public_id)
    assert client.get(f"/id/C{other_id}")["Location"] == f"/id/{kept.public_id}"
    assert client.get("/councils/nrc-ambassadors/")["Location"] == "/councils/nrc/"
    assert client.get("/councils/nrc/").status_code == 200


def test_a_council_that_readers_were_told_of_stays_behind_withdrawn_and_its_flag_moves(
    client: Client,
) -> None:
    kept, other = two_councils()
    for year in range(2010, 2018):
        make.make_session(other, f"{year}-05-05")
    flagged = make.make_session(other, "2023-05-05")
    make.make_session(kept, "2009-05-05")
    assess_due_councils(now=NOW)
    flag = Resumption.objects.get(council=other, session=flagged)
    merge(kept, other)
    assess_due_councils(now=NOW)
    flag.refresh_from_db()
    assert flag.council == kept
    assert flag.state != FlagState.WITHDRAWN
    other.refresh_from_db()
    assert other.publication == Publication.WITHDRAWN
    assert obstacles(other, today=datetime.now(UTC).date()) == [MERGED]
    assert not SessionCouncil.objects.filter(council=other).exists()
    assert client.get("/councils/nrc-ambassadors/")["Location"] == "/councils/nrc/"
    kept_filter = kept_query("council=nrc-ambassadors", NOW.date())
    assert kept_filter is not None
    assert kept_filter.council == ("nrc",)
    assert f"merged into {kept.public_id} already" in refused(kept, other)
    with pytest.raises(IntegrityError, match="merged"), transaction.atomic():
        Council.objects.filter(pk=other.pk).update(publication=Publication.PUBLISHED)


def test_councils_of_which_one_follows_the_other_are_two(client: Client) -> None:
    kept, other = two_councils()
    between = make.make_council("Between")
    Succession.objects.create(successor=between, predecessor=other, kind="continues")
    Succession.objects.create(successor=kept, predecessor=between, kind="replaces")
    for pair in ((kept, other), (other, kept)):
        assert "One follows the other" in refused(*pair)


def test_a_flag_that_no_longer_follows_is_withdrawn_and_says_of_the_merge() -> None:
    council, (kept, other) = history("2017-05-05", "2021-05-05")
    assess_due_councils(now=NOW)
    assert flags_of(council) == {kept.pk: FlagState.RAISED, other.pk: FlagState.RAISED}
    merge(kept, other, reason="The outlet misdated it.")
    assess_due_councils(now=NOW)
    assert flags_of(council) == {kept.pk: FlagState.RAISED, other.pk: FlagState.WITHDRAWN}
    withdrawn = Resumption.objects.get(session=other).withdrawn_because
    assert (
        withdrawn
        == f"Its session, {other.public_id}, was merged into {kept.public_id}: both were the same meeting."
    )


def test_a_session_that_readers_were_told_of_stays_behind_empty_and_can_never_be_published_again() -> None:
    _, (kept, other) = history("2017-05-05", "2021-05-05")
    assess_due_councils(now=NOW)
    merge(kept, other)
    other.refresh_from_db()
    assert other.publication == Publication.WITHDRAWN
    assert not other.citations.exists()
    assert obstacles(other, today=datetime.now(UTC).date()) == [MERGED]
    with pytest.raises(IntegrityError, match="merged"), transaction.atomic():
        Session.objects.filter(pk=other.pk).update(publication=Publication.PUBLISHED)
    assert "already" in refused(other, kept)


def test_a_draft_that_nobody_was_told_of_is_gone() -> None:
    kept, other = make.make_session(), make.make_session(published=False)
    merge(kept, other)
    assert not Session.objects.filter(pk=other.pk).exists()
    assert Merge.objects.get().old_record["publication"] == "draft"


def test_what_is_refused_is_refused_in_a_sentence() -> None:
    public, draft = make.make_session(), make.make_session(published=False)
    part = make.make_session(part_of=public)
    embargoed = make.make_session(embargo_until=NOW + timedelta(days=1))
    assert "or readers would lose it" in refused(draft, public)
    assert "a part and the whole are two sessions" in refused(public, part)
    assert "is under embargo until 2024-03-02 12:00 UTC" in refused(public, embargoed)
    assert "say in a sentence why" in refused(public, draft, reason="")
    assert "one session only" in refused(public, public)
    assert "changed while you had this page open" in refused(public, draft, seen="x")
    assert not Merge.objects.exists()
    assert draft.council_links.exists()


def test_a_meeting_with_an_open_proposal_waits() -> None:
    kept, other = make.make_session(), make.make_session()
    author = make.make_editor()
    Proposal.objects.create(
        session=other, author=author, document={}, base_document={}, base_version=1, note="x"
    )
    assert "waits for a reviewer" in refused(kept, other)


def test_open_proposals_name_the_person_that_stays() -> None:
    kept, other, session = make.make_person(), make.make_person(), make.make_session()
    rows = {"statement": {"7": {"speaker_id": other.pk}, "8": {"speaker_id": None}}}
    document = {"format": 1, "session": session.pk, "rows": rows}
    proposal = Proposal.objects.create(
        session=session, author=make.make_editor(), document=document, base_document=document, base_version=1
    )
    merge(kept, other)
    proposal.refresh_from_db()
    for found in (proposal.document, proposal.base_document):
        assert found["rows"]["statement"]["7"]["speaker_id"] == kept.pk


def test_a_choice_that_breaks_a_rule_changes_nothing() -> None:
    council = make.make_council()
    kept = make.make_session(council, "2022-01-12", end="2022-01-13")
    other = make.make_session(council, "2022-02-01")
    assert "ends before it starts" in refused(kept, other, choices={f"session-{kept.pk}-start": "other"})
    assert Session.objects.public(NOW).filter(pk=other.pk).exists()


def test_what_was_told_apart_from_the_one_that_goes_is_told_apart_from_the_one_that_stays() -> None:
    a, b, c = (make.make_person() for _ in range(3))
    Distinction.objects.create(kind="person", first=b.pk, second=c.pk)
    Distinction.objects.create(kind="person", first=a.pk, second=b.pk)
    merge(a, b)
    assert list(Distinction.objects.values_list("first", "second")) == [(a.pk, c.pk)]


def test_parties_of_the_same_post_become_one_with_it() -> None:
    person, kept, other = make.make_person(), make.make_party("Russia"), make.make_party("Russian Federation")
    ours, theirs = (make.make_post(person, party=party) for party in (kept, other))
    delegate = make.make_delegate(make.make_delegation(make.make_session(), other), person, post=theirs)
    merge(kept, other)
    delegate.refresh_from_db()
    assert delegate.post == ours
    assert list(Party.objects.filter(pk=other.pk)) == []
