"""What the database recorded of a session and of all that hangs on it, in one query."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import CharField, JSONField, QuerySet, TextField, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast
from django.utils.dateparse import parse_datetime

from meetings.models import Council, Session, SessionCouncil
from meetings.revisions.visibility import Version, settled

# Of a council nothing else is told on a session's page.
_OF_COUNCIL = ("publication", "embargo_until")
Histories = Mapping[str, Mapping[int, list[Version]]]


def histories(session: Session, at: datetime) -> Histories:
    """Versions by table and row, in order of time: what stood between in one transaction is left out.

    Announcements of councils that are not public at ``at`` are left out.
    Rows of statements and delegations come with those that once belonged to the session. One query.
    """
    statements, delegations = session.statements.model, session.delegations.model
    said = _events(statements).filter(session_id=session.pk).values("pgh_obj_id")
    seated = _events(delegations).filter(session_id=session.pk).values("pgh_obj_id")
    held_by = _events(SessionCouncil).filter(session_id=session.pk).values("council_id")
    parts = [
        _part("session", Session, pgh_obj_id=session.pk),
        _part("council", Council, pgh_obj_id__in=held_by),
        _part("link", SessionCouncil, session_id=session.pk),
        _part("citation", session.citations.model, session_id=session.pk),
        _part("agenda", session.agenda.model, session_id=session.pk),
        _part(
            "announcement",
            session.announcements.model,
            session_id=session.pk,
            council_id__in=Council.objects.public(at).values("pk"),
        ),
        _part("claim", session.gap_claims.model, session_id=session.pk),
        _part("delegation", delegations, pgh_obj_id__in=seated),
        _part("delegate", _related(delegations, "delegates"), delegation_id__in=seated),
        _part("seat_citation", _related(delegations, "citations"), delegation_id__in=seated),
        _part("statement", statements, pgh_obj_id__in=said),
        _part("wording", _related(statements, "wordings"), statement_id__in=said),
        _part("party", apps.get_model("statements.StatementParty"), statement_id__in=said),
        _part("topic", _related(statements, "topic_links"), statement_id__in=said),
    ]
    rows = parts[0].union(*parts[1:], all=True)
    found: dict[str, dict[int, list[tuple[int, Version]]]] = defaultdict(lambda: defaultdict(list))
    for order, table, row, moment, label, context, data in rows:
        found[table][row].append((order, _version(table, row, moment, label, context, data)))
    return {
        table: {
            row: settled(version for _, version in sorted(versions, key=_order))
            for row, versions in by_row.items()
        }
        for table, by_row in found.items()
    }


def _order(numbered: tuple[int, Version]) -> int:
    return numbered[0]


def _version(
    table: str, row: int, moment: datetime, label: str, context: Any, data: dict[str, Any]
) -> Version:
    if until := data.get("embargo_until"):
        data["embargo_until"] = parse_datetime(until)
    if table == "council":
        data = {name: data.get(name) for name in _OF_COUNCIL}
    reason = (context or {}).get("reason") or ""
    return Version(table, row, moment, label, data, str(reason).strip())


def _part(table: str, model: Any, **of_session: Any) -> "QuerySet[Any, Any]":
    events = _events(model).filter(**of_session).order_by()
    name = connection.ops.quote_name(events.model._meta.db_table)
    told = events.annotate(
        pgh_table=Value(table, CharField()),
        pgh_data=RawSQL(f"to_jsonb({name})", [], output_field=JSONField()),
    )
    return told.values_list(
        "pgh_id", "pgh_table", "pgh_obj_id", "pgh_created_at", "pgh_label", "pgh_context", "pgh_data"
    )


def _related(model: Any, name: str) -> Any:
    """The table behind a reverse relation, which a lower app knows by that name only."""
    return model._meta.get_field(name).related_model


def _events(model: Any) -> "QuerySet[Any]":
    """All history rows of the model's table, which pghistory keeps in a model of its own."""
    return model.pgh_event_model.objects.all()


def names_of(
    wanted: Mapping[str, Iterable[int]], kinds: Mapping[str, tuple[Any, Any]]
) -> dict[tuple[str, int], str]:
    """Names of the rows that changes point to, by kind and key; a row that may not be named has none.

    ``kinds``: the rows of each kind, and the expression that names one. One query, or none.
    """
    parts = [
        rows.filter(pk__in=set(keys))
        .order_by()
        .annotate(of_kind=Value(kind, CharField()), named=Cast(name, TextField()))
        .values_list("of_kind", "pk", "named")
        for kind, keys in wanted.items()
        for rows, name in [kinds[kind]]
        if keys
    ]
    if not parts:
        return {}
    return {(kind, key): name for kind, key, name in parts[0].union(*parts[1:], all=True)}
