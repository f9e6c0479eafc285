"""What the files contain: headers that scripts rely on, golden bytes, and the meaning of single columns."""

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings

from config.exports import TABLES
from delegations.vocabulary import PRESENT, Attendance
from meetings.exports.columns import Kind, Table
from meetings.exports.session_gaps import NOT_COMPUTED
from meetings.vocabulary import ABSENT, GapStatus
from tests import factories as make
from tests.exports_dataset import NOW, download, make_record, rows_of

pytestmark = pytest.mark.django_db
GOLDEN = Path(__file__).parent / "golden"

# The headers that scripts outside rely on: changed only by adding columns at the end.
HEADERS = {
    "sessions": """session_id, council_id, council_slug, council_abbreviation, council_name_then, session_number, session_title,
        session_status, formation, counts_for_gap, level, format, date_start_min, date_start_max, date_end_min, date_end_max,
        date_prec, date_edtf, date_text, date_basis, duration_minutes_min, duration_minutes_max, place, place_iso3, venue,
        topics_discussed, topics_offered, outcome_kind, outcome, followup_text, prev_session_id, gap_status, gap_days_min,
        gap_days_max, gap_full_years_min, typical_gap_days, gap_ratio, longest_prior_gap_days, grade, grade_certain,
        grade_possible, flag_state, flag_rule, flag_reason, coverage, n_members, n_attended, n_absent, n_attendance_unknown,
        roster_complete, n_statements, n_sources, n_independent_origins, source_urls, url, created_at, updated_at,
        record_version, data_version""",
    "delegations": """delegation_id, session_id, council_slug, party_id, party_name_then, party_type, party_iso3, party_iso3_user,
        designation_as_printed, member_status, capacity, invited, attendance, attendance_mode, absence_reason, is_host, is_chair,
        delegation_level, head_person_ids, head_names, head_names_as_printed, head_roles, delegates, date_start_min,
        date_start_max, session_status, prev_attended_session_id, party_gap_days_min, party_gap_days_max, n_statements,
        source_urls, updated_at, record_version, data_version""",
    "statements": """statement_id, session_id, council_slug, delegation_ids, party_ids, party_names, party_iso3s, speaker_id,
        speaker_name, speaker_kind, speaker_role, attribution, timing, date_min, date_max, topics, n_wordings, wording_id, fidelity,
        text, text_language, spoken_language, speaker_as_printed, is_excerpt, text_en, text_en_origin, quote_checked, source_id,
        source_url, source_publisher, source_title, source_language, source_published, source_accessed, source_archive_url,
        source_locator, updated_at, record_version, data_version""",
    "resumptions": """resumption_id, council_slug, session_id, previous_session_id, resumed_on_min, resumed_on_max, gap_days_min,
        gap_days_max, grade, grade_certain, grade_possible, state, stream, threshold_notable, threshold_major, threshold_historic,
        n_prior_gaps, typical_gap_days, longest_prior_gap_days, reason, rule_version, coverage, raised_at, revised_at,
        withdrawn_at, withdrawn_because, reviewed_at, url""",
    "silences": """council_slug, last_session_id, silent_since_min, silent_since_max, as_of, silence_days_min, silence_days_max,
        state, unusual_since, major_from, historic_from, next_planned_on, reason, coverage, url""",
    "gaps": """council_slug, from_session_id, to_session_id, from_max, to_min, gap_days_min, gap_days_max, censored, grade,
        coverage, context, data_version""",
    "coverage": "council_slug, from, to, completeness, searched_on, source_url",
}  # fmt: skip


def test_headers_begin_as_scripts_expect() -> None:
    for name, header in HEADERS.items():
        promised = [column.strip() for column in header.split(",")]
        body, _ = download(f"/{name}.csv")
        assert body.decode().splitlines()[0].split(",")[: len(promised)] == promised


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_declarations_are_whole(table: Table) -> None:
    assert len(set(table.header)) == len(table.header)
    names = {other.name: other for other in TABLES}
    assert set(table.key) <= set(table.header)
    for reference in table.references:
        assert reference.column in table.header
        assert reference.to in names[reference.table].header
    for column in table.columns:
        assert re.fullmatch(r"[a-z][a-z0-9_]{0,31}", column.name)
        assert column.description.endswith("."), column.name
        assert not column.empty or column.empty.endswith("."), column.name
        assert column.meanings or column.kind is not Kind.CODE, column.name


@override_settings(SITE_URL="https://reconvene.example")
def test_every_byte_is_as_agreed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A change of these files is a change of what scripts read: look at the difference before accepting it."""
    make_record()
    monkeypatch.setattr("meetings.pages.clock", lambda: NOW)
    for file in sorted(GOLDEN.glob("*.csv")):
        body, _ = download(f"/{file.name}")
        assert body.decode() == file.read_bytes().decode()
    assert len(list(GOLDEN.glob("*.csv"))) == 8


def test_the_same_data_gives_the_same_bytes_and_every_row_is_counted() -> None:
    make_record()
    for table in TABLES:
        first, response = download(f"/{table.file_name}")
        assert first == download(f"/{table.file_name}")[0]
        assert int(response["X-Row-Count"]) == first.count(b"\r\n") - 1
        assert first.endswith(b"\r\n")
        assert response["Content-Disposition"] == f'attachment; filename="{table.file_name}"'


FORMS = {
    "date": r"\d{4}-\d\d-\d\d",
    "integer": r"\d+",
    "boolean": "[01]",
    "number": r"-?\d+(\.\d{1,3})?",
    "datetime": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ",
}


@pytest.mark.parametrize("address", ["", "?as_of=2021-06-01"])
def test_cells_keep_what_the_codebook_says(address: str) -> None:
    """Empty only where a meaning is given; codes, days and numbers in their form; keys without doubles."""
    make_record()
    for table in TABLES:
        rows = rows_of(f"/{table.file_name}{address}")
        for column in table.columns:
            for cell in (row[column.name] for row in rows):
                if not cell:
                    assert column.empty, f"{table.name}.{column.name} is empty"
                    continue
                assert re.fullmatch(FORMS.get(column.kind.schema_type, ".*"), cell), (column.name, cell)
                assert column.kind is not Kind.CODE or cell in dict(column.meanings), (column.name, cell)
        keys = [tuple(row[name] for name in table.key) for row in rows]
        assert len(set(keys)) == len(keys)


def test_a_month_never_shows_a_day() -> None:
    council = make.make_council()
    make.make_session(council, "2019-07")
    make.make_session(council, "2008")
    words = {row["date_edtf"]: row for row in rows_of("/sessions.csv")}
    assert words["2019-07"]["date_text"] == "July 2019"
    assert words["2008"]["date_text"] == "2008"
    assert [words[edtf]["date_prec"] for edtf in ("2019-07", "2008")] == ["4", "5"]
    assert (words["2019-07"]["date_end_min"], words["2019-07"]["date_end_max"]) == (
        "2019-07-01",
        "2019-07-31",
    )


def test_a_joint_session_has_a_row_for_each_council() -> None:
    one, other = make.make_council("B council"), make.make_council("A council")
    session = make.make_session(councils=[one, other], number="3")
    make.make_agenda_item(session)
    assert [row["council_slug"] for row in rows_of("/sessions.csv")] == ["a-council", "b-council"]
    assert [row["council_slug"] for row in rows_of("/sessions.csv?council=b-council")] == ["b-council"]
    assert [row["council_slug"] for row in rows_of("/councils/b-council/sessions.csv")] == ["b-council"]
    (item,) = rows_of("/agenda.csv?council=b-council")
    assert item["council_slug"] == "a-council; b-council"


def test_rows_stand_in_order_of_bytes_days_and_numbers() -> None:
    upper, lower = make.make_council("x", slug="Z-council"), make.make_council("y", slug="a-council")
    late = make.make_session(lower, "2020-05-02")
    first, second = make.make_session(lower, "2020-05-01"), make.make_session(lower, "2020-05-01")
    vague = make.make_session(lower, "2020-05")
    other = make.make_session(upper, "2021-01-01")
    expected = [f"S{session.pk}" for session in (other, first, second, vague, late)]
    assert [row["session_id"] for row in rows_of("/sessions.csv")] == expected


def test_names_are_those_of_the_time() -> None:
    from delegations.models import PartyName
    from meetings.dates import DateInterval
    from meetings.models import CouncilName

    council = make.make_council("OSCE")
    party = make.make_party("Russia")
    until = {"valid_to": DateInterval.parse_edtf("1994-12-31"), "language": "en", "kind": "former"}
    CouncilName.objects.create(council=council, text="CSCE", **until)
    CouncilName.objects.create(council=council, text="KSZE", **{**until, "language": "de"})
    PartyName.objects.create(party=party, text="Soviet Union", **until)
    for start in ("1990-11-19", "1999-11-18"):
        make.make_delegation(make.make_session(council, start), party)
    assert [row["council_name_then"] for row in rows_of("/sessions.csv")] == ["CSCE", "OSCE"]
    assert [row["party_name_then"] for row in rows_of("/delegations.csv")] == ["Soviet Union", "Russia"]


def test_outlets_with_one_agency_text_are_one_origin() -> None:
    agency = make.make_source()
    repeated = make.make_source(derived_from=agency)
    session = make.make_session(source=make.make_source(derived_from=repeated))
    from meetings.models import SessionCitation

    SessionCitation.objects.create(session=session, source=repeated)
    SessionCitation.objects.create(session=session, source=repeated, fact="date")
    (row,) = rows_of("/sessions.csv")
    assert (row["n_sources"], row["n_independent_origins"]) == ("2", "1")
    assert len(row["source_urls"].split("; ")) == 2


def test_absences_are_counted_only_on_a_complete_list() -> None:
    council = make.make_council()
    members = [make.make_party() for _ in range(4)]
    for party in members:
        make.make_membership(party, council, joined="2002")
    make.make_membership(make.make_party(), council, joined="2002", left="2010")
    partial = make.make_session(council, "2021-01-01")
    whole = make.make_session(council, "2022-01-01", roster_complete=True)
    for session in (partial, whole):
        make.make_delegation(session, members[0], attendance="walked_out")
        make.make_delegation(session, members[1], attendance="absent")
        make.make_delegation(session, members[2], attendance="unknown")
    names = ("n_members", "n_attended", "n_absent", "n_attendance_unknown")
    first, second = rows_of("/sessions.csv")
    assert [first[name] for name in names] == ["4", "", "", "2"]
    assert [second[name] for name in names] == ["4", "1", "2", "1"]


def test_every_attendance_is_present_absent_or_unknown() -> None:
    assert {*PRESENT, ABSENT, Attendance.UNKNOWN} == set(Attendance)


def test_a_partys_gap_looks_past_the_filter() -> None:
    council, party = make.make_council(), make.make_party("Russia")
    starts = ("2019-01-25", "2019-07", "2022-01-12", "2022-03-01")
    sessions = [make.make_session(council, start) for start in starts]
    for session, came in zip(sessions, ("attended", "attended", "attended", "absent"), strict=True):
        make.make_delegation(session, party, attendance=came)
    make.make_delegation(make.make_session(council, "2022-01-10", formation="expert"), party)
    rows = {row["session_id"]: row for row in rows_of("/delegations.csv?from=2022")}
    there = rows[f"S{sessions[2].pk}"]
    assert there["prev_attended_session_id"] == f"S{sessions[1].pk}"
    assert (there["party_gap_days_min"], there["party_gap_days_max"]) == ("896", "926")
    assert rows[f"S{sessions[3].pk}"]["prev_attended_session_id"] == ""


def test_hostile_text_comes_back_as_it_was_entered() -> None:
    hostile = ['say "no"', "a,b;c", "=cmd|' /C calc'!A0", "🕊 שלום", "x" * 100_000, "back\\slash", "NULL"]
    council = make.make_council()
    for index, text in enumerate(hostile):
        make.make_session(council, f"2020-01-{index + 1:02d}", outcome=text)
    assert [row["outcome"] for row in rows_of("/sessions.csv")] == hostile
    assert rows_of("/sessions.csv?for=excel")[2]["outcome"] == f"'{hostile[2]}"
    body = download("/sessions.csv?for=excel")[0]
    assert body.startswith(b"\xef\xbb\xbfsession_id,")


def test_gaps_hold_the_running_silence_as_censored() -> None:
    council = make_record()
    rows = rows_of("/gaps.csv?as_of=2022-03-01")
    assert [(row["from_session_id"], row["to_session_id"], row["censored"]) for row in rows] == [
        ("S9001", "S9002", "0"),
        ("S9002", "S9003", "0"),
        ("S9003", "S9004", "0"),
        ("S9004", "", "1"),
    ]
    assert (rows[-1]["from_max"], rows[-1]["to_min"], rows[-1]["gap_days_min"]) == ("2022-01-12", "", "48")
    council.dissolved = "2022-02-01"
    council.save()
    assert rows_of("/gaps.csv?as_of=2022-03-01")[-1]["gap_days_max"] == "20"


def test_a_past_day_is_judged_by_what_was_known() -> None:
    make_record()
    past = {row["session_id"]: row for row in rows_of("/sessions.csv?as_of=2019-12-31")}
    assert list(past) == ["S9001", "S9002", "S9003"]
    (silence,) = rows_of("/silences.csv?as_of=2019-12-31")
    assert (silence["last_session_id"], silence["silence_days_min"], silence["silence_days_max"]) == (
        "S9003",
        "153",
        "183",
    )
    assert rows_of("/resumptions.csv?as_of=2019-12-31") == []


def test_the_past_agrees_with_the_present_where_nothing_was_added() -> None:
    make_record()
    for name in ("sessions", "gaps", "resumptions"):
        today = rows_of(f"/{name}.csv")
        before = rows_of(f"/{name}.csv?as_of={datetime.now(UTC).date() - timedelta(days=1)}")
        for row, other in zip(today, before, strict=True):
            if row.get("censored") != "1":
                assert row == other


def test_a_council_without_sessions_has_a_row_without_a_state() -> None:
    make.make_council("Empty council")
    (row,) = rows_of("/silences.csv")
    assert (row["council_slug"], row["state"], row["silence_days_min"]) == ("empty-council", "", "")


def test_withdrawn_flags_stay_in_their_file_and_leave_the_sessions() -> None:
    from meetings.models import Resumption

    make_record()
    flag = Resumption.objects.get(session_id=9004)
    assert [row["flag_state"] for row in rows_of("/sessions.csv")] == ["", "", "", "raised"]
    Resumption.objects.filter(pk=flag.pk).update(
        state="withdrawn", withdrawn_at=datetime(2022, 2, 2, tzinfo=UTC)
    )
    assert [row["flag_state"] for row in rows_of("/sessions.csv")] == [""] * 4
    (row,) = rows_of("/resumptions.csv")
    assert (row["state"], row["withdrawn_at"]) == ("withdrawn", "2022-02-02T00:00:00Z")


def test_no_gap_was_computed_where_the_codebook_says_so() -> None:
    """What an empty cell means holds in every row: the second sitting has a gap and no earlier one."""
    make_record()
    (table,) = (table for table in TABLES if table.name == "sessions")
    said = [column.name for column in table.columns if column.empty == NOT_COMPUTED]
    rows = rows_of("/sessions.csv")
    assert "gap_days_min" in said and any(row["gap_days_min"] for row in rows)
    for row in rows:
        computed = row["gap_status"] in (GapStatus.COMPUTED, GapStatus.ORDER_UNCERTAIN)
        assert [name for name in said if bool(row[name]) != computed] == [], row["session_id"]


def test_the_codebook_lists_every_column() -> None:
    page, response = download("/codebook/")
    listed = {(row["table"], row["column"]) for row in rows_of("/codebook.csv")}
    assert listed == {(table.name, name) for table in TABLES for name in table.header}
    for table, name in listed:
        assert f'id="{table}.{name}"' in page.decode()
    assert response["ETag"]


def test_the_data_package_describes_what_is_sent() -> None:
    body, response = download("/datapackage.json")
    package: dict[str, Any] = json.loads(body)
    assert response["Content-Type"] == "application/json"
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    resources = {resource["name"]: resource for resource in package["resources"]}
    assert set(resources) == {table.name for table in TABLES}
    for name, resource in resources.items():
        header = download(f"/{name}.csv")[0].decode().split("\r\n")[0]
        assert [field["name"] for field in resource["schema"]["fields"]] == header.split(",")
        for key in resource["schema"]["foreignKeys"]:
            referred = resources[key["reference"]["resource"]]["schema"]["fields"]
            assert key["reference"]["fields"] in [field["name"] for field in referred]


def test_people_have_their_spellings_offices_and_seats() -> None:
    person = make.make_person("Alexander Grushko", names=(("Грушко", "ru"), ("Gruschko", "de")))
    party = make.make_party("Russia")
    make.make_post(person, party=party, start="2018-01")
    delegation = make.make_delegation(make.make_session(), party)
    make.make_delegate(delegation, person, leads=True, chairs=True, role_as_printed="Vize-Außenminister")
    make.make_delegate(delegation, name_as_printed="ein Berater")
    make.make_person("Nobody public")
    (known,) = rows_of("/people.csv")
    assert known["other_names"] == "Грушко; Gruschko"
    (post,) = rows_of("/posts.csv")
    assert (post["person_id"], post["start_min"], post["start_max"]) == (
        known["person_id"],
        "2018-01-01",
        "2018-01-31",
    )
    named, described = rows_of("/delegates.csv")
    assert (named["person_id"], named["leads"], named["chairs"]) == (known["person_id"], "1", "1")
    assert (described["person_id"], described["name_as_printed"]) == ("", "ein Berater")
    assert [row["name"] for row in rows_of("/parties.csv")] == ["Russia"]


def test_what_else_a_report_says_of_a_session_is_at_the_end_of_the_row() -> None:
    from datetime import time

    council = make.make_council()  # one, or the order would be that of two made-up names
    whole = make.make_session(council, "2022-01-12", outcome_according_to="ZDF", date_as_printed="Mittwoch")
    make.make_session(
        council,
        "2022-01-12",
        part_of=whole,
        planned_start="2022-01",
        status="postponed",
        start_time=time(9, 30),
        time_zone="Europe/Brussels",
    )
    first, part = rows_of("/sessions.csv")
    assert (first["outcome_according_to"], first["date_as_printed"], first["part_of_session_id"]) == (
        "ZDF",
        "Mittwoch",
        "",
    )
    assert part["part_of_session_id"] == f"S{whole.pk}"
    assert (part["planned_min"], part["planned_max"]) == ("2022-01-01", "2022-01-31")
    assert (part["start_time_local"], part["time_zone"]) == ("09:30", "Europe/Brussels")
    assert (first["counts_for_gap"], part["counts_for_gap"]) == ("1", "0")
