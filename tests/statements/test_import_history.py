"""The import command: the reference histories, idempotence, the plan, and every kind of bad input."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import TestCase

from delegations.models import Delegation, Membership, Party, PartyName, Person, Post
from meetings.dates import DateInterval
from meetings.models import (
    AgendaItem,
    Council,
    Coverage,
    Session,
    SessionCitation,
    SessionCouncil,
    Source,
    Succession,
    Topic,
)
from meetings.vocabulary import Publication
from statements.history_import import import_history
from statements.models import Statement, Wording
from statements.vocabulary import Fidelity, SpeakerKind
from tests.factories import make_council, make_session

REFERENCE = Path(__file__).resolve().parents[2] / "meetings" / "reference"
COUNCILS = (
    "slug,name,abbreviation,founded,dissolved,predecessor_slug,seat_city,seat_country,description,source_url"
)
SESSIONS = (
    "council_slug,start_date,end_date,level,formation,format,city,country_iso2,venue,status,number,agenda_topics,outcome,"
    "source_url,source_title,source_publisher,source_date,confidence"
)
STATEMENTS = "council_slug,session_date,speaker,role_at_time,delegation,language,kind,quote_text,translation_en,source_url"


def session_line(start: str = "2019-07-05", **cells: str) -> str:
    """A row of `sessions.csv` of the council `nrc`."""
    row = dict.fromkeys(SESSIONS.split(","), "") | {
        "council_slug": "nrc",
        "start_date": start,
        "level": "ambassadors",
        "status": "held",
        "source_url": "https://news.example/1",
    }
    return ",".join((row | cells).values())


def counts() -> dict[str, int]:
    """Rows of every table of the database."""
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        found = {}
        for name in names:
            cursor.execute(f'SELECT count(*) FROM "{name}"')
            found[name] = cursor.fetchone()[0]
    return found


class Folder:
    """Writes files and runs the command on them."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def write(self, name: str, *lines: str, data: bytes | None = None) -> "Folder":
        (self.path / name).write_bytes(("\r\n".join(lines) + "\r\n").encode() if data is None else data)
        return self

    def run(self, **options: Any) -> str:
        output = StringIO()
        call_command("import_history", str(self.path), stdout=output, **options)
        return output.getvalue()

    def refused(self, **options: Any) -> str:
        """The output of a run that refuses; asserts that it changed no table."""
        before, output = counts(), StringIO()
        with pytest.raises(CommandError, match="Nothing was written"):
            call_command("import_history", str(self.path), stdout=output, **options)
        assert counts() == before
        return output.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


@pytest.fixture
def nrc(db: None) -> Council:
    return make_council("NRC", slug="nrc")


class TestReferenceHistories(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        call_command("import_history", str(REFERENCE), publish=True, verbosity=0)

    def test_everything_is_there(self) -> None:
        assert Council.objects.count() == 21
        assert Session.objects.count() == 380
        assert Session.objects.public().count() == 380
        assert Membership.objects.count() == 51
        assert Statement.objects.count() == 25
        assert Coverage.objects.count() == 5
        assert SessionCitation.objects.count() == 380
        links = SessionCouncil.objects.filter(council__slug="nato-russia-council")
        assert links.count() == 75

    def test_the_line_of_councils(self) -> None:
        succession = Succession.objects.get()
        assert (succession.predecessor.slug, succession.successor.slug) == (
            "nato-russia-pjc",
            "nato-russia-council",
        )
        assert (succession.kind, succession.happened) == ("continues", DateInterval.parse_iso("2002-05-28"))
        assert succession.source is not None

    def test_dates_stay_as_vague_as_printed(self) -> None:
        assert Session.objects.filter(start=DateInterval.parse_iso("2009")).count() == 4
        assert Council.objects.get(slug="arctic-council").founded == DateInterval.parse_iso("1996")

    def test_unknown_levels_and_formats_are_empty(self) -> None:
        assert not Session.objects.filter(level="unknown").exists()
        assert Session.objects.filter(format="").count() == 260

    def test_the_first_title_of_an_address_stays(self) -> None:
        source = Source.objects.get(url="https://www.nato.int/docu/pr/1998/p981021e.htm")
        assert source.title.endswith("21 October 1998 (refers back to 20 May 1998)")

    def test_confidence_stays_on_the_citation(self) -> None:
        assert SessionCitation.objects.filter(confidence="medium").count() == 69

    def test_subjects_of_several_sessions_are_topics(self) -> None:
        topic = Topic.objects.get(slug="afghanistan")
        assert AgendaItem.objects.filter(topic=topic).count() == 27
        assert not Topic.objects.filter(name="rules of procedure").exists()

    def test_parties_are_known_by_any_name(self) -> None:
        russia = Party.objects.get(code="RUS")
        assert (russia.name, russia.kind, russia.iso3) == ("Russia", "state", "RUS")
        assert PartyName.objects.get(party=russia).text == "Russian Federation"
        assert (Party.objects.get(code="NATO").kind, Party.objects.get(code="NATO").iso3) == (
            "organisation",
            "",
        )
        assert Party.objects.count() == 32

    def test_speakers_are_people_or_parties(self) -> None:
        mission = Statement.objects.get(wordings__speaker_as_printed="Mission of Russia to NATO")
        assert (mission.speaker, mission.speaker_kind) == (None, SpeakerKind.DELEGATION)
        assert [party.code for party in mission.parties.all()] == ["RUS"]
        assert Person.objects.count() == 10
        assert Post.objects.filter(person__name="Alexander Grushko").count() == 4
        assert Delegation.objects.filter(session__start=DateInterval.parse_iso("2022-01-12")).count() == 3

    def test_a_translation_is_a_second_wording(self) -> None:
        english = Wording.objects.filter(translated_from__language="ru")
        assert english.count() == 2
        for wording in english:
            assert (wording.language, wording.fidelity) == ("en", Fidelity.VERBATIM_TRANSLATED)
            assert wording.translated_from is not None
            assert wording.translated_from.fidelity == Fidelity.VERBATIM_UNKNOWN

    def test_history_says_why(self) -> None:
        event = Session.objects.order_by("pk")[0].events.get()  # type: ignore[attr-defined]  # pghistory adds it
        assert event.pgh_context["reason"].startswith("Import of councils.csv, coverage.csv")

    def test_a_second_time_changes_nothing(self) -> None:
        before = counts()
        output = StringIO()
        call_command("import_history", str(REFERENCE), publish=True, stdout=output)
        assert "Done: 0 created, 0 updated, 483 unchanged, 0 refused." in output.getvalue()
        assert counts() == before


@pytest.mark.django_db
def test_a_dry_run_writes_nothing() -> None:
    before = counts()
    output = StringIO()
    call_command("import_history", str(REFERENCE), dry_run=True, stdout=output)
    assert "Dry run, nothing was written. Would be: 525 created" in output.getvalue()
    assert "Ignored: labelled_resumptions.csv" in output.getvalue()
    assert "inter-korean-summit was founded" in output.getvalue()
    assert counts() == before


def test_without_publish_records_are_drafts(nrc: Council, folder: Folder) -> None:
    folder.write("sessions.csv", SESSIONS, session_line()).run()
    assert Session.objects.get().publication == Publication.DRAFT
    assert "1 updated" in folder.run(publish=True)
    assert Session.objects.get().publication == Publication.PUBLISHED


def test_a_changed_cell_updates_and_an_empty_one_erases_nothing(nrc: Council, folder: Folder) -> None:
    folder.write("sessions.csv", SESSIONS, session_line(outcome="Agreed", venue="NATO HQ")).run()
    output = folder.write(
        "sessions.csv", SESSIONS, session_line(outcome="Agreed to go on", agenda_topics="Kosovo")
    ).run()
    assert "0 created, 1 updated" in output
    session = Session.objects.get()
    assert (session.outcome, session.venue) == ("Agreed to go on", "NATO HQ")
    assert [item.text for item in session.agenda.all()] == ["Kosovo"]


def test_a_further_source_of_a_known_session_is_cited(nrc: Council, folder: Folder) -> None:
    folder.write("sessions.csv", SESSIONS, session_line()).run()
    folder.write("sessions.csv", SESSIONS, session_line(source_url="https://news.example/2")).run()
    assert Session.objects.get().citations.count() == 2


def test_a_status_that_nobody_knows_is_not_held(nrc: Council, folder: Folder) -> None:
    folder.write(
        "Sessions.CSV", SESSIONS, session_line(status="unknown"), session_line("2020", status="")
    ).run()
    assert list(Session.objects.values_list("status", flat=True)) == ["unconfirmed", "held"]


def test_level_and_number_tell_sessions_of_a_day_apart(nrc: Council, folder: Folder) -> None:
    lines = [session_line(), session_line(level="foreign_ministers"), session_line(number="2")]
    assert "3 created" in folder.write("sessions.csv", SESSIONS, *lines).run()


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        (
            {"start_date": "2009-02-30"},
            "column start_date: 30 February 2009 does not exist; February 2009 has 28 days.",
        ),
        ({"start_date": ""}, "column start_date: the cell is empty."),
        ({"start_date": "1799"}, "column start_date: The year 1799 is outside 1800-2199."),
        (
            {"end_date": "2019-07-04"},
            "column end_date: it ends, 4 July 2019, before it starts, 5 July 2019.",
        ),
        ({"level": "kings"}, "column level: “kings” is none of heads_of_state_government, foreign_ministers"),
        ({"status": "hold"}, "column status: “hold” is none of proposed, declined"),
        (
            {"council_slug": "nrd"},
            "column council_slug: there is no council “nrd”, neither on record nor in the files.",
        ),
        (
            {"country_iso2": "QQ"},
            "column country_iso2: “QQ” is no country code of ISO 3166-1 (two letters, such as BE).",
        ),
        ({"source_url": "nato"}, "column source_url: “nato” is not an address of the form https://…."),
        ({"venue": "x" * 201}, "column venue: 201 characters are too long; at most 200 are stored."),
        ({"confidence": "sure"}, "column confidence: “sure” is none of high, medium, low."),
        ({"venue": "NATO\0HQ"}, "column venue: character 5 is a NUL (U+0000): remove it."),
        (
            {"outcome": "\x1b[31m"},
            "column outcome: character 1 is none that can be printed (U+001B): remove it.",
        ),
        (
            {"outcome": "a\uffff"},
            "column outcome: character 2 is none that can be printed (U+FFFF): remove it.",
        ),
    ],
)
def test_a_bad_cell_is_refused_with_its_place(
    nrc: Council, folder: Folder, cells: dict[str, str], sentence: str
) -> None:
    folder.write("sessions.csv", SESSIONS, session_line("2018-01-01"), session_line(**cells))
    assert f"Refused: sessions.csv, row 3, {sentence}" in folder.refused()


def test_a_session_without_source_cannot_be_published(nrc: Council, folder: Folder) -> None:
    folder.write("sessions.csv", SESSIONS, session_line(source_url=""))
    assert "column source_url: a session needs a source before it can be published." in folder.refused(
        publish=True
    )
    assert "1 created" in folder.run()


def test_a_session_of_a_council_that_is_not_public_cannot_be_published(db: None, folder: Folder) -> None:
    make_council("NRC", slug="nrc", published=False)
    folder.write("sessions.csv", SESSIONS, session_line())
    assert "column council_slug: nrc is not published, and its sessions would stay hidden." in folder.refused(
        publish=True
    )
    folder.write("councils.csv", "slug,name,source_url", "nrc,NRC,https://nato.example/")
    assert "1 created, 1 updated" in folder.run(publish=True)


def test_the_same_session_twice_in_a_file(nrc: Council, folder: Folder) -> None:
    folder.write("sessions.csv", SESSIONS, session_line(), session_line(outcome="Agreed"))
    assert (
        "row 3: it is the session of row 2 again: same council, start, level and number." in folder.refused()
    )


def test_ragged_rows(nrc: Council, folder: Folder) -> None:
    folder.write("sessions.csv", SESSIONS, session_line() + ",more", "nrc,2019")
    output = folder.refused()
    assert "row 2: it has 19 cells where the header has 18: a comma too many or too few?" in output
    assert "row 3: it has 2 cells where the header has 18" in output


def test_refused_rows_can_be_left_out(nrc: Council, folder: Folder) -> None:
    folder.write("sessions.csv", SESSIONS, session_line(), session_line("soon"))
    assert "1 created, 0 updated, 0 unchanged, 1 refused." in folder.run(skip_refused=True)
    assert Session.objects.count() == 1


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        (["a,A,,,,a,,,,"], "row 2, column predecessor_slug: the council a cannot succeed itself."),
        (
            ["a,A,,,,b,,,,", "b,B,,,,a,,,,"],
            "row 3, column predecessor_slug: b would succeed itself: a follows it already.",
        ),
        (["a,A,,,,z,,,,"], "row 2, column predecessor_slug: there is no council “z”"),
        (["a,A,,,,,,,,", "a,B,,,,,,,,"], "row 3, column slug: the council a stands in row 2 too."),
        (["a,A,,2009,2008,,,,,"], "row 2, column dissolved: it ends, 2008, before it was founded, 2009."),
        (["A b,A,,,,,,,,"], "row 2, column slug: “A b” is no slug: write small letters, digits and hyphens."),
        (["a,,,,,,,,,"], "row 2, column name: the cell is empty."),
    ],
)
@pytest.mark.django_db
def test_bad_councils(folder: Folder, lines: list[str], sentence: str) -> None:
    assert f"Refused: councils.csv, {sentence}" in folder.write("councils.csv", COUNCILS, *lines).refused()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (
            SESSIONS.encode() + b"\nnrc,2019,,,,,,Z\xfcrich",
            "row 2: line 2 is not UTF-8: byte 16 of the line is 0xFC.",
        ),
        (SESSIONS.encode("utf-16"), "row 1: the file is UTF-16, not UTF-8"),
        (
            SESSIONS.encode() + b",w\x00",
            "row 1: the file is no text, or not UTF-8: in column 19, character 2",
        ),
        (b"", "row 1: the file is empty: it has no header."),
        (
            SESSIONS.replace("start_date", "begin").encode(),
            "row 1: the header lacks start_date; it has council_slug, begin,",
        ),
        (SESSIONS.encode() + b",venue\n", "row 1: the column venue stands twice in the header."),
        (
            SESSIONS.encode() + b'\nnrc,"2019',
            "row 2: a quotation mark is opened and never closed; the file ends on line 2.",
        ),
        (
            SESSIONS.encode() + b'\nnrc,"20"19',
            "row 2: the quotation marks on line 2 do not follow the CSV rules",
        ),
    ],
)
def test_a_broken_file_is_refused_with_its_place(
    nrc: Council, folder: Folder, data: bytes, sentence: str
) -> None:
    assert f"Refused: sessions.csv, {sentence}" in folder.write("sessions.csv", data=data).refused()


@pytest.mark.parametrize("separator", [";", "\t"])
def test_separators_of_spreadsheets_and_empty_columns_behind_the_last_are_fine(
    nrc: Council, folder: Folder, separator: str
) -> None:
    row = session_line(agenda_topics='"Kosovo; ""Iran"""', venue='"NATO, Brussels"')
    lines = [f"{SESSIONS.replace(',', separator)}{separator * 3}"]
    lines.append(row.replace(",", separator).replace(f"NATO{separator} ", "NATO, ") + separator * 3)
    assert "1 created" in folder.write("sessions.csv", *lines).run()
    session = Session.objects.get()
    assert session.venue == "NATO, Brussels"
    assert [item.text for item in session.agenda.all()] == ["Kosovo", '"Iran"']


def test_a_byte_order_mark_is_fine(nrc: Council, folder: Folder) -> None:
    data = f"\ufeff{SESSIONS}\n{session_line()}\n".encode()
    assert "1 created" in folder.write("sessions.csv", data=data).run()


def test_a_misnamed_header_of_another_file_is_refused_too(nrc: Council, folder: Folder) -> None:
    folder.write("meetings of 2019.csv", SESSIONS.replace("start_date", "date"), session_line())
    assert "Refused: meetings of 2019.csv, row 1: the header lacks start_date" in folder.refused()


def test_columns_in_any_order_and_unread_ones_are_named(nrc: Council, folder: Folder) -> None:
    folder.write("a.csv", "weather,start_date,council_slug", "sunny,2019-07-05,nrc")
    output = folder.run()
    assert "Warning: a.csv, row 1: not read: weather." in output
    assert "1 created" in output


@pytest.mark.django_db
def test_a_folder_without_our_files(folder: Folder) -> None:
    output = folder.write("prices.csv", "item,price", "bread,2").run()
    assert "Files: none of ours" in output
    assert "Ignored: prices.csv (no table that the import reads has its columns: item, price)" in output


def test_a_missing_folder() -> None:
    with pytest.raises(CommandError, match="There is no file or folder"):
        call_command("import_history", "/nowhere/at/all")


def test_coverage_that_overlaps_or_lacks_evidence(nrc: Council, folder: Folder) -> None:
    header = "council_slug,from,to,completeness,searched_on,source_url"
    folder.write(
        "coverage.csv",
        header,
        "nrc,2014-03-05,,complete,2026-11-23,",
        "nrc,2013,2014-03-05,sampled,2026-11-23,",
        "nrc,2000,2001,sampled,,",
        "nrc,2002,2001,sampled,2026-11-23,",
        "nrc,2003,2004,,2026-11-23,",
    )
    output = folder.refused()
    assert "row 3, column from: it overlaps the coverage of nrc from 2014-03-05 to today." in output
    assert "row 4, column searched_on: coverage needs the day of the search or a source." in output
    assert "row 5, column to: the period ends, 2001-12-31, before it begins, 2002-01-01." in output
    assert "row 6, column completeness: the cell is empty; write one of complete" in output


def test_statements_need_their_session(nrc: Council, folder: Folder) -> None:
    folder.write(
        "statements.csv", STATEMENTS, "nrc,2019-07-05,Jens,,NATO,en,direct,Good,,https://news.example/1"
    )
    assert "column session_date: nrc has no session on 2019-07-05" in folder.refused()
    make_session(nrc, "2019-07-04", end="2019-07-06", published=False)
    assert "1 create" in folder.run()
    assert "0 created" in folder.run()


def test_without_a_reason_rows_that_change_what_is_public_are_refused(nrc: Council, folder: Folder) -> None:
    """With one they wait for a second person: `test_import_waits`."""
    make_session(nrc, "2019-07-05", level="ambassadors")
    folder.write(
        "statements.csv", STATEMENTS, "nrc,2019-07-05,Jens,,NATO,en,direct,Good,,https://news.example/1"
    )
    assert "it is public" in folder.refused()


def test_a_session_and_its_statement_in_one_folder(nrc: Council, folder: Folder) -> None:
    folder.write("sessions.csv", SESSIONS, session_line())
    folder.write(
        "statements.csv",
        STATEMENTS,
        "nrc,2019-07-05,An official,,NATO,en,direct,Good,,https://news.example/1",
    )
    folder.run()
    statement = Statement.objects.get()
    assert (statement.speaker, statement.speaker_kind) == (None, SpeakerKind.UNNAMED_OFFICIAL)


def test_progress_is_shown(nrc: Council, folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    folder.write("sessions.csv", SESSIONS, session_line()).run()
    shown = capsys.readouterr().err
    assert "checking sessions.csv: 1 rows" in shown
    assert "writing sessions.csv: 1 rows" in shown


def test_many_rows_are_kept_few_at_a_time(
    nrc: Council, folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("meetings.imports.desk.BATCH", 10)
    lines = [session_line(number=str(number)) for number in range(35)]
    assert "35 created" in folder.write("sessions.csv", SESSIONS, *lines).run()
    assert "35 unchanged" in folder.run()


def test_a_failing_write_leaves_nothing(
    nrc: Council, folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.write("sessions.csv", SESSIONS, session_line())
    before = counts()

    def fail(*_: object) -> None:
        raise RuntimeError("stopped")

    monkeypatch.setattr("meetings.imports.session_writer.SessionWriter._cite", fail)
    with pytest.raises(RuntimeError):
        import_history(folder.path)
    assert counts() == before
