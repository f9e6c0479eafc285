"""What a party's page counts, against a plain reading of made histories; and what it never counts."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any
from unittest import mock

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from delegations.attendance.cells import Seat, Standing, cell_of, standing_on
from delegations.models import Membership, Party
from delegations.parties.company import party_company
from delegations.parties.page import party_page
from delegations.parties.presence import party_presence
from meetings.query import TimelineQuery
from meetings.timeline.presence import SYMBOLS_MAX
from tests import factories as make
from tests.delegations.made_company import company_of, is_read, made_history, present
from tests.meetings.reference_records import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with mock.patch("meetings.pages.clock", return_value=NOW):
        yield


def query(**parameters: Any) -> TimelineQuery:
    return TimelineQuery(today=NOW.date(), **parameters)


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


@pytest.mark.parametrize("seed", range(4))
def test_company_is_counted_as_a_plain_reading_counts_it(seed: int) -> None:
    made = made_history(seed)
    for party in made.parties:
        came = sum(is_read(each) and party in [d.party for d in present(each)] for each in made.sessions)
        page = party_page(party, query(), NOW)
        assert page.present == came
        found = {
            each.party.code: (
                each.met.times,
                each.met.first.session_id,
                each.met.last.session_id,
                {council.slug: n for council, n in each.councils},
                each.alone.times if each.alone else 0,
            )
            for each in page.company.companions
        }
        assert found == company_of(party, made)
        assert page.company.total == len(found)


@pytest.mark.parametrize("seed", range(4))
def test_presence_follows_the_rule_of_the_attendance_matrix(seed: int) -> None:
    made = made_history(seed)
    for party in made.parties:
        for lane in party_presence(party, query(), NOW).councils:
            seats = [Seat(each.joined, each.left) for each in lane.seats]
            has_members = Membership.objects.filter(council=lane.council).exists()
            wanted: Counter[str] = Counter()
            listed = 0
            for session in made.sessions:
                if not is_read(session) or lane.council not in session.councils.all():
                    continue
                standing = standing_on(seats, session.start) if has_members else Standing.PERHAPS
                own = session.delegations.filter(party=party).first()
                cell = cell_of(
                    own.attendance if own else None, standing, list_is_complete=session.roster_complete
                )
                wanted[cell.presence] += 1
                listed += session.roster_complete and standing is Standing.MEMBER
            assert lane.found.counts == wanted
            assert len(lane.found.occasions) == wanted.total()
            assert lane.listed == listed


def test_a_crowded_council_is_read_by_the_year_with_the_same_numbers() -> None:
    party, council = make.make_party(code="RUS"), make.make_council("Busy", slug="busy")
    for n in range(SYMBOLS_MAX + 5):
        session = make.make_session(council, f"{2000 + n % 7}-{1 + n % 12:02d}-0{1 + n % 9}")
        if n % 2:
            make.make_delegation(session, party)
    (lane,) = party_presence(party, query(), NOW).councils
    assert lane.came == (SYMBOLS_MAX + 5) // 2
    assert sum(each.count for each in lane.found.occasions) == SYMBOLS_MAX + 5
    assert {each.start.earliest.year for each in lane.found.occasions} == set(range(2000, 2007))


def test_a_past_day_and_a_period_narrow_every_number(client: Client) -> None:
    party, other = make.make_party("Russia", code="RUS"), make.make_party("Norway", code="NOR")
    here, there = make.make_council("Here", slug="here"), make.make_council("There", slug="there")
    for council, day in ((here, "2001-02-03"), (here, "2010-02-03"), (there, "2005-02-03")):
        session = make.make_session(council, day)
        make.make_delegation(session, party)
        make.make_delegation(session, other)
        make.make_statement(session, "Said.", parties=(party,))
    for narrowed, n in (
        ({}, 3),
        ({"as_of": "2006-01-01"}, 2),
        ({"council": ("here",)}, 2),
        ({"period_from": "2004", "period_to": "2011"}, 2),
        ({"council": ("here",), "as_of": "2009-01-01"}, 1),
    ):
        page = party_page(party, query(**narrowed), NOW)
        assert page.present == page.delegations.total == page.n_statements == n, narrowed
        assert [each.met.times for each in page.company.companions] == [n]
        assert sum(lane.came for lane in page.presence.councils) == n
        assert page.years is not None and page.years.total == n
    html = text_of(client, "/parties/RUS/?council=here&from=2001&to=2002&as_of=2009-01-01")
    assert "2010" not in html.split('id="presence"')[1].split("<footer")[0]
    assert (
        "/delegations.csv?council=here&amp;party=RUS&amp;from=2001&amp;to=2002&amp;as_of=2009-01-01" in html
    )


def test_what_is_not_public_is_in_no_number(client: Client) -> None:
    party, other = make.make_party("Russia", code="RUS"), make.make_party("Secretland", code="SEC")
    council = make.make_council("Open", slug="open")
    shown = make.make_session(council, "2010-01-01")
    make.make_delegation(shown, party)
    before = text_of(client, "/parties/RUS/")
    draft = make.make_session(council, "2011-01-01", published=False)
    embargoed = make.make_session(council, "2012-01-01", embargo_until=NOW.replace(year=NOW.year + 1))
    withdrawn = make.make_session(council, "2013-01-01", publication="withdrawn")
    hidden = make.make_session(make.make_council("Hidden", published=False), "2014-01-01")
    for session in (draft, embargoed, withdrawn, hidden):
        for each in (party, other):
            make.make_delegate(make.make_delegation(session, each), make.make_person(), leads=True)
        make.make_statement(session, "Secret words.", parties=(party, other))
    make.make_statement(shown, "Later words.", parties=(party,), embargo_until=NOW.replace(year=NOW.year + 1))
    make.make_membership(party, hidden.councils.get())
    after = text_of(client, "/parties/RUS/")
    version = "Data version"
    assert after.split(version)[0] == before.split(version)[0]
    assert "Secretland" not in text_of(client, "/parties/")
    assert client.get("/parties/SEC/").status_code == 404


def test_a_month_is_never_a_day_on_the_page(client: Client) -> None:
    party, other = make.make_party("Russia", code="RUS"), make.make_party("Norway", code="NOR")
    council = make.make_council("Vague", slug="vague")
    for start in ("2009-07", "2011"):
        session = make.make_session(council, start)
        for each in (party, other):
            make.make_delegate(make.make_delegation(session, each), make.make_person(), leads=True)
        make.make_statement(session, "Said.", parties=(party,))
    make.make_membership(party, council, joined="2008-04")
    html = text_of(client, "/parties/RUS/")
    for day in (
        "1 July 2009",
        "31 July 2009",
        "1 Jul 2009",
        "2009-07-",
        "1 January 2011",
        "31 December 2011",
        "1 April 2008",
    ):
        assert day not in html
    assert "July 2009" in html and "April 2008" in html


def test_the_page_asks_as_many_questions_however_long_the_record(client: Client) -> None:
    few, many = (make.make_party(code=code) for code in ("FEW", "MANY"))
    for party, councils in ((few, 1), (many, 8)):
        for _ in range(councils):
            council = make.make_council()
            make.make_membership(party, council, joined="1999")
            for n in range(4):
                session = make.make_session(council, f"200{n}-01-01", roster_complete=True)
                make.make_delegate(make.make_delegation(session, party), make.make_person(), leads=True)
                make.make_delegation(session)
                make.make_statement(session, parties=(party,))
    asked = []
    for code in ("FEW", "MANY"):
        with CaptureQueriesContext(
            connection,
        ) as captured:
            text_of(client, f"/parties/{code}/")
        asked.append(len(captured))
    assert asked[0] == asked[1] <= 45


def test_of_a_very_long_record_the_latest_sessions_are_counted_and_the_page_says_so(client: Client) -> None:
    party, other = make.make_party("Russia", code="RUS"), make.make_party("Norway", code="NOR")
    council = make.make_council()
    for n in range(5):
        session = make.make_session(council, f"200{n}-01-01")
        make.make_delegation(session, party)
        make.make_delegation(session, other)
    with (
        mock.patch("delegations.company.SESSIONS_READ", 3),
        mock.patch("delegations.parties.company.SESSIONS_READ", 3),
    ):
        found = party_company(party, query(), NOW, present=5)
        assert (found.read, found.is_cut, found.companions[0].met.times) == (3, True, 3)
        assert found.companions[0].met.first.start.earliest == date(2002, 1, 1)
        assert "the latest 3 sessions were counted" in text_of(client, "/parties/RUS/")


def test_every_council_of_a_party_is_on_a_page_of_its_own(client: Client) -> None:
    party = make.make_party("Russia", code="RUS")
    for n in range(14):
        make.make_membership(party, make.make_council(f"Council {n:02d}"), joined="1999")
    html = text_of(client, "/parties/RUS/")
    assert '<a href="/parties/RUS/councils/">All 14 councils</a>' in html
    assert all(f"Council {n:02d}</a>" in text_of(client, "/parties/RUS/councils/") for n in range(14))
    assert client.get("/parties/rus/councils/").headers["Location"] == "/parties/RUS/councils/"
    assert client.get("/parties/RUS/councils/?page=2").status_code == 404


@pytest.mark.parametrize(
    ("address", "first"),
    [
        ("", "New"),
        ("?order=name", "Most"),
        ("?order=sessions", "Most"),
        ("?order=statements", "Said"),
        ("?order=councils", "Seat"),
    ],
)
def test_the_list_can_be_ordered_and_searched_by_any_name(client: Client, address: str, first: str) -> None:
    most, new, said, seat = (
        make.make_party(name, code=name.upper()) for name in ("Most", "New", "Said", "Seat")
    )
    for day in ("2001-01-01", "2002-01-01"):
        make.make_delegation(make.make_session(start=day), most)
    late = make.make_session(start="2010-01-01")
    make.make_delegation(late, new)
    make.make_statement(late, parties=(said,))
    for _ in range(2):
        make.make_membership(seat, make.make_council())
    rows = text_of(client, f"/parties/{address}").split("<tbody>")[1].split("<tr>")[1:]
    assert f"/parties/{first.upper()}/" in rows[0]
    assert len(rows) == 4
    new.names.create(text="Норвегия", language="ru")
    found = client.get("/parties/", {"q": "норвегия"}).content.decode()
    assert "/parties/NEW/" in found and "/parties/MOST/" not in found


def test_an_unknown_order_or_parameter_is_answered_with_a_sentence(client: Client) -> None:
    Party.objects.create(code="RUS", name="Russia", kind="state")
    for address in ("/parties/?order=size", "/people/?order=councils", "/parties/?council=x"):
        assert client.get(address).status_code == 400
