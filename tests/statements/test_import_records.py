"""Files of our own exports where they are not at home: other records under their numbers, one file alone, bad rows."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from delegations.models import Delegation, Party, Person
from meetings.dates import DateInterval
from meetings.imports.files import open_folder
from meetings.imports.ids import count_on_from
from meetings.imports.plan import Action, Plan
from meetings.imports.topics import TopicShelf
from meetings.models import AgendaItem, Council, RetiredId, Session, SessionCitation, Source, Succession
from meetings.vocabulary import Publication
from statements.history_import import ImportRefusedError, import_history
from statements.imports.run import LAYOUTS, Import
from statements.models import Statement, Upload, Wording
from tests import factories as make
from tests.exports_dataset import make_record
from tests.statements.round_trip import (
    OF_THE_INSTALLATION,
    comparable,
    export_all,
    round_trip,
    thrown_away,
    write_to,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The export of the small record, whose database is empty again."""
    with thrown_away():
        make_record()
        write_to(tmp_path, export_all())
    return tmp_path


def change(folder: Path, table: str, **cells: str) -> None:
    """Give every row of a file these cells."""
    path = folder / f"{table}.csv"
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8"), newline="")))
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0])
        writer.writeheader()
        writer.writerows(row | cells for row in rows)


def refusals(folder: Path) -> str:
    with pytest.raises(ImportRefusedError) as error:
        import_history(folder, publish=True)
    return "\n".join(str(remark) for remark in error.value.plan.refusals)


def test_large_cells_come_back(tmp_path: Path) -> None:
    large = '100,000 characters, "quoted"; лист\t' * 2_900

    def record() -> None:
        council = make_record()
        Council.objects.filter(pk=council.pk).update(description=large)
        Session.objects.filter(pk=9001).update(outcome=large)
        Wording.objects.filter(pk=2001).update(text=large)

    first, second, _ = round_trip(record, tmp_path)
    assert len(first["wordings.csv"]) > 100_000
    for name in ("councils.csv", "sessions.csv", "statements.csv", "wordings.csv"):
        assert comparable(second[name], OF_THE_INSTALLATION) == comparable(
            first[name], OF_THE_INSTALLATION
        ), name


def test_where_other_records_have_the_numbers_new_ones_are_given_and_references_led_to_them(
    folder: Path,
) -> None:
    other = make.make_council("Other", pk=501, slug="other", source=make.make_source(pk=7001))
    theirs = make.make_session(other, "2001", pk=9004, source=make.make_source(pk=7002))
    make.make_person("Somebody Else", pk=81)
    party = make.make_party("Elsewhere", pk=41, code="ELS")
    make.make_delegation(theirs, party, pk=6001)
    for model, number in ((Session, 9004), (Source, 7002), (Person, 81), (Party, 41), (Delegation, 6001)):
        count_on_from(model, number)  # they were given by hand
    RetiredId.objects.create(key="S9001", outcome="erased")
    import_history(folder, publish=True)
    nrc = Council.objects.get(slug="nato-russia-council")
    last = Session.objects.get(councils=nrc, level="deputy_ministers")
    assert nrc.pk != 501 and last.pk != 9004
    assert not Session.objects.filter(pk=9001).exists()  # it was given once, and is gone for good
    assert Session.objects.get(pk=9002).start == DateInterval.parse_iso("2019-01-25")
    assert [each.source.url for each in SessionCitation.objects.filter(session=last)] == [
        "https://zdf.example/1",
        "https://ard.example/1",
    ]
    assert Source.objects.get(url="https://zdf.example/1").derived_from == Source.objects.get(
        url="https://agency.example/1"
    )
    russia = Delegation.objects.get(session=last, party__code="RUS")
    assert russia.delegates.get(leads=True).person == Person.objects.get(slug="alexander-grushko")
    quote = Statement.objects.get(session=last, speaker__slug="alexander-grushko")
    assert [each.code for each in quote.parties.all()] == ["RUS"]
    again = import_history(folder, publish=True)
    assert again.total(Action.CREATE) == again.total(Action.UPDATE) == 0, dict(again.counts)


def test_new_records_get_numbers_above_those_that_came(folder: Path) -> None:
    import_history(folder, publish=True)
    assert make.make_council().pk > 501
    assert make.make_session(Council.objects.get(slug="nato-russia-council"), "2023").pk > 9004
    assert make.make_person().pk > 81


def test_one_file_alone_goes_back_where_it_came_from(folder: Path, tmp_path: Path) -> None:
    make_record()
    for name in ("agenda", "citations", "names", "posts", "wordings"):
        alone = folder / "alone"
        write_to(alone, {f"{name}.csv": (folder / f"{name}.csv").read_bytes()})
        if name == "wordings":
            assert "column statement_id: there is no statement Q3001" in refusals(alone)
        else:
            plan = import_history(alone, publish=True)
            assert plan.total(Action.CREATE) == plan.total(Action.UPDATE) == plan.n_refused == 0, name
        (alone / f"{name}.csv").unlink()


def test_one_file_alone_means_nothing_to_another_installation(folder: Path) -> None:
    for table in ("sessions", "sources"):
        (folder / f"{table}.csv").unlink()
    make.make_session(make.make_council(), "2001", pk=9004)
    said = refusals(folder)
    assert "agenda.csv, row 2, column session_id: there is no session S9004" in said


def test_a_changed_cell_updates_its_record(folder: Path) -> None:
    import_history(folder, publish=True)
    Session.objects.update(publication=Publication.DRAFT)
    change(folder, "citations", note="Read again")
    change(folder, "people", description="Diplomat")
    plan = import_history(folder, publish=True)
    assert plan.counts["citations", Action.UPDATE] == SessionCitation.objects.count() == 5
    assert plan.total(Action.CREATE) == 0
    assert set(SessionCitation.objects.values_list("note", flat=True)) == {"Read again"}
    # People are to be seen whatever becomes of their sessions: that a second person confirms.
    assert dict(plan.waiting) == {"people": 1}
    assert Upload.objects.get(pk=plan.upload).n_to_write == 1
    assert Person.objects.get().description != "Diplomat"


@pytest.mark.parametrize(
    ("table", "cells", "sentence"),
    [
        ("agenda", {"agenda_id": "0"}, "column agenda_id: “0” is no number such as 12."),
        ("agenda", {"agenda_id": "7"}, "row 3, column agenda_id: 7 stands in a row above too."),
        ("people", {"person_id": "S81"}, "column person_id: “S81” is no id such as P12."),
        ("agenda", {"session_id": ""}, "column session_id: the cell is empty."),
        ("agenda", {"topic_slug": "none"}, "column topic_slug: there is no topic none: add the file"),
        ("agenda", {"standing": "shouted"}, "column standing: “shouted” is none of discussed,"),
        ("agenda", {"text": "x" * 401}, "column text: 401 characters are too long; at most 400 are stored."),
        ("agenda", {"position": "99999"}, "column position: “99999”: Ensure this value is less than or equal"),
        ("parties", {"party_code": "rus"}, "column party_code: “rus”: A code is two to twenty capital letters"),
        ("wordings", {"text": ""}, "column text: the cell is empty: its publisher forbids passing on"),
        ("wordings", {"quote_checked_at": "yesterday"}, "“yesterday” is no instant in UTC such as 2022-01-12T"),
        ("sources", {"accessed": "2022-01"}, "column accessed: “2022-01” is no full day such as 2008-08-12."),
        ("sessions", {"start_time_local": "25:00", "time_zone": "UTC"}, "“25:00” is no time such as 09:30."),
        ("sessions", {"start_time_local": "09:30"}, "column time_zone: the cell is empty: a time needs its time zone."),
    ],
)  # fmt: skip
def test_a_bad_cell_is_refused_with_its_place(
    folder: Path, table: str, cells: dict[str, str], sentence: str
) -> None:
    change(folder, table, **cells)
    assert sentence in refusals(folder)


def test_no_circle_comes_in(folder: Path) -> None:
    header = "succession_id,successor_slug,predecessor_slug,kind\n"
    rows = "1,nato-russia-council,b,continues\n2,b,nato-russia-council,continues\n"
    make.make_council(slug="b")
    (folder / "successions.csv").write_text(header + rows, "utf-8")
    assert "row 3, column predecessor_slug: b would succeed itself" in refusals(folder)
    assert not Succession.objects.exists()


def test_no_session_comes_to_be_a_part_of_itself(folder: Path) -> None:
    change(folder, "sessions", part_of_session_id="S9004")
    plan = import_history(folder, publish=True)
    assert "part_of_session_id: it is a part of itself" in "\n".join(map(str, plan.warnings))
    assert not Session.objects.filter(part_of=9004, pk=9004).exists()
    assert Session.objects.filter(part_of=9004).count() == 3


def test_a_retired_id_stays_retired_and_one_in_use_stays_in_use(folder: Path) -> None:
    lines = ["retired,outcome,successor,reason", "S9100,merged,S9004,", "S9004,erased,,", "Q5,erased,,A slip"]
    (folder / "retired_ids.csv").write_text("\n".join(lines), "utf-8")
    plan = import_history(folder, publish=True)
    assert dict(RetiredId.objects.values_list("key", "successor")) == {"S9100": "S9004", "Q5": ""}
    assert "S9004 is a record here: it stays in use." in str(plan.warnings[-1])
    assert make.make_session(published=False).pk > 9100


def test_what_an_upload_says_of_checks_is_not_believed(folder: Path) -> None:
    change(folder, "wordings", quote_checked_at="2024-01-02T03:04:05Z", quote_checked="1")
    with thrown_away():
        import_history(folder, publish=True)
        assert Wording.objects.filter(checked_at__isnull=False).count() == 3
    plan, topics = Plan(), TopicShelf()
    upload = Import(open_folder(folder, LAYOUTS, plan), publish=True)
    upload.plan(plan, topics)
    upload.write(Plan(), topics)
    assert Wording.objects.count() == 3
    assert not Wording.objects.filter(checked_at__isnull=False).exists()


def test_drafts_only_touch_nothing_that_is_public(folder: Path) -> None:
    make_record()
    change(folder, "delegates", role_as_printed="Clown")
    change(folder, "agenda", according_to="Nobody")
    change(folder, "parties", name="Elsewhere")
    plan = Plan.of_every_row(1000)
    Import(open_folder(folder, LAYOUTS, plan), spares_public=True).plan(plan, TopicShelf())
    assert plan.counts["delegates", Action.REFUSE] == 2
    assert plan.counts["agenda", Action.REFUSE] == AgendaItem.objects.count() == 4
    assert plan.counts["parties", Action.REFUSE] == Party.objects.count() == 3
    assert plan.total(Action.CREATE) == plan.total(Action.UPDATE) == 0


def test_derived_files_are_named_and_left_alone(folder: Path) -> None:
    plan = import_history(folder, publish=True)
    assert set(plan.ignored) == {"gaps.csv", "silences.csv", "council_years.csv"}
    assert set(plan.ignored.values()) == {
        "it follows from the other files: the assessment after the import computes it anew"
    }
