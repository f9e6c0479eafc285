"""A made history of who came, and what a plain reading of it says: written apart from the product's own counting."""

import random
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from delegations.models import Delegation, Party, Person
from meetings.models import Council, Session
from meetings.vocabulary import Publication
from tests import factories as make
from tests.meetings.reference_records import NOW

ATTENDANCE = ["attended"] * 6 + ["partial", "walked_out", "absent", "unknown"]


@dataclass
class History:
    councils: list[Council] = field(default_factory=list)
    parties: list[Party] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    sessions: list[Session] = field(default_factory=list)


def made_history(seed: int, *, councils: int = 3, parties: int = 6, sessions: int = 30) -> History:
    """Sessions of every kind, public and not, vague and exact, with seats that are known, vague or not on record."""
    chance, made = random.Random(seed), History()
    made.councils = [make.make_council(f"Council {seed} {n}") for n in range(councils)]
    made.parties = [make.make_party(f"Party {n}", code=f"P{n}") for n in range(parties)]
    made.people = [make.make_person(f"Person {n}", slug=f"person-{n}") for n in range(parties * 2)]
    for council in made.councils[1:]:  # nobody wrote down who the members of the first one are
        for party in made.parties:
            if chance.random() < 0.6:
                joined = chance.choice([None, "2000", "2005-06", "2008-03-04"])
                left = chance.choice([None, None, "2012", "2013-05-06"])
                make.make_membership(party, council, joined=joined, left=left)
    for _ in range(sessions):
        made.sessions.append(_session(made, chance))
    return made


def _session(made: History, chance: random.Random) -> Session:
    year = chance.randint(2000, 2016)
    start = chance.choice(
        [f"{year}", f"{year}-{chance.randint(1, 12):02d}", f"{year}-0{chance.randint(1, 9)}-15"]
    )
    fields: dict[str, Any] = {"roster_complete": chance.random() < 0.5}
    odd = chance.random()
    if odd < 0.08:
        fields["publication"] = Publication.WITHDRAWN
    elif odd < 0.14:
        fields["embargo_until"] = NOW.replace(year=NOW.year + 1)
    elif odd < 0.22:
        fields["status"] = "cancelled"
    elif odd < 0.3 and made.sessions:
        fields["part_of"] = chance.choice(made.sessions)
    held_by = chance.sample(made.councils, chance.choice([1, 1, 2]))
    session = make.make_session(councils=held_by, start=start, published=odd > 0.02, **fields)
    for party in chance.sample(made.parties, chance.choice([2, 2, 4, 6])):
        delegation = make.make_delegation(session, party, attendance=chance.choice(ATTENDANCE))
        number = made.parties.index(party)
        for person in chance.sample(made.people[number * 2 : number * 2 + 2], chance.randint(0, 2)):
            make.make_delegate(delegation, person, leads=chance.random() < 0.7)
    return session


def is_read(session: Session) -> bool:
    """Public, took place, and no part of another."""
    return is_public(session) and session.part_of_id is None


def is_public(session: Session) -> bool:
    return (
        session.publication == "published"
        and (session.embargo_until is None or session.embargo_until <= NOW)
        and session.status in ("held", "interrupted")
    )


def present(session: Session) -> list[Delegation]:
    return [
        each for each in session.delegations.all() if each.attendance in ("attended", "partial", "walked_out")
    ]


def company_of(party: Party, made: History) -> dict[str, tuple[int, int, int, dict[str, int], int]]:
    """Of each party met: times, first and last session (keys), times by council, times with nobody else."""
    met: dict[str, list[Session]] = defaultdict(list)
    alone: dict[str, int] = defaultdict(int)
    for session in made.sessions:
        there = [each.party for each in present(session)]
        if party not in there or not is_public(session):
            continue
        others = [each.code for each in there if each != party]
        if session.roster_complete and len(others) == 1:
            alone[others[0]] += 1
        if is_read(session):
            for code in others:
                met[code].append(session)
    found = {}
    for code, sessions in met.items():
        ordered = sorted(sessions, key=lambda each: (each.start.earliest, each.start.latest, each.pk))
        councils: dict[str, int] = defaultdict(int)
        for session in sessions:
            for council in session.councils.all():
                councils[council.slug] += 1
        found[code] = (len(sessions), ordered[0].pk, ordered[-1].pk, dict(councils), alone[code])
    return found
