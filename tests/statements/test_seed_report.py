"""A whole press report through the forms of a real browser, published, flagged by a real worker, read by the public."""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command

from delegations.models import Person, PersonName
from meetings.models import Council, Resumption, Session, Source
from meetings.tasks import assess_due
from statements.models import ClaimFinding, Statement
from tests import factories as make
from tests.conftest import CHECKOUT
from tests.statements import seed_report as report
from tests.statements.desk_browser import Desk

pytestmark = [pytest.mark.browser, pytest.mark.services, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def history() -> Council:
    """The reference histories without the session of the report, all assessed."""
    call_command("import_history", CHECKOUT / "meetings" / "reference", publish=True, verbosity=0)
    council = Council.objects.get(slug="nato-russia-council")
    session = Session.objects.get(councils=council, start__startswith="2022-01-12")
    Statement.objects.filter(session=session).delete()
    session.delete()
    grushko = Person.objects.get(name=report.GRUSHKO)
    for text, language in (("Gruschko, Alexander", "de"), ("Грушко, Александр", "ru")):
        PersonName.objects.create(person=grushko, text=text, language=language)
    assess_due()
    return council


def wait_for(condition: Callable[[], Any], *, seconds: float = 30) -> Any:
    """The first true answer, asked again every 20 ms; fails after so many seconds."""
    deadline = time.monotonic() + seconds
    while not (answer := condition()):
        assert time.monotonic() < deadline, "It did not happen in time."
        time.sleep(0.02)
    return answer


def enter_report(desk: Desk) -> Session:
    """Everything that the report says, in three saves; sent to review with the last."""
    desk.page.goto("/admin/meetings/session/add/")
    desk.enter("council_links-0", council="NATO-Russia Council")
    report.enter_sources(desk)
    desk.enter(**report.SESSION, add_members=True, roster_complete=True)
    report.enter_agenda(desk)
    report.enter_claims_and_announcement(desk)
    desk.press("_continue")
    assert "31 members were added" in desk.sentence()
    report.enter_heads(desk)
    report.enter_statements(desk)
    desk.press("_continue")
    report.enter_english_original(desk)
    desk.press("_continue")
    report.link_translation(desk)
    desk.press("_send_to_review")
    assert "sent to review" in desk.sentence()
    return Session.objects.get(start__startswith="2022-01-12", councils__slug="nato-russia-council")


def rows(page: Any, address: str) -> list[dict[str, str]]:
    response = page.request.get(address)
    assert response.status == 200, address
    return list(csv.DictReader(io.StringIO(response.text())))


def test_the_report_goes_from_the_editor_to_the_public(
    history: Council, worker: Any, open_page: Callable[..., Any]
) -> None:
    make.make_editor("edith")
    make.make_reviewer("rita")
    editor, reviewer = Desk(open_page()), Desk(open_page())
    for desk in (editor, reviewer):
        desk.page.context.set_default_timeout(60_000)  # other tests share the machine
    editor.sign_in("edith")
    session = enter_report(editor)
    assert not Session.objects.public().filter(pk=session.pk).exists()

    reviewer.sign_in("rita")
    reviewer.page.goto(f"/admin/meetings/session/{session.pk}/change/")
    reviewer.page.fill("#id_reason", "Checked against the report")
    with reviewer.page.expect_response(lambda response: response.request.method == "POST"):
        reviewer.page.click('.submit-row input[name="_publish"]', no_wait_after=True)
    published = time.monotonic()
    flag = wait_for(lambda: Resumption.objects.filter(session=session, council=history).first())
    took = time.monotonic() - published
    print(f"flagged {took:.2f} s after the answer to “publish”")
    reviewer.page.wait_for_selector(".messagelist")
    assert "published" in reviewer.sentence()
    assert (flag.grade, flag.days) == ("major", 922)
    assert flag.session == session

    check_page(open_page(), session, flag)
    check_tables(reviewer.page, session)


def check_page(page: Any, session: Session, flag: Resumption) -> None:
    """Every fact stands on the session's public page."""
    page.goto(f"/sessions/S{session.pk}/")
    page.eval_on_selector_all("details", "folded => folded.forEach(each => { each.open = true })")
    words = page.inner_text("main")
    expected = [
        "NATO-Russia Council", report.DAY, "Brussels", "NATO headquarters", "rund vier Stunden", "922",
        report.SESSION["outcome"], report.SESSION["date_as_printed"], report.ANNOUNCED, report.IN_ENGLISH,
        "Alexander Gruschko", "Vize-Außenminister", "US-Delegationsleiterin Sherman", "der Norweger", "ZDF",
        *(text for text, _, _ in report.AGENDA),
        *(claim["phrase"] for claim in report.CLAIMS),
        *(said["wording"]["text"] for said in report.SAID),
        *(delegation.party.name for delegation in session.delegations.select_related("party")),
    ]  # fmt: skip
    missing = [fact for fact in expected if str(fact) not in words]
    assert not missing, missing
    assert flag.reason in words
    check_claims(page, session)


def check_claims(page: Any, session: Session) -> None:
    """Both things that the report says of the gap agree with the record, which met last on 5 July 2019."""
    shown = page.locator("section[aria-labelledby=claims] .claim").all_inner_texts()
    assert len(shown) == len(report.CLAIMS)
    for claim, words in zip(report.CLAIMS, shown, strict=True):
        for fact in (claim["phrase"], "agrees with the record", "5 July 2019 to 12 January 2022, 922 days"):
            assert fact in words, words
    assert "printed 2 times" in shown[0]
    previous = Session.objects.get(start__startswith="2019-07-05", councils__slug="nato-russia-council")
    for finding in ClaimFinding.objects.filter(claim__session=session):
        found = (finding.verdict, finding.previous_session, finding.days_min, finding.days_max)
        assert found == ("agrees", previous, 922, 922), finding.reason


def check_tables(page: Any, session: Session) -> None:
    """And in the tables that researchers download."""
    council = "?council=nato-russia-council"
    own = {"session_id": f"S{session.pk}"}

    def of_session(table: str) -> list[dict[str, str]]:
        found = rows(page, f"/{table}.csv{council}")
        key = own["session_id"] if found and found[0]["session_id"].startswith("S") else str(session.pk)
        return [row for row in found if row["session_id"] == key]

    (row,) = of_session("sessions")
    assert (row["gap_days_min"], row["gap_days_max"], row["grade"]) == ("922", "922", "major")
    assert (row["duration_minutes_min"], row["duration_minutes_max"]) == ("225", "255")
    assert row["outcome"] == report.SESSION["outcome"]
    assert len(of_session("delegations")) == 31
    heads = "; ".join(row["head_names_as_printed"] for row in of_session("delegations"))
    assert "Alexander Gruschko" in heads
    assert "US-Delegationsleiterin Sherman" in heads
    assert len(of_session("statements")) == len(report.SAID)
    texts = {row["text"] for row in rows(page, f"/wordings.csv{council}")}
    assert {said["wording"]["text"] for said in report.SAID} | {report.IN_ENGLISH} <= texts
    claims = of_session("gap_claims")
    assert {row["phrase"] for row in claims} == {claim["phrase"] for claim in report.CLAIMS}
    assert {(row["verdict"], row["gap_days_min"], row["gap_days_max"]) for row in claims} == {
        ("agrees", "922", "922")
    }
    assert [row["text"] for row in of_session("agenda")] == [text for text, _, _ in report.AGENDA]
    assert {row["fact"] for row in of_session("citations")} >= {fact["fact"] for fact in report.CITED}
    assert Source.objects.filter(title=report.TEASER).exists()
