"""Imports at the desk behind the pages: staged and planned without writing, confirmed once, written whole or not at all."""

from __future__ import annotations

import os
import signal
import threading
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, connections
from django.test import TestCase
from django.utils import timezone

from meetings.models import AssessmentDue, Council, Session, Source
from meetings.vocabulary import Publication
from statements import tasks
from statements.imports.run import Import
from statements.models import Upload, UploadRow
from statements.uploads import confirming
from statements.uploads.clearing import clear_old_uploads
from statements.uploads.confirming import NotConfirmedError, upload_confirm, upload_run_again
from statements.uploads.planning import upload_plan
from statements.uploads.reading import NotReadError
from statements.uploads.running import upload_run
from statements.uploads.standing import Stand, standing_of
from statements.vocabulary import Reach, UploadState
from tests import factories as make
from tests.conftest import StartWorker
from tests.meetings.test_worker import wait_for
from tests.statements.test_import_history import counts
from tests.statements.uploaded import csv_file, session_row, stage

REASON = "The yearbook of the council."


def confirm(upload: Upload, user: Any, **options: Any) -> None:
    given = {"plan_number": upload.plan_number, "skips_refused": False, "reason": "", "now": timezone.now()}
    upload_confirm(upload_id=upload.pk, user=user, **given | options)


def refusal(upload: Upload, user: Any, **options: Any) -> str:
    with pytest.raises(NotConfirmedError) as error:
        confirm(upload, user, **options)
    return str(error.value)


def run(upload: Upload) -> Upload:
    """As the worker does."""
    upload.refresh_from_db()
    upload_run(upload_id=upload.pk, run=upload.run)
    upload.refresh_from_db()
    return upload


class PlanTests(TestCase):
    nrc: Council
    editor: Any
    reviewer: Any

    @classmethod
    def setUpTestData(cls) -> None:
        cls.nrc = make.make_council("NRC", slug="nrc")
        cls.editor, cls.reviewer = make.make_editor("edith"), make.make_reviewer("rita")

    def test_staging_and_planning_write_no_row_of_the_domain(self) -> None:
        make.make_session(self.nrc, "2018-01-01", level="ambassadors", published=False)
        before = counts()
        upload = stage(
            csv_file(session_row(), session_row("2018-01-01", venue="NATO HQ"), session_row("soon")),
            user=self.editor,
        )
        changed = {name for name, number in counts().items() if number != before[name]}
        own = {f"statements_upload{part}" for part in ("", "file", "row", "progress", "event")}
        assert changed == own
        said = UploadRow.objects.order_by("number").values_list("action", "column", "reason")
        assert list(said)[:2] == [
            ("create", "", ""),
            ("update", "", "venue: — → NATO HQ; cites https://news.example/1"),
        ]
        assert said[2][:2] == ("refuse", "start_date")
        assert upload.counts == [["sessions", {"create": 1, "update": 1, "refuse": 1}]]

    def test_files_that_cannot_be_read_leave_nothing(self) -> None:
        before = counts()
        with pytest.raises(NotReadError):
            stage(csv_file(session_row()), csv_file(data=b""))
        assert counts() == before

    def test_what_is_public_is_refused_unless_the_upload_may_reach_it(self) -> None:
        make.make_session(self.nrc, "2019-07-05", level="ambassadors")
        rows = session_row(venue="NATO HQ"), session_row("2020")
        actions = UploadRow.objects.order_by("number").values_list("action", "is_public")
        spared = stage(csv_file(*rows), reach=Reach.DRAFTS)
        assert list(actions.filter(file__upload=spared)) == [("refuse", False), ("create", False)]
        reaching = stage(csv_file(*rows), reach=Reach.CHANGES)
        assert list(actions.filter(file__upload=reaching)) == [("update", True), ("create", False)]

    def test_editors_confirm_drafts_and_reviewers_what_is_public_with_a_reason(self) -> None:
        drafts, public = (
            stage(csv_file(session_row()), user=self.editor, reach=reach)
            for reach in (Reach.DRAFTS, Reach.PUBLISH)
        )
        assert refusal(public, self.editor, reason=REASON) == confirming.REVIEWERS_ONLY
        assert refusal(public, self.reviewer) == confirming.REASON_NEEDED
        confirm(public, self.reviewer, reason=REASON)
        confirm(drafts, self.editor)
        nobody = make.make_editor("nobody")
        nobody.groups.clear()
        assert refusal(stage(csv_file(session_row())), nobody) == confirming.REVIEWERS_ONLY

    def test_who_uploaded_a_change_of_what_is_public_does_not_confirm_it(self) -> None:
        make.make_session(self.nrc, "2019-07-05", level="ambassadors")
        upload = stage(csv_file(session_row(venue="HQ")), user=self.reviewer, reach=Reach.CHANGES)
        assert refusal(upload, self.reviewer, reason=REASON) == confirming.ANOTHER_PERSON
        confirm(upload, make.make_reviewer("rob"), reason=REASON)
        new = stage(csv_file(session_row("2021")), user=self.reviewer, reach=Reach.PUBLISH)
        confirm(new, self.reviewer, reason=REASON)

    def test_refused_rows_are_left_out_only_if_that_is_ticked(self) -> None:
        upload = stage(csv_file(session_row(), session_row("soon")))
        assert refusal(upload, self.editor).startswith("1 row is refused: correct the files")
        confirm(upload, self.editor, skips_refused=True)

    def test_nothing_to_write_another_plan_and_twice(self) -> None:
        assert refusal(stage(csv_file(session_row("soon"))), self.editor) == confirming.NOTHING_TO_WRITE
        upload = stage(csv_file(session_row()))
        assert "made anew since you opened it" in refusal(upload, self.editor, plan_number=9)
        confirm(upload, self.editor)
        assert refusal(upload, self.reviewer) == "edith has confirmed it already: it runs once."

    def test_a_plan_made_anew_marks_what_it_says_otherwise(self) -> None:
        upload = stage(csv_file(session_row(venue="HQ"), session_row("2020")))
        make.make_session(self.nrc, "2019-07-05", level="ambassadors", published=False)
        assert upload_plan(upload=upload, now=timezone.now()) == 1
        assert list(UploadRow.objects.filter(is_new=True).values_list("number", "action")) == [(2, "update")]
        assert upload_plan(upload=upload, now=timezone.now()) == 0
        assert not UploadRow.objects.filter(is_new=True).exists()


@pytest.fixture
def nrc(transactional_db: None) -> Council:
    return make.make_council("NRC", slug="nrc")


def test_a_run_writes_the_plan_and_the_history_says_who_and_which_upload(nrc: Council) -> None:
    upload = stage(csv_file(session_row(), session_row("soon")), user=make.make_editor("edith"))
    rita = make.make_reviewer("rita")
    confirm(upload, rita, skips_refused=True)
    assert run(upload).state == UploadState.DONE
    session = Session.objects.get()
    assert session.publication == Publication.DRAFT
    context = session.events.get().pgh_context  # type: ignore[attr-defined]  # pghistory adds it
    assert context["user"] == rita.pk
    assert (context["upload"], context["reason"]) == (upload.pk, f"Import {upload.pk}: sessions.csv.")
    assert run(upload).state == UploadState.DONE and Session.objects.count() == 1


def test_a_published_import_is_public_with_its_reason_and_assessed(nrc: Council) -> None:
    upload = stage(csv_file(session_row()), user=make.make_editor("edith"), reach=Reach.PUBLISH)
    confirm(upload, make.make_reviewer("rita"), reason=REASON)
    run(upload)
    session = Session.objects.public().get()
    reason = session.events.get().pgh_context["reason"]  # type: ignore[attr-defined]  # pghistory adds it
    assert reason == f"{REASON} (Import {upload.pk}: sessions.csv)"
    assert AssessmentDue.objects.filter(council=nrc).exists()


def test_records_that_changed_since_have_the_plan_made_anew_and_nothing_is_written(nrc: Council) -> None:
    upload = stage(csv_file(session_row(venue="HQ"), session_row("2020")))
    confirm(upload, make.make_editor("edith"))
    make.make_session(nrc, "2019-07-05", level="ambassadors", published=False)
    run(upload)
    assert (upload.state, upload.plan_number) == (UploadState.PLANNED, 2)
    assert upload.failure.startswith(
        "Nothing was written. Records have changed since the plan was made: 1 row"
    )
    assert Session.objects.count() == 1
    assert UploadRow.objects.get(is_new=True).action == "update"
    confirm(upload, make.make_editor("emil"))
    assert run(upload).state == UploadState.DONE and Session.objects.count() == 2


def test_a_change_between_the_two_passes_undoes_all(nrc: Council, monkeypatch: pytest.MonkeyPatch) -> None:
    upload = stage(csv_file(session_row(venue="HQ"), session_row("2020")))
    confirm(upload, make.make_editor("edith"))
    planned = Import.plan

    def interrupted(wanted: Import, *passed: Any) -> None:
        planned(wanted, *passed)
        if not Session.objects.exists():
            make.make_session(nrc, "2019-07-05", level="ambassadors", published=False)

    monkeypatch.setattr(Import, "plan", interrupted)
    run(upload)
    assert upload.state == UploadState.PLANNED and "Records have changed" in upload.failure
    assert not Session.objects.filter(start__startswith="2020-01-01").exists()


def test_what_the_database_refuses_leaves_nothing_half_written(
    nrc: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = stage(csv_file(session_row(), session_row("2020")))
    confirm(upload, make.make_editor("edith"))
    before = counts()
    with connection.cursor() as cursor:
        cursor.execute(
            "ALTER TABLE meetings_sessioncitation ADD CONSTRAINT made_up CHECK (confidence <> '') NOT VALID"
        )
    try:
        run(upload)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE meetings_sessioncitation DROP CONSTRAINT made_up")
    assert upload.state == UploadState.PLANNED
    assert upload.failure.startswith("Nothing was written. The database refused it: new row for relation")
    assert counts()["meetings_session"] == before["meetings_session"]
    assert not Source.objects.filter(url="https://news.example/1").exists()


def test_two_people_confirming_at_once_have_it_run_once(nrc: Council) -> None:
    upload = stage(csv_file(session_row()))
    people = [make.make_editor(name) for name in ("edith", "emil")]
    start, said = threading.Barrier(2), list[str]()

    def press(person: Any) -> None:
        start.wait()
        try:
            confirm(upload, person)
            said.append("confirmed")
        except NotConfirmedError as error:
            said.append(str(error))
        finally:
            connections.close_all()

    pressing = [threading.Thread(target=press, args=(person,)) for person in people]
    for thread in pressing:
        thread.start()
    for thread in pressing:
        thread.join()
    assert sorted(said)[0] == "confirmed" and "has confirmed it already: it runs once." in sorted(said)[1]
    upload.refresh_from_db()
    assert upload.run == 1


def test_a_message_that_comes_twice_and_one_that_is_lost(nrc: Council) -> None:
    upload = stage(csv_file(session_row()))
    confirm(upload, make.make_editor("edith"))
    assert standing_of(upload.pk).stand is Stand.WAITING
    with another_import():
        tasks.run_waiting()
    assert standing_of(upload.pk).stand is Stand.WAITING
    tasks.run_waiting()
    assert standing_of(upload.pk).stand is Stand.DONE
    tasks.run_upload(upload.pk, 1)
    assert Session.objects.count() == 1


@contextmanager
def another_import() -> Any:
    """As if `import_history` ran in another process."""
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [0x5265636F])
        yield
    finally:
        other.close()


@pytest.mark.services
def test_a_worker_killed_in_the_middle_wrote_nothing_and_it_can_be_run_again(
    nrc: Council, start_worker: StartWorker
) -> None:
    make.make_session(nrc, "2019-07-05", level="ambassadors", published=False)
    upload = stage(csv_file(session_row(venue="HQ"), session_row("2020")))
    edith = make.make_editor("edith")
    worker = start_worker()
    with sessions_locked():
        confirm(upload, edith)
        wait_for(lambda: standing_of(upload.pk).stand is Stand.RUNNING)
        wait_for(lambda: standing_of(upload.pk).progress.step.startswith("writing"))
        assert not standing_of(upload.pk).upload.failure
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait()
    wait_for(lambda: standing_of(upload.pk).stand is Stand.STOPPED)
    assert Session.objects.count() == 1 and Session.objects.get().venue == ""
    # The message that was not acknowledged may come again: that run has begun, and a person decides.
    tasks.run_upload(upload.pk, 1)
    tasks.run_waiting()
    assert standing_of(upload.pk).stand is Stand.STOPPED
    upload_run_again(upload_id=upload.pk, user=edith)
    with pytest.raises(NotConfirmedError):
        upload_run_again(upload_id=upload.pk, user=edith)
    start_worker()
    wait_for(lambda: standing_of(upload.pk).stand is Stand.DONE)
    assert Session.objects.count() == 2


@contextmanager
def sessions_locked() -> Any:
    """As if somebody saved these sessions at the moment: the import waits for them in the middle of its own."""
    other = connection.copy()
    other.set_autocommit(False)
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT id FROM meetings_session FOR UPDATE")
        yield
    finally:
        other.rollback()
        other.close()


def test_old_uploads_are_cleared(nrc: Council, settings: Any) -> None:
    settings.UPLOADS_KEPT_DAYS = 10
    edith = make.make_editor("edith")
    done, planned = stage(csv_file(session_row())), stage(csv_file(session_row("2020")))
    confirm(done, edith)
    run(done)
    now = timezone.now()
    clear_old_uploads(now=now + timedelta(days=9))
    assert UploadRow.objects.count() == 2
    clear_old_uploads(now=now + timedelta(days=11))
    assert not UploadRow.objects.exists() and not Upload.objects.filter(pk=planned.pk).exists()
    done.refresh_from_db()
    assert done.cleared_at is not None and done.counts and done.files.count() == 1
