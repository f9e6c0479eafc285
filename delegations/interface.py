"""The resources of who came: delegations, parties, people."""

from dataclasses import replace
from typing import Any

from django.db.models import QuerySet

from delegations.exports import (
    DELEGATES,
    DELEGATION_CITATIONS,
    DELEGATIONS,
    MEMBERSHIPS,
    PARTIES,
    PEOPLE,
    POSTS,
    RETIRED_IDS,
)
from delegations.exports.delegations import chosen_delegations
from delegations.models import Delegation, Person
from meetings.exports.expressions import in_export_order
from meetings.exports.scope import Scope
from meetings.interface.records import (
    OF_ITS_SESSION,
    of_changed_sessions,
    of_one_session,
    of_their_sessions,
)
from meetings.interface.resources import Found, Key, Resource, rows_of, whole_record
from meetings.models import RetiredId


def _delegations(scope: Scope) -> "QuerySet[Any]":
    """All public ones, or those that the address leaves."""
    if scope.is_narrow:
        return chosen_delegations(scope)
    return Delegation.objects.public(scope.now)


def _of_its_session(scope: Scope, found: Found) -> Scope:
    return of_their_sessions(scope, [found])


DELEGATION_RESOURCE = Resource(
    name="delegations",
    one="delegation",
    table=DELEGATIONS,
    listed=(
        "delegation_id", "session_id", "council_slug", "party_id", "party_name_then", "party_iso3", "capacity", "invited",
        "attendance", "delegation_level", "head_person_ids", "head_names", "date_start_min", "date_start_max", "session_status",
        "updated_at",
    ),
    found=_delegations,
    keys=(Key("delegation_id", "pk", "D"), Key("session_id", "session_id", "S")),
    narrowed=of_their_sessions,
    came_since=of_changed_sessions,
    listed_as=replace(DELEGATIONS, select=lambda scope: in_export_order(chosen_delegations(scope), "session", "id")),
    nested=(
        rows_of(
            "delegate_rows",
            "delegate",
            DELEGATES,
            "Everybody in it, heads first.",
            _of_its_session,
            of=Key("delegation_id", "pk", "D"),
            without=(*OF_ITS_SESSION, "delegation_id", "party_id"),
        ),
        rows_of(
            "citations",
            "citation of a delegation",
            DELEGATION_CITATIONS,
            "Which fact of it rests on which source.",
            _of_its_session,
            of=Key("delegation_id", "pk", "D"),
            without=(*OF_ITS_SESSION, "delegation_id"),
        ),
    ),
)  # fmt: skip


def _parties(scope: Scope) -> "QuerySet[Any]":
    return PARTIES.queryset(scope)


def _of_one_party(scope: Scope, found: Found) -> Scope:
    return whole_record(scope, party=(found["code"],))


PARTY_RESOURCE = Resource(
    name="parties",
    one="party",
    table=PARTIES,
    listed=(
        "party_id",
        "party_code",
        "name",
        "party_type",
        "party_iso3",
        "party_iso3_user",
        "url",
        "updated_at",
    ),
    found=_parties,
    keys=(Key("party_id", "pk", "E"), Key("party_code", "code")),
    narrowed=lambda scope, found: whole_record(scope),
    slug="code",
    path="parties",
    nested=(
        rows_of(
            "memberships",
            "membership",
            MEMBERSHIPS,
            "Its seats in councils.",
            _of_one_party,
            of=Key("party_code", "code"),
            without=("party_id", "party_code", "member_name", "party_type", "party_iso3"),
        ),
    ),
)


def _people(scope: Scope) -> "QuerySet[Any]":
    """Those that the address leaves; else all, of whom the table shows those that are public: to find them beforehand
    would take the whole record."""
    if scope.is_narrow:
        return PEOPLE.queryset(scope)
    return Person.objects.all()


PERSON_RESOURCE = Resource(
    name="people",
    one="person",
    table=PEOPLE,
    listed=("person_id", "person_slug", "name", "description", "url", "updated_at"),
    found=_people,
    keys=(Key("person_id", "pk", "P"), Key("person_slug", "slug")),
    narrowed=lambda scope, found: whole_record(scope, person=tuple(each["slug"] for each in found)),
    slug="slug",
    path="people",
    nested=(
        rows_of(
            "posts",
            "post",
            POSTS,
            "Offices held.",
            lambda scope, found: whole_record(scope, person=(found["slug"],)),
            of=Key("person_slug", "slug"),
            without=("person_id", "person_slug"),
        ),
    ),
)

RETIRED_RESOURCE = Resource(
    name="retired_ids",
    one="retired id",
    table=RETIRED_IDS,
    listed=tuple(column.name for column in RETIRED_IDS.columns),
    found=lambda scope: RetiredId.objects.all(),
    keys=(Key("retired", "key"),),
    narrowed=lambda scope, found: whole_record(scope),
    has_items=False,
    changed="retired_at",
)

IN_COUNCIL = rows_of(
    "memberships",
    "seat in a council",
    MEMBERSHIPS,
    "Who sits in it.",
    lambda scope, found: whole_record(scope, council=(found["slug"],)),
    without=("council_slug",),
)
IN_SESSION = (
    rows_of("delegations", "delegation at a session", DELEGATIONS, "Who came, and who is known to have stayed away.", of_one_session, without=OF_ITS_SESSION),
    rows_of("delegates", "delegate at a session", DELEGATES, "The people in its delegations.", of_one_session, without=OF_ITS_SESSION),
    rows_of("delegation_citations", "citation of a delegation at a session", DELEGATION_CITATIONS, "Which fact of a delegation rests on which source.", of_one_session, without=OF_ITS_SESSION),
)  # fmt: skip
