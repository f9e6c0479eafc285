"""A small record with fixed ids and instants, of which every exported byte is known."""

import csv
import io
from datetime import UTC, date, datetime
from typing import Any

import pgtrigger
from django.db import connection
from django.test import Client

from delegations.models import Delegation, Party, Person
from meetings.assessment import assess_councils
from meetings.models import Council, DataVersion, Place, Session, SessionCitation, Source
from statements.models import Statement, Wording
from tests import factories as make

STAMP = datetime(2024, 1, 2, 3, 4, 5, 678901, tzinfo=UTC)
NOW = datetime(2022, 2, 1, 12, tzinfo=UTC)


def make_record() -> Council:
    """The NATO-Russia Council with four sessions, one of them known to the month, and the last told in full."""
    dpa = make.make_source(pk=7001, url="https://agency.example/1", title="Agency text", publisher="dpa")
    zdf = make.make_source(
        pk=7002,
        url="https://zdf.example/1",
        title="Erstmals „wieder“",
        derived_from=dpa,
        accessed=date(2022, 1, 13),
    )
    ard = make.make_source(
        pk=7003, url="https://ard.example/1", publisher="ARD", derived_from=dpa, published="2022-01-12"
    )
    council = make.make_council(
        "NATO-Russia Council", pk=501, slug="nato-russia-council", abbreviation="NRC", source=dpa
    )
    make.make_coverage(council)
    brussels = make.make_place(pk=31)
    for pk, start, end in (
        (9001, "2018-10-31", None),
        (9002, "2019-01-25", "2019-01-26"),
        (9003, "2019-07", None),
    ):
        make.make_session(council, start, pk=pk, end=end, level="ambassadors", source=dpa, place=brussels)
    last = make.make_session(
        council,
        "2022-01-12",
        pk=9004,
        number="5+2/3",
        level="deputy_ministers",
        format="in_person",
        date_basis="inferred",
        duration_minutes_min=225,
        duration_minutes_max=255,
        place=brussels,
        venue="NATO headquarters",
        outcome_kind="no_progress",
        outcome='No "concrete" progress,\r\nboth sides said',
        follow_up="=cmd|' /C calc'!A0",
        roster_complete=True,
        source=zdf,
    )
    SessionCitation.objects.create(session=last, source=ard, fact="date")
    make.make_agenda_item(last, "The conflict over Ukraine")
    make.make_agenda_item(last, "Other issues; not named")
    make.make_agenda_item(last, "Arms control", standing="offered")
    make.make_agenda_item(last, "Exercises", standing="to_be_discussed")
    _tell(council, last, zdf)
    assess_councils(council_ids=[council.pk], now=NOW)
    _fix_stamps()
    _give_no_number_again()
    return council


def _tell(council: Council, session: Session, source: Source) -> None:
    russia = make.make_party("Russia", pk=41, code="RUS", iso3="RUS")
    norway = make.make_party("Norway", pk=42, code="NOR", iso3="NOR")
    nato = make.make_party("NATO", pk=43, code="NATO", kind="organisation")
    for party in (russia, norway):
        make.make_membership(party, council, joined="2002-05-28")
    make.make_delegation(Session.objects.get(pk=9002), russia, pk=6000)
    grushko = make.make_person("Alexander Grushko", pk=81)
    led = make.make_delegation(
        session, russia, pk=6001, designation_as_printed="russische Delegation", invited=True
    )
    make.make_delegate(
        led, grushko, leads=True, name_as_printed="Alexander Gruschko", role_as_printed="Vize-Außenminister"
    )
    make.make_delegate(led, name_as_printed="ein Berater")
    make.make_delegation(session, norway, pk=6002, attendance="absent", absence_reason="ill")
    make.make_delegation(session, nato, pk=6003, capacity="secretariat", is_host=True)
    quote = make.make_statement(
        session,
        "",
        pk=3001,
        parties=(russia,),
        speaker=grushko,
        speaker_role="Deputy Foreign Minister",
        timing="after",
    )
    german = make.make_wording(
        quote, "als „Hauptgegner“", pk=2001, fidelity="fragment", source=source, locator="paragraph 3"
    )
    make.make_wording(
        quote, "as the “main enemy”", pk=2002, language="en", fidelity="fragment", source=source,
        translated_from=german, translation_origin="editor",
    )  # fmt: skip
    both = make.make_statement(session, "", pk=3002, parties=(russia, nato), speaker_kind="council")
    make.make_wording(both, "Ein\u2028positives Zeichen", pk=2003, fidelity="joint_text", source=source)


def _give_no_number_again() -> None:
    """The counters of the tables go on behind the numbers chosen here, which they reach in a long run of tests."""
    with connection.cursor() as cursor:
        for model in (Source, Council, Place, Session, Party, Person, Delegation, Statement, Wording):
            table = model._meta.db_table
            cursor.execute(
                "SELECT setval(counter, greatest(nextval(counter), largest)) FROM"
                f" (SELECT pg_get_serial_sequence('{table}', 'id')::regclass AS counter, max(id) AS largest FROM {table}) AS of_table"
            )


def _fix_stamps() -> None:
    """Instants and versions as if nothing had been entered twice."""
    for model in (Council, Session, Delegation, Statement, Wording):
        with pgtrigger.ignore(f"{model._meta.label}:stamp"):
            model.objects.update(created_at=STAMP, updated_at=STAMP, record_version=1)
    DataVersion.objects.update_or_create(pk=1, defaults={"number": 12})


def download(address: str, **headers: Any) -> tuple[bytes, Any]:
    """The body and the response of a file."""
    response = Client().get(address, headers=headers)
    body = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
    return body, response


def rows_of(address: str) -> list[dict[str, str]]:
    body, response = download(address)
    assert response.status_code == 200, address
    return list(csv.DictReader(io.StringIO(body.decode(), newline="")))
