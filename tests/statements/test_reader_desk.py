"""The report reader at the desk: beside the form and on its own page. The pasted text is stored nowhere."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test import Client

from delegations.models import Person
from meetings.models import Session
from statements.models import GapClaim, Statement, Wording
from tests import factories as make
from tests.meetings.silent_council import make_silent_council

pytestmark = pytest.mark.django_db

QUOTE = "Wir haben länger geredet als geplant, und das ist ein gutes Zeichen"
LEFT_ALONE = "Draußen demonstrierten einige Dutzend Menschen gegen hohe Mieten."
TEXT = (
    "Erstmals seit zweieinhalb Jahren hat am Mittwoch der NATO-Russia Council in Brussels getagt.\r\n\r\n"
    f"„{QUOTE}“, sagte Stoltenberg. Jens Stoltenberg sprach von einem „langen Weg“.\r\n\r\n{LEFT_ALONE}\r\n"
)


@pytest.fixture
def stoltenberg() -> Person:
    return make.make_person("Jens Stoltenberg")


@pytest.fixture
def session(stoltenberg: Person) -> Session:
    make.make_place("Brussels")
    source = make.make_source(published="2022-01-13", language="de")
    session = make.make_session(
        make_silent_council(), "2022-01-12", published=False, source=source, level="ambassadors"
    )
    head = make.make_person("Petra Lindholm")
    make.make_delegate(make.make_delegation(session), head, leads=True)
    return session


def asked(client: Client, session: Session, **posted: str) -> Any:
    source = session.citations.get().source
    posted = {"text": TEXT, "language": "de", "source": str(source.pk)} | posted
    return client.post(f"/admin/meetings/session/{session.pk}/read/", posted)


def ticks(html: str) -> list[str]:
    return re.findall(r'name="accept" value="([^"]+)"', html)


def test_proposes_and_accepts_nothing(editor: Client, session: Session, stoltenberg: Person) -> None:
    html = asked(editor, session).content.decode()
    assert QUOTE in html
    assert "12 January 2022" in html
    assert "agrees with the record" in html.lower()
    assert len(ticks(html)) == 3
    assert "checked" not in html.split("desk-proposals")[-1]
    assert LEFT_ALONE not in html
    assert not Statement.objects.exists()
    assert f'<option value="{stoltenberg.pk}" selected>' in html


def test_heads_of_delegations_come_first_in_the_pick_list(editor: Client, session: Session) -> None:
    html = asked(editor, session).content.decode()
    assert re.search(r'<optgroup label="Heads of delegations"><option value="\d+">Petra Lindholm', html)


def test_adds_what_is_ticked_word_for_word_and_stores_the_rest_nowhere(
    editor: Client, session: Session, stoltenberg: Person
) -> None:
    source = session.citations.get().source
    claim, quote, _ = ticks(asked(editor, session).content.decode())
    number = quote.partition(":")[0]
    posted = {"take": "1", "source": source.pk, "accept": [claim, quote], f"speaker-{number}": stoltenberg.pk}
    answer = editor.post(f"/admin/meetings/session/{session.pk}/read/", posted, follow=True)
    assert "1 statements and 1 gap claims were added" in answer.content.decode()
    wording = Wording.objects.get()
    assert wording.text == QUOTE
    assert wording.text in TEXT
    assert (wording.fidelity, wording.speaker_as_printed) == ("verbatim_unknown", "Stoltenberg")
    assert (wording.statement.session, wording.statement.speaker) == (session, stoltenberg)
    stored = GapClaim.objects.get()
    assert (stored.value, stored.claim_type, stored.phrase in TEXT) == ("P2Y6M", "first_duration", True)
    assert LogEntry.objects.filter(object_id=str(session.pk)).exists()
    assert tables_with(LEFT_ALONE) == []
    assert tables_with(QUOTE) != []


def tables_with(text: str) -> list[str]:
    """Every table that holds the text in any column."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
        found = []
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT 1 FROM "{table}" row WHERE row::text LIKE %s LIMIT 1', [f"%{text}%"])
            if cursor.fetchone():
                found.append(table)
    return found


def test_takes_only_what_it_proposed_for_this_session(editor: Client, session: Session) -> None:
    source = session.citations.get().source
    other = make.make_session(session.councils.get(), "2021-02-03", published=False, source=source)
    quote = ticks(asked(editor, session).content.decode())[1]
    for key, ticked in ((session.pk, quote[:-2]), (other.pk, quote)):
        posted = {"take": "1", "source": source.pk, "accept": [ticked]}
        answer = editor.post(f"/admin/meetings/session/{key}/read/", posted, follow=True)
        assert "read the report again" in answer.content.decode()
    assert not Statement.objects.exists()


def test_adds_nothing_to_a_public_session(reviewer: Client, session: Session) -> None:
    quote = ticks(asked(reviewer, session).content.decode())[1]
    Session.objects.filter(pk=session.pk).update(publication="published")
    posted = {"take": "1", "source": session.citations.get().source_id, "accept": [quote]}
    answer = reviewer.post(f"/admin/meetings/session/{session.pk}/read/", posted, follow=True)
    assert "This session is public" in answer.content.decode()
    assert not Statement.objects.exists()


@pytest.mark.parametrize(
    ("posted", "sentence"),
    [
        ({"text": " "}, "Paste the text of the report."),
        ({"text": "a" * 60_001}, "longer than 60,000 characters"),
        ({"language": "xx"}, "choose it"),
    ],
)
def test_says_what_is_wrong_in_a_sentence(
    editor: Client, session: Session, posted: Any, sentence: str
) -> None:
    assert sentence in asked(editor, session, **posted).content.decode()


def test_warns_of_unbalanced_marks_and_goes_on(editor: Client, session: Session) -> None:
    html = asked(
        editor, session, text=f"Er sagte „nichts.\n\nDann: „{QUOTE}“, sagte Stoltenberg."
    ).content.decode()
    assert "has no partner" in html
    assert QUOTE in html


def test_a_stranger_may_not_ask(client: Client, session: Session) -> None:
    assert asked(client, session).status_code == 302


def test_the_number_of_queries_does_not_grow_with_the_text(
    editor: Client, session: Session, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(30):
        asked(editor, session, text=TEXT * 40)
