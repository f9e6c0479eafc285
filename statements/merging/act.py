"""The merge itself: one transaction, after which nothing hangs on the record that is gone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Protocol

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError, RestrictedError

from meetings.models import Council, Merge, Session, Source
from meetings.scheduling import request_assessment
from meetings.sources.finding import keep_former_address
from meetings.vocabulary import Publication
from statements.merging.following import (
    follow_distinctions,
    follow_in_proposals,
    keep_name,
    move_flags,
    retire,
)
from statements.merging.kinds import Kind, kind_of
from statements.merging.ledger import Ledger, columns_of, plain
from statements.merging.plan import OTHER, Choice, Plan, choices_of, merge_plan
from statements.merging.relations import Relation, matched, relations_of

REASON_NEEDED = (
    "One of them is public: say in a sentence why they are one and the same. Readers see the reason."
)
ASK_FIRST = "One of them is public: propose it, and somebody else approves it."
CHANGED = "One of the two changed while you had this page open: look at it as it is now."


class MergeRefused(ValueError):
    """`sentences`: what stands against it, for the editor; nothing was stored."""

    def __init__(self, *sentences: str) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences


def records_merge(
    *,
    kind: Kind,
    kept: int,
    other: int,
    choices: Mapping[str, str],
    reason: str,
    by: Any,
    now: datetime,
    seen: str = "",
    only_drafts: bool = False,
    check: Callable[[Plan], None] = lambda plan: None,
) -> Merge:
    """Make the record with the key `other` one with `kept`, and keep what came from where.

    `choices`: for names of `Choice`, which of the two values stands; else its default. `seen`: the plan's state that
    was shown; empty: not held to one. `only_drafts`: nothing of what is public. `check` is given the plan once both
    records are locked, and may refuse. Raises MergeRefused.
    """
    what = f"Merged: {reason}" if reason else "Merged."
    try:
        with transaction.atomic(), pghistory.context(reason=what):
            plan = _locked_plan(kind, kept, other, now)
            refuse_if_obstructed(plan)
            check(plan)
            hold_to(plan, seen, ASK_FIRST if only_drafts else "", "" if reason else REASON_NEEDED)
            merge = _merge(plan, choices, reason, by, now)
            request_assessment()
            return merge
    except ValidationError as error:
        raise MergeRefused(*error.messages) from error


class Planned(Protocol):
    """What a merge, or its undoing, would do now."""

    obstacles: list[str]
    is_public: bool

    @property
    def state(self) -> str: ...


def refuse_if_obstructed(plan: Planned) -> None:
    """Raises MergeRefused."""
    if plan.obstacles:
        raise MergeRefused(*plan.obstacles)


def hold_to(plan: Planned, seen: str, *against_public: str) -> None:
    """Refuse a plan that is no longer the one that was shown (`seen`; empty: not held to one), and one of what is public
    if a sentence stands against that. Raises MergeRefused."""
    if seen and seen != plan.state:
        raise MergeRefused(CHANGED)
    told = next(filter(None, against_public), "")
    if plan.is_public and told:
        raise MergeRefused(told)


def find_pair(kind: Kind, kept: int, other: int) -> tuple[Any, Any]:
    """Both records. Raises MergeRefused where they are one already or there is no such record."""
    if kept == other:
        raise MergeRefused(f"This is one {kind.noun} only: choose another one to merge with it.")
    found = []
    for key in (kept, other):
        record = kind.find(key)
        merged = merged_into(record) if record is not None else _last_merge(kind, key)
        if merged is not None:
            raise MergeRefused(f"{merged.old_key} was merged into {merged.kept_key} already.")
        if record is None:
            raise MergeRefused(f"There is no {kind.noun} no. {key}.")
        found.append(record)
    return found[0], found[1]


def merged_into(record: Any) -> Merge | None:
    """The merge by which the record, though still in its table, became another one."""
    keys = kind_of(record).keys_of(record)
    stays_behind = isinstance(record, Session | Council)
    return Merge.objects.standing().filter(old_key__in=keys).first() if stays_behind else None


def _last_merge(kind: Kind, key: int) -> Merge | None:
    return Merge.objects.standing().filter(kind=kind.key, old_record__id=key).first()


def _locked_plan(kind: Kind, kept: int, other: int, now: datetime) -> Plan:
    """Read under the locks of both rows, taken in one order whichever is kept."""
    list(kind.model._base_manager.select_for_update().filter(pk__in=[kept, other]).order_by("pk"))
    return merge_plan(kind, *find_pair(kind, kept, other), now)


def _merge(plan: Plan, choices: Mapping[str, str], reason: str, by: Any, now: datetime) -> Merge:
    kind, kept, other = plan.kind, plan.kept, plan.other
    ledger = Ledger(choices)
    old_keys, old_record, old_label = kind.keys_of(other), columns_of(other), str(other)[:500]
    keys_before = kind.keys_of(kept)
    other_key, url_before = other.pk, getattr(kept, "url", None)
    move_flags(kept, other, ledger)
    taken = _chosen(plan.record.choices, kept, other, choices)
    _absorb(kept, other, ledger)
    _remove(other)
    _take_over(kept, taken, ledger)
    keep_name(kind, kept, old_record, ledger)
    if isinstance(kept, Source):
        known = set(kept.addresses.values_list("pk", flat=True))
        for address in (url_before, old_record["url"]):
            keep_former_address(kept, address)
        ledger.note_made(*kept.addresses.exclude(pk__in=known))
    if isinstance(kept, Session) and kept.publication == Publication.PUBLISHED:
        kept.corrected_at = now
        kept.save(update_fields=["corrected_at"])
    retire([*old_keys, *keys_before], kind.keys_of(kept), reason, ledger)
    follow_distinctions(kind, kept.pk, other_key, ledger)
    follow_in_proposals(kind, kept.pk, other_key)
    return Merge.objects.create(
        kind=kind.key,
        old_key=old_keys[0],
        kept_key=kind.keys_of(kept)[0],
        kept_number=kept.pk,
        old_label=old_label,
        reason=reason,
        merged_by=by,
        old_record=old_record,
        chosen=ledger.chosen,
        moved=ledger.moved,
        joined=ledger.joined,
        beside={"made": ledger.made, "retired": ledger.retired, "apart": ledger.apart},
    )


def _absorb(kept: Any, other: Any, ledger: Ledger) -> None:
    """All that hangs on `other` hangs on `kept` then, or has become one with what hung there."""
    for relation in relations_of(kept.__class__):
        theirs = [row for row in relation.rows_of(other) if row != kept]
        if relation.model is kept.__class__:  # what it was a copy of, it is now itself
            itself = relation.model._base_manager.filter(pk=kept.pk, **{relation.field: other})
            ledger.note_moved(itself, relation.field, None)
            itself.update(**{relation.field: None})
        ours = [] if relation.is_same_record else relation.rows_of(kept)
        moving = []
        for row, same in matched(theirs, ours, relation):
            if same is None or row == same:
                moving.append(row)
            else:
                _join(same, row, relation, ledger)
        if moving:
            ledger.note_moved(moving, relation.field, kept.pk)
            _move(moving, kept, relation)


def _move(rows: list[Any], kept: Any, relation: Relation) -> None:
    table = relation.model._base_manager
    table.filter(pk__in=[row.pk for row in rows]).update(**{relation.field: kept})
    # The words stand as they were checked: only the record of their source is another.
    for row in rows:
        if getattr(row, "checked_at", None) is not None:
            table.filter(pk=row.pk).update(checked_at=row.checked_at, checked_by=row.checked_by)


def _join(kept: Any, other: Any, relation: Relation, ledger: Ledger) -> None:
    kept.refresh_from_db()
    other.refresh_from_db()
    record, key = columns_of(other), other.pk
    taken = _chosen(choices_of(kept, other, relation.field), kept, other, ledger.choices)
    _absorb(kept, other, ledger)
    # Whatever pointed to it was moved: what protects it from being deleted is gone.
    other.delete()
    _take_over(kept, taken, ledger)
    if hasattr(kept, "public_id"):
        other.pk = key
        retire([other.public_id], [kept.public_id], "", ledger)
    ledger.joined.append({"table": relation.table, "row": key, "into": kept.pk, "record": record})


def _chosen(choices: tuple[Choice, ...], kept: Any, other: Any, asked: Mapping[str, str]) -> dict[str, Any]:
    """The columns that `kept` takes over from `other`, with their values."""
    wanted = [each.column for each in choices if asked.get(each.name, each.default) == OTHER]
    taken = {}
    for column in wanted:
        attribute = kept._meta.get_field(column).attname
        value = getattr(other, attribute)
        # What led to the other one would lead to itself.
        leads_to_itself = kept._meta.get_field(column).related_model is type(kept) and value == kept.pk
        taken[attribute] = None if leads_to_itself else value
    return taken


def _take_over(kept: Any, taken: dict[str, Any], ledger: Ledger) -> None:
    """Write the chosen columns and hold the row against the rules of its form."""
    if not taken:
        return
    kept.refresh_from_db()
    changed = {name: value for name, value in taken.items() if getattr(kept, name) != value}
    if not changed:
        return
    for name, value in changed.items():
        ledger.chosen.append(
            {
                "table": kept._meta.label,
                "row": kept.pk,
                "column": name,
                "before": plain(getattr(kept, name)),
                "after": plain(value),
            }
        )
        setattr(kept, name, value)
    kept.full_clean()
    kept.save(update_fields=[_field_name(kept, name) for name in changed])


def _field_name(row: Any, attribute: str) -> str:
    return next(each.name for each in row._meta.concrete_fields if each.attname == attribute)


def _remove(other: Any) -> None:
    """Delete the record. A session or council that readers were told of stays behind empty and withdrawn, with what was
    told."""
    try:
        with transaction.atomic():
            type(other)._base_manager.get(pk=other.pk).delete()
    except (ProtectedError, RestrictedError):
        if not isinstance(other, Session | Council):
            raise
        type(other)._base_manager.filter(pk=other.pk).update(publication=Publication.WITHDRAWN)
