"""Ticked proposals made into rows of a session that is not public, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max

from meetings.models import Session, Source
from statements.models import GapClaim, Statement, Wording

_OF_CLAIM = ("phrase", "language", "claim_type", "value", "qualifier", "subject", "times_printed")
_OF_WORDING = ("text", "fidelity", "language", "clause", "speaker_as_printed", "attribution")


@dataclass(frozen=True)
class Taken:
    """How many rows were added."""

    statements: int
    claims: int


@transaction.atomic
def take_proposals(
    *, session: Session, source: Source, accepted: Iterable[tuple[dict[str, Any], int | None]]
) -> Taken:
    """Add the accepted proposals, each with the key of the person chosen for it, or None.

    Raises ValidationError with the model's own sentence if one of them cannot be stored; then none is.
    """
    last = session.statements.aggregate(last=Max("position"))["last"] or 0
    statements = claims = 0
    for values, person in accepted:
        if values["kind"] == "claim":
            claim = GapClaim(session=session, source=source, **{name: values[name] for name in _OF_CLAIM})
            claim.full_clean()
            claim.save()
            claims += 1
        elif values["kind"] == "statement":
            statements += 1
            statement = Statement(session=session, speaker_id=person, position=last + statements)
            statement.full_clean()
            statement.save()
            wording = Wording(
                statement=statement, source=source, **{name: values[name] for name in _OF_WORDING}
            )
            wording.full_clean()
            wording.save()
    return Taken(statements, claims)
