"""What a session's page says of its own changes: from what to what and why, of nothing but what was public."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from unittest import mock

import pghistory
import pgtrigger
import pytest
from django.apps import apps
from django.db import connection
from django.db.models import F
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from meetings.dates import DateInterval
from meetings.history import Event
from meetings.models import AgendaItem, Council, Session, SessionCitation
from meetings.revisions import revisions
from meetings.vocabulary import Publication
from statements.models import Statement, Wording
from tests import factories as make

pytestmark = pytest.mark.django_db

SECRET = "Geheimnis"


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    """A test's transaction has one time for all that it writes; `a_day_passes` parts what it wrote."""
    with mock.patch("meetings.pages.clock", side_effect=timezone.now):
        yield


def a_day_passes() -> None:
    """Everything recorded so far happened a day earlier."""
    with pgtrigger.ignore():  # the history is append-only
        for model in apps.get_models():
            if issubclass(model, Event):
                model._base_manager.update(pgh_created_at=F("pgh_created_at") - timedelta(days=1))


def told(session: Session) -> list[str]:
    """Every change in words, with the texts before and after and the reason, the latest day first."""
    found = revisions(session, timezone.now() + timedelta(seconds=1))
    return [
        " | ".join(filter(None, (change.words, change.before, change.after, change.reason)))
        for revision in found
        for change in revision.changes
    ]


def change(record: Any, reason: str = "", **fields: Any) -> None:
    with pghistory.context(reason=reason, user=1):
        type(record)._base_manager.filter(pk=record.pk).update(**fields)


def test_a_date_corrected_says_from_what_to_what_and_why(client: Client) -> None:
    session = make.make_session(start="2009-03")
    a_day_passes()
    change(session, "the outlet named the day", start=DateInterval.parse_edtf("2009-03-05"))
    assert told(session) == [
        "date changed from March 2009 to 5 March 2009 | the outlet named the day",
        "published",
    ]
    html = client.get(f"/sessions/S{session.pk}/").content.decode()
    assert "date changed from March 2009 to 5 March 2009" in html
    assert "the outlet named the day" in html


def test_who_made_a_change_and_notes_for_editors_are_never_told(client: Client) -> None:
    editor = make.make_editor("eva.editor")
    session = make.make_session()
    a_day_passes()
    with pghistory.context(user=editor.pk, reason="checked"):
        Session.objects.filter(pk=session.pk).update(venue="Another hall", note=f"{SECRET} note")
    html = client.get(f"/sessions/S{session.pk}/").content.decode()
    assert "venue added: Another hall" in html
    assert editor.username not in html
    assert SECRET not in html


def test_what_a_draft_said_is_never_told() -> None:
    session = make.make_session(published=False, venue=f"{SECRET} hall", source=make.make_source())
    delegation = make.make_delegation(session, make.make_party(f"{SECRET} party"))
    a_day_passes()
    change(session, f"{SECRET} reason", venue="Hall")
    delegation.delete()
    a_day_passes()
    change(session, publication=Publication.PUBLISHED)
    a_day_passes()
    change(session, venue="Hall 2")
    assert told(session) == ["venue changed from Hall to Hall 2", "published"]


def test_what_changed_while_it_was_withdrawn_is_told_as_one_change_of_what_was_public() -> None:
    session = make.make_session(venue="Hall")
    item = make.make_agenda_item(session, "Arms")
    a_day_passes()
    change(session, "a forgery", publication=Publication.WITHDRAWN)
    a_day_passes()
    change(session, venue=f"{SECRET} hall")
    change(item, text=f"{SECRET} item")
    a_day_passes()
    change(session, venue="Hall 2")
    change(item, text="Arms control")
    a_day_passes()
    change(session, publication=Publication.PUBLISHED)
    a_day_passes()
    change(item, text="Arms control and gas")
    assert told(session) == [
        "agenda item: subject changed | Arms control | Arms control and gas",
        "published again",
        "venue changed from Hall to Hall 2",
        "withdrawn | a forgery",
        "published",
    ]


def test_what_changed_under_an_embargo_is_not_told() -> None:
    session = make.make_session(venue=f"{SECRET} hall")
    Session.objects.filter(pk=session.pk).update(embargo_until=timezone.now() - timedelta(hours=12))
    a_day_passes()
    # Published a day ago under an embargo that ended twelve hours ago; changed eighteen and then six hours ago.
    change(session, venue="Hall")
    with pgtrigger.ignore():
        changed = Session.pgh_event_model.objects.filter(pgh_obj=session, venue="Hall")  # type: ignore[attr-defined]  # pghistory
        changed.update(pgh_created_at=timezone.now() - timedelta(hours=18))
    change(session, venue="Hall 2")
    assert told(session) == ["published", "venue changed from Hall to Hall 2"] or told(session) == [
        "venue changed from Hall to Hall 2",
        "published",
    ]


def test_what_changed_while_a_council_was_hidden_is_not_told() -> None:
    session = make.make_session()
    delegation = make.make_delegation(session, make.make_party("Norway"), designation_as_printed="Norweger")
    council = session.councils.get()
    a_day_passes()
    change(council, publication=Publication.DRAFT)
    a_day_passes()
    change(delegation, designation_as_printed=SECRET)
    a_day_passes()
    change(delegation, designation_as_printed="Norwegen")
    a_day_passes()
    change(council, publication=Publication.PUBLISHED)
    assert told(session) == ["published again", "withdrawn", "published"]


def test_an_embargoed_statement_leaves_no_trace_even_after_its_removal() -> None:
    session = make.make_session()
    a_day_passes()
    statement = make.make_statement(
        session, f"{SECRET} words", parties=(make.make_party(SECRET),), speaker=make.make_person(SECRET),
        embargo_until=timezone.now() + timedelta(days=9),
    )  # fmt: skip
    a_day_passes()
    Wording.objects.filter(statement=statement).update(text=f"{SECRET} other words")
    assert told(session) == ["published"]
    a_day_passes()
    Wording.objects.filter(statement=statement).delete()
    statement.parties.clear()
    Statement.objects.filter(pk=statement.pk).delete()
    assert told(session) == ["published"]


def test_delegations_delegates_statements_and_wordings_are_told_by_name() -> None:
    session = make.make_session()
    norway = make.make_delegation(session, make.make_party("Norway"), level="ambassadors")
    head = make.make_delegate(norway, make.make_person("Ine Nordmann"), role_as_printed="Botschafterin")
    statement = make.make_statement(session, "Wir reden", speaker=make.make_person("Jens Redner"))
    a_day_passes()
    change(norway, "the list was corrected", level="deputy_ministers")
    change(head, role_as_printed="Staatssekretärin")
    Wording.objects.filter(statement=statement).update(text="Wir reden weiter")
    make.make_delegation(session, make.make_party("Spain"))
    assert sorted(told(session)[:-1]) == [
        "Ine Nordmann in the delegation of Norway: office as printed changed from Botschafterin to Staatssekretärin",
        "delegation of Norway: rank of its head changed from ambassadors to deputy ministers | the list was corrected",
        "delegation of Spain added",
        "wording (de) of the statement of Jens Redner: text changed | Wir reden | Wir reden weiter",
    ]


def test_a_citation_added_and_an_item_removed_are_told_without_the_text_removed() -> None:
    session = make.make_session()
    item = make.make_agenda_item(session, "Arms control")
    a_day_passes()
    SessionCitation.objects.create(session=session, source=make.make_source(title="NATO report"), fact="date")
    AgendaItem.objects.filter(pk=item.pk).delete()
    assert sorted(told(session)[:-1]) == ["agenda item removed", "source NATO report for: date added"]


def test_many_rows_of_one_kind_are_counted() -> None:
    session = make.make_session()
    a_day_passes()
    for number in range(5):
        make.make_delegate(make.make_delegation(session, make.make_party(f"Party {number}")))
    assert told(session) == ["5 delegations added", "published"]


def test_a_joint_session_is_public_with_all_its_councils_only() -> None:
    first, second = make.make_council(), make.make_council(published=False)
    session = make.make_session(councils=[first, second], venue=SECRET)
    a_day_passes()
    change(session, venue="Hall")
    a_day_passes()
    Council.objects.filter(pk=second.pk).update(publication=Publication.PUBLISHED, source=make.make_source())
    assert told(session) == ["published"]


def test_the_title_of_the_session_it_once_belonged_to_is_not_told() -> None:
    whole = make.make_session(title=f"{SECRET} summit", published=False)
    session = make.make_session(part_of=whole)
    a_day_passes()
    change(session, part_of=None)
    assert told(session) == [f"session it belongs to removed, was: S{whole.pk}", "published"]


@pytest.mark.parametrize("rows", [1, 9])
def test_the_history_costs_two_queries_whatever_the_rows(rows: int) -> None:
    session = make.make_session()
    a_day_passes()
    for number in range(rows):
        make.make_delegate(make.make_delegation(session, make.make_party(f"Party {number}")))
        make.make_statement(session, speaker=make.make_person(f"Speaker {number}"))
    with CaptureQueriesContext(connection) as queries:
        revisions(session, timezone.now())
    assert len(queries) <= 2


def test_a_correction_of_words_that_may_not_be_quoted_is_told_without_them() -> None:
    source = make.make_source(withholds_quotations=True)
    session = make.make_session(source=source)
    wording = make.make_statement(session, SECRET, language="de", source=source).wordings.get()
    citation = session.citations.get()
    change(citation, excerpt=SECRET)
    a_day_passes()
    change(wording, text=f"{SECRET}voll")
    change(citation, excerpt=f"{SECRET}voll")
    assert sum("changed" in words for words in told(session)) == 2
    assert SECRET not in " ".join(told(session))
