"""A whole meeting as a document: what is read, compared, told, and applied again."""

from __future__ import annotations

import json
import random

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetings.models import RetiredId, Session
from statements.meeting import (
    Refused,
    apply,
    differences,
    read,
    read_many,
    tables,
    tell,
)
from statements.meeting.document import SHAPES, copied
from statements.models import Statement, Wording
from tests import factories as make
from tests.statements.made_meeting import change_at_random, whole_meeting

pytestmark = pytest.mark.django_db


def told(before: object, after: object) -> list[str]:
    return [change.words for change in tell(differences(before, after), before, after)]  # type: ignore[arg-type]  # documents


def test_the_document_is_plain_json_and_read_in_one_query() -> None:
    session = whole_meeting()
    for _ in range(3):
        make.make_delegate(make.make_delegation(session))
    other = whole_meeting()
    with CaptureQueriesContext(connection) as captured:
        found = read_many([session.pk, other.pk])
    assert len(captured) == 1
    document = found[session.pk]
    assert json.loads(json.dumps(document)) == document == read(session.pk)
    assert all(document["rows"][table] for table in SHAPES), "every kind of row is in it"
    row = document["rows"]["session"][str(session.pk)]
    assert (row["start"], row["start_time"], row["venue"]) == ("2022-01-12", "10:00:00", "NATO headquarters")
    assert "publication" not in row, "where it stands on its way to the public is not content"
    with pytest.raises(Session.DoesNotExist):
        read(other.pk + 1)


def test_the_shape_names_all_parents_and_columns_that_a_form_cannot_change() -> None:
    for name, table in tables.TABLES.items():
        unchangeable = {column for column, field in table.columns.items() if not field.editable}
        assert unchangeable == table.shape.carried, name
        assert set(table.shape.refers) <= set(table.columns), name
    assert list(tables.TABLES) == list(SHAPES)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 10**9))
def test_applying_a_document_gives_it_back_whatever_happened_meanwhile(seed: int) -> None:
    chance = random.Random(seed)
    with transaction.atomic():
        session = whole_meeting()
        first = read(session.pk)
        change_at_random(session, chance)
        second = read(session.pk)
        assert apply(second) == second, "nothing to do"
        assert apply(first) == first
        assert read(session.pk) == first
        assert apply(second) == second
        assert read(session.pk) == second
        transaction.set_rollback(True)


def test_a_removed_delegation_comes_back_with_its_delegates_and_its_public_id() -> None:
    session = whole_meeting()
    before = read(session.pk)
    delegation = session.delegations.first()
    pk, key = delegation.pk, delegation.public_id
    delegation.delete()
    assert RetiredId.objects.filter(key=key).exists()
    apply(before)
    assert session.delegations.get(pk=pk).delegates.count() == 1
    assert not RetiredId.objects.filter(key=key).exists()


def test_a_row_that_another_meeting_has_by_now_comes_back_under_a_new_id() -> None:
    session, other = whole_meeting(), make.make_session()
    before = read(session.pk)
    statement = session.statements.first()
    Statement.objects.filter(pk=statement.pk).update(session=other)
    after = apply(before)
    assert len(after["rows"]["statement"]) == 2
    assert other.statements.get().pk == statement.pk, "the other meeting keeps its row"
    assert len(after["rows"]["wording"]) == 4


def test_a_merge_may_take_rows_over_with_their_ids() -> None:
    session, other = whole_meeting(), whole_meeting()
    document, theirs = read(session.pk), read(other.pk)
    for table in ("statement", "wording", "party", "topic"):
        document["rows"][table] |= theirs["rows"][table]
    ids = set(other.statements.values_list("pk", flat=True))
    assert apply(document, adopt=[other.pk]) == document
    assert ids < set(session.statements.values_list("pk", flat=True))
    assert other.statements.count() == 0


def test_a_row_without_an_id_is_added_and_what_hangs_on_it_follows() -> None:
    session = make.make_session()
    document = read(session.pk)
    party = make.make_party()
    whole = read(whole_meeting().pk)
    delegation = dict(next(iter(whole["rows"]["delegation"].values()))) | {"party_id": party.pk}
    delegate = dict(next(iter(whole["rows"]["delegate"].values()))) | {"delegation_id": "new1"}
    document["rows"]["delegation"]["new1"] = delegation
    document["rows"]["delegate"]["new2"] = delegate
    apply(document)
    assert session.delegations.get().party == party
    assert session.delegations.get().delegates.count() == 1


def test_what_cannot_be_applied_is_refused_in_sentences_and_changes_nothing() -> None:
    session = whole_meeting()
    before = read(session.pk)
    unknown = copied(before)
    unknown["rows"]["session"][str(session.pk)]["place_id"] = 10**9
    bare = copied(before)
    bare["rows"]["citation"] = {}
    unfit = copied(before)
    next(iter(unfit["rows"]["claim"].values()))["value"] = "soon"
    double = copied(before)
    for row in double["rows"]["delegation"].values():
        row["party_id"] = next(iter(before["rows"]["delegation"].values()))["party_id"]
    newer = copied(before) | {"format": 99}
    for document, sentence in (
        (unknown, "no longer on record"),
        (bare, "A session without a source cannot be published"),
        (unfit, "Write a duration such as P2Y6M"),
        (double, "This party already has a delegation"),
        (newer, "newer Reconvene"),
    ):
        with pytest.raises(Refused, match=sentence), transaction.atomic():
            apply(document)  # type: ignore[arg-type]  # a document all the same
        assert read(session.pk) == before


def test_a_document_from_before_a_column_existed_leaves_that_column_alone() -> None:
    session = whole_meeting(venue="Somewhere")
    old = read(session.pk)
    del old["rows"]["session"][str(session.pk)]["venue"]
    Session.objects.filter(pk=session.pk).update(title="Typed since")
    after = apply(old)
    row = after["rows"]["session"][str(session.pk)]
    assert (row["venue"], row["title"]) == ("Somewhere", "")


def test_a_quote_checked_stays_checked() -> None:
    session = whole_meeting()
    before = read(session.pk)
    wording = Wording.objects.filter(statement__session=session).first()
    user = make.make_editor()
    Wording.objects.filter(pk=wording.pk).update(checked_by=user, locator="2")
    assert len(differences(before, read(session.pk))) == 1
    apply(before)
    wording.refresh_from_db()
    assert (wording.checked_by, wording.locator) == (user, "")


def test_differences_are_told_in_words_with_names() -> None:
    session = whole_meeting()
    before = read(session.pk)
    Session.objects.filter(pk=session.pk).update(venue="Palais", level="experts", note="Only for us")
    norway = session.delegations.get(party__name="Norway")
    norway.delegates.update(role_as_printed="Minister")
    session.delegations.get(party__name="Russia").delete()
    wording = Wording.objects.get(text="Satz von Norway.")
    Wording.objects.filter(pk=wording.pk).update(text="Ein Satz von Norway.")
    after = read(session.pk)
    with CaptureQueriesContext(connection) as captured:
        lines = told(before, after)
    assert len(captured) == 1
    assert lines[0] == (
        "The session itself changed: level: — → experts; venue: NATO headquarters → Palais; "
        "note for editors: — → Only for us"
    )
    assert "Delegation of Russia removed: party: Russia; attendance: attended" in lines
    assert "Head of Norway in the delegation of Norway changed: role as printed: — → Minister" in lines
    assert any(
        line.startswith("Wording (de) of the statement of Head of Norway changed: text: Satz von Norway. →")
        for line in lines
    )
    assert told(after, after) == []
