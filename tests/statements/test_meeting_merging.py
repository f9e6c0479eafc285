"""Two sides' changes to one document: what goes together, what contradicts, and what a choice makes of it. Pure."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from statements.meeting import Document, differences, merge
from statements.meeting.document import copied, empty

SESSION = 12


def document(**tables: dict[str, dict[str, Any]]) -> Document:
    made = empty(SESSION)
    made["rows"] |= tables
    made["rows"].setdefault("session", {})
    made["rows"]["session"] = made["rows"]["session"] or {"12": {"title": "", "venue": "Palais", "level": ""}}
    return made


def changed(base: Document, table: str, key: str, **values: Any) -> Document:
    made = copied(base)
    made["rows"][table].setdefault(key, {}).update(values)
    return made


def without(base: Document, table: str, key: str) -> Document:
    made = copied(base)
    del made["rows"][table][key]
    return made


def seated() -> Document:
    return document(
        delegation={"7": {"party_id": 1, "attendance": "attended"}},
        delegate={"9": {"delegation_id": 7, "person_id": 3, "role_as_printed": ""}},
    )


def test_changes_of_different_columns_and_rows_go_together() -> None:
    base = seated()
    theirs = changed(changed(base, "session", "12", venue="Hall"), "agenda", "1", text="Ukraine")
    mine = changed(
        changed(base, "session", "12", title="Summit"), "delegate", "9", role_as_printed="Minister"
    )
    merged = merge(base, theirs, mine)
    assert merged.conflicts == ()
    rows = merged.document["rows"]
    assert rows["session"]["12"] == {"title": "Summit", "venue": "Hall", "level": ""}
    assert rows["agenda"] == {"1": {"text": "Ukraine"}}
    assert rows["delegate"]["9"]["role_as_printed"] == "Minister"


def test_the_same_change_on_both_sides_is_no_conflict() -> None:
    base = seated()
    both = changed(base, "session", "12", venue="Hall")
    assert merge(base, both, copied(both)).conflicts == ()


def test_one_column_changed_differently_waits_for_a_choice() -> None:
    base = document()
    theirs, mine = (changed(base, "session", "12", venue=venue) for venue in ("Hall", "Castle"))
    merged = merge(base, theirs, mine)
    (conflict,) = merged.unresolved
    assert (conflict.name, conflict.base, conflict.theirs, conflict.mine) == (
        "session:12:venue",
        "Palais",
        "Hall",
        "Castle",
    )
    for side, venue in (("theirs", "Hall"), ("mine", "Castle")):
        chosen = merge(base, theirs, mine, {"session:12:venue": side})
        assert chosen.document["rows"]["session"]["12"]["venue"] == venue
        assert chosen.unresolved == ()
    assert merge(base, theirs, mine, {"session:12:venue": "nonsense"}).unresolved


def test_a_row_removed_here_and_changed_there_is_one_choice_with_all_that_hangs_on_it() -> None:
    base = seated()
    removed = without(without(base, "delegation", "7"), "delegate", "9")
    led = changed(base, "delegate", "9", role_as_printed="Minister")
    merged = merge(base, removed, led)
    assert [conflict.name for conflict in merged.conflicts] == ["delegation:7:"]
    kept = merge(base, removed, led, {"delegation:7:": "mine"}).document["rows"]
    assert kept["delegate"]["9"]["role_as_printed"] == "Minister"
    gone = merge(base, removed, led, {"delegation:7:": "theirs"}).document["rows"]
    assert gone["delegation"] == {} == gone["delegate"]


def test_a_row_removed_here_and_left_alone_there_goes() -> None:
    base = seated()
    removed = without(without(base, "delegation", "7"), "delegate", "9")
    for theirs, mine in ((removed, base), (base, removed)):
        merged = merge(base, theirs, mine)
        assert merged.conflicts == ()
        assert merged.document["rows"]["delegation"] == {}


def test_a_party_that_both_added_stands_once() -> None:
    base = document()
    theirs = changed(base, "delegation", "7", party_id=1, attendance="attended")
    mine = changed(base, "delegation", "8", party_id=1, attendance="absent")
    mine = changed(mine, "delegate", "20", delegation_id=8, person_id=None, role_as_printed="")
    merged = merge(base, theirs, mine)
    assert list(merged.document["rows"]["delegation"]) == ["7"]
    assert merged.document["rows"]["delegate"]["20"]["delegation_id"] == 7
    assert [conflict.name for conflict in merged.conflicts] == ["delegation:7:attendance"]


def test_a_translation_of_a_wording_that_went_is_kept_as_one_of_none() -> None:
    base = document(
        statement={"1": {"note": ""}},
        wording={
            "5": {"statement_id": 1, "translated_from_id": None},
            "6": {"statement_id": 1, "translated_from_id": 5, "text": ""},
        },
    )
    theirs = without(changed(base, "wording", "6", translated_from_id=None), "wording", "5")
    mine = changed(base, "wording", "6", text="New")
    row = merge(base, theirs, mine).document["rows"]["wording"]["6"]
    assert row == {"statement_id": 1, "translated_from_id": None, "text": "New"}


_PATIENTLY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
_ROWS = st.dictionaries(
    st.sampled_from("12345"),
    st.fixed_dictionaries({"text": st.sampled_from("abc"), "standing": st.sampled_from("xy")}),
)


@_PATIENTLY
@given(base=_ROWS, theirs=_ROWS, mine=_ROWS)
def test_nothing_of_either_side_is_lost_without_a_conflict(base: Any, theirs: Any, mine: Any) -> None:
    base, theirs, mine = (document(agenda=rows) for rows in (base, theirs, mine))
    merged = merge(base, theirs, mine)
    named = {conflict.name for conflict in merged.conflicts}
    for side in (theirs, mine):
        for change in differences(base, side):
            row = merged.document["rows"]["agenda"].get(change.key)
            if f"agenda:{change.key}:" in named:
                continue
            if change.after is None:
                assert row is None
            elif change.before is None:
                assert row is not None
            for each in change.fields:
                assert (
                    f"agenda:{change.key}:{each.column}" in named
                    or (row or {}).get(each.column) == each.after
                )
    for side, chosen in (("theirs", theirs), ("mine", mine)):
        resolved = merge(base, theirs, mine, dict.fromkeys(named, side))
        assert resolved.unresolved == ()
        for conflict in resolved.conflicts:
            if not conflict.column:
                found = resolved.document["rows"]["agenda"].get(conflict.key)
                assert found == chosen["rows"]["agenda"].get(conflict.key)


@_PATIENTLY
@given(base=_ROWS, mine=_ROWS)
def test_one_side_alone_is_taken_as_it_is(base: Any, mine: Any) -> None:
    base, mine = document(agenda=base), document(agenda=mine)
    for theirs, other in ((base, mine), (mine, base)):
        merged = merge(base, theirs, other)
        assert merged.conflicts == ()
        assert differences(merged.document, mine) == []
