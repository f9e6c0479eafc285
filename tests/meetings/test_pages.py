"""Every public page but the timeline: what it costs, what it hides, what it refuses, what it shows."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from unittest import mock

import pytest
from django.db import connection
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from meetings.assessment import assess_councils
from meetings.models import (
    Council,
    CouncilName,
    Resumption,
    RetiredId,
    Session,
    SessionCitation,
    SessionCouncil,
    Silence,
    Source,
    Succession,
)
from meetings.vocabulary import FlagState, Publication
from statements.models import StatementTopic
from tests import factories as make
from tests.meetings.reference_records import NOW, analyse_tables, load_reference_records

pytestmark = pytest.mark.django_db

QUERIES_MAX = 20
# A council's page tells its rhythm, its silences, who came and who led.
QUERIES_OF = {
    "/councils/standing-council/": 29,
    "/councils/elder-council/": 29,
    "/compare/": 24,
    "/parties/RUS/": 34,
    "/people/alexander-grushko/": 27,
}
LATER = timedelta(days=1)


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
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


@pytest.mark.parametrize("rows", [1, 12])
def test_no_page_needs_more_queries_than_it_may_whatever_the_number_of_rows(
    client: Client, rows: int
) -> None:
    world = World(rows)
    costs = {}
    for address in world.pages():
        with CaptureQueriesContext(connection) as queries:
            get(client, address)
        costs[address] = len(queries)
    too_many = {
        address: cost
        for address, cost in costs.items()
        if cost > QUERIES_OF.get(address.partition("?")[0], QUERIES_MAX)
    }
    assert too_many == {}


def test_every_text_is_escaped_on_every_page(client: Client) -> None:
    world = World(2, text="<script>alert(1)</script>")
    for address in world.pages():
        html = get(client, address)
        assert "<script>alert" not in html, address
        assert "&lt;script&gt;" in html or "search/" in address or "/resumptions/" in address, address


SECRET = "Geheimnis"


def hide_a_session(world: World, **hidden: Any) -> None:
    """A session that is not public, reachable from public rows over every foreign key that leads to sessions."""
    secret_party = make.make_party(f"{SECRET} party", code="SECRET")
    secret_person = make.make_person(f"{SECRET} person", slug="secret")
    source = make.make_source(title=f"{SECRET} source", publisher=f"{SECRET} publisher")
    place = make.make_place(f"{SECRET} place", "")
    topic = make.make_topic(f"{SECRET} topic")
    session = make.make_session(
        world.council, "2013-07-01", source=source, title=f"{SECRET} title", place=place, outcome=f"{SECRET} outcome",
        published=False, **hidden,
    )  # fmt: skip
    make.make_agenda_item(session, f"{SECRET} item", topic=topic, source=source)
    delegate = make.make_delegation(session, secret_party)
    make.make_delegate(delegate, secret_person, leads=True)
    make.make_delegate(
        make.make_delegation(session, world.party), world.person, role_as_printed=f"{SECRET} role"
    )
    make.make_statement(
        session, f"{SECRET} words", parties=(world.party,), speaker=world.person, source=source
    )
    make.make_gap_claim(session, f"{SECRET} claim", source=source)
    make.make_announcement(world.council, f"{SECRET} announcement", session=session, source=source)
    Session.objects.filter(pk=session.pk).update(start=session.start)
    Session.objects.filter(pk=world.session.pk).update(part_of=session)
    make.make_announcement(world.council, "Seen", session=world.session, outcome_session=session)
    Silence.objects.filter(council=world.council).update(last_session=session, next_planned=session)
    Resumption.objects.filter(pk=world.flag.pk).update(previous_session=session)
    world.session.gaps.update(previous_session=session)


@pytest.mark.parametrize(
    "hidden",
    [
        {"publication": Publication.DRAFT},
        {"publication": Publication.IN_REVIEW},
        {"publication": Publication.WITHDRAWN},
        {"publication": Publication.PUBLISHED, "embargo_until": NOW + LATER},
    ],
    ids=["draft", "in_review", "withdrawn", "embargoed"],
)
def test_a_session_that_is_not_public_shows_on_no_page(client: Client, hidden: dict[str, Any]) -> None:
    world = World(1)
    hide_a_session(world, **hidden)
    session = Session.objects.get(title=f"{SECRET} title")
    for address in [
        *world.pages(),
        f"/search/?q={SECRET}",
        f"/statements/?q={SECRET}",
        f"/sessions/?q={SECRET}",
    ]:
        html = get(client, address).replace(f"“{SECRET}”", "").replace(f'value="{SECRET}"', "")
        html = html.replace(f"?q={SECRET}", "").replace(f"text: {SECRET}", "").replace(f"<title>{SECRET}", "")
        assert SECRET not in html, address
        assert f"/sessions/S{session.pk}/" not in html, address
    source = Source.objects.get(title=f"{SECRET} source")
    for address in (
        f"/sessions/S{session.pk}/", f"/id/S{session.pk}", f"/sources/{source.pk}/", f"/id/U{source.pk}",
        "/parties/SECRET/", "/people/secret/", "/places/geheimnis-place/", "/topics/geheimnis-topic/",
        f"/id/D{session.delegations.first().pk}", f"/id/Q{session.statements.first().pk}",
    ):  # fmt: skip
        assert SECRET not in get(client, address, 404)


def test_an_embargoed_statement_of_a_public_session_shows_on_no_page(client: Client) -> None:
    world = World(1)
    source = make.make_source(title=f"{SECRET} source")
    speaker = make.make_person(f"{SECRET} speaker", slug="secret")
    party = make.make_party(f"{SECRET} party", code="SECRET")
    statement = make.make_statement(
        world.session, f"{SECRET} words", parties=(world.party, party), speaker=speaker, source=source,
        embargo_until=NOW + LATER,
    )  # fmt: skip
    StatementTopic.objects.create(statement=statement, topic=make.make_topic(f"{SECRET} topic"))
    for address in world.pages():
        assert SECRET not in get(client, address), address
    assert "No session on record matches" in get(client, f"/sessions/?q={SECRET}")
    for address in (
        f"/id/Q{statement.pk}", f"/sources/{source.pk}/", "/people/secret/", "/parties/SECRET/", "/topics/geheimnis-topic/",
    ):  # fmt: skip
        get(client, address, 404)


def test_a_council_that_is_not_public_shows_on_no_page(client: Client) -> None:
    world = World(1)
    draft = make.make_council(f"{SECRET} council", slug="secret", published=False)
    Succession.objects.create(successor=draft, predecessor=world.council, kind="continues", note=SECRET)
    Succession.objects.create(successor=world.council, predecessor=draft, kind="replaces", note=SECRET)
    make.make_membership(world.party, draft)
    joint = make.make_session(councils=[world.council, draft], start="2014-01-01", title=f"{SECRET} joint")
    for address in world.pages():
        html = get(client, address)
        assert SECRET not in html, address
        assert f"/sessions/S{joint.pk}/" not in html, address
    get(client, "/councils/secret/", 404)


@pytest.mark.parametrize(
    ("address", "status", "sentence"),
    [
        ("/councils/none/", 404, "There is no council “none” on record."),
        ("/sessions/S999999/", 404, "There is no public session S999999."),
        ("/sessions/S0/", 404, ""),
        ("/sessions/X1/", 404, ""),
        ("/resumptions/R999999/", 404, "There is no public resumption R999999."),
        ("/parties/NONE/", 404, "There is no party"),
        ("/people/none/", 404, "There is no person"),
        ("/topics/none/", 404, "There is no topic"),
        ("/places/none/", 404, "There is no place"),
        ("/sources/999999/", 404, "There is no source U999999"),
        ("/sources/99999999999999999999/", 404, ""),
        ("/id/S999999", 404, "There is no public record S999999."),
        ("/id/nonsense", 404, "is not a public id"),
        ("/councils/?page=2", 404, "There is no page 2: the list ends on page 1."),
        ("/sessions/?page=900", 404, "There is no page 900"),
        ("/councils/?colour=red", 400, "This page has no parameter “colour”."),
        ("/silences/?as_of=yesterday", 400, "write it as 2022-01-11"),
        ("/resumptions/?flag=huge", 400, "“huge” is not a flag."),
        ("/sessions/?from=2016-13", 400, "is not a date"),
        ("/statements/?page=-1", 400, "is not a page number"),
        ("/search/?q=%00", 400, "a character that no text can have"),
    ],
)
def test_bad_addresses_get_a_sentence(client: Client, address: str, status: int, sentence: str) -> None:
    assert sentence in get(client, address, status)


def test_public_ids_and_old_addresses_lead_to_the_page_of_today(client: Client) -> None:
    world = World(1)
    statement, delegation = world.session.statements.get(), world.session.delegations.first()
    session = f"/sessions/S{world.session.pk}/"
    Council.objects.filter(pk=world.council.pk).update(slug="new-slug")
    for old, new in {
        f"/id/C{world.council.pk}": "/councils/new-slug/",
        f"/id/S{world.session.pk}": session,
        f"/id/E{world.party.pk}": "/parties/RUS/",
        f"/id/P{world.person.pk}": "/people/alexander-grushko/",
        f"/id/D{delegation.pk}": f"{session}#D{delegation.pk}",
        f"/id/Q{statement.pk}": f"{session}#Q{statement.pk}",
        f"/id/U{world.source.pk}": f"/sources/{world.source.pk}/",
        f"/id/R{world.flag.pk}": f"/resumptions/R{world.flag.pk}/",
        f"/sessions/{world.session.pk}/": session,
        f"/resumptions/{world.flag.pk}/": f"/resumptions/R{world.flag.pk}/",
        "/councils/standing-council/": "/councils/new-slug/",
        "/parties/rus/": "/parties/RUS/",
    }.items():
        response = client.get(old)
        assert (response.status_code, response.headers.get("Location")) == (301, new), old


def test_a_merged_record_leads_on_and_an_erased_one_is_gone(client: Client) -> None:
    world = World(1)
    RetiredId.objects.create(key="S900001", successor=f"S{world.session.pk}", outcome="merged")
    RetiredId.objects.create(key="Q900002", outcome="erased", reason="Erased at the request of a court.")
    merged = client.get("/sessions/S900001/")
    assert (merged.status_code, merged.headers["Location"]) == (301, f"/id/S{world.session.pk}")
    assert "Erased at the request of a court." in get(client, "/id/Q900002", 410)


def test_lists_are_cut_into_pages_with_the_total(client: Client) -> None:
    council, source = make.make_council(slug="busy"), make.make_source()
    day = make.make_session(council, "1990-01-01").start
    sessions = Session.objects.bulk_create(Session(start=day, title=f"T{n}") for n in range(430))
    SessionCouncil.objects.bulk_create(SessionCouncil(session=s, council=council) for s in sessions)
    SessionCitation.objects.bulk_create(SessionCitation(session=s, source=source) for s in sessions)
    Session.objects.update(publication=Publication.PUBLISHED)
    analyse_tables()
    for address, rows in (("/councils/busy/", 50), ("/sessions/", 200), ("/sessions/?page=3", 31)):
        html = get(client, address)
        assert "431 sessions" in html
        assert html.count('<th scope="row"><a href="/sessions/S') == rows
    assert 'href="?page=2"' in get(client, "/sessions/")


def test_a_vague_date_never_shows_a_day(client: Client) -> None:
    council = make.make_council(slug="vague")
    make.make_session(council, "2019-07")
    session = make.make_session(council, "2021", end="2021")
    make.make_session(council, "2022-03")
    assess(council)
    for address in ("/councils/vague/", "/sessions/", f"/sessions/S{session.pk}/", "/councils/"):
        words = re.sub(r"<footer.*", "", re.sub(r"<[^>]+>", " ", get(client, address)), flags=re.S)
        assert not re.search(r"\b\d{1,2} (July 2019|March 2022|\w+ 2021)\b", words), address
        assert not re.search(r'datetime="(2019|2021|2022)', get(client, address)), address


class ReferenceHistoryTests(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        load_reference_records()
        analyse_tables()

    def test_the_nato_russia_council_was_silent_for_longer_than_usual_the_day_before_it_met_again(
        self,
    ) -> None:
        html = get(self.client, "/silences/?as_of=2022-01-11")
        entry = html[html.index("NATO-Russia Council</a>") :].split("</li>")[0]
        assert "far longer than usual" in entry
        assert "Longer than usual since 7 September 2020; major from 26 February 2021." in entry
        assert "921 days" in entry
        assert (
            "NATO-Russia Council</a>"
            not in get(self.client, "/silences/?as_of=2020-09-06").split("late</span>")[0]
        )

    def test_a_concluded_council_leaves_the_watch_list_on_the_day_it_was_concluded(self) -> None:
        assert "NATO-Russia Council</a>" in get(self.client, "/silences/?as_of=2025-12-02")
        assert "NATO-Russia Council</a>" not in get(self.client, "/silences/?as_of=2025-12-03")
        assert "NATO-Russia Council</a>" not in get(self.client, "/silences/")
        assert ">concluded<" in get(self.client, "/councils/nato-russia-council/")

    def test_the_watch_list_is_ordered_by_length_over_threshold(self) -> None:
        times = [float(t) for t in re.findall(r"· ([\d.]+) times", get(self.client, "/silences/"))]
        assert len(times) > 3
        assert times == sorted(times, reverse=True)

    def test_the_council_shows_its_rhythm_lineage_and_the_sessions_of_its_predecessor(self) -> None:
        html = get(self.client, "/councils/nato-russia-council/")
        assert "<svg" in html[html.index('<figure class="rhythm council-figure"') :]
        assert 'Continues the <a href="/councils/nato-russia-pjc/">' in html
        for words in (
            "922 days",
            "688 days",
            "148 sessions",
            "Complete from 5 March 2014 until today",
            "sessions.csv",
        ):
            assert words in html
        third = get(self.client, "/councils/nato-russia-council/?page=3")
        table = third[third.index('<table class="reflow sessions"') :]
        assert '<a href="/councils/nato-russia-pjc/">PJC</a>' in table
        assert "Later: <a" in get(self.client, "/councils/nato-russia-pjc/")

    def test_a_day_in_the_past_shows_nothing_later(self) -> None:
        html = get(self.client, "/councils/nato-russia-council/?as_of=2022-01-11")
        assert "far longer than usual" in html
        assert "922 days" not in html
        assert "2022</a></th>" not in html
        assert "12 January 2022" not in html

    def test_a_resumption_shows_its_evidence(self) -> None:
        flag = Resumption.objects.get(
            council__slug="nato-russia-council", resumed_on__startswith="2022-01-12"
        )
        html = get(self.client, flag.get_absolute_url())
        for words in (
            flag.reason, "429.4 days", "601.1 days", "1,461 days", "usual gap until then", "119 days",
            "One meeting does not show a revival.", "5 July 2019", "gap-1", "raised",
        ):  # fmt: skip
            assert words in html
        assert "<svg" in html

    def test_a_flag_without_a_certain_grade_says_possible(self) -> None:
        rows = get(self.client, "/resumptions/?council=nato-russia-council").split("<tr>")
        row = next(row for row in rows if "26 January 2009" in row)
        assert "possible: unusually long" in row
        assert "badge-possible" in row

    def test_flags_are_filtered_and_listed_latest_first(self) -> None:
        html = get(self.client, "/resumptions/?council=nato-russia-council&flag=major")
        days = re.findall(r'<th scope="row"><a href="/resumptions/R\d+/">([^<]+)</a>', html)
        assert days == ["12 January 2022", "20 April 2016"]
        html = get(self.client, "/resumptions/?council=nato-russia-council&flag=major&as_of=2022-01-11")
        assert "20 April 2016" in html
        assert "12 January 2022" not in html


def test_withdrawn_and_dismissed_flags_stay_visible_but_apart(client: Client) -> None:
    world = World(1)
    Resumption.objects.filter(pk=world.flag.pk).update(
        state=FlagState.DISMISSED, reviewed_as=FlagState.DISMISSED, reviewed_grade=world.flag.grade,
        review_note="A press error.", reviewed_at=NOW,
    )  # fmt: skip
    html = get(client, "/resumptions/")
    standing, former = html.split("Flags that no longer stand")
    assert f"/resumptions/R{world.flag.pk}/" not in standing
    assert f"/resumptions/R{world.flag.pk}/" in former
    assert "A press error." in former
    page = get(client, f"/resumptions/R{world.flag.pk}/")
    assert "Dismissed by a person on 23 November 2026:" in page
    assert page.count("A press error.") == 2  # beside the flag, and in its history
    assert "met again after" not in get(client, f"/sessions/S{world.session.pk}/")


def test_the_history_of_a_flag_keeps_the_old_text(client: Client) -> None:
    world = World(1)
    old = world.flag.reason
    Resumption.objects.filter(pk=world.flag.pk).update(reason="Another sentence.")
    Resumption.objects.filter(pk=world.flag.pk).update(
        state=FlagState.WITHDRAWN,
        withdrawn_because="An older session was found.",
        withdrawn_at=timezone.now(),
    )
    html = get(client, f"/resumptions/R{world.flag.pk}/")
    history = html[html.index("History of this flag") :]
    assert old in history
    assert "revised" in history
    assert "<strong>withdrawn</strong>" in history
    assert "An older session was found." in history
    assert history.count("The evidence as it was") == 3


def test_gaps_before_and_after_lead_to_the_sessions_on_both_sides(client: Client) -> None:
    council = make.make_council()
    first, second, third = (
        make.make_session(council, day) for day in ("2010-01-10", "2010-03-11", "2010-03-12")
    )
    assess(council)
    middle = get(client, f"/sessions/S{second.pk}/")
    assert (
        f'<a href="/sessions/S{first.pk}/"><time datetime="2010-01-10">10 January 2010</time></a>' in middle
    )
    assert "<strong>60 days</strong>" in middle
    assert f'<a href="/sessions/S{third.pk}/"><time datetime="2010-03-12">12 March 2010</time></a>' in middle
    assert "the same sitting: no gap is counted" in middle
    assert "the same sitting: no gap is counted" in get(client, f"/sessions/S{third.pk}/")
    assert "First session of" in get(client, f"/sessions/S{first.pk}/")


def test_sources_that_repeat_one_text_are_one_origin(client: Client) -> None:
    agency = make.make_source(publisher="dpa")
    middle = make.make_source(derived_from=agency)
    session = make.make_session(source=make.make_source(derived_from=middle))
    SessionCitation.objects.create(session=session, source=make.make_source(derived_from=agency))
    SessionCitation.objects.create(session=session, source=make.make_source())
    page = get(client, f"/sessions/S{session.pk}/")
    assert "3 sources, 2 independent origins" in page
    assert ">one origin<" not in page


def test_a_fact_whose_sources_repeat_one_text_says_so(client: Client) -> None:
    agency = make.make_source(publisher="dpa")
    session = make.make_session(source=make.make_source(derived_from=agency))
    SessionCitation.objects.create(session=session, source=make.make_source(derived_from=agency))
    assert ' <span class="cite-note">one origin</span>' in get(client, f"/sessions/S{session.pk}/")
    assert ">gemeinsamer Ursprung<" in get(client, f"/sessions/S{session.pk}/?lang=de")


def test_the_body_is_the_same_with_and_without_htmx(client: Client) -> None:
    world = World(1)
    for address in world.pages():
        assert client.get(address).content == client.get(address, headers={"hx-request": "true"}).content


def test_an_unchanged_page_answers_304(client: Client) -> None:
    world = World(1)
    tag = client.get(f"/sessions/S{world.session.pk}/").headers["ETag"]
    again = client.get(f"/sessions/S{world.session.pk}/", headers={"if-none-match": tag})
    assert again.status_code == 304


def test_no_page_carries_inline_style_script_or_a_token(client: Client) -> None:
    world = World(2)
    for address in world.pages():
        html = get(client, address)
        assert not re.search(r"<style|<script(?! src)| style=| on[a-z]+=|csrf|nonce", html), address
