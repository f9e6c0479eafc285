"""What is public: published, its embargo passed. One decision, used by every page, export and verdict."""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import F, Prefetch, Q
from django.db.models.expressions import RawSQL
from django.utils import timezone

from meetings.among import Among
from meetings.compiled import written_once
from meetings.vocabulary import Publication


def publication_field() -> "models.CharField[str, str]":
    """The state that decides whether a record is public."""
    return models.CharField(
        max_length=10,
        choices=Publication,
        default=Publication.DRAFT,
        db_index=True,
        help_text="Only published records are public. Reviewers publish.",
    )


def is_public(at: datetime | None = None, prefix: str = "") -> Q:
    """Condition on a row with ``publication`` and ``embargo_until``, reached over ``prefix`` (``"session__"``).

    ``at``: the instant judged, UTC; None: now.
    """
    at = at or timezone.now()
    return Q(**{f"{prefix}publication": Publication.PUBLISHED}) & (
        Q(**{f"{prefix}embargo_until__isnull": True}) | Q(**{f"{prefix}embargo_until__lte": at})
    )


def is_public_statement(at: datetime | None = None) -> Q:
    """Condition on a session's statements: no embargo of their own, or one that has passed. ``at``: as above."""
    return Q(statements__embargo_until__isnull=True) | Q(statements__embargo_until__lte=at or timezone.now())


class CouncilQuerySet(models.QuerySet[Any]):
    def public(self, at: datetime | None = None) -> Self:
        """Councils that anyone may see at the instant ``at`` (now)."""
        return self.filter(is_public(at))


def _of_hidden_councils(at: datetime) -> "models.QuerySet[Any, Any]":
    from meetings.models import SessionCouncil

    return SessionCouncil.objects.exclude(is_public(at, "council__")).order_by().values("session")


@written_once
def _held_by_hidden_councils(at: datetime) -> "models.QuerySet[Any, Any]":
    """Sessions of which a council is not public."""
    return _of_hidden_councils(at)


@written_once
def _hidden_sessions(at: datetime) -> "models.QuerySet[Any, Any]":
    """All but those of `SessionQuerySet.public`, each sort found in an index of its own."""
    from meetings.models import Session

    sessions = Session.objects.order_by().values("pk")
    unpublished = [state for state in Publication.values if state != Publication.PUBLISHED]
    return sessions.filter(publication__in=unpublished).union(
        sessions.filter(embargo_until__gt=at), _of_hidden_councils(at)
    )


def is_hidden_session(at: datetime, session: str) -> Among:
    """Condition on the session whose key is ``session``, the opposite of `is_public_session`. Where few sessions are hidden
    their rows are found by their numbers, however many there are."""
    sql, values = _hidden_sessions(at)
    return Among(F(session), RawSQL(f"ARRAY({sql})", values))


def is_public_session(at: datetime, prefix: str) -> Q:
    """Condition on the session reached over ``prefix`` (``"session__part_of__"``), the same as `SessionQuerySet.public`.
    Joined, so that few rows look at their sessions and not at all; no session: false."""
    hidden = RawSQL(*_held_by_hidden_councils(at))
    return is_public(at, prefix) & ~Q(**{f"{prefix.removesuffix('__')}__in": hidden})


class SessionQuerySet(models.QuerySet[Any]):
    def public(self, at: datetime | None = None) -> Self:
        """Sessions that anyone may see at ``at`` (now): published themselves, and so are all councils that held them."""
        at = at or timezone.now()
        # Not correlated, so that it is hashed once whatever the planner believes of the number of rows. As text, for a
        # page asks for public sessions a dozen times.
        hidden = RawSQL(*_held_by_hidden_councils(at))
        return self.filter(is_public(at)).exclude(pk__in=hidden)

    def in_order(self) -> Self:
        """Oldest first; the order of every list and export of one council."""
        return self.order_by("start__startswith", "start__endswith", "id")

    def newest_first(self) -> Self:
        return self.order_by("-start__startswith", "-start__endswith", "-id")

    def with_councils(self) -> Self:
        """With the councils that held each session. One query more."""
        from meetings.models import SessionCouncil

        return self.prefetch_related(
            Prefetch("council_links", SessionCouncil.objects.select_related("council"))
        )

    def with_row_details(self) -> Self:
        """What a row of a list shows: place, councils, the gap before, a standing flag. Three queries more."""
        from meetings.models import Gap, Resumption

        return (
            self.select_related("place")
            .with_councils()
            .prefetch_related(
                Prefetch("gaps", Gap.objects.all(), to_attr="gaps_before"),
                Prefetch("resumptions", Resumption.objects.standing(), to_attr="standing_flags"),
            )
        )


class OfPublicSessionQuerySet(models.QuerySet[Any]):
    """Rows that belong to a session (``session`` foreign key) and are public with it."""

    session_path = "session"

    def public(self, at: datetime | None = None) -> Self:
        """Rows whose session is public at ``at`` (now). Joined, so that few rows look at their sessions and not at all."""
        at = at or timezone.now()
        hidden = {f"{self.session_path}__in": RawSQL(*_held_by_hidden_councils(at))}
        return self.filter(is_public(at, f"{self.session_path}__")).exclude(**hidden)

    def hidden(self, at: datetime | None = None) -> Self:
        """All others."""
        return self.filter(is_hidden_session(at or timezone.now(), self.session_path))
