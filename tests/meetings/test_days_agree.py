"""The same question has the same answer in every file and on every page, whatever day it is asked for and however oddly
the record is dated."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from unittest import mock

import pytest
from django.test import Client

from config.exports import TABLES
from delegations.parties.index import party_index
from delegations.parties.page import party_page
from delegations.people.index import person_index
from delegations.people.page import person_page
from delegations.vocabulary import PRESENT
from meetings.assessment import assess_councils
from meetings.query import TimelineQuery
from meetings.timeline.yearly import YearlyFigure
from tests import factories as make
from tests.exports_dataset import download, rows_of
from tests.odd_record import NOW, make_odd_record

pytestmark = pytest.mark.django_db

Rows = list[dict[str, str]]
PAST, TO_COME = "2012-06-15", "2027-06-01"
REAL_GAPS = ("computed", "order_uncertain")
TOOK_PLACE = ("held", "interrupted")


class Files:
    """Every file of an address."""

    def __init__(self, query: str) -> None:
        self.query = query
        self.rows: dict[str, Rows] = {}
        for table in TABLES:
            address = f"/{table.name}.csv{query}"
            body, response = download(address)
            self.rows[table.name] = list(csv.DictReader(io.StringIO(body.decode(), newline="")))
            assert int(response["X-Row-Count"]) == len(self.rows[table.name]), address

    def __getitem__(self, name: str) -> Rows:
        return self.rows[name]

    @property
    def sessions(self) -> dict[str, dict[str, str]]:
        """Each once, whoever held it."""
        return {row["session_id"]: row for row in self["sessions"]}


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with mock.patch("meetings.pages.clock", return_value=NOW):
        yield


def test_who_meets_tomorrow_has_met_again_on_every_page() -> None:
    council = make.make_council("Steady", slug="steady")
    for month in range(1, 13):
        make.make_session(council, f"2020-{month:02}-10")
    make.make_session(council, "2026-11-27")
    assess_councils(council_ids=[council.pk], now=NOW)
    (flag,) = rows_of("/resumptions.csv")
    for address in ("/", "/?flag=any", "/resumptions/", "/councils/steady/"):
        assert f"/resumptions/{flag['resumption_id']}/" in page(address), address
    assert [row["n_held"] for row in rows_of("/council_years.csv?from=2026")][-1] == "1"
    day_before = "?as_of=2026-11-25"
    assert "/resumptions/R" not in page(f"/councils/steady/{day_before}") + page(f"/resumptions/{day_before}")


def test_files_and_pages_agree_on_every_day() -> None:
    make_odd_record(seed=24)
    for query in ("", f"?as_of={PAST}", f"?as_of={TO_COME}", "?council=a&council=b"):
        files = Files(query)
        assert_what_hangs_on_sessions_is_counted(files)
        assert_councils_are_counted(files)
        assert_gaps_are_those_of_sessions(files)
        assert_flags_are_those_of_sessions(files)
        assert_silences_count_announcements(files)
        assert_pages_say_the_same(files)
    assert_nothing_is_later(Files(f"?as_of={PAST}"), PAST)


def assert_what_hangs_on_sessions_is_counted(files: Files) -> None:
    said = Counter(row["session_id"] for row in files["statements"])
    of_party = Counter(
        (row["session_id"], party) for row in files["statements"] for party in row["party_ids"].split("; ")
    )
    worded = Counter(row["statement_id"] for row in files["wordings"])
    sources = defaultdict(set)
    for row in files["citations"]:
        sources[row["session_id"]].add(row["source_id"])
    for key, row in files.sessions.items():
        assert (int(row["n_statements"]), int(row["n_sources"])) == (said[key], len(sources[key])), key
    for row in files["delegations"]:
        assert int(row["n_statements"]) == of_party[row["session_id"], row["party_id"]], row
    for row in files["statements"]:
        assert int(row["n_wordings"]) == worded[row["statement_id"]], row


def assert_councils_are_counted(files: Files) -> None:
    held = Counter(row["council_slug"] for row in files["sessions"])
    for row in files["councils"]:
        assert int(row["n_sessions"]) == held[row["council_slug"]], (files.query, row["council_slug"])
    certain, perhaps = Counter[tuple[str, ...]](), Counter[tuple[str, str]]()
    for row in files["sessions"]:
        if row["session_status"] in TOOK_PLACE and not row["part_of_session_id"]:
            first, last = row["date_start_min"][:4], row["date_start_max"][:4]
            if first == last:
                certain[row["council_slug"], first, row["counts_for_gap"]] += 1
            else:
                perhaps.update((row["council_slug"], str(year)) for year in range(int(first), int(last) + 1))
    told, told_perhaps = Counter[tuple[str, ...]](), Counter[tuple[str, str]]()
    for row in files["council_years"]:
        year = (row["council_slug"], row["year"])
        told[(*year, "1")] += int(row["n_held"] or 0)
        told[(*year, "0")] += int(row["n_held_beside"])
        told_perhaps[year] += int(row["n_held_perhaps"])
    assert +told == certain, files.query
    assert all(perhaps[year] == n for year, n in (+told_perhaps).items()), files.query


def assert_gaps_are_those_of_sessions(files: Files) -> None:
    columns = ("gap_days_min", "gap_days_max", "coverage")
    ended = {
        (row["council_slug"], row["to_session_id"]): [
            row["from_session_id"],
            *(row[name] for name in columns),
        ]
        for row in files["gaps"]
        if row["to_session_id"]
    }
    before = {
        (row["council_slug"], row["session_id"]): [row["prev_session_id"], *(row[name] for name in columns)]
        for row in files["sessions"]
        if row["gap_status"] in REAL_GAPS
    }
    assert ended == before, files.query
    running = {row["council_slug"]: row["from_session_id"] for row in files["gaps"] if row["censored"] == "1"}
    silent = {row["council_slug"]: row["last_session_id"] for row in files["silences"]}
    assert running == {council: session for council, session in silent.items() if session}, files.query


def assert_flags_are_those_of_sessions(files: Files) -> None:
    names = ("grade", "grade_certain", "grade_possible")
    flags = {
        (row["council_slug"], row["session_id"]): [
            row["state"],
            row["reason"],
            *(row[name] for name in names),
        ]
        for row in files["resumptions"]
        if row["state"] != "withdrawn"
    }
    flagged = {
        (row["council_slug"], row["session_id"]): [
            row["flag_state"],
            row["flag_reason"],
            *(row[name] for name in names),
        ]
        for row in files["sessions"]
        if row["flag_state"]
    }
    assert flags == flagged, files.query
    assert flags or PAST in files.query or "council" in files.query


def assert_silences_count_announcements(files: Files) -> None:
    announced = {(row["council_slug"], row["expected_edtf"]) for row in files["announcements"]}
    lapsed = Counter(row["council_slug"] for row in files["announcements"] if row["fate"] == "lapsed")
    for row in files["silences"]:
        council = row["council_slug"]
        assert int(row["lapsed_announcements"]) <= lapsed[council], (files.query, council)
        assert not row["announced_for"] or (council, row["announced_for"]) in announced, (
            files.query,
            council,
        )


def assert_pages_say_the_same(files: Files) -> None:
    number = len(files.sessions)
    assert f"{number} session{'' if number == 1 else 's'}" in page(f"/{files.query}"), files.query
    assert found(r"/sessions/(S\d+)/", f"/sessions/{files.query}") == set(files.sessions)
    assert found(r"/sessions/(S\d+)/", f"/timeline.svg{files.query}") <= set(files.sessions)
    flags = {row["resumption_id"] for row in files["resumptions"]}
    assert found(r"/resumptions/(R\d+)/", f"/resumptions/{files.query}") == flags, files.query
    if "council=" not in files.query:
        assert_councils_pages_say_the_same(files)
        assert_who_came_and_spoke_is_counted(files)


def assert_councils_pages_say_the_same(files: Files) -> None:
    took_place = Counter(
        row["council_slug"]
        for row in files["sessions"]
        if row["session_status"] in TOOK_PLACE and not row["part_of_session_id"]
    )
    standing = Counter(
        row["council_slug"] for row in files["resumptions"] if row["state"] in ("raised", "confirmed")
    )
    listed = page(f"/councils/{files.query}")
    for council in (row["council_slug"] for row in files["councils"]):
        line = next(part for part in listed.split("<tr>") if f'value="{council}"' in part)
        numbers = [re.search(rf'data-label="{label}">(\d+)', line) for label in ("Sessions", "Resumptions")]
        assert [int(each[1]) if each else 0 for each in numbers] == [
            took_place[council],
            standing[council],
        ], (files.query, council)
        told = re.search(
            r'<span class="value">(\d+)</span><span class="label">sessions? that took place',
            page(f"/councils/{council}/{files.query}"),
        )
        assert told and int(told[1]) == took_place[council], (files.query, council)


def assert_who_came_and_spoke_is_counted(files: Files) -> None:
    query = TimelineQuery(as_of=files.query.partition("as_of=")[2], today=NOW.date())
    took_place = {
        key
        for key, row in files.sessions.items()
        if row["session_status"] in TOOK_PLACE and not row["part_of_session_id"]
    }
    came = {
        row["delegation_id"]: (row["party_id"], row["session_id"])
        for row in files["delegations"]
        if row["attendance"] in PRESENT and row["session_id"] in took_place
    }
    sat = {
        (row["person_id"], row["session_id"]) for row in files["delegates"] if row["delegation_id"] in came
    }
    present = Counter(key for key, _ in {*came.values(), *sat})
    said = Counter(
        key for row in files["statements"] for key in {*row["party_ids"].split("; "), row["speaker_id"]}
    )
    for row in party_index(query, NOW).rows:
        page = party_page(row.party, query, NOW)
        key = f"E{row.party.pk}"
        assert row.sessions == page.present == present[key], (files.query, key)
        assert row.statements == page.n_statements == in_years(page.years) == said[key], (files.query, key)
    for each in person_index(query, NOW).rows:
        its = person_page(each.person, query, NOW)
        key = f"P{each.person.pk}"
        assert each.sessions == its.present == present[key], (files.query, key)
        assert each.statements == its.n_statements == in_years(its.years) == said[key], (files.query, key)


def in_years(figure: YearlyFigure | None) -> int:
    """What the rows of the years hold, with what belongs to no one year."""
    return sum(row.certain for row in figure.rows) + figure.uncertain if figure else 0


def assert_nothing_is_later(files: Files, day: str) -> None:
    for table, column in (
        ("sessions", "date_start_min"),
        ("resumptions", "resumed_on_min"),
        ("context_events", "start_min"),
        ("memberships", "joined_min"),
        ("posts", "start_min"),
        ("announcements", "announced_on_min"),
        ("gaps", "to_min"),
        ("council_years", "year"),
    ):
        assert all(row[column] <= day for row in files[table]), (table, column)
    for table in TABLES:
        if any(reference.column == "session_id" for reference in table.references):
            named = {row["session_id"] for row in files[table.name]} - {""}
            assert named <= set(files.sessions), table.name


def page(address: str) -> str:
    response = Client().get(address, follow=True)
    assert response.status_code == 200, address
    return " ".join(response.content.decode().split())


def found(pattern: str, address: str) -> set[str]:
    return set(re.findall(pattern, page(address)))
