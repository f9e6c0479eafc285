"""The tables beside the sessions: names, successions, sources, topics, events, years, retired ids. What is in them, and what
is kept out."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from delegations.models import PartyName
from meetings.dates import DateInterval
from meetings.models import CouncilName, LinkCheck, RetiredId, Source, SourceAddress, Succession
from tests import factories as make
from tests.exports_dataset import rows_of

pytestmark = pytest.mark.django_db


def columns(rows: list[dict[str, str]], *names: str) -> list[tuple[str, ...]]:
    return [tuple(row[name] for name in names) for row in rows]


def test_names_are_those_of_councils_parties_and_people_in_every_script() -> None:
    council, party = make.make_council("B council"), make.make_party("Russia", code="RUS")
    source = make.make_source()
    CouncilName.objects.create(
        council=council, text="Совет", language="ru", script="Cyrl", kind="official", source=source
    )
    PartyName.objects.create(
        party=party, text="Sowjetunion", language="de", kind="former",
        valid_from=DateInterval.parse_edtf("1922-12"), valid_to=DateInterval.parse_edtf("1991-12-25"),
    )  # fmt: skip
    person = make.make_person("Alexander Grushko", names=(("Грушко", "ru"),))
    session = make.make_session(council, "2020-01-01")
    make.make_delegate(make.make_delegation(session, party), person)
    make.make_person("Nobody public", names=(("Никто", "ru"),))
    rows = rows_of("/names.csv")
    assert columns(rows, "name_of", "council_id", "party_id", "person_id", "name", "script") == [
        ("council", f"C{council.pk}", "", "", "Совет", "Cyrl"),
        ("party", "", f"E{party.pk}", "", "Sowjetunion", ""),
        ("person", "", "", f"P{person.pk}", "Грушко", ""),
    ]
    assert rows[0]["source_id"] == f"U{source.pk}"
    assert columns(rows[1:2], "valid_from", "valid_from_min", "valid_from_max", "valid_to_max") == [
        ("1922-12", "1922-12-01", "1922-12-31", "1991-12-25")
    ]
    assert [row["name_of"] for row in rows_of("/names.csv?council=nobody")] == []


def test_successions_join_public_councils_only() -> None:
    old, new, hidden = (
        make.make_council("Old"), make.make_council("New"), make.make_council("Secret", published=False),
    )  # fmt: skip
    for predecessor in (old, hidden):
        Succession.objects.create(
            successor=new, predecessor=predecessor, kind="replaces", note="By treaty.",
            happened=DateInterval.parse_edtf("2002-05"),
        )  # fmt: skip
    (row,) = rows_of("/successions.csv")
    assert (row["successor_slug"], row["predecessor_slug"], row["kind"]) == ("new", "old", "replaces")
    assert (row["happened"], row["happened_min"], row["happened_max"], row["note"]) == (
        "2002-05", "2002-05-01", "2002-05-31", "By treaty.",
    )  # fmt: skip
    assert rows_of("/successions.csv?council=old") == [row]


def test_an_event_stands_once_for_each_of_its_councils() -> None:
    one, other = make.make_council("One"), make.make_council("Other")
    hidden = make.make_council("Secret", published=False)
    event = make.make_context_event(one, other, hidden, start="2014-04", end="2016")
    make.make_context_event(one, start="2022-03-01")
    rows = rows_of("/context_events.csv?as_of=2020-01-01")
    assert columns(rows, "event_id", "council_slug", "start_min", "end", "source_id") == [
        (str(event.pk), "one", "2014-04-01", "2016", f"U{event.source_id}"),
        (str(event.pk), "other", "2014-04-01", "2016", f"U{event.source_id}"),
    ]
    assert len(rows_of("/context_events.csv?council=one")) == 2


def test_topics_and_places_are_those_of_public_sessions() -> None:
    session = make.make_session(place=make.make_place("Geneva", "CHE"))
    arms, said, secret = (make.make_topic(name) for name in ("Arms control", "Energy", "Secret"))
    make.make_agenda_item(session, topic=arms)
    make.make_statement(session).topics.add(said)
    make.make_agenda_item(make.make_session(published=False, place=make.make_place("Hidden")), topic=secret)
    assert [row["name"] for row in rows_of("/topics.csv")] == ["Arms control", "Energy"]
    assert [row["name"] for row in rows_of("/topics.csv?topic=energy")] == ["Energy"]
    assert columns(rows_of("/places.csv"), "place_slug", "iso3") == [("geneva", "CHE")]
    assert rows_of("/sessions.csv")[0]["place_slug"] == "geneva"


def test_every_source_that_a_row_names_is_among_the_sources_with_those_it_repeats() -> None:
    agency = make.make_source(restricted_access=True)
    repeated = make.make_source(derived_from=agency, published="2022-01")
    source = make.make_source(derived_from=repeated)
    make.make_source(title="Unused")
    SourceAddress.objects.create(source=source, url="https://elsewhere.example/1")
    LinkCheck.objects.create(
        source=source, address=source.url, host="x", state="dead", detail="gone",
        checked_at="2022-02-01T00:00Z", failing_since="2022-01-20T23:00Z",
    )  # fmt: skip
    council = make.make_council(source=source)
    make.make_session(council, source=source)
    secret = make.make_source(title="Secret")
    make.make_session(council, published=False, source=secret)
    rows = rows_of("/sources.csv")
    assert [row["source_id"] for row in rows] == [f"U{each.pk}" for each in (agency, repeated, source)]
    assert [row["derived_from_source_id"] for row in rows] == ["", f"U{agency.pk}", f"U{repeated.pk}"]
    assert [row["restricted_access"] for row in rows] == ["1", "0", "0"]
    assert (rows[1]["published"], rows[1]["published_max"]) == ("2022-01", "2022-01-31")
    assert (rows[2]["other_urls"], rows[2]["dead_since"]) == ("https://elsewhere.example/1", "2022-01-20")


def test_sources_follow_the_filter() -> None:
    one, other = make.make_council("One"), make.make_council("Other")
    for council in (one, other):
        make.make_session(council)
    expected = set(Source.objects.filter(councils=one) | Source.objects.filter(
        sessioncitations__session__council_links__council=one
    ))  # fmt: skip
    assert {row["source_id"] for row in rows_of("/sources.csv?council=one")} == {
        each.public_id for each in expected
    }


def test_no_session_is_told_from_not_searched() -> None:
    council = make.make_council("A council")
    for start in ("2017-05-05", "2017-06", "2018", "[2019-12..2020-01]"):
        make.make_session(council, start)
    make.make_session(council, "2017-07-07", formation="expert")
    make.make_session(council, "2017-08-08", status="cancelled")
    make.make_coverage(council, date(2016, 1, 1), last_day=date(2021, 12, 31))
    make.make_coverage(council, date(2022, 1, 1), completeness="not_searched", last_day=date(2022, 12, 31))
    rows = rows_of("/council_years.csv?as_of=2023-06-30")
    assert columns(rows, "year", "n_held", "n_held_beside", "n_held_perhaps", "coverage", "is_over") == [
        ("2017", "2", "1", "0", "complete", "1"),
        ("2018", "1", "0", "0", "complete", "1"),
        ("2019", "0", "0", "1", "complete", "1"),
        ("2020", "0", "0", "1", "complete", "1"),
        ("2021", "0", "0", "0", "complete", "1"),
        ("2022", "", "0", "0", "not_searched", "1"),
        ("2023", "0", "0", "0", "not_stated", "0"),
    ]


def test_years_begin_with_the_foundation_and_end_with_the_conclusion() -> None:
    council = make.make_council(
        "A council",
        founded=DateInterval.parse_edtf("1997-05"),
        dissolved=DateInterval.parse_edtf("2002-05-28"),
    )
    assert [row["year"] for row in rows_of("/council_years.csv")] == [str(year) for year in range(1997, 2003)]
    make.make_session(council, "2002-02-02")
    assert rows_of("/council_years.csv")[-1]["is_over"] == "0"
    make.make_session(council, "2004-02-02")  # concluded with its last session, then
    assert [row["year"] for row in rows_of("/council_years.csv")][-1] == "2004"


def test_what_went_out_of_use_is_listed_and_no_draft_is_told_of() -> None:
    public, hidden = make.make_council("Public"), make.make_council("Secret", published=False)
    for council, slugs in ((public, ("second", "third")), (hidden, ("hidden",))):
        for slug in slugs:
            council.slug = slug
            council.save()
    RetiredId.objects.create(key="S900001", successor="S900002", outcome="merged", reason="SECRET")
    RetiredId.objects.create(key="Q900002", outcome="erased", reason="By order of a court.")
    assert columns(rows_of("/retired_ids.csv"), "retired", "kind", "outcome", "successor", "reason") == [
        ("Q900002", "statement", "erased", "", "By order of a court."),
        ("S900001", "session", "merged", "S900002", ""),
        ("councils/public", "council", "renamed", "councils/second", ""),
        ("councils/second", "council", "renamed", "councils/third", ""),
    ]


def test_rows_name_sources_that_have_no_address() -> None:
    printed: dict[str, Any] = {"source": make.make_source(url=None, title="A book")}
    council, party = make.make_council(**printed), make.make_party(**printed)
    make.make_coverage(council, **printed)
    make.make_membership(party, council, **printed)
    for name in ("councils", "coverage", "parties", "memberships"):
        (row,) = rows_of(f"/{name}.csv")
        assert (row["source_id"], row["source_url"]) == (printed["source"].public_id, ""), name


def test_an_announcement_says_when_it_was_made() -> None:
    make.make_announcement(make.make_council(), announced_on=DateInterval.parse_edtf("2022-01"))
    (row,) = rows_of("/announcements.csv")
    assert (row["announced_on"], row["announced_on_max"]) == ("2022-01", "2022-01-31")


@pytest.mark.parametrize("name", ["names", "sources", "retired_ids", "council_years", "context_events"])
def test_bad_addresses_are_refused_with_a_sentence(name: str) -> None:
    response = Client().get(f"/{name}.csv?council=one&colour=red")
    assert (response.status_code, "colour" in response.content.decode()) == (400, True)
