"""Undoing a merge of what is public: proposed by one person, approved by another, as the merge itself is.

Raises `statements.meeting.Refused` with sentences for the desk.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pghistory
from django.db import transaction

from meetings.models import Merge
from statements.decisions import decide, to_approve
from statements.meeting import Refused, ToldChange
from statements.merging.act import MergeRefused
from statements.merging.bases import Base, base_of, changed_since, is_changed, version_of
from statements.merging.kinds import KINDS
from statements.merging.proposing import CHANGED_SINCE, own_or_new, refuse_to_propose
from statements.merging.undo import REASON_NEEDED, Undoing, merge_undo, undo_plan
from statements.models import ProposedMerge
from statements.vocabulary import ProposalState

NOT_PUBLIC = "Neither is public: undo the merge at once."


@dataclass
class ComparedUndoing:
    """A proposed undoing beside the record kept as it is now. `kept`: what changed of it since it was proposed."""

    proposed: ProposedMerge
    plan: Undoing
    kept: list[ToldChange] = field(default_factory=list)


@transaction.atomic
def propose_undo(*, merge: Merge, note: str, author: Any, now: datetime, seen: str = "") -> ProposedMerge:
    """Store that the two are two after all, for somebody else to approve; an open proposal of the author's own is replaced."""
    plan = undo_plan(merge, now)
    refuse_to_propose(plan, seen, "" if note.strip() else REASON_NEEDED, NOT_PUBLIC)
    kept, number = plan.kept, merge.old_record["id"]
    assert kept is not None  # that would be an obstacle
    proposed = own_or_new(plan.kind, kept.pk, number, author)
    proposed.kept, proposed.other, proposed.note = kept.pk, number, note.strip()
    proposed.kept_label, proposed.other_label = str(kept)[:500], merge.old_label
    proposed.undoes, proposed.choices = merge, {}
    proposed.base = [_base(plan)]
    proposed.kept_version, proposed.other_version = version_of(plan.kind, kept), 1
    proposed.save()
    return proposed


def compare_undo(proposed: ProposedMerge, now: datetime) -> ComparedUndoing:
    """What approval would do now, and what changed of the record kept since."""
    assert proposed.undoes is not None  # that is what it is about
    plan = undo_plan(proposed.undoes, now)
    changed = changed_since(plan.kind, proposed.base[0], _base(plan)) if plan.kept is not None else []
    return ComparedUndoing(proposed, plan, changed)


@transaction.atomic
def approve_undo(
    *, proposed: ProposedMerge, reviewer: Any, reason: str, now: datetime, seen: str = ""
) -> ProposedMerge:
    """Do it, in one transaction. `seen`: the state of the plan that the reviewer looked at. Refused if the record kept
    changed since it was proposed."""
    proposed = to_approve(proposed, reviewer, reason, REASON_NEEDED)
    assert proposed.undoes is not None  # that is what it is about

    def unchanged(plan: Undoing) -> None:
        if is_changed(plan.kind, proposed.base[0], _base(plan)):
            raise MergeRefused(CHANGED_SINCE)

    with pghistory.context(author=proposed.author_id, proposed_merge=proposed.pk):
        try:
            merge_undo(
                merge=proposed.undoes, reason=reason.strip(), by=reviewer, now=now, seen=seen, check=unchanged
            )
        except MergeRefused as refusal:
            raise Refused(*refusal.sentences) from refusal
        decide(proposed, ProposalState.APPROVED, reviewer, reason, now)
    return proposed


def _base(plan: Undoing) -> Base:
    return base_of(KINDS[plan.merge.kind], plan.kept)
