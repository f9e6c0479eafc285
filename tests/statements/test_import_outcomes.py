"""The plan row by row: what happens to each, in words, and what an import that spares the public leaves alone."""

from pathlib import Path

import pytest

from delegations.models import Delegation, Membership
from meetings.imports.desk import SPARED
from meetings.imports.files import open_folder
from meetings.imports.plan import Action, Outcome, Plan
from meetings.imports.topics import TopicShelf
from meetings.models import Council, Coverage, Session
from statements.imports.run import LAYOUTS, Import
from statements.models import Statement
from tests.factories import make_council, make_session
from tests.statements.test_import_history import SESSIONS, STATEMENTS, Folder, counts, session_line

pytestmark = pytest.mark.django_db
MEMBERSHIPS = "council_slug,member_name,member_iso2,joined,left,source_url"
COVERAGE = "council_slug,from,to,completeness,searched_on,source_url"


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


@pytest.fixture
def nrc(db: None) -> Council:
    return make_council("NRC", slug="nrc")


def outcomes(folder: Folder, *, spares_public: bool = False, write: bool = False) -> list[Outcome]:
    plan, topics = Plan.of_every_row(100), TopicShelf()
    wanted = Import(open_folder(folder.path, LAYOUTS, plan), spares_public=spares_public)
    wanted.plan(plan, topics)
    assert plan.outcomes is not None
    if write:
        written = Plan.of_every_row(100)
        wanted.write(written, topics)
        assert written.outcomes == plan.outcomes
    return plan.outcomes


def test_each_row_has_one_outcome_and_an_update_says_what_changes(nrc: Council, folder: Folder) -> None:
    folder.write("sessions.csv", SESSIONS, session_line(outcome="Agreed"), session_line("2020")).run()
    lines = [
        session_line(outcome="Agreed to go on", agenda_topics="Kosovo", source_url="https://news.example/2"),
        session_line("2020"),
        session_line("2021"),
        session_line("soon"),
    ]
    found = outcomes(folder.write("sessions.csv", SESSIONS, *lines))
    assert sorted((each.row, each.action.value, each.column) for each in found) == [
        (2, "update", ""),
        (3, "skip", ""),
        (4, "create", ""),
        (5, "refuse", "start_date"),
    ]
    (changed,) = [each.reason for each in found if each.row == 2]
    assert changed == "outcome: Agreed → Agreed to go on; agenda: Kosovo; cites https://news.example/2"


def test_another_session_that_began_then_is_warned_of(nrc: Council, folder: Folder) -> None:
    known = make_session(nrc, "2019-07-05", level="foreign_ministers")
    lines = [session_line(), session_line(level="foreign_ministers"), session_line("2019")]
    plan = Plan.of_every_row(10)
    Import(open_folder(folder.write("sessions.csv", SESSIONS, *lines).path, LAYOUTS, plan)).plan(
        plan, TopicShelf()
    )
    assert [str(each) for each in plan.warnings] == [
        f"sessions.csv, row 2: on record is another session that began then, S{known.pk} (foreign ministers)."
    ]


def test_what_is_public_is_spared(nrc: Council, folder: Folder) -> None:
    make_session(nrc, "2019-07-05", level="ambassadors")
    folder.write("councils.csv", "slug,name,description", "nrc,NRC,New words", "new,New council,")
    folder.write("sessions.csv", SESSIONS, session_line(outcome="Agreed"), session_line("2020-01-01"))
    folder.write("memberships.csv", MEMBERSHIPS, "nrc,Russia,RU,,,", "new,Russia,RU,,,")
    folder.write(
        "coverage.csv", COVERAGE, "nrc,2014,2015,complete,2022-01-01,", "new,2014,,complete,2022-01-01,"
    )
    said = "nrc,{},Mission,,Russia,en,direct,We agree.,,https://news.example/3"
    folder.write("statements.csv", STATEMENTS, said.format("2019-07-05"), said.format("2020-01-01"))
    found = outcomes(folder, spares_public=True, write=True)
    by_table = {(each.table, each.row): each for each in found}
    tables = ("councils", "sessions", "memberships", "coverage", "statements")
    for table in tables:
        spared, written = by_table[table, 2], by_table[table, 3]
        assert (spared.action, spared.reason) == (Action.REFUSE, SPARED), table
        assert written.action is Action.CREATE, table
    nrc.refresh_from_db()
    assert nrc.description == ""
    assert Session.objects.get(start__startswith="2019-07-05").outcome == ""
    assert Session.objects.get(start__startswith="2020-01-01").publication == "draft"
    for model in (Membership, Coverage):
        assert set(model.objects.values_list("council__slug", flat=True)) == {"new"}, model
    for model in (Statement, Delegation):
        assert list(model.objects.values_list("session__publication", flat=True)) == ["draft"], model


def test_planning_writes_no_row_of_any_table(nrc: Council, folder: Folder) -> None:
    folder.write("sessions.csv", SESSIONS, session_line(), session_line("2020"))
    before = counts()
    outcomes(folder)
    assert counts() == before
