"""Dates counted from the day of the source, on the form of a session."""

from __future__ import annotations

import pytest
from django.test import Client

from meetings.dates import DateInterval
from meetings.models import Announcement, Session
from meetings.vocabulary import DateBasis
from tests import factories as make
from tests.statements.desk_posts import ADD, form_errors, new_session
from tests.statements.form_reading import add_row, form_data

pytestmark = pytest.mark.django_db


def enter(editor: Client, start: str, published: str | None) -> object:
    source = make.make_source(published=published)
    data = new_session(editor, make.make_council(), start=start, citations__0__source=source.pk)
    return editor.post(ADD, data, follow=True)


def test_a_weekday_is_counted_back_from_the_source_and_kept_as_printed(editor: Client) -> None:
    response = enter(editor, "Mittwoch", "2022-01-14")
    session = Session.objects.get()
    assert session.start == DateInterval.parse_iso("2022-01-12")
    assert (session.date_as_printed, session.date_basis) == ("Mittwoch", DateBasis.INFERRED)
    assert "“Mittwoch” was read as Wednesday, 12 January 2022." in response.text  # type: ignore[attr-defined]


def test_before_the_report_ends_with_its_day(editor: Client) -> None:
    enter(editor, "January 2022, before the report", "2022-01-14")
    assert Session.objects.get().start == DateInterval.parse_edtf("[2022-01-01..2022-01-14]")


@pytest.mark.parametrize("published", [None, "2022-01"])
def test_without_a_day_of_publication_a_weekday_is_refused(editor: Client, published: str | None) -> None:
    response = enter(editor, "Mittwoch", published)
    assert "A weekday alone is not a date" in " ".join(form_errors(response))
    assert 'value="Mittwoch"' in response.text  # type: ignore[attr-defined]
    assert not Session.objects.exists()


def test_what_is_said_without_the_report_is_not_marked_as_inferred(editor: Client) -> None:
    enter(editor, "12.01.2022", "2022-01-14")
    session = Session.objects.get()
    assert (session.date_as_printed, session.date_basis) == ("", DateBasis.PRINTED)


def test_a_saved_date_is_not_counted_anew(editor: Client) -> None:
    enter(editor, "Mittwoch", "2022-01-14")
    session = Session.objects.get()
    page = f"/admin/meetings/session/{session.pk}/change/"
    editor.post(page, form_data(editor.get(page), venue="NATO headquarters", _continue="Save"))
    session.refresh_from_db()
    assert (session.start, session.venue) == (DateInterval.parse_iso("2022-01-12"), "NATO headquarters")


def test_the_hint_counts_from_the_source_too(editor: Client) -> None:
    source = make.make_source(published="2022-01-14")
    for key, said in ((source.pk, "understood"), ("", "problem"), ("x", "problem"), ("9" * 30, "problem")):
        answer = editor.get("/admin/read-date/", {"text": "Mittwoch", "source": key}).json()
        assert said in answer
    assert editor.get("/admin/read-date/", {"text": "letzten Mittwoch", "source": source.pk}).json()[
        "readings"
    ] == [
        "5 January 2022",
        "12 January 2022",
    ]


def test_a_next_meeting_is_announced_for_the_next_march(editor: Client) -> None:
    council, source = make.make_council(), make.make_source(published="2022-01-14")
    data = new_session(editor, council, start="12.01.2022", citations__0__source=source.pk)
    row = {"council": council.pk, "expected": "en mars", "text": "à Bruxelles", "source": source.pk}
    add_row(data, "announcements", **row, outcome="pending")
    editor.post(ADD, data)
    assert Announcement.objects.get().expected == DateInterval.parse_iso("2022-03")
    asked = {"text": "en mars", "source": source.pk, "ahead": "1"}
    assert "March 2022" in editor.get("/admin/read-date/", asked).json()["understood"]
