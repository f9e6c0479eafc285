"""A meeting with a row of every kind, and random changes to it as editors, imports and SQL make them."""

from __future__ import annotations

import random
from typing import Any

from meetings.dates import DateInterval
from meetings.models import Session
from statements.meeting import tables
from statements.models import Statement
from statements.vocabulary import Fidelity
from tests import factories as make


def whole_meeting(**fields: Any) -> Session:
    """Two councils, agenda, an announcement, delegations with delegates and citations, statements with a translation."""
    council = make.make_council()
    fields = {"start": "2022-01-12", "venue": "NATO headquarters", "start_time": "10:00", **fields}
    fields.setdefault("time_zone", "Europe/Brussels")
    session = make.make_session(councils=[council, make.make_council()], place=make.make_place(), **fields)
    make.make_agenda_item(session, topic=make.make_topic("Ukraine"), source=make.make_source())
    make.make_announcement(council, session=session, expected="2022-03")
    for name in ("Norway", "Russia"):
        party, person = (
            make.make_party(name),
            make.make_person(f"Head of {name}", slug=f"{name}-{session.pk}".lower()),
        )
        delegation = make.make_delegation(session, party)
        make.make_delegate(delegation, person, leads=True, post=make.make_post(person, party=party))
        delegation.citations.create(source=make.make_source())
        statement = make.make_statement(session, f"Satz von {name}.", parties=(party,), speaker=person)
        statement.topics.add(make.make_topic("Ukraine"))
        original = statement.wordings.get()
        make.make_wording(
            statement,
            f"Sentence of {name}.",
            language="en",
            fidelity=Fidelity.VERBATIM_TRANSLATED,
            translated_from=original,
        )
    make.make_gap_claim(session)
    return session


def change_at_random(session: Session, chance: random.Random) -> None:
    """One to six changes: a row changed, removed with what hangs on it, added, or hung on another."""
    for _ in range(chance.randint(1, 6)):
        chance.choice(_CHANGES)(session, chance)


def _rows(session: Session, name: str) -> list[Any]:
    table = tables.TABLES[name]
    return list(table.records.filter(**{table.path: session.pk}).order_by("pk"))


def _change_session(session: Session, chance: random.Random) -> None:
    values = chance.choice(
        (
            {"venue": f"Hall {chance.randint(1, 9)}"},
            {
                "start": DateInterval.parse_edtf(
                    chance.choice(("2022-01", "2021", "[2022-01-03..2022-01-20]"))
                )
            },
            {"note": "for editors", "roster_complete": True},
            {"place": None, "level": "experts"},
        )
    )
    Session.objects.filter(pk=session.pk).update(**values)


def _change_rows(session: Session, chance: random.Random) -> None:
    name, values = chance.choice(
        (
            ("citation", {"locator": f"paragraph {chance.randint(1, 9)}"}),
            ("agenda", {"text": "Another subject", "topic": None}),
            ("delegation", {"attendance": "absent", "absence_reason": "It stayed away"}),
            ("delegate", {"role_as_printed": "Minister", "leads": False}),
            ("wording", {"text": "Andere Worte", "is_excerpt": True}),
            ("statement", {"speaker_role": "Minister", "position": 3}),
            ("claim", {"value": "P3Y"}),
            ("link", {"number": "12", "counts": False}),
            ("announcement", {"expected": None}),
        )
    )
    for row in _rows(session, name)[: chance.randint(1, 2)]:
        type(row).objects.filter(pk=row.pk).update(**values)


def _remove_row(session: Session, chance: random.Random) -> None:
    rows = _rows(
        session, chance.choice([name for name in tables.TABLES if name not in ("session", "citation")])
    )
    if rows:
        row = chance.choice(rows)
        if isinstance(row, tables.Wording):
            row.translations.all().update(translated_from=None)
        if isinstance(row, Statement):
            tables.Wording.objects.filter(translated_from__statement=row).update(translated_from=None)
        row.delete()


def _add_row(session: Session, chance: random.Random) -> None:
    made = chance.choice(("delegation", "statement", "agenda", "claim", "citation"))
    if made == "delegation":
        make.make_delegate(make.make_delegation(session), name_as_printed="one of them")
    elif made == "statement":
        make.make_statement(session, "Neu", parties=(make.make_party(),))
    elif made == "agenda":
        make.make_agenda_item(session, "New subject")
    elif made == "claim":
        make.make_gap_claim(session)
    else:
        session.citations.create(source=make.make_source(), fact="date")


def _hang_elsewhere(session: Session, chance: random.Random) -> None:
    for name, parents in (("delegate", "delegation"), ("wording", "statement")):
        rows, others = _rows(session, name), _rows(session, parents)
        if rows and others:
            row = chance.choice(rows)
            type(row).objects.filter(pk=row.pk).update(**{parents: chance.choice(others)})


_CHANGES = (_change_session, _change_rows, _change_rows, _remove_row, _remove_row, _add_row, _hang_elsewhere)
