"""The tables behind the document, and which of their columns it holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import models

from delegations.models import Delegate, Delegation, DelegationCitation
from meetings.history import Stamped
from meetings.models import AgendaItem, Announcement, Session, SessionCitation, SessionCouncil
from statements.meeting.document import SHAPES, Shape
from statements.models import GapClaim, Statement, StatementParty, StatementTopic, Wording

_STAMPS = {field.name for field in Stamped._meta.get_fields()}
# Where the meeting stands on its way to the public, and what was said of that: not content.
_STANDING = {"publication", "corrected_at"}


@dataclass(frozen=True)
class Table:
    """`path`: from its rows to the key of the session (the session's own table: "pk")."""

    name: str
    model: type[models.Model]
    path: str

    @property
    def shape(self) -> Shape:
        return SHAPES[self.name]

    @property
    def records(self) -> models.QuerySet[Any]:
        """All rows of the table."""
        return self.model._default_manager.all()

    @cached_property
    def columns(self) -> Mapping[str, models.Field[Any, Any]]:
        """The columns of a row in the document: all but its id, its stamps, and the session that it hangs on."""
        left_out = _STAMPS | (_STANDING if self.model is Session else {self.path})
        return {
            field.attname: field
            for field in self.model._meta.concrete_fields
            if not field.primary_key and field.name not in left_out
        }


TABLES: Mapping[str, Table] = {
    name: Table(name, model, path)
    for name, model, path in (
        ("session", Session, "pk"),
        ("link", SessionCouncil, "session"),
        ("citation", SessionCitation, "session"),
        ("agenda", AgendaItem, "session"),
        ("delegation", Delegation, "session"),
        ("delegate", Delegate, "delegation__session"),
        ("seat_citation", DelegationCitation, "delegation__session"),
        ("statement", Statement, "session"),
        ("party", StatementParty, "statement__session"),
        ("topic", StatementTopic, "statement__session"),
        ("wording", Wording, "statement__session"),
        ("claim", GapClaim, "session"),
        ("announcement", Announcement, "session"),
    )
}
