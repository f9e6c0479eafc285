"""Records of which two can be one: what they answer to, and whether anyone may see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models

from delegations.models import Party, PartyName, Person, PersonName
from meetings.models import Council, CouncilName, Place, RecordKind, Session, Source, Topic
from meetings.source_page import public_sources
from meetings.vocabulary import Publication
from statements.models import Statement
from statements.search.names import public_of_kind


@dataclass(frozen=True)
class Kind:
    """``addressed_by``: the column in its public address below `addresses`; empty: its public id is its address.

    ``hides``: it can be hidden by itself or with its session, so that what is public must not be merged into what is
    not. ``names``: the table of its other spellings, which the merged record's own name joins.
    """

    key: str
    model: type[models.Model]
    noun: str
    addresses: str = ""
    addressed_by: str = ""
    hides: bool = False
    names: type[models.Model] | None = None

    def find(self, key: int) -> Any | None:
        return self.model._base_manager.filter(pk=key).first()

    def is_public(self, record: Any, at: datetime) -> bool:
        if self.model in (Session, Statement):
            public: Any = self.model._default_manager.public(at)
        elif self.model is Source:
            public = public_sources(at)
        else:
            public = public_of_kind(self.key, at)
        return bool(public.filter(pk=record.pk).exists())

    def is_published(self, record: Any) -> bool:
        """Whether a person made it public, be it under an embargo still: what only a second person changes."""
        of = record.session if self.model is Statement else record
        return getattr(of, "publication", "") == Publication.PUBLISHED

    def keys_of(self, record: Any) -> list[str]:
        """Every public id and address that leads to the record, the one that stands for it first."""
        keys = [record.public_id] if hasattr(record, "public_id") else []
        if self.addressed_by:
            keys.append(f"{self.addresses}/{getattr(record, self.addressed_by)}")
        return keys


KINDS: dict[str, Kind] = {
    kind.key: kind
    for kind in (
        Kind(RecordKind.SESSION, Session, "session", hides=True),
        Kind(RecordKind.PERSON, Person, "person", "people", "slug", names=PersonName),
        Kind(RecordKind.SOURCE, Source, "source"),
        Kind(RecordKind.STATEMENT, Statement, "statement", hides=True),
        Kind(RecordKind.PARTY, Party, "party", "parties", "code", names=PartyName),
        Kind(RecordKind.PLACE, Place, "place", "places", "slug"),
        Kind(RecordKind.TOPIC, Topic, "topic", "topics", "slug"),
        Kind(RecordKind.COUNCIL, Council, "council", "councils", "slug", hides=True, names=CouncilName),
    )
}


def kind_of(record: Any) -> Kind:
    return next(kind for kind in KINDS.values() if isinstance(record, kind.model))
