"""Which parties and people anyone may see: those that public records name."""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from meetings.models import Session
from meetings.publication import is_public, is_public_statement


class PartyQuerySet(models.QuerySet[Any]):
    def public(self, at: datetime | None = None) -> Self:
        """Parties with a seat in a public council, a delegation at a public session, or a statement there."""
        from delegations.models import Delegation, Membership

        sat = Delegation.objects.public(at).filter(party=OuterRef("pk"))
        seats = Membership.objects.filter(is_public(at, "council__"), party=OuterRef("pk"))
        spoke = Session.objects.public(at).filter(is_public_statement(at), statements__parties=OuterRef("pk"))
        return self.filter(Q(Exists(seats)) | Q(Exists(sat)) | Q(Exists(spoke)))


class PersonQuerySet(models.QuerySet[Any]):
    def public(self, at: datetime | None = None) -> Self:
        """People who sat or spoke at a public session."""
        from delegations.models import Delegate

        sat = Delegate.objects.public(at).filter(person=OuterRef("pk"))
        spoke = Session.objects.public(at).filter(is_public_statement(at), statements__speaker=OuterRef("pk"))
        return self.filter(Q(Exists(sat)) | Q(Exists(spoke)))
