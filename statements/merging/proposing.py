"""Merges of what is public: proposed by one person, compared with the records as they are now, approved by another.

Each step is one transaction. Raises `statements.meeting.Refused` with sentences for the desk.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pghistory
from django.db import transaction
from django.db.models import Q, QuerySet

from statements.decisions import NOT_OPEN, decide, locked, to_approve
from statements.meeting import Refused, ToldChange
from statements.merging.act import CHANGED, REASON_NEEDED, MergeRefused, Planned, find_pair, records_merge
from statements.merging.bases import base_of, changed_since, is_changed, version_of
from statements.merging.kinds import KINDS, Kind
from statements.merging.plan import Plan, merge_plan
from statements.models import ProposedMerge
from statements.models.proposed_merge import ASKED_ALREADY
from statements.vocabulary import ProposalState

NOT_PUBLIC = "Neither is public: merge them at once."
CHANGED_SINCE = (
    "One of the two changed since this was proposed, so nothing was merged: its author looks at both again and proposes it "
    "anew."
)


@dataclass
class Compared:
    """A proposed merge beside both records as they are now. `plan` is None where one of them is gone, and `refused` says so.

    `kept`, `other`: what changed of each since it was proposed.
    """

    proposed: ProposedMerge
    plan: Plan | None = None
    refused: tuple[str, ...] = ()
    kept: list[ToldChange] = field(default_factory=list)
    other: list[ToldChange] = field(default_factory=list)

    @property
    def is_outdated(self) -> bool:
        return bool(self.kept or self.other)


def waiting_for(kind: Kind, one: int, two: int) -> QuerySet[ProposedMerge]:
    """The open proposal to merge the two, whichever of them is to stay."""
    pair = Q(kept=one, other=two) | Q(kept=two, other=one)
    found: QuerySet[ProposedMerge] = ProposedMerge.objects.open().filter(pair, kind=kind.key)
    return found.select_related("author")


@transaction.atomic
def propose_merge(
    *,
    kind: Kind,
    kept: int,
    other: int,
    choices: Mapping[str, str],
    note: str,
    author: Any,
    now: datetime,
    seen: str = "",
) -> ProposedMerge:
    """Store that the two are one, for somebody else to approve; an open proposal of the author's own for the two is
    replaced. For `choices` and `seen` see `records_merge`."""
    proposed = own_or_new(kind, kept, other, author)
    try:
        records = find_pair(kind, kept, other)
    except MergeRefused as refusal:
        raise Refused(*refusal.sentences) from refusal
    plan = merge_plan(kind, *records, now)
    refuse_to_propose(plan, seen, "" if note.strip() else REASON_NEEDED, NOT_PUBLIC)
    proposed.kept, proposed.other, proposed.note = kept, other, note.strip()
    proposed.kept_label, proposed.other_label = (_label(record) for record in records)
    known = {each.name for pair in (plan.record, *plan.joined) for each in pair.choices}
    proposed.choices = {name: value for name, value in choices.items() if name in known}
    proposed.base = [base_of(kind, record) for record in records]
    proposed.kept_version, proposed.other_version = (version_of(kind, record) for record in records)
    proposed.save()
    return proposed


def refuse_to_propose(plan: Planned, seen: str, no_note: str, not_public: str) -> None:
    """Refuse what stands against a proposal: of what is not public (`not_public` says so), of a plan that is no longer the
    one that was shown (`seen`), and without a note (`no_note` says so; else empty)."""
    if plan.obstacles:
        raise Refused(*plan.obstacles)
    if not plan.is_public:
        raise Refused(not_public)
    if seen and seen != plan.state:
        raise Refused(CHANGED)
    if no_note:
        raise Refused(no_note)


def own_or_new(kind: Kind, kept: int, other: int, author: Any) -> ProposedMerge:
    """The author's own open proposal of the two, locked, or a new one. Refused where somebody else's waits."""
    waiting = waiting_for(kind, kept, other).first()
    if waiting is None:
        return ProposedMerge(kind=kind.key, author=author)
    own = locked(waiting)
    if own.author_id != author.pk:
        raise Refused(ASKED_ALREADY)
    if not own.is_open:
        raise Refused(NOT_OPEN)
    return own


def _label(record: Any) -> str:
    return str(record)[:500]


def compare_merge(proposed: ProposedMerge, now: datetime) -> Compared:
    """What approval would do now, and what changed of either record since."""
    kind = KINDS[proposed.kind]
    try:
        records = find_pair(kind, proposed.kept, proposed.other)
    except MergeRefused as refusal:
        return Compared(proposed, refused=refusal.sentences)
    plan = merge_plan(kind, *records, now)
    plan.choose(proposed.choices)
    kept, other = (
        changed_since(kind, before, base_of(kind, record))
        for before, record in zip(proposed.base, records, strict=True)
    )
    return Compared(proposed, plan, tuple(plan.obstacles), kept, other)


@transaction.atomic
def approve_merge(
    *, proposed: ProposedMerge, reviewer: Any, reason: str, now: datetime, seen: str = ""
) -> ProposedMerge:
    """Do it, in one transaction. `seen`: the state of the plan that the reviewer looked at. Refused if either record
    changed since it was proposed."""
    proposed = to_approve(proposed, reviewer, reason, REASON_NEEDED)

    def unchanged(plan: Plan) -> None:
        for before, record in zip(proposed.base, (plan.kept, plan.other), strict=True):
            if is_changed(plan.kind, before, base_of(plan.kind, record)):
                raise MergeRefused(CHANGED_SINCE)

    with pghistory.context(author=proposed.author_id, proposed_merge=proposed.pk):
        try:
            proposed.merge = records_merge(
                kind=KINDS[proposed.kind],
                kept=proposed.kept,
                other=proposed.other,
                choices=proposed.choices,
                reason=reason.strip(),
                by=reviewer,
                now=now,
                seen=seen,
                check=unchanged,
            )
        except MergeRefused as refusal:
            raise Refused(*refusal.sentences) from refusal
        decide(proposed, ProposalState.APPROVED, reviewer, reason, now)
    return proposed
