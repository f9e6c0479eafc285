"""`import_history` and what is public: into an empty database all of it at once; a change of it waits for a second person."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError
from django.test import Client
from django.utils import timezone

from delegations.models import Delegation
from meetings.models import Council, Session
from meetings.vocabulary import Publication
from statements.models import Statement, Upload, UploadRow
from statements.uploads.confirming import ANOTHER_PERSON, NotConfirmedError, upload_confirm
from statements.uploads.running import run_waiting
from tests.exports_dataset import make_record
from tests.factories import make_council, make_editor, make_reviewer, make_session
from tests.statements.round_trip import export_all, write_to
from tests.statements.test_import_history import SESSIONS, STATEMENTS, Folder, counts, session_line

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


@pytest.fixture
def nrc(db: None) -> Council:
    return make_council("NRC", slug="nrc")


def confirm(upload: Upload, user: Any, reason: str = "The minutes were found.") -> Upload:
    upload_confirm(
        upload_id=upload.pk,
        user=user,
        plan_number=upload.plan_number,
        skips_refused=False,
        reason=reason,
        now=timezone.now(),
    )
    run_waiting()
    upload.refresh_from_db()
    return upload


def test_into_an_empty_database_all_is_published_at_once(db: None, folder: Folder) -> None:
    folder.write("councils.csv", "slug,name,source_url", "nrc,NRC,https://news.example/nrc")
    folder.write("sessions.csv", SESSIONS, session_line(), session_line("2020-01-01"))
    said = folder.run(publish=True)
    assert "3 created" in said and "second person" not in said
    assert Session.objects.public().count() == 2
    assert not Upload.objects.exists()
    assert "0 created, 0 updated, 3 unchanged, 0 refused.\n" in folder.run(publish=True)


def test_a_change_of_what_is_public_waits_and_the_rest_is_written(nrc: Council, folder: Folder) -> None:
    folder.write("sessions.csv", SESSIONS, session_line()).run(publish=True)
    lines = [session_line(outcome="Agreed"), session_line("2020-01-01")]
    folder.write("sessions.csv", SESSIONS, *lines)
    folder.write(
        "statements.csv", STATEMENTS, "nrc,2019-07-05,Jens,,NATO,en,direct,Good,,https://news.example/1"
    )
    dry = folder.run(publish=True, dry_run=True, reason="The minutes were found.")
    assert "2 rows that change what is public would wait for a second person." in dry
    assert not Upload.objects.exists() and Session.objects.count() == 1
    said = folder.run(publish=True, reason="The minutes were found.")
    upload = Upload.objects.get()
    assert "  sessions    1 create, 0 update, 0 skip, 0 refuse; 1 for a second person" in said
    assert "Done: 1 created, 0 updated, 0 unchanged, 0 refused." in said
    assert f"2 rows that change what is public wait for a second person: Import {upload.pk}," in said
    assert Session.objects.public().count() == 2
    public = Session.objects.get(start__startswith="2019-07-05")
    assert (public.outcome, Statement.objects.count()) == ("", 0)
    assert (upload.reach, upload.reason, upload.n_refused) == ("publish", "The minutes were found.", 0)
    assert UploadRow.objects.filter(file__upload=upload, is_public=True).count() == 2
    confirm(upload, make_reviewer())
    public.refresh_from_db()
    assert (upload.state, public.outcome, public.statements.count()) == ("done", "Agreed", 1)
    event = Session.pgh_event_model.objects.filter(pgh_obj_id=public.pk).latest("pgh_id")  # type: ignore[attr-defined]  # pghistory's
    assert event.pgh_context["reason"].startswith("The minutes were found. (Import ")
    again = folder.run(publish=True)
    assert "0 created, 0 updated" in again and "second person" not in again


def test_the_reason_stands_in_the_box_and_a_second_person_may_write_another(
    nrc: Council, folder: Folder
) -> None:
    make_session(nrc, "2019-07-05", level="ambassadors")
    folder.write("sessions.csv", SESSIONS, session_line(outcome="Agreed")).run(reason="As printed")
    upload = Upload.objects.get()
    reviewer = Client()
    reviewer.force_login(make_reviewer("rita"))
    page = reviewer.get(f"/admin/statements/upload/{upload.pk}/change/").text
    assert 'value="As printed"' in page and "Uploaded by the command import_history" in page
    assert "outcome" in page and "Agreed" in page
    assert f"Import {upload.pk}" in reviewer.get("/admin/work/imports/").text
    editor = Client()
    editor.force_login(make_editor("edith"))
    assert "A reviewer confirms it" in editor.get(f"/admin/statements/upload/{upload.pk}/change/").text


def test_in_whose_name_it_was_run_does_not_confirm_it(nrc: Council, folder: Folder) -> None:
    make_session(nrc, "2019-07-05", level="ambassadors")
    folder.write("sessions.csv", SESSIONS, session_line(outcome="Agreed"))
    with pytest.raises(CommandError, match="there is no account nobody"):
        folder.run(reason="As printed", by="nobody")
    rita = make_reviewer("rita")
    folder.run(reason="As printed", by="rita")
    upload = Upload.objects.get()
    assert upload.uploaded_by == rita
    with pytest.raises(NotConfirmedError, match=ANOTHER_PERSON):
        confirm(upload, rita)
    assert confirm(upload, make_reviewer("rolf")).state == "done"


def test_if_the_record_changed_since_nothing_is_written(nrc: Council, folder: Folder) -> None:
    session = make_session(nrc, "2019-07-05", level="ambassadors")
    folder.write("sessions.csv", SESSIONS, session_line(outcome="Agreed")).run(reason="As printed")
    Session.objects.filter(pk=session.pk).update(outcome="Agreed to meet")
    upload = confirm(Upload.objects.get(), make_reviewer())
    assert upload.state == "planned" and "Records have changed since" in upload.failure
    session.refresh_from_db()
    assert session.outcome == "Agreed to meet"


def test_the_same_files_again_wait_once(nrc: Council, folder: Folder) -> None:
    make_session(nrc, "2019-07-05", level="ambassadors")
    folder.write("sessions.csv", SESSIONS, session_line(outcome="Agreed")).run(reason="As printed")
    upload = Upload.objects.get()
    before = counts()
    assert f"Import {upload.pk}," in folder.run(reason="As printed in the minutes")
    after = counts() | {"statements_uploadevent": before["statements_uploadevent"]}
    assert after | {"pghistory_context": 0} == before | {"pghistory_context": 0}
    assert Upload.objects.get().reason == "As printed in the minutes"
    folder.write("sessions.csv", SESSIONS, session_line(outcome="Agreed to meet")).run(reason="As printed")
    assert Upload.objects.count() == 2


def test_drafts_are_written_and_published_at_once(nrc: Council, folder: Folder) -> None:
    folder.write("sessions.csv", SESSIONS, session_line()).run()
    assert Session.objects.get().publication == Publication.DRAFT
    said = folder.run(publish=True)
    assert "1 updated" in said and "second person" not in said
    assert Session.objects.get().publication == Publication.PUBLISHED


def test_a_refused_row_stops_all_of_it_or_is_left_out(nrc: Council, folder: Folder) -> None:
    make_session(nrc, "2019-07-05", level="ambassadors")
    lines = [session_line(outcome="Agreed"), session_line("soon"), session_line("2020-01-01")]
    folder.write("sessions.csv", SESSIONS, *lines)
    assert "column start_date" in folder.refused(reason="As printed")
    said = folder.run(reason="As printed", skip_refused=True)
    assert "1 created, 0 updated, 0 unchanged, 1 refused. 1 row that changes what is public waits" in said
    upload = Upload.objects.get()
    assert (upload.n_to_write, upload.n_refused) == (1, 1)


def test_what_the_desk_cannot_take_is_said_and_nothing_written(
    nrc: Council, folder: Folder, settings: Any
) -> None:
    settings.UPLOAD_MAX_ROWS = 1
    make_session(nrc, "2019-07-05", level="ambassadors")
    folder.write("sessions.csv", SESSIONS, session_line(outcome="Agreed"), session_line("2020-01-01"))
    before = counts()
    with pytest.raises(CommandError, match="What changes public records waits at the desk"):
        folder.run(reason="As printed")
    assert counts() == before


def test_what_hangs_on_a_row_that_waits_waits_with_it(folder: Folder) -> None:
    """A delegation of a public session is new to this record, and its delegates with it."""
    make_record()
    write_to(folder.path, export_all())
    seat = Delegation.objects.filter(session__in=Session.objects.public(), delegates__isnull=False).first()
    assert seat is not None
    beneath = seat.delegates.count() + seat.citations.count()
    party, session = seat.party, seat.session
    seat.delete()
    said = folder.run(publish=True)
    upload = Upload.objects.get()
    assert "0 created, 0 updated" in said and "0 refused" in said
    assert (upload.n_refused, upload.n_to_write) == (0, 1 + beneath)
    done = confirm(upload, make_reviewer())
    assert (done.state, done.failure) == ("done", "")
    back = session.delegations.get(party=party)
    assert back.delegates.count() + back.citations.count() == beneath
    assert "second person" not in folder.run(publish=True)
