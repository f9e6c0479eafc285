"""Our own exports come back: into the same database nothing changes, into another everything returns."""

import csv
import io
from pathlib import Path

import pytest
from django.core.management import call_command

from meetings.dates import DateInterval
from meetings.imports.plan import Action
from meetings.models import Council, Session, SessionCouncil
from statements.history_import import import_history
from statements.models import Statement, Wording
from statements.vocabulary import Fidelity
from tests.exports_dataset import download, make_record
from tests.factories import make_council

pytestmark = pytest.mark.django_db
TABLES = ("councils", "sessions", "coverage", "memberships", "delegations", "statements")
REFERENCE = Path(__file__).resolve().parents[2] / "meetings" / "reference"
SESSIONS = (
    "session_id,council_slug,session_number,session_title,session_status,formation,counts_for_gap,level,date_start_min,"
    "date_start_max,date_end_min,date_end_max,duration_minutes_min,duration_minutes_max,place,place_iso3,topics_discussed,"
    "topics_offered,outcome_kind,roster_complete,source_urls"
)


def export_to(folder: Path) -> None:
    for table in TABLES:
        (folder / f"{table}.csv").write_bytes(download(f"/{table}.csv")[0])


def test_an_export_into_the_same_database_changes_nothing(tmp_path: Path) -> None:
    make_record()
    export_to(tmp_path)
    plan = import_history(tmp_path, publish=True, skip_refused=True)
    assert plan.total(Action.CREATE) == plan.total(Action.UPDATE) == 0, dict(plan.counts)
    withheld = [remark for remark in plan.refusals if "forbids passing on" not in remark.reason]
    assert withheld == []


def test_the_reference_histories_survive_a_journey(tmp_path: Path) -> None:
    call_command("import_history", str(REFERENCE), publish=True, verbosity=0)
    export_to(tmp_path)
    plan = import_history(tmp_path, publish=True)
    assert (plan.total(Action.CREATE), plan.total(Action.UPDATE), plan.n_refused) == (0, 0, 0)
    copies = tmp_path / "copies"
    copies.mkdir()
    for table in ("councils", "sessions", "statements"):
        text = (tmp_path / f"{table}.csv").read_text("utf-8").replace("nato-russia-", "copy-of-nato-russia-")
        rows = [
            row
            for row in csv.DictReader(io.StringIO(text, newline=""))
            if row["council_slug"].startswith("copy-of")
        ]
        with (copies / f"{table}.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, rows[0])
            writer.writeheader()
            writer.writerows(rows)
    import_history(copies, publish=True)
    copy = Council.objects.get(slug="copy-of-nato-russia-council")
    assert copy.sessions.count() == 75
    assert copy.predecessor_links.get().predecessor.slug == "copy-of-nato-russia-pjc"
    assert Statement.objects.filter(session__councils=copy).count() == 25
    translated = Wording.objects.filter(statement__session__councils=copy, translated_from__isnull=False)
    assert {wording.fidelity for wording in translated} == {Fidelity.VERBATIM_TRANSLATED}


def test_a_joint_session_is_one_session_of_two_councils(tmp_path: Path) -> None:
    for slug in ("a", "b"):
        make_council(slug.upper(), slug=slug)
    row = "S7,{},{},,held,plenary,{},ambassadors,2019-07-01,2019-07-31,2019-07-01,2019-07-31,225,255,Vienna,AUT,A; B,C,other,1,https://x.example/1"
    lines = [SESSIONS, row.format("a", 3, 1), row.format("b", 4, 0)]
    (tmp_path / "sessions.csv").write_text("\n".join(lines), "utf-8")
    plan = import_history(tmp_path)
    session = Session.objects.get()
    assert plan.counts["sessions", Action.CREATE] == 2
    assert (session.start, session.end) == (DateInterval.parse_iso("2019-07"), None)
    assert (session.duration_minutes_min, session.roster_complete, str(session.place)) == (
        225,
        True,
        "Vienna (AUT)",
    )
    links = SessionCouncil.objects.order_by("council__slug").values_list("council__slug", "number", "counts")
    assert list(links) == [("a", "3", True), ("b", "4", False)]
    assert list(session.agenda.values_list("text", "standing")) == [
        ("A", "discussed"),
        ("B", "discussed"),
        ("C", "offered"),
    ]
    assert import_history(tmp_path).counts["sessions", Action.SKIP] == 2


@pytest.mark.parametrize(
    ("table", "column"), [("sessions", "place_iso3_user"), ("councils", "seat_iso3_user")]
)
def test_a_country_that_is_none_is_refused_in_its_own_column(tmp_path: Path, table: str, column: str) -> None:
    make_record()
    rows = list(csv.DictReader(io.StringIO(download(f"/{table}.csv")[0].decode(), newline="")))
    rows[0] |= {column.removesuffix("_user"): "", column: "XQQ"}
    with (tmp_path / f"{table}.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    plan = import_history(tmp_path, publish=True, skip_refused=True)
    assert ("XQQ" in plan.refusals[0].reason, plan.refusals[0].column) == (True, column)
