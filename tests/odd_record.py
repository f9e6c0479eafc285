"""A record of odd but storable dates: of days to come, of no day, of leap days, over several days and years; and of
councils that ended, were suspended, are founded later, are not public, or follow one that is not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from meetings.assessment import assess_councils
from meetings.dates import DateInterval
from meetings.models import Council, CouncilName, Resumption, Session, Succession
from tests import factories as make

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
TO_COME = NOW + timedelta(days=400)
DATES = (
    "2027-03-01", "2026-12", "2026", "2026-11-26", "2026-11-27", "[2026-11-20..2026-12-05]", "2028-02-29", "2031", "2012",
    "2012-06", "2012-06-14", "2012-06-15", "2012-06-16", "[2012-06-10..2012-06-20]", "[2011-12-20..2012-01-10]", "200X",
    "19XX", "2020-02-29", "2024-02-29", "2000-02-29", "[2010-05-01..2014-05-01]", "1900",
)  # fmt: skip
COUNCILS: dict[str, dict[str, Any]] = {
    "a": {"founded": "1990"},
    "b": {"founded": "2012-06"},
    "concluded": {"dissolved": "2012-06-16"},
    "ended-vaguely": {"dissolved": "2012"},
    "ends-later": {"dissolved": "2030-05", "founded": "1950-01-01"},
    "founded-later": {"founded": "2027-05"},
    "suspended": {},
    "never-met": {"founded": "2005"},
    "embargoed": {"embargo_until": TO_COME},
    "was-embargoed": {"embargo_until": NOW - timedelta(days=1)},
    "withdrawn": {"publication": "withdrawn"},
    "muted": {"muted": True, "declared_cadence_days": 30, "sitting_span_days": 0},
}
SUCCESSIONS = (
    ("b", "a", "continues"), ("suspended", "embargoed", "continues"), ("muted", "concluded", "replaces"),
    ("founded-later", "b", "continues"), ("ended-vaguely", "withdrawn", "revives"),
)  # fmt: skip


def make_odd_record(seed: int, sessions: int = 70) -> None:
    OddRecord(Random(seed)).make(sessions)


class OddRecord:
    """Chooses the dates and states of each row."""

    def __init__(self, pick: Random) -> None:
        self.pick = pick
        self.councils: list[Council] = []
        self.held: list[Session] = []

    def make(self, sessions: int) -> None:
        self.parties = [make.make_party(code, code=code) for code in ("RUS", "USA", "NOR")]
        self.people = [make.make_person(name.title(), slug=name) for name in ("grushko", "sherman")]
        self.topics = [make.make_topic(name, slug=name) for name in ("arms", "ice")]
        self.sources = [make.make_source(published=self.perhaps_a_date()) for _ in range(5)]
        self.places = [make.make_place("Vienna", "AUT"), make.make_place("Geneva", "CHE"), None]
        for slug, fields in COUNCILS.items():
            self.councils.append(make.make_council(slug, slug=slug, **fields))
            self._beside(self.councils[-1])
        by_slug = {council.slug: council for council in self.councils}
        for later, earlier, kind in SUCCESSIONS:
            Succession.objects.create(successor=by_slug[later], predecessor=by_slug[earlier], kind=kind)
        make.make_context_event(by_slug["suspended"], by_slug["a"], start="2012-06-15")
        for person in self.people:
            for _ in range(2):
                make.make_post(person, party=self.one_of(self.parties), start=self.perhaps_a_date())
        for _ in range(sessions):
            self._around(self._session())
        for council in self.councils:
            for _ in range(4):
                self._announcement(council)
        _assess()
        self._judge()

    def one_of(self, values: Sequence[Any]) -> Any:
        return self.pick.choice(values)

    def perhaps_a_date(self) -> Any:
        return self.one_of((*DATES, None, None))

    def _beside(self, council: Council) -> None:
        make.make_coverage(
            council,
            self.one_of(("1990-01-01", "2013-01-01", "2027-01-01")),
            completeness=self.one_of(("complete", "sampled", "not_searched")),
        )
        for party in self.pick.sample(self.parties, 2):
            make.make_membership(
                party, council, joined=self.perhaps_a_date(), standing=self.one_of(("member", "observer"))
            )
        CouncilName.objects.create(council=council, text=f"Rat {council.slug}", language="de")
        make.make_context_event(
            council, start=self.one_of(DATES), kind=self.one_of(("suspension", "war")), title=council.slug
        )

    def _session(self) -> Session:
        day = f"{self.pick.randint(1995, 2026)}-{self.pick.randint(1, 12):02}-{self.pick.randint(1, 28):02}"
        start = DateInterval.parse_edtf(self.one_of((self.one_of(DATES), day)))
        lasts = self.one_of((0, 0, 0, 1, 20, 500))
        public = list(Session.objects.public(NOW).filter(part_of=None).order_by("pk"))
        session = make.make_session(
            councils=self.pick.sample(self.councils[:7] + self.councils[8:], self.one_of((1, 1, 1, 2))),
            start=start,
            end=DateInterval.day(start.latest + timedelta(days=lasts)) if lasts else None,
            status=self.one_of(
                ("held",) * 9 + ("interrupted", "cancelled", "scheduled", "postponed", "unconfirmed")
            ),
            formation=self.one_of(("plenary",) * 5 + ("expert", "informal")),
            level=self.one_of(("ambassadors", "ministers", "heads_of_state_government", "")),
            place=self.one_of(self.places),
            part_of=self.one_of(public) if public and self.pick.random() > 0.9 else None,
            counts=self.pick.random() > 0.1,
            roster_complete=self.pick.random() > 0.5,
            source=self.one_of(self.sources),
            embargo_until=self.one_of((None,) * 9 + (TO_COME,)),
            planned_start=self.perhaps_a_date(),
            decided=self.perhaps_a_date(),
            publication=self.one_of(("published",) * 14 + ("withdrawn", "draft")),
        )
        self.held.append(session)
        return session

    def _around(self, session: Session) -> None:
        for source in self.pick.sample(self.sources, 2):
            session.citations.create(source=source, fact=self.one_of(("", "date")))
        for party in self.pick.sample(self.parties, self.pick.randint(0, 3)):
            came = self.one_of(("attended", "partial", "walked_out", "absent", "unknown"))
            delegation = make.make_delegation(session, party, attendance=came)
            make.make_delegate(delegation, self.one_of(self.people), leads=self.pick.random() > 0.5)
        for _ in range(self.pick.randint(0, 2)):
            make.make_agenda_item(session, topic=self.one_of([*self.topics, None]))
            make.make_gap_claim(session, source=self.one_of(self.sources))
            statement = make.make_statement(
                session,
                self.one_of(("", "Wort")),
                speaker=self.one_of([*self.people, None]),
                parties=tuple(self.pick.sample(self.parties, self.pick.randint(0, 2))),
                said_on=self.perhaps_a_date(),
                embargo_until=self.one_of((None, None, None, TO_COME)),
                source=self.one_of(self.sources),
            )
            if self.pick.random() > 0.5:
                fidelity = self.one_of(("verbatim", "fragment"))
                make.make_wording(statement, "Word", language="en", fidelity=fidelity)
            statement.topics.set(self.pick.sample(self.topics, self.pick.randint(0, 2)))

    def _announcement(self, council: Council) -> None:
        own = [session for session in self.held if session.council_links.filter(council=council).exists()]
        make.make_announcement(
            council,
            session=self.one_of([*own, None, None]),
            source=self.one_of(self.sources),
            expected=self.perhaps_a_date(),
            announced_on=self.perhaps_a_date(),
            outcome=self.one_of(("pending",) * 4 + ("held", "lapsed", "cancelled", "slipped")),
            outcome_session=self.one_of([*own, None]),
        )

    def _judge(self) -> None:
        """A person's word on some flags; others follow no more."""
        flags = list(Resumption.objects.order_by("pk"))
        for flag in flags[::3]:
            state = self.one_of(("dismissed", "confirmed"))
            Resumption.objects.filter(pk=flag.pk).update(
                state=state, reviewed_as=state, reviewed_grade=flag.grade, reviewed_at=NOW
            )
        for flag in flags[1::4]:
            Session.objects.filter(pk=flag.session_id).update(status="cancelled")
        _assess()


def _assess() -> None:
    assess_councils(council_ids=list(Council.objects.values_list("pk", flat=True)), now=NOW)
