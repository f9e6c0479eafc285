"""Comparisons: what is asked for wrongly, what stands side by side, and what it costs."""

import re
from collections.abc import Iterator
from typing import Any
from unittest import mock

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from delegations.comparison.parties import PartyComparison, compare_parties
from delegations.models import Party
from meetings.assessment import assess_councils
from meetings.comparison.councils import CouncilComparison, compare_councils
from meetings.models import Council
from meetings.query import TimelineQuery
from meetings.vocabulary import Publication
from tests import factories as make
from tests.meetings.reference_records import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with mock.patch("meetings.pages.clock", return_value=NOW):
        yield


def council(slug: str, *days: str, **fields: Any) -> Council:
    made = make.make_council(slug.title(), slug=slug, **fields)
    for day in days:
        make.make_session(made, day)
    assess_councils(council_ids=[made.pk], now=NOW)
    return made


def councils_of(*councils: Council, **query: Any) -> CouncilComparison:
    slugs = tuple(sorted(each.slug for each in councils))
    return compare_councils(councils, TimelineQuery(council=slugs, today=NOW.date(), **query), NOW)


def parties_of(*parties: Party, **query: Any) -> PartyComparison:
    return compare_parties(parties, TimelineQuery(today=NOW.date(), **query), NOW)


@pytest.mark.parametrize(
    ("address", "status", "sentence"),
    [
        ("/compare/?council=alpha", 400, "Choose two to six to compare; the address names 1."),
        ("/compare/?party=RUS", 400, "names 1."),
        ("/compare/?" + "&".join(f"council=c{n}" for n in range(7)), 400, "names 7."),
        (
            "/compare/?council=alpha&council=beta&party=RUS&party=USA",
            400,
            "cannot be compared with each other",
        ),
        ("/compare/?council=alpha&council=nobody", 404, "Not on record: “nobody”"),
        ("/compare/?council=alpha&council=draft", 404, "Not on record: “draft”"),
        ("/compare/?party=RUS&party=XYZ", 404, "Not on record: “XYZ”"),
        ("/compare/?council=%3Cscript%3E&council=alpha", 404, "“&lt;script&gt;”"),
    ],
)
def test_what_cannot_be_compared_gets_a_sentence_and_the_form(
    client: Client, address: str, status: int, sentence: str
) -> None:
    council("alpha"), council("beta")
    make.make_council("Draft", slug="draft", published=False)
    make.make_membership(make.make_party("Russia", code="RUS"), make.make_council())
    response = client.get(address)
    html = response.content.decode()
    assert response.status_code == status
    assert sentence in html
    assert 'name="council" value="beta"' in html and 'name="party" value="RUS"' in html
    if "council=alpha" in address:
        assert 'value="alpha" checked' in html


def test_without_anything_to_compare_there_is_the_form(client: Client) -> None:
    council("alpha")
    response = client.get("/compare/")
    assert response.status_code == 200
    assert "message-error" not in response.content.decode()
    assert client.get("/compare/?level=ministers").status_code == 400


def test_one_choice_has_one_address(client: Client) -> None:
    council("alpha", "2020-01-01"), council("beta", "2020-01-01")
    response = client.get("/compare/?council=beta&council=alpha&council=beta&utm_source=x")
    assert (response.status_code, response["Location"]) == (302, "/compare/?council=alpha&council=beta")
    assert client.get("/compare/?council=alpha&council=beta").status_code == 200


def test_each_council_has_a_lane_and_its_years_on_the_same_axis() -> None:
    alpha = council("alpha", "2018-02-01", "2019-02-01", "2019-08-01", "2021")
    beta = council("beta", "2010-05-05", "2012-05-05", "[2013-11..2014-02]")
    found = councils_of(alpha, beta)
    assert [each.shapes.lane.key for each in found.lanes] == ["alpha", "beta"]
    years = {each.shapes.lane.key: {c.words[:4]: c for c in each.columns} for each in found.lanes}
    assert years["alpha"]["2019"].x == years["beta"]["2019"].x
    assert [years["beta"][str(year)].label for year in range(2010, 2016)] == [
        "1",
        "0",
        "1",
        "0–1",
        "0–1",
        "0",
    ]
    # By one measure: two sessions are as high as two sessions.
    one, two = years["beta"]["2010"].segments[0], years["alpha"]["2019"].segments[0]
    assert two.height == 2 * one.height
    assert found.uncertain == 1


def test_a_council_and_the_one_that_it_continues_stand_apart() -> None:
    elder = council("elder", "2000-01-01", "2001-01-01", "2002-01-01")
    heir = council("heir", "2003-01-01", "2004-01-01")
    heir.predecessor_links.create(predecessor=elder, kind="continues")
    found = councils_of(elder, heir)
    assert [each.shapes.lane.key for each in found.lanes] == ["heir", "elder"]
    assert [row.met for row in found.rows] == [2, 3]


def test_a_joint_session_counts_for_each_council_and_once_as_joint() -> None:
    alpha, beta = council("alpha", "2019-01-01"), council("beta", "2018-01-01")
    make.make_session(councils=[alpha, beta], start="2020-01-01")
    make.make_session(councils=[alpha, beta], start="2020-02-01", status="cancelled")
    found = councils_of(alpha, beta)
    assert [row.met for row in found.rows] == [2, 2]
    assert [(pair.members, pair.joint) for pair in found.pairs] == [(0, 1)]


def test_members_are_shared_where_they_sit_in_both_on_the_day() -> None:
    alpha, beta, gamma = council("alpha"), council("beta"), council("gamma")
    both, once, left = make.make_party("Both"), make.make_party("Once"), make.make_party("Left")
    for each in (alpha, beta):
        make.make_membership(both, each, joined="2000")
    make.make_membership(both, gamma, joined="2000", standing="observer")
    make.make_membership(once, alpha)
    make.make_membership(left, alpha, joined="2000-01-01")
    make.make_membership(left, beta, joined="2000-01-01", left="2010-01-01")
    found = councils_of(alpha, beta, gamma)
    assert [(member.name, list(member.seats)) for member in found.shared] == [
        ("Both", ["member", "member", "observer"])
    ]
    assert found.shared_by_all == 1
    then = councils_of(alpha, beta, as_of="2005-01-01")
    assert [member.name for member in then.shared] == ["Both", "Left"]


def test_the_table_tells_rhythm_longest_gap_silence_and_years_without(client: Client) -> None:
    council("yearly", *(f"{year}-06-01" for year in range(2010, 2027)))
    ended = council("ended", "2000-01-01", "2001-01-01", "2004-01-01", dissolved="2005-06-01")
    found = councils_of(Council.objects.get(slug="yearly"), ended)
    assert [(row.council.slug, row.rhythm_kind, row.years.empty) for row in found.rows] == [
        ("yearly", "regular", 0),
        ("ended", "too few gaps to say", 2),
    ]
    html = client.get("/compare/?council=ended&council=yearly").content.decode()
    for words in (
        "1,095 days",
        "until 2004",
        "concluded",
        "17",
        'href="/sessions.csv?council=ended&amp;council=yearly"',
    ):
        assert words in html


def test_a_past_day_knows_nothing_later() -> None:
    alpha = council("alpha", "2000-01-01", "2001-01-01", "2002-01-01", "2010-01-01")
    beta = council("beta", "2000-01-01")
    (row, _) = councils_of(alpha, beta, as_of="2005-01-01").rows
    assert (row.met, row.resumptions) == (3, 0)
    assert row.last is not None and str(row.last.start) == "2002-01-01"


def met(found: PartyComparison) -> dict[str, tuple[int, int, str]]:
    return {
        f"{pair.one.name}+{pair.other.name}": (
            pair.times,
            pair.councils,
            str(pair.last.start) if pair.last else "",
        )
        for pair in found.pairs
    }


def test_parties_met_where_both_were_present(client: Client) -> None:
    alpha, beta = council("alpha"), council("beta")
    russia, america, iran = (
        make.make_party(name, code=name[:3].upper()) for name in ("Russia", "America", "Iran")
    )
    first, second = make.make_session(alpha, "2019-01-01"), make.make_session(alpha, "2020-01-01")
    joint = make.make_session(councils=[alpha, beta], start="2021-03")
    for session, parties in (
        (first, (russia, america)),
        (second, (russia, iran)),
        (joint, (russia, america)),
    ):
        for party in parties:
            make.make_delegation(session, party, attendance="walked_out" if party is russia else "attended")
    make.make_delegation(second, america, attendance="absent")
    make.make_delegation(make.make_session(alpha, "2022-01-01", status="cancelled"), russia)
    hidden = make.make_session(alpha, "2023-01-01", publication=Publication.WITHDRAWN)
    for party in (russia, america):
        make.make_delegation(hidden, party)
    found = parties_of(russia, america, iran)
    assert met(found) == {
        "Russia+America": (2, 2, "2021-03"),
        "Russia+Iran": (1, 1, "2020-01-01"),
        "America+Iran": (0, 0, ""),
    }
    rows = {group.council.slug: [(row.present, row.absent) for row in group.rows] for group in found.councils}
    assert rows == {"alpha": [(3, 0), (2, 1), (1, 0)], "beta": [(1, 0), (1, 0), (0, 0)]}
    assert met(parties_of(russia, america, as_of="2020-06-01")) == {"Russia+America": (1, 1, "2019-01-01")}
    html = client.get("/compare/?party=AME&party=IRA&party=RUS").content.decode()
    assert "no session on record" in html
    assert "March 2021" in html and not re.search(r"\d+ March 2021", html)


def test_presence_lies_on_one_axis_with_seats() -> None:
    alpha = council("alpha")
    early, late = make.make_party("Early"), make.make_party("Late")
    make.make_membership(early, alpha, joined="2000-01-01", left="2009-12-31")
    make.make_delegation(make.make_session(alpha, "2001-02-01"), early)
    make.make_delegation(make.make_session(alpha, "2010"), late)
    (group,) = parties_of(early, late, as_of="2010-12-31").councils
    first, second = group.rows
    assert first.strip is not None and second.strip is not None
    assert (first.strip.width, first.strip.ticks, list(first.terms)) == (44, "M4.5 9V16", [(0, 40)])
    assert (second.strip.ticks, second.strip.spans, list(second.terms)) == ("", "M40 13H44", [])


def test_who_spoke_is_counted_without_what_is_embargoed() -> None:
    alpha = council("alpha")
    session = make.make_session(alpha, "2020-01-01")
    russia, other = make.make_party("Russia"), make.make_party("Other")
    lavrov = make.make_person("Sergey Lavrov", slug="lavrov")
    for _ in range(2):
        make.make_statement(session, parties=(russia,), speaker=lavrov)
    make.make_statement(session, parties=(russia, other))
    make.make_statement(session, parties=(russia,), speaker=lavrov, embargo_until=NOW.replace(year=2030))
    first, second = parties_of(russia, other).voices
    assert (first.statements, list(first.speakers)) == (3, [("Sergey Lavrov", "/people/lavrov/", 2)])
    assert (second.statements, list(second.speakers)) == (1, [])


def test_what_was_said_ahead_of_a_session_to_come_is_counted_as_in_the_file() -> None:
    russia, other = make.make_party("Russia"), make.make_party("Other")
    planned = make.make_session(council("alpha"), "2027-05-01", status="scheduled")
    make.make_statement(planned, parties=(russia,), timing="before")
    assert [voice.statements for voice in parties_of(russia, other).voices] == [1, 0]
    assert [voice.statements for voice in parties_of(russia, other, as_of="2026-12-01").voices] == [0, 0]


def cost(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_no_row_costs_a_query(client: Client) -> None:
    alpha, beta = council("alpha", "2019-01-01", "2020-01-01", "2024-01-01"), council("beta", "2018-01-01")
    parties = [make.make_party(f"Party {n}", code=f"P{n}") for n in range(2)]
    people = iter(range(1000))

    def add(number: int) -> None:
        session = make.make_session(councils=[alpha, beta], start=f"20{number:02d}-03-01")
        extra = make.make_party(f"Extra {number}", code=f"X{number}")
        for party in (*parties, extra):
            make.make_delegation(session, party)
            speaker = make.make_person(f"Speaker {next(people)}")
            make.make_statement(session, parties=(party,), speaker=speaker)
        for each in (alpha, beta):
            make.make_membership(extra, each)
            make.make_membership(parties[0], each, joined=f"20{number:02d}-01-01")
        make.make_delegation(make.make_session(council(f"more-{number}"), "2020-01-01"), parties[0])
        assess_councils(council_ids=[alpha.pk, beta.pk], now=NOW)

    addresses = [
        "/compare/?council=alpha&council=beta",
        "/compare/?council=alpha&council=beta&as_of=2021-01-01",
        "/compare/?party=P0&party=P1",
        "/compare/",
    ]
    add(1)
    before = {address: cost(client, address) for address in addresses}
    for number in range(2, 8):
        add(number)
    assert {address: cost(client, address) for address in addresses} == before
    assert max(before.values()) <= 24


def test_pages_of_a_council_and_a_party_lead_to_a_comparison(client: Client) -> None:
    alpha = council("alpha", "2020-01-01")
    council("beta", "2020-01-01")
    make.make_membership(make.make_party("Russia", code="RUS"), alpha)
    make.make_membership(make.make_party("America", code="USA"), alpha)
    for address, own, other in (
        ("/councils/alpha/", 'name="council" value="alpha"', '<option value="beta">'),
        ("/parties/RUS/", 'name="party" value="RUS"', '<option value="USA">'),
    ):
        html = client.get(address).content.decode()
        form = html[html.index('action="/compare/"') :]
        form = form[: form.index("</form>")]
        assert own in form and other in form
    assert '<a href="/compare/">Compare</a>' in client.get("/councils/").content.decode()


def test_a_seventh_is_not_offered(client: Client) -> None:
    slugs = [f"c{n}" for n in range(7)]
    for slug in slugs:
        council(slug)
    html = client.get("/compare/?" + "&".join(f"council={slug}" for slug in slugs[:6])).content.decode()
    assert "compare-with" not in html.split("</head>")[1]
    assert 'href="/compare/?council=c1&amp;council=c2&amp;council=c3&amp;council=c4&amp;council=c5"' in html
