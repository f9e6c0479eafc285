"""Deciding what somebody proposed, whatever it changes: once, under the lock of its row, by somebody else.

Raises `statements.meeting.Refused` with sentences for the desk.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction

from statements.meeting import Refused
from statements.models.decision import NOT_BY_ITS_AUTHOR, Proposed
from statements.vocabulary import ProposalState

NOT_OPEN = "This proposal has been decided in the meantime."
NOT_SEEN = "Its author changed this proposal while you had it open. Look at it as it is now, then decide."
REASON_TO_REJECT = "Say in a sentence why: its author reads it."

AnyProposed = TypeVar("AnyProposed", bound=Proposed)


def locked(proposed: AnyProposed) -> AnyProposed:
    """The row as it is now; nobody else decides it before the end of the transaction."""
    found: AnyProposed = (
        type(proposed)._default_manager.select_for_update(of=("self",)).get(pk=proposed.pk)  # type: ignore[assignment]  # of the same model
    )
    return found


def hold_to_seen(proposed: Proposed, opened_as: int | None) -> None:
    """Refuse a proposal that is no longer the one that was looked at. `opened_as`: its record version then; None: not held
    to one."""
    if opened_as is None:
        return
    found = locked(proposed)
    if found.record_version != opened_as:
        raise Refused(NOT_SEEN if found.is_open else NOT_OPEN)


def to_approve(proposed: AnyProposed, reviewer: Any, reason: str, no_reason: str) -> AnyProposed:
    """The row, locked, for this reviewer to approve. `no_reason`: what to say where none is given."""
    found = locked(proposed)
    if not found.is_open:
        raise Refused(NOT_OPEN)
    if found.author_id == reviewer.pk:
        raise Refused(NOT_BY_ITS_AUTHOR)
    if not reason.strip():
        raise Refused(no_reason)
    return found


@transaction.atomic
def reject(*, proposal: Proposed, reviewer: Any, reason: str, now: datetime) -> None:
    """Leave the record as it is. An author's own proposal is taken back instead."""
    proposal = locked(proposal)
    if not proposal.is_open:
        raise Refused(NOT_OPEN)
    if not reason.strip():
        raise Refused(REASON_TO_REJECT)
    decide(proposal, ProposalState.REJECTED, reviewer, reason, now)


@transaction.atomic
def take_back(*, proposal: Proposed, author: Any, now: datetime) -> None:
    """Its author no longer proposes it."""
    proposal = locked(proposal)
    if not proposal.is_open or proposal.author_id != author.pk:
        raise Refused(NOT_OPEN)
    decide(proposal, ProposalState.WITHDRAWN, author, "", now)


def decide(proposal: Proposed, state: str, by: Any, reason: str, now: datetime) -> None:
    """Store the decision. Within the transaction that holds the row."""
    proposal.state, proposal.decided_by, proposal.decided_at = state, by, now
    proposal.reason = reason.strip()
    proposal.save()
