"""Rows for tests: plain functions, each giving a saved row with the least that the database accepts.

A session is published, with its council and a source, unless told otherwise. Dates are text as the EDTF reader
takes it (`2022-01-12`, `2019-07`) or a `DateInterval`.
"""

from itertools import count
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.utils.text import slugify

from delegations.models import Delegate, Delegation, Membership, Party, Person, PersonName, Post
from delegations.vocabulary import PartyKind
from meetings.dates import DateInterval
from meetings.models import (
    AgendaItem,
    Announcement,
    ContextEvent,
    ContextEventCouncil,
    Council,
    Coverage,
    Place,
    Release,
    Session,
    SessionCitation,
    SessionCouncil,
    Source,
    Topic,
)
from meetings.vocabulary import Completeness, Publication
from statements.groups import EDITORS, REVIEWERS
from statements.models import GapClaim, Statement, Wording
from statements.vocabulary import ClaimType, Fidelity

PASSWORD = "a long pass phrase"  # of test accounts only
_numbers = count(1)


def _interval(date: "str | DateInterval | None") -> DateInterval | None:
    return DateInterval.parse_edtf(date) if isinstance(date, str) else date


def _dates(fields: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: _interval(value) if name in names else value for name, value in fields.items()}


def make_source(**fields: Any) -> Source:
    number = next(_numbers)
    defaults: dict[str, Any] = {
        "url": f"https://news.example/{number}",
        "title": f"Report {number}",
        "publisher": "ZDF",
        "language": "de",
    }
    return Source.objects.create(**defaults | _dates(fields, "published"))


def make_place(name: str = "Brussels", iso3: str = "BEL", **fields: Any) -> Place:
    return Place.objects.get_or_create(name=name, iso3=iso3, defaults={"slug": slugify(name), **fields})[0]


def make_topic(name: str = "", **fields: Any) -> Topic:
    name = name or f"topic {next(_numbers)}"
    return Topic.objects.get_or_create(name=name, defaults={"slug": slugify(name), **fields})[0]


def make_council(name: str = "", *, published: bool = True, **fields: Any) -> Council:
    """A published council with a source, unless ``published`` is false."""
    name = name or f"Council {next(_numbers)}"
    defaults: dict[str, Any] = {"name": name, "slug": slugify(name)}
    if published:
        defaults["publication"] = Publication.PUBLISHED
    if published and "source" not in fields:
        defaults["source"] = make_source()
    return Council.objects.create(**defaults | _dates(fields, "founded", "dissolved"))


def make_session(
    council: Council | None = None,
    start: "str | DateInterval" = "2022-01-12",
    *,
    published: bool = True,
    councils: "list[Council] | None" = None,
    source: Source | None = None,
    counts: bool = True,
    number: str = "",
    **fields: Any,
) -> Session:
    """A held plenary session of the council (a new one if none is given) with one citation.

    ``councils`` instead of ``council``: a joint session. ``published`` false: a draft without a citation, unless
    ``source`` is given.
    """
    fields = _dates({"start": start, **fields}, "start", "end", "planned_start", "decided")
    session = Session.objects.create(**fields)
    for each in councils if councils is not None else [council or make_council()]:
        SessionCouncil.objects.create(session=session, council=each, counts=counts, number=number)
    if published or source:
        SessionCitation.objects.create(session=session, source=source or make_source())
    if published:
        session.publication = fields.get("publication", Publication.PUBLISHED)
        session.save(update_fields=["publication"])
    return session


def make_party(name: str = "", *, code: str = "", kind: str = PartyKind.STATE, **fields: Any) -> Party:
    number = next(_numbers)
    name = name or f"Party {number}"
    return Party.objects.create(name=name, code=code or f"X{number}", kind=kind, **fields)


def make_membership(party: Party, council: Council, **fields: Any) -> Membership:
    return Membership.objects.create(party=party, council=council, **_dates(fields, "joined", "left"))


def make_person(name: str = "", *, names: "tuple[tuple[str, str], ...]" = (), **fields: Any) -> Person:
    """``names``: other spellings as (text, language)."""
    name = name or f"Person {next(_numbers)}"
    person = Person.objects.create(name=name, **{"slug": slugify(name), **fields})
    for text, language in names:
        PersonName.objects.create(person=person, text=text, language=language)
    return person


def make_post(person: Person, title: str = "Deputy Foreign Minister", **fields: Any) -> Post:
    return Post.objects.create(person=person, title=title, **_dates(fields, "start", "end"))


def make_delegation(session: Session, party: Party | None = None, **fields: Any) -> Delegation:
    return Delegation.objects.create(session=session, party=party or make_party(), **fields)


def make_delegate(delegation: Delegation, person: Person | None = None, **fields: Any) -> Delegate:
    if person is None and not fields.get("name_as_printed"):
        person = make_person()
    return Delegate.objects.create(delegation=delegation, person=person, **fields)


def make_statement(
    session: Session,
    text: str = "Es ist ein positives Zeichen.",
    *,
    parties: "tuple[Party, ...]" = (),
    fidelity: str = Fidelity.VERBATIM_UNKNOWN,
    language: str = "de",
    source: Source | None = None,
    **fields: Any,
) -> Statement:
    """A statement with one wording; ``text`` empty: without a wording."""
    statement = Statement.objects.create(session=session, **_dates(fields, "said_on"))
    statement.parties.set(parties)
    if text:
        make_wording(statement, text, fidelity=fidelity, language=language, source=source or make_source())
    return statement


def make_wording(statement: Statement, text: str, **fields: Any) -> Wording:
    defaults: dict[str, Any] = {"fidelity": Fidelity.REPORTED, "language": "de"}
    if "source" not in fields:
        defaults["source"] = make_source()
    return Wording.objects.create(statement=statement, text=text, **defaults | fields)


def make_gap_claim(
    session: Session, phrase: str = "Zum ersten Mal seit zweieinhalb Jahren", **fields: Any
) -> GapClaim:
    defaults: dict[str, Any] = {"claim_type": ClaimType.FIRST_DURATION, "value": "P2Y6M", "language": "de"}
    if "source" not in fields:
        defaults["source"] = make_source()
    return GapClaim.objects.create(session=session, phrase=phrase, **defaults | fields)


def make_agenda_item(session: Session, text: str = "The conflict over Ukraine", **fields: Any) -> AgendaItem:
    return AgendaItem.objects.create(session=session, text=text, **fields)


def make_announcement(
    council: Council, text: str = "Ready to explore a timetable", **fields: Any
) -> Announcement:
    if "source" not in fields:
        fields["source"] = make_source()
    return Announcement.objects.create(
        council=council, text=text, **_dates(fields, "expected", "announced_on")
    )


def make_coverage(
    council: Council,
    first_day: str = "1990-01-01",
    *,
    completeness: str = Completeness.COMPLETE,
    searched_on: str = "2024-01-01",
    **fields: Any,
) -> Coverage:
    return Coverage.objects.create(
        council=council, first_day=first_day, completeness=completeness, searched_on=searched_on, **fields
    )


def make_context_event(
    *councils: Council,
    title: str = "Practical cooperation suspended",
    start: str = "2014-04-01",
    **fields: Any,
) -> ContextEvent:
    fields = _dates({"title": title, "start": start, "kind": "suspension", **fields}, "start", "end")
    if "source" not in fields:
        fields["source"] = make_source()
    event = ContextEvent.objects.create(**fields)
    for council in councils:
        ContextEventCouncil.objects.create(event=event, council=council)
    return event


def make_user(name: str = "", *, group: str = "", **fields: Any) -> Any:
    """A staff account with `PASSWORD`, in the group of that name if one is given."""
    user = get_user_model().objects.create_user(
        name or f"user{next(_numbers)}", password=PASSWORD, **{"is_staff": True, **fields}
    )
    if group:
        user.groups.add(Group.objects.get(name=group))
    return user


def make_editor(name: str = "") -> Any:
    return make_user(name, group=EDITORS)


def make_reviewer(name: str = "") -> Any:
    return make_user(name, group=REVIEWERS)


def make_release(version: str = "2024-02-01", **fields: Any) -> Release:
    """A release on record whose zip lies nowhere."""
    defaults: dict[str, Any] = {
        "day": version[:10],
        "data_version": 7,
        "code_version": "0.2.0",
        "data_sha256": "d" * 64,
        "content_sha256": "c" * 64,
        "archive_sha256": "a" * 64,
        "archive_bytes": 123_456,
        "counts": [["sessions", 1380], ["councils", 21]],
        "changes": {"sessions": {"added": 3, "changed": 2, "recomputed": 1, "removed": 0}}
        if "previous" in fields
        else {},
    }
    return Release.objects.create(version=version, **defaults | fields)
