"""What follows the record that goes to the one that stays, beside what hangs on it: flags, its name, its old ids, pairs told
apart, proposals that wait."""

from __future__ import annotations

from typing import Any

from django.db import models

from meetings.models import Council, Distinction, Resumption, RetiredId, Session
from meetings.vocabulary import FlagState, NameKind
from statements.meeting.document import Document, rows_of
from statements.meeting.tables import TABLES
from statements.merging.kinds import Kind
from statements.merging.ledger import Ledger, columns_of
from statements.models import Proposal


def move_flags(kept: Any, other: Any, ledger: Ledger) -> None:
    """A flag of the session or council that goes stands on the one that stays, unless that has one: one sitting of a
    council has one flag, and what a person made of it holds. The next assessment withdraws whatever no longer follows."""
    if not isinstance(kept, Session | Council):
        return
    own, others = ("session", "council") if isinstance(kept, Session) else ("council", "session")
    standing = Resumption.objects.exclude(state=FlagState.WITHDRAWN)
    have = set(standing.filter(**{own: kept}).values_list(f"{others}_id", flat=True))
    moving = standing.filter(**{own: other}).exclude(**{f"{others}__in": have})
    ledger.note_moved(moving, own, kept.pk)
    moving.update(**{own: kept})


def keep_name(kind: Kind, kept: Any, old_record: dict[str, Any], ledger: Ledger) -> None:
    """The name that goes is a spelling of the record that stays: whoever knows it still finds it."""
    names = kind.names
    if names is None:
        return
    text = str(old_record["name"])
    spellings = names._default_manager.filter(**{kind.key: kept})
    if text != kept.name and not spellings.filter(text=text).exists():
        made = names._default_manager.create(
            **{kind.key: kept}, text=text, language="en", kind=NameKind.ALIAS
        )
        ledger.note_made(made)


def retire(gone: list[str], stays: list[str], reason: str, ledger: Ledger) -> None:
    """Every old id and address leads to what took its place: an id to the id, an address to the address."""
    for key in gone:
        if key in stays:
            continue
        heir = next((each for each in stays if ("/" in each) == ("/" in key)), stays[0])
        before = RetiredId.objects.filter(models.Q(successor=key) | models.Q(key=key))
        ledger.retired += [{"key": each.key, "before": columns_of(each)} for each in before]
        if not any(each.key == key for each in before):
            ledger.retired.append({"key": key, "before": None})
        RetiredId.objects.filter(successor=key).update(successor=heir)
        RetiredId.objects.update_or_create(
            key=key, defaults={"successor": heir, "outcome": RetiredId.Outcome.MERGED, "reason": reason}
        )
    back = RetiredId.objects.filter(key__in=stays)
    ledger.retired += [{"key": each.key, "before": columns_of(each)} for each in back]
    back.delete()


def follow_distinctions(kind: Kind, kept: int, other: int, ledger: Ledger) -> None:
    """What was told apart from the one that goes is told apart from the one that stays."""
    for each in Distinction.objects.filter(kind=kind.key).filter(
        models.Q(first=other) | models.Q(second=other)
    ):
        third = each.second if each.first == other else each.first
        ledger.apart.append(columns_of(each))
        each.delete()
        if third != kept:
            first, second = sorted((kept, third))
            follows, is_new = Distinction.objects.get_or_create(
                kind=kind.key,
                first=first,
                second=second,
                defaults={"told_by": each.told_by, "note": each.note},
            )
            if is_new:
                ledger.note_made(follows)


def follow_in_proposals(kind: Kind, kept: int, other: int) -> None:
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
