"""A council with everything that a page can list, for the tests of every page."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

from django.test import Client

from meetings.assessment import assess_councils
from meetings.models import (
    Council,
    CouncilName,
    Resumption,
    SessionCitation,
    Succession,
)
from statements.models import StatementTopic
from tests import factories as make
from tests.meetings.reference_records import NOW


@contextmanager
def frozen_clock() -> Iterator[None]:
    """Pages of the instant at which the world is assessed."""
    with mock.patch("meetings.pages.clock", return_value=NOW):
        yield


def get(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, (address, response.status_code)
    return response.content.decode()


def assess(council: Council) -> None:
    assess_councils(council_ids=[council.pk], now=NOW)


class World:
    """A council with a predecessor, sessions, a flag, and ``rows`` of everything that a page can list."""

    def __init__(self, rows: int, text: str = "") -> None:
        self.text = text
        self.origin = make.make_source(publisher="dpa")
        self.source = make.make_source(
            derived_from=self.origin, title=f"Title {text}", author=f"Author {text}"
        )
        self.place = make.make_place("Brussels")
        self.topic = make.make_topic(f"arms control {text}", slug="arms-control")
        self.council = make.make_council(
            f"Standing Council {text}", slug="standing-council", source=self.source, seat=self.place,
            description=f"It meets. {text}", abbreviation="SC",
        )  # fmt: skip
        self.elder = make.make_council(f"Elder Council {text}", slug="elder-council", source=self.source)
        Succession.objects.create(
            successor=self.council, predecessor=self.elder, kind="continues", note=f"As one. {text}",
            source=self.source,
        )  # fmt: skip
        self.party = make.make_party(f"Russia {text}", code="RUS", source=self.source)
        self.person = make.make_person(
            f"Alexander Grushko {text}", slug="alexander-grushko", description=f"Diplomat {text}",
            names=((f"Грушко {text}", "ru"), (f"Gruschko {text}", "de")),
        )  # fmt: skip
        self.post = make.make_post(self.person, f"Minister {text}", party=self.party, source=self.source)
        self.elder_session = make.make_session(self.elder, "2000-02-01", source=self.source)
        months = [f"{year}-{month:02d}-10" for year in (2001, 2002, 2003) for month in (2, 6, 10)]
        self.early = [make.make_session(self.council, day, source=self.source) for day in months]
        self.session = make.make_session(
            self.council, "2010-03-05", source=self.source, place=self.place, number="12", title=f"Lisbon {text}",
            venue=f"Hall {text}", outcome=f"They will meet. {text}", outcome_according_to=f"NATO {text}",
            follow_up=f"Soon. {text}", date_as_printed=f"Freitag {text}", duration_as_printed=f"rund vier Stunden {text}",
            duration_minutes_min=225, duration_minutes_max=255,
        )  # fmt: skip
        self.called_off = make.make_session(
            self.council, "2006-05-01", source=self.source, status="cancelled"
        )
        for number in range(rows):
            self.add_row(number)
        self.planned = make.make_session(self.council, "2027-05-01", source=self.source, status="scheduled")
        assess(self.elder)
        assess(self.council)
        self.flag = Resumption.objects.get(session=self.session)

    def add_row(self, number: int) -> None:
        text = f"{number} {self.text}"
        session, source = self.session, self.source
        party = make.make_party(f"Party {text}", code=f"P{number}")
        person = make.make_person(f"Person {text}", slug=f"person-{number}")
        make.make_post(self.person, f"Post {text}", party=party, source=source)
        for each in (self.party, party):
            make.make_membership(each, self.council, joined=f"{2001 + number}-01-01", source=source)
        for which in (session, self.early[number % len(self.early)]):
            delegation = make.make_delegation(which, party, designation_as_printed=f"Delegation {text}")
            delegation.citations.create(
                source=source, fact="head", locator=f"p. {text}", excerpt=f"Kopf {text}"
            )
            make.make_delegate(
                delegation, person, leads=True, name_as_printed=f"Herr {text}", role_as_printed=text
            )
        if number == 0:
            seat = make.make_delegation(session, self.party)
            make.make_delegate(seat, self.person, leads=True, post=self.post)
        make.make_agenda_item(session, f"Item {text}", topic=self.topic, source=source, according_to=text)
        make.make_announcement(
            self.council, f"Announced {text}", session=session, outcome_session=self.early[0]
        )
        statement = make.make_statement(
            session, f"Gesagt {text}", parties=(self.party,), speaker=self.person, source=source,
            speaker_role=f"Rolle {text}",
        )  # fmt: skip
        StatementTopic.objects.create(statement=statement, topic=self.topic)
        make.make_wording(
            statement, f"Said {text}", language="en", fidelity="fragment", clause=f"Clause {text}",
            speaker_as_printed=f"er {text}", source=make.make_source(derived_from=self.origin),
        )  # fmt: skip
        make.make_gap_claim(session, f"Erstmals {text}", source=source, locator=text)
        make.make_context_event(
            self.council, title=f"Event {text}", start="2005-04-01", kind="dispute", end="2006-01-01"
        )
        SessionCitation.objects.create(
            session=session, source=source, fact="date", locator=f"Seite {text}", excerpt=text
        )
        CouncilName.objects.create(council=self.council, text=f"Rat {text}", language="de", source=source)
        make.make_coverage(
            self.council, f"{1990 + number}-01-01", last_day=f"{1990 + number}-12-31", method=text
        )
        part = make.make_session(
            self.council, "2010-03-05", source=source, part_of=session, title=f"Dinner {text}"
        )
        del part
        other = make.make_council(f"Other {text}", slug=f"other-{number}")
        make.make_session(councils=[other, self.council], start="2011-01", source=source, place=self.place)

    def pages(self) -> list[str]:
        """An address of every kind of page, with and without filters."""
        session = self.session.public_id
        return [
            "/councils/",
            "/councils/?as_of=2009-01-01",
            "/councils/standing-council/",
            "/councils/standing-council/?as_of=2009-01-01",
            "/councils/elder-council/",
            "/councils/standing-council/attendance/",
            "/councils/standing-council/attendance/?as_of=2009-01-01",
            "/compare/",
            "/compare/?council=elder-council&council=standing-council",
            "/compare/?council=elder-council&council=standing-council&as_of=2009-01-01",
            "/compare/?party=P0&party=RUS",
            "/sessions/",
            "/sessions/?council=standing-council&sort=oldest",
            f"/sessions/{session}/",
            f"/sessions/{self.early[0].public_id}/",
            "/parties/",
            "/parties/RUS/",
            "/people/alexander-grushko/",
            "/topics/arms-control/",
            "/places/brussels/",
            f"/sources/{self.source.pk}/",
            "/statements/",
            "/statements/?council=standing-council&party=RUS&person=alexander-grushko&q=Gesagt",
            "/search/",
            "/search/?q=a",
            "/resumptions/",
            "/resumptions/?council=standing-council&flag=major&as_of=2020-01-01",
            f"/resumptions/R{self.flag.pk}/",
            "/silences/",
            "/silences/?as_of=2009-01-01",
        ]
