"""Ticked proposals made into rows of a session that is not public, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from meetings.models import Session, Source
from meetings.vocabulary import Publication
from statements.models import GapClaim, Statement, Wording

_OF_CLAIM = ("phrase", "language", "claim_type", "value", "qualifier", "subject", "times_printed")
_OF_WORDING = ("text", "fidelity", "language", "clause", "speaker_as_printed", "attribution")

NO_DRAFT = (
    "This session is no draft any more: nothing was added. Its form, with a reason, is the way to add to it."
)


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

    What stands there already, word for word from that source, is not added again: a form may be sent twice.
    Raises ValidationError with the model's own sentence if one of them cannot be stored, and where the session has
    become public meanwhile; then none is.
    """
    stored = Session.objects.select_for_update(no_key=True).filter(pk=session.pk).first()
    if stored is None or stored.publication not in (Publication.DRAFT, Publication.IN_REVIEW):
        raise ValidationError(NO_DRAFT)
    quoted = set(
        Wording.objects.filter(statement__session=session, source=source).values_list("text", flat=True)
    )
    claimed = set(session.gap_claims.filter(source=source).values_list("phrase", flat=True))
    last = session.statements.aggregate(last=Max("position"))["last"] or 0
    statements = claims = 0
    for values, person in accepted:
        if values["kind"] == "claim" and values["phrase"] not in claimed:
            claim = GapClaim(session=session, source=source, **{name: values[name] for name in _OF_CLAIM})
            claim.full_clean()
            claim.save()
            claims += 1
        elif values["kind"] == "statement" and values["text"] not in quoted:
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
