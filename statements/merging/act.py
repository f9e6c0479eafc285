"""The merge itself: one transaction, after which nothing hangs on the record that is gone."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pghistory
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.db.models import ProtectedError, RestrictedError

from meetings.dates import DateInterval
from meetings.models import Council, Distinction, Merge, Resumption, RetiredId, Session, Source
from meetings.scheduling import request_assessment
from meetings.sources.finding import keep_former_address
from meetings.vocabulary import FlagState, NameKind, Publication
from statements.meeting.document import Document, rows_of
from statements.meeting.tables import TABLES
from statements.merging.kinds import Kind, kind_of
from statements.merging.plan import OTHER, Choice, Plan, choices_of, merge_plan
from statements.merging.relations import Relation, matched, relations_of
from statements.models import Proposal

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


@dataclass
class _Ledger:
    """What was done, for the merge's own row."""

    choices: Mapping[str, str]
    chosen: list[dict[str, Any]] = field(default_factory=list)
    moved: list[dict[str, Any]] = field(default_factory=list)
    joined: list[dict[str, Any]] = field(default_factory=list)


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
            if plan.obstacles:
                raise MergeRefused(*plan.obstacles)
            check(plan)
            if seen and seen != plan.state:
                raise MergeRefused(CHANGED)
            if plan.is_public and only_drafts:
                raise MergeRefused(ASK_FIRST)
            if plan.is_public and not reason:
                raise MergeRefused(REASON_NEEDED)
            merge = _merge(plan, choices, reason, by, now)
            request_assessment()
            return merge
    except ValidationError as error:
        raise MergeRefused(*error.messages) from error


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
    return Merge.objects.filter(old_key__in=keys).first() if stays_behind else None


def _last_merge(kind: Kind, key: int) -> Merge | None:
    return Merge.objects.filter(kind=kind.key, old_record__id=key).first()


def _locked_plan(kind: Kind, kept: int, other: int, now: datetime) -> Plan:
    """Read under the locks of both rows, taken in one order whichever is kept."""
    list(kind.model._base_manager.select_for_update().filter(pk__in=[kept, other]).order_by("pk"))
    return merge_plan(kind, *find_pair(kind, kept, other), now)


def _merge(plan: Plan, choices: Mapping[str, str], reason: str, by: Any, now: datetime) -> Merge:
    kind, kept, other = plan.kind, plan.kept, plan.other
    ledger = _Ledger(choices)
    old_keys, old_record, old_label = kind.keys_of(other), columns_of(other), str(other)[:500]
    keys_before = kind.keys_of(kept)
    other_key, url_before = other.pk, getattr(kept, "url", None)
    _move_flags(kept, other)
    taken = _chosen(plan.record.choices, kept, other, choices)
    _absorb(kept, other, ledger)
    _remove(other)
    _take_over(kept, taken, ledger)
    _keep_name(kind, kept, old_record)
    if isinstance(kept, Source):
        for address in (url_before, old_record["url"]):
            keep_former_address(kept, address)
    if isinstance(kept, Session) and kept.publication == Publication.PUBLISHED:
        kept.corrected_at = now
        kept.save(update_fields=["corrected_at"])
    _retire([*old_keys, *keys_before], kind.keys_of(kept), reason)
    _follow_distinctions(kind, kept.pk, other_key)
    _follow_in_proposals(kind, kept.pk, other_key)
    return Merge.objects.create(
        kind=kind.key,
        old_key=old_keys[0],
        kept_key=kind.keys_of(kept)[0],
        old_label=old_label,
        reason=reason,
        merged_by=by,
        old_record=old_record,
        chosen=ledger.chosen,
        moved=ledger.moved,
        joined=ledger.joined,
    )


def _absorb(kept: Any, other: Any, ledger: _Ledger) -> None:
    """All that hangs on `other` hangs on `kept` then, or has become one with what hung there."""
    for relation in relations_of(kept.__class__):
        theirs = [row for row in relation.rows_of(other) if row != kept]
        if relation.model is kept.__class__:  # what it was a copy of, it is now itself
            itself = relation.model._base_manager.filter(pk=kept.pk, **{relation.field: other})
            itself.update(**{relation.field: None})
        ours = [] if relation.is_same_record else relation.rows_of(kept)
        moving = []
        for row, same in matched(theirs, ours, relation):
            if same is None or row == same:
                moving.append(row)
            else:
                _join(same, row, relation, ledger)
        if moving:
            _move(moving, kept, relation)
            ledger.moved += [
                {"table": relation.table, "column": relation.field, "row": row.pk} for row in moving
            ]


def _move(rows: list[Any], kept: Any, relation: Relation) -> None:
    table = relation.model._base_manager
    table.filter(pk__in=[row.pk for row in rows]).update(**{relation.field: kept})
    # The words stand as they were checked: only the record of their source is another.
    for row in rows:
        if getattr(row, "checked_at", None) is not None:
            table.filter(pk=row.pk).update(checked_at=row.checked_at, checked_by=row.checked_by)


def _join(kept: Any, other: Any, relation: Relation, ledger: _Ledger) -> None:
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
        _retire([other.public_id], [kept.public_id], "")
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


def _take_over(kept: Any, taken: dict[str, Any], ledger: _Ledger) -> None:
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
                "before": _plain(getattr(kept, name)),
                "after": _plain(value),
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


def _move_flags(kept: Any, other: Any) -> None:
    """A flag of the session or council that goes stands on the one that stays, unless that has one: one sitting of a
    council has one flag, and what a person made of it holds. The next assessment withdraws whatever no longer follows."""
    if not isinstance(kept, Session | Council):
        return
    own, others = ("session", "council") if isinstance(kept, Session) else ("council", "session")
    standing = Resumption.objects.exclude(state=FlagState.WITHDRAWN)
    have = set(standing.filter(**{own: kept}).values_list(f"{others}_id", flat=True))
    standing.filter(**{own: other}).exclude(**{f"{others}__in": have}).update(**{own: kept})


def _keep_name(kind: Kind, kept: Any, old_record: dict[str, Any]) -> None:
    """The name that goes is a spelling of the record that stays: whoever knows it still finds it."""
    names = kind.names
    if names is None:
        return
    text = str(old_record["name"])
    spellings = names._default_manager.filter(**{kind.key: kept})
    if text != kept.name and not spellings.filter(text=text).exists():
        names._default_manager.create(**{kind.key: kept}, text=text, language="en", kind=NameKind.ALIAS)


def _retire(gone: list[str], stays: list[str], reason: str) -> None:
    """Every old id and address leads to what took its place: an id to the id, an address to the address."""
    for key in gone:
        if key in stays:
            continue
        heir = next((each for each in stays if ("/" in each) == ("/" in key)), stays[0])
        RetiredId.objects.filter(successor=key).update(successor=heir)
        RetiredId.objects.update_or_create(
            key=key, defaults={"successor": heir, "outcome": RetiredId.Outcome.MERGED, "reason": reason}
        )
    RetiredId.objects.filter(key__in=stays).delete()


def _follow_distinctions(kind: Kind, kept: int, other: int) -> None:
    """What was told apart from the one that goes is told apart from the one that stays."""
    for each in Distinction.objects.filter(kind=kind.key).filter(
        models.Q(first=other) | models.Q(second=other)
    ):
        third = each.second if each.first == other else each.first
        each.delete()
        if third != kept:
            first, second = sorted((kept, third))
            Distinction.objects.get_or_create(
                kind=kind.key,
                first=first,
                second=second,
                defaults={"told_by": each.told_by, "note": each.note},
            )


def _follow_in_proposals(kind: Kind, kept: int, other: int) -> None:
    """Meetings that wait as proposals name the record that stays."""
    columns = [
        (name, column)
        for name, table in TABLES.items()
        for column, field in table.columns.items()
        if field.related_model is kind.model
    ]
    for proposal in Proposal.objects.open() if columns else ():
        documents: list[Document] = [proposal.document, proposal.base_document]
        changed = False
        for document in documents:
            for name, column in columns:
                for row in rows_of(document, name).values():
                    if row.get(column) == other:
                        row[column] = kept
                        changed = True
        if changed:
            proposal.save(update_fields=["document", "base_document"])


def columns_of(row: Any) -> dict[str, Any]:
    """The row's own columns as plain JSON."""
    return {each.attname: _plain(getattr(row, each.attname)) for each in row._meta.concrete_fields}


def _plain(value: Any) -> Any:
    if isinstance(value, DateInterval):
        return value.edtf
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder))
