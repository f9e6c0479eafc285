"""The whole of a press report entered in a real browser without a mouse, with two saves."""

from __future__ import annotations

from typing import Any

import pytest

from delegations.models import Delegate, Delegation, Person, PersonName, Post
from meetings.models import Session, Source
from statements.groups import make_groups
from statements.models import Statement, Wording
from tests import factories as make
from tests.meetings.silent_council import make_silent_council
from tests.statements import seed_report as report
from tests.statements.desk_keyboard import Keyboard

pytestmark = pytest.mark.django_db(transaction=True)
ALLIES = 30


@pytest.fixture
def record(live_server: Any) -> None:
    """What the desk knows before: the council with its members and past, two of the people, in three scripts."""
    make_groups()
    make.make_editor("edith")
    council = make_silent_council()
    make.make_place("Brussels", "BEL")
    make.make_party("NATO", code="NATO", kind="organisation")
    names = ["Russia", "United States", *(f"Ally {number:02}" for number in range(3, ALLIES + 2))]
    for name in names:
        make.make_membership(make.make_party(name), council, joined="2002")
    make.make_person(report.STOLTENBERG)
    grushko = make.make_person(report.GRUSHKO)
    PersonName.objects.create(person=grushko, text="Грушко, Александр", language="ru")


def enter_report(hands: Keyboard) -> None:
    hands.choose("nrc", "NATO-Russia Council")
    enter_sources(hands)
    hands.fill(**report.SESSION, add_members=True, roster_complete=True)
    for number, (text, standing, according_to) in enumerate(report.AGENDA):
        said = {"according_to": according_to} if according_to else {}
        hands.row("agenda", f"agenda-{number}", text=text, standing=standing, **said)
    enter_heads(hands)
    enter_statements(hands)
    for number, claim in enumerate(report.CLAIMS):
        hands.row("gap_claims", f"gap_claims-{number}", **claim, language="de")
    hands.row(
        "announcements",
        "announcements-0",
        council=("nrc", "NATO-Russia Council"),
        text=report.ANNOUNCED,
        according_to="Stoltenberg",
    )


def enter_sources(hands: Keyboard) -> None:
    """The report is entered in place; each further row rests on it by itself."""
    hands.go("id_citations-0-source")
    hands.create(
        f"{report.REPORT} seit zweieinhalb Jahren",
        lambda window: window.fill(
            url="https://zdf.example/nato-russland-rat-100.html", publisher="ZDF", language="de"
        ),
    )
    hands.fill("citations-0", **report.CITED[0])
    for number, fact in enumerate(report.CITED[1:], start=1):
        hands.row("citations", f"citations-{number}", **fact)


def enter_heads(hands: Keyboard) -> None:
    """Russia with the head and his post, the United States with a person who is not on record yet."""
    hands.row("delegations", "delegations-0", party="Russia", level="deputy_ministers",
              designation_as_printed="russische Delegation")  # fmt: skip
    head = hands.row("delegates", "delegations-0-delegates-0", person=("Груш", report.GRUSHKO),
                     name_as_printed="Alexander Gruschko", role_as_printed="Vize-Außenminister")  # fmt: skip
    hands.go(f"id_{head}-post")
    hands.create("Deputy Foreign Minister", lambda window: None)
    hands.fill(head, leads=True)
    hands.row("delegations", "delegations-1", party="United States")
    hands.row("delegates", "delegations-1-delegates-0")
    hands.create(report.SHERMAN, lambda window: None)
    hands.fill("delegations-1-delegates-0", name_as_printed="US-Delegationsleiterin Sherman", leads=True)


def enter_statements(hands: Keyboard) -> None:
    teaser_entered = False
    for number, said in enumerate(report.SAID):
        row = hands.row("statements", f"statements-{number}", **said["statement"])
        wording = dict(said["wording"])
        source = wording.pop("source", None)
        rare = {name: wording.pop(name) for name in ("translation_origin",) if name in wording}
        hands.fill(f"{row}-wordings-0", **wording)
        if source:
            hands.go(f"id_{row}-wordings-0-source")
            if teaser_entered:
                hands.choose(source)
            else:
                hands.create(source, lambda window: window.fill(publisher="ZDF", language="de"))
            teaser_entered = True
        hands.fill(f"{row}-wordings-0", **rare)
        if report.TRANSLATED in wording["text"]:
            enter_original(hands, row)


def enter_original(hands: Keyboard, row: str) -> None:
    original = hands.row(
        "wordings", f"{row}-wordings-1", text=report.IN_ENGLISH, fidelity="verbatim", language="en"
    )
    hands.go(f"id_{original}-source")
    hands.create(report.ENGLISH, lambda window: window.fill(publisher="The Hill", language="en"))


def test_the_whole_report_is_entered_with_the_keyboard_alone(page: Any, record: None) -> None:
    page.context.set_default_timeout(60_000)  # other tests share the machine
    hands = Keyboard(page)
    hands.sign_in("edith")
    page.goto("/admin/meetings/session/add/")
    page.locator("[id='id_council_links-0-council'] + .select2-container:focus-within").wait_for()
    enter_report(hands)
    hands.save()
    assert "29 members were added" in page.inner_text(".messagelist")
    row = hands.unfold("statements", report.TRANSLATED)
    hands.fill(f"{row}-wordings-0", translated_from="There was no commitment")
    hands.save()
    print(f"{hands.strokes} strokes")
    check(Session.objects.get(start__startswith="2022-01-12"))


def check(session: Session) -> None:
    """Every fact of the report is on record."""
    assert (session.date_as_printed, session.outcome) == (
        report.SESSION["date_as_printed"],
        report.SESSION["outcome"],
    )
    assert [item.text for item in session.agenda.all()] == [text for text, _, _ in report.AGENDA]
    assert {citation.fact for citation in session.citations.all()} == {fact["fact"] for fact in report.CITED}
    assert {citation.source.publisher for citation in session.citations.all()} == {"ZDF"}
    assert Delegation.objects.filter(session=session).count() == ALLIES + 1
    heads = Delegate.objects.filter(delegation__session=session, leads=True).order_by("pk")
    assert [(head.person.name, head.name_as_printed) for head in heads if head.person] == [
        (report.GRUSHKO, "Alexander Gruschko"),
        (report.SHERMAN, "US-Delegationsleiterin Sherman"),
    ]
    assert [(post.title, str(post.party)) for post in Post.objects.filter(delegate_rows=heads[0])] == [
        ("Deputy Foreign Minister", "Russia")
    ]
    assert Person.objects.filter(name=report.SHERMAN).count() == 1
    statements = Statement.objects.filter(session=session).order_by("pk")
    assert [said.wordings.order_by("pk")[0].text for said in statements] == [
        said["wording"]["text"] for said in report.SAID
    ]
    translated = Wording.objects.get(statement__session=session, translated_from__isnull=False)
    assert translated.translated_from is not None
    assert (translated.text[:20], translated.translated_from.text) == (
        report.TRANSLATED[:20],
        report.IN_ENGLISH,
    )
    assert {claim.value for claim in session.gap_claims.all()} == {"P2Y6M", "2019-07"}
    assert [each.text for each in session.announcements.all()] == [report.ANNOUNCED]
    assert Source.objects.filter(title=report.TEASER).count() == 1
