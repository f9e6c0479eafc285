"""The way back from a merge: what came from the other record returns to it, and its old ids are its own again.

Whatever was changed since the merge stands as it was changed: only what is still where the merge put it goes back, and the
plan counts the rest. In one transaction; raises MergeRefused.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

import pghistory
from django.apps import apps
from django.db import connection, transaction

from meetings.models import Council, Distinction, Merge, Session
from meetings.scheduling import request_assessment
from meetings.vocabulary import Publication
from statements.merging.act import hold_to, refuse_if_obstructed
from statements.merging.kinds import KINDS, Kind
from statements.merging.ledger import plain
from statements.merging.restoring import coming_back, moves_of, put_back, retire_no_more, value_of
from statements.models import Proposal

REASON_NEEDED = "One of them is public: say in a sentence why they are two after all. Readers see the reason."
ASK_FIRST = "One of them is public: propose to undo it, and somebody else approves it."
TOO_OLD = (
    "It was merged before merges could be undone: what came from where is on record, and moves back by hand."
)


@dataclass
class Undoing:
    """What undoing a merge would do now. `obstacles`: sentences; with any of them it is not done. `returning`: rows that go
    back, by their table; `staying`: rows that were moved on or deleted since, and are left as they are; `boxes`: those that
    took over a value and were changed since."""

    merge: Merge
    kind: Kind
    kept: Any | None
    obstacles: list[str] = field(default_factory=list)
    returning: Counter[str] = field(default_factory=Counter)
    staying: Counter[str] = field(default_factory=Counter)
    boxes: list[str] = field(default_factory=list)
    is_public: bool = False

    @property
    def returns(self) -> list[str]:
        """`3 delegations`, in the order of the tables."""
        return _named(self.returning)

    @property
    def stays(self) -> list[str]:
        return [*_named(self.staying), *(f"the box “{label}”" for label in self.boxes)]

    @cached_property
    def state(self) -> str:
        """A digest of all that this says: it changes when the record kept does."""
        version = getattr(self.kept, "record_version", 0)
        told = (self.merge.pk, self.is_public, self.obstacles, self.returns, self.stays, version)
        return hashlib.sha256(repr(told).encode()).hexdigest()[:32]


def undo_plan(merge: Merge, now: datetime) -> Undoing:
    """What undoing it would do at `now`. Reads only."""
    kind = KINDS[merge.kind]
    kept = kind.find(merge.kept_number) if merge.kept_number is not None else None
    plan = Undoing(merge, kind, kept)
    plan.obstacles = list(_obstacles(plan))
    published = merge.old_record.get("publication") == Publication.PUBLISHED
    if kept is not None:
        plan.is_public = published or kind.is_public(kept, now) or kind.is_published(kept)
    if not plan.obstacles:
        _count(plan)
    return plan


def merge_undo(
    *,
    merge: Merge,
    reason: str,
    by: Any,
    now: datetime,
    seen: str = "",
    only_drafts: bool = False,
    check: Callable[[Undoing], None] = lambda plan: None,
) -> Merge:
    """Make two records of the one again. For `seen`, `only_drafts` and `check` see `records_merge`."""
    what = f"Merge undone: {reason}" if reason else "Merge undone."
    with transaction.atomic(), pghistory.context(reason=what):
        merge = Merge.objects.select_for_update(of=("self",)).get(pk=merge.pk)
        kind = KINDS[merge.kind]
        numbers = [merge.kept_number, merge.old_record["id"]]
        list(kind.model._base_manager.select_for_update().filter(pk__in=numbers).order_by("pk"))
        plan = undo_plan(merge, now)
        refuse_if_obstructed(plan)
        check(plan)
        hold_to(plan, seen, ASK_FIRST if only_drafts else "", "" if reason else REASON_NEEDED)
        _undo(plan, reason, by, now)
        request_assessment()
        # What the database checks at the end it checks now, so that it can be told.
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        return merge


def _obstacles(plan: Undoing) -> Iterator[str]:
    merge = plan.merge
    if merge.undone_at is not None:
        yield f"That {merge.old_key} was merged into {merge.kept_key} has been undone already."
    elif merge.kept_number is None or "made" not in merge.beside:
        yield TOO_OLD
    else:
        later = Merge.objects.standing().filter(kind=merge.kind, old_record__id=merge.kept_number).first()
        if later is not None:
            yield f"{later.old_key} was merged into {later.kept_key} since: undo that first."
        elif plan.kept is None:
            yield f"{merge.kept_key} is no longer on record."
        if merge.kind == KINDS["session"].key:
            for proposal in Proposal.objects.open().filter(session=merge.kept_number):
                yield f"A proposal for S{proposal.session_id} waits for a reviewer: decide it first."


def _count(plan: Undoing) -> None:
    for move in moves_of(plan.merge):
        still = move.still_there().count()
        plan.returning[move.table] += still
        plan.staying[move.table] += len(move.rows) - still
    for each in plan.merge.joined:
        plan.returning[each["table"]] += 1
    for each in plan.merge.chosen:
        if _chosen_still(each) is None:
            columns = apps.get_model(each["table"])._meta.concrete_fields
            plan.boxes += [str(column.verbose_name) for column in columns if column.attname == each["column"]]


def _named(rows: Counter[str]) -> list[str]:
    found = []
    for table, number in rows.items():
        meta = apps.get_model(table)._meta
        if number:
            found.append(f"{number} {meta.verbose_name if number == 1 else meta.verbose_name_plural}")
    return found


def _undo(plan: Undoing, reason: str, by: Any, now: datetime) -> None:
    merge, kind, coming = plan.merge, plan.kind, coming_back(plan.merge)
    for each in reversed(merge.chosen):
        _take_back(each, coming)
    _unmake(merge)
    number = merge.old_record["id"]
    other = kind.find(number)
    stood = other is not None
    if other is None:
        other = put_back(kind.model, {**merge.old_record, **_hidden(kind)}, number, coming)
    for each in reversed(merge.joined):
        put_back(apps.get_model(each["table"]), each["record"], each["row"], coming)
    for move in moves_of(merge):
        move.reverse()
    merge.undone_at, merge.undone_by, merge.undone_reason = now, by, reason
    merge.save(update_fields=["undone_at", "undone_by", "undone_reason"])
    _publish_again(kind, merge, number, stood=stood, now=now)
    retire_no_more(merge)
    _tell_apart(merge, number, by)


def _chosen_still(chosen: dict[str, Any]) -> Any | None:
    """The row, if the column has the value still that was taken over."""
    row = apps.get_model(chosen["table"])._base_manager.filter(pk=chosen["row"]).first()
    return row if row is not None and plain(getattr(row, chosen["column"])) == chosen["after"] else None


def _take_back(chosen: dict[str, Any], coming: set[tuple[str, int]]) -> None:
    row = _chosen_still(chosen)
    if row is not None:
        value = value_of(type(row), chosen["column"], chosen["before"], coming)
        type(row)._base_manager.filter(pk=row.pk).update(**{chosen["column"]: value})


def _unmake(merge: Merge) -> None:
    """Spellings, addresses and pairs told apart that the merge made, unless somebody worked on them since."""
    for each in merge.beside["made"]:
        rows = apps.get_model(each["table"])._base_manager.filter(pk=each["row"])
        if all(getattr(row, "record_version", 1) == 1 for row in rows):
            rows.delete()


def _hidden(kind: Kind) -> dict[str, Any]:
    """A record comes back hidden, and is published once all that is its own is back."""
    return {"publication": Publication.WITHDRAWN} if kind.model in (Session, Council) else {}


def _publish_again(kind: Kind, merge: Merge, number: int, *, stood: bool, now: datetime) -> None:
    """A session or council is as public as it was; of sessions that are, readers learn that they changed."""
    if kind.model not in (Session, Council):
        return
    was: Any = {"publication": merge.old_record["publication"]}
    kind.model._base_manager.filter(pk=number).update(**was)
    if kind.model is Session:
        both = [int(each) for each in (merge.kept_number, number if stood else None) if each is not None]
        Session.objects.filter(pk__in=both, publication=Publication.PUBLISHED).update(corrected_at=now)


def _tell_apart(merge: Merge, number: int, by: Any) -> None:
    """Pairs told apart before are so again, and these two are from now on."""
    for each in merge.beside["apart"]:
        if not Distinction.objects.filter(
            kind=each["kind"], first=each["first"], second=each["second"]
        ).exists():
            put_back(Distinction, each, each["id"])
    assert merge.kept_number is not None  # told before
    first, second = sorted((merge.kept_number, number))
    Distinction.objects.get_or_create(
        kind=merge.kind, first=first, second=second, defaults={"told_by": by, "note": "A merge was undone."}
    )
