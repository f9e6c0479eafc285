"""Changes of public meetings: proposed by one person, compared with what is public now, decided by another.

Each decision is one transaction. Raises `statements.meeting.Refused` with sentences for the desk.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

import pghistory
from django.db import transaction

from meetings.models import Session
from meetings.revisions.fields import FIELDS
from meetings.vocabulary import Publication
from statements.decisions import NOT_OPEN, decide, locked, to_approve
from statements.meeting import (
    Document,
    Merged,
    Refused,
    RowChange,
    apply,
    differences,
    digest,
    merge,
    read,
)
from statements.meeting.versions import version_number
from statements.models import Proposal
from statements.vocabulary import ProposalState

NOTHING_CHANGED = "Nothing was changed, so there is nothing to propose."
NOT_PUBLIC = (
    "The meeting is not public any more: change it directly, and take this proposal back or reject it."
)
CHANGED_MEANWHILE = "What is public changed while you had this page open. Look at the differences below once more, then decide."
CHOOSE_FIRST = "The meeting and this proposal contradict each other below: choose one side of each first."
REASON_TO_APPROVE = "Say in a sentence why it is changed: readers see the reason on the page of the session."


@dataclass(frozen=True)
class Comparison:
    """A proposal against the meeting as it is stored at this moment.

    `merged`: what approval would store. `meanwhile`: what changed since it was proposed; `changes`: what approval would change.
    """

    proposal: Proposal
    now: Document
    merged: Merged

    @cached_property
    def meanwhile(self) -> list[RowChange]:
        return differences(self.proposal.base_document, self.now)

    @cached_property
    def changes(self) -> list[RowChange]:
        return differences(self.now, self.merged.document)


def compare(proposal: Proposal, choices: Mapping[str, str] | None = None) -> Comparison:
    """The proposal beside what is stored now. `choices`: see `statements.meeting.merge`. One query."""
    now = read(proposal.session_id)
    return Comparison(proposal, now, merge(proposal.base_document, now, proposal.document, choices))


@transaction.atomic
def propose(
    *,
    document: Document,
    base: Document,
    author: Any,
    note: str,
    continues: Proposal | None = None,
) -> Proposal:
    """Store a change of a public meeting for somebody else to approve. `continues`: the author's own open proposal that
    this one takes the place of."""
    if not differences(base, document):
        raise Refused(NOTHING_CHANGED)
    stored = (
        locked(continues)
        if continues is not None
        else Proposal(session_id=document["session"], author=author)
    )
    if stored.pk and (stored.author_id != author.pk or not stored.is_open):
        raise Refused(NOT_OPEN)
    stored.document, stored.base_document, stored.note = document, base, note
    stored.base_version = version_number(document["session"])
    stored.save()
    return stored


@transaction.atomic
def approve(
    *,
    proposal: Proposal,
    reviewer: Any,
    reason: str,
    now: datetime,
    choices: Mapping[str, str] | None = None,
    seen: str = "",
) -> Document:
    """Make the proposal public. `seen`: the digest of what was stored when the reviewer looked; if it is no longer so, refused."""
    proposal = to_approve(proposal, reviewer, reason, REASON_TO_APPROVE)
    session = Session.objects.select_for_update(no_key=True).get(pk=proposal.session_id)
    if session.publication != Publication.PUBLISHED:
        raise Refused(NOT_PUBLIC)
    found = compare(proposal, choices)
    if seen and seen != digest(found.now):
        raise Refused(CHANGED_MEANWHILE)
    if found.merged.unresolved:
        raise Refused(CHOOSE_FIRST)
    with pghistory.context(reason=reason.strip(), author=proposal.author_id, proposal=proposal.pk):
        was_public = Session.objects.public(now).filter(pk=session.pk).exists()
        applied = apply(found.merged.document)
        if was_public and any(is_seen_by_readers(change) for change in found.changes):
            Session.objects.filter(pk=session.pk).update(corrected_at=now)
        decide(proposal, ProposalState.APPROVED, reviewer, reason, now)
    return applied


def is_seen_by_readers(change: RowChange) -> bool:
    """Whether the change is of a row, or a column of it, that the public page shows."""
    shown = FIELDS.get(change.table, {})
    return not change.fields or any(each.column in shown for each in change.fields)
