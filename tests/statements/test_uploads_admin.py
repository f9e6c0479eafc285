"""The pages of an import: upload, plan, confirm, download, and who may what."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from meetings.models import Council, Session
from statements.models import Upload, UploadProgress
from statements.uploads import confirming
from statements.vocabulary import Reach, UploadState
from tests import factories as make
from tests.statements.uploaded import csv_file, session_row, stage, workbook

pytestmark = pytest.mark.django_db
ADD = "/admin/statements/upload/add/"
REASON = "The yearbook of the council."


@pytest.fixture
def nrc() -> Council:
    return make.make_council("NRC", slug="nrc")


def page_of(upload: Upload) -> str:
    return f"/admin/statements/upload/{upload.pk}/change/"


def text(client: Client, address: str, status: int = 200, **data: Any) -> str:
    response = client.post(address, data, follow=True) if data else client.get(address)
    assert response.status_code == status
    return response.content.decode()


def test_an_editor_uploads_several_files_and_sees_the_plan(editor: Client, nrc: Council) -> None:
    files = [csv_file(session_row(), session_row("soon")), workbook(Notes=[["a", "b"], [1, 2]])]
    page = text(editor, ADD, files=files, reach="drafts")
    upload = Upload.objects.get()
    assert upload.uploaded_by is not None and upload.uploaded_by.username == "edith"
    assert "Nothing has been written." in page and "Import 1 record as drafts" in page
    assert "histories.xlsx [Notes]</strong> is not read" in page
    assert "<code>start_date</code>" in page and "soon" in page
    assert not Session.objects.exists()


def test_files_that_are_not_taken_say_why_and_nothing_is_kept(editor: Client, nrc: Council) -> None:
    page = text(editor, ADD, files=[csv_file(data=b"")], reach="drafts")
    assert "sessions.csv: the file is empty" in page and "Nothing of them was kept." in page
    assert "This field is required." in text(editor, ADD, reach="drafts")
    assert "Select a valid choice" in text(editor, ADD, files=[csv_file(session_row())], reach="x")
    assert not Upload.objects.exists()


def test_a_file_that_is_too_large_is_left_out_while_it_arrives(
    editor: Client, nrc: Council, settings: Any
) -> None:
    settings.UPLOAD_MAX_MEGABYTES = 1
    files = [csv_file(session_row()), csv_file(name="all.csv", data=b"x" * (3 << 20))]
    page = text(editor, ADD, files=files, reach="drafts")
    assert "all.csv: the file has more than 1 MB." in page and "This field is required" not in page
    assert not Upload.objects.exists()


def test_confirming_asks_for_the_tick_then_waits_for_a_worker(editor: Client, nrc: Council) -> None:
    upload = stage(csv_file(session_row(), session_row("soon")))
    address, given = page_of(upload), {"_confirm": "1", "plan_number": "1"}
    assert "1 row is refused: correct the files" in text(editor, address, **given)
    assert "Leave the refused row out" in text(editor, address)
    page = text(editor, address, **given, skips_refused="on")
    assert "Confirmed by edith.</strong> It waits for a worker." in page
    assert 'hx-trigger="every 1s"' in page and ">Look again</a>" in page
    assert "edith has confirmed it already: it runs once." in text(
        editor, address, **given, skips_refused="on"
    )


def test_each_stand_has_its_words(editor: Client, nrc: Council) -> None:
    upload = stage(csv_file(session_row()))
    confirmed = Upload.objects.filter(pk=upload.pk)
    confirmed.update(state=UploadState.CONFIRMED, run=1)
    UploadProgress.objects.filter(pk=upload.pk).update(run=1, step="writing sessions.csv", done=5, total=9)
    assert "The worker ended in the middle, and nothing was written." in text(editor, page_of(upload))
    with held(upload):
        page = text(editor, page_of(upload))
    assert '<progress max="9" value="5"' in page and "Writing sessions.csv: 5 of 9 rows" in page
    page = text(editor, page_of(upload), _again="1")
    assert "It waits for a worker." in page
    confirmed.update(state=UploadState.DONE, finished_at=timezone.now())
    assert "<strong>Imported " in text(editor, page_of(upload))
    confirmed.update(cleared_at=timezone.now())
    assert "as old." in text(editor, page_of(upload))


@contextmanager
def held(upload: Upload) -> Iterator[None]:
    """As if a worker were at it."""
    worker = connection.copy()
    try:
        with worker.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s, %s)", [0x52656369, upload.pk])
        yield
    finally:
        worker.close()


def test_what_is_public_is_confirmed_by_a_reviewer_with_a_reason(
    editor: Client, reviewer: Client, nrc: Council
) -> None:
    text(editor, ADD, files=[csv_file(session_row())], reach="publish")
    upload = Upload.objects.get()
    given = {"_confirm": "1", "plan_number": "1"}
    page = text(editor, page_of(upload))
    assert "A reviewer confirms it" in page and "_confirm" not in page
    assert confirming.REVIEWERS_ONLY in text(editor, page_of(upload), **given, reason=REASON)
    assert confirming.REASON_NEEDED in text(reviewer, page_of(upload), **given)
    assert "It waits for a worker." in text(reviewer, page_of(upload), **given, reason=REASON)


def test_nobody_without_rights_sees_or_does_anything(nrc: Council, client: Client) -> None:
    upload, stranger = stage(csv_file(session_row())), make.make_editor("stranger")
    stranger.groups.clear()
    client.force_login(stranger)
    for address in (ADD, page_of(upload), f"/admin/statements/upload/{upload.pk}/plan.csv"):
        assert client.get(address).status_code == 403, address
    for button in ("_confirm", "_plan", "_again"):
        assert client.post(page_of(upload), {button: "1", "plan_number": "1"}).status_code == 403
    assert client.post(ADD, {"files": [csv_file(session_row())], "reach": "drafts"}).status_code == 403
    assert Upload.objects.get().state == UploadState.PLANNED


def test_rows_are_filtered_and_paged(editor: Client, nrc: Council) -> None:
    rows = [session_row(str(year)) for year in range(1850, 2000)]
    upload = stage(
        csv_file(*rows, session_row("soon"), session_row("1850", level="")),
        csv_file(session_row("never"), name="more.csv"),
    )
    page = text(editor, page_of(upload))
    assert "Page 1 of 2" in page and "create <span>151</span>" in page and "refuse <span>2</span>" in page
    assert "never" not in page and "never" in text(editor, f"{page_of(upload)}?page=2")
    refused = text(editor, f"{page_of(upload)}?show=refuse")
    assert refused.count('class="import-refuse"') == 2 and "Page " not in refused
    second = upload.files.get(name="more.csv")
    assert text(editor, f"{page_of(upload)}?show=refuse&file={second.pk}").count("import-refuse") == 1
    for nonsense in ("?show=x&file=y&page=z", "?page=99", "?file=999999999999999999999"):
        assert text(editor, page_of(upload) + nonsense)


def test_the_plan_is_downloaded_as_csv(editor: Client, nrc: Council) -> None:
    upload = stage(csv_file(session_row(), session_row("=soon", venue="x")))
    address = f"/admin/statements/upload/{upload.pk}/plan.csv"
    response: Any = editor.get(address)
    lines = list(csv.DictReader(io.StringIO(response.getvalue().decode())))
    assert [line["action"] for line in lines] == ["create", "refuse"]
    assert lines[1] == {
        "file": "sessions.csv", "row": "3", "table": "sessions", "action": "refuse", "column": "start_date",
        "reason": lines[1]["reason"], "warning": "",
    }  # fmt: skip
    assert "“=soon”" in lines[1]["reason"] or "=soon" in lines[1]["reason"]
    excel: Any = editor.get(f"{address}?show=refuse&for=excel")
    content = excel.getvalue().decode()
    assert content.startswith("\ufefffile,row") and content.count("\r\n") == 2


def test_the_cost_of_the_page_does_not_grow_with_the_rows(editor: Client, nrc: Council) -> None:
    small = stage(csv_file(session_row()), csv_file(session_row("2020")))
    large = stage(csv_file(*[session_row(str(year)) for year in range(1850, 2100)]), csv_file(session_row()))
    numbers = []
    for upload in (small, large):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            text(editor, page_of(upload))
        numbers.append(len(queries))
    assert numbers[0] == numbers[1] <= 20, numbers


def test_what_waits_to_be_confirmed_stands_on_the_work_lists(
    editor: Client, reviewer: Client, nrc: Council
) -> None:
    drafts, public = (stage(csv_file(session_row()), reach=reach) for reach in (Reach.DRAFTS, Reach.PUBLISH))
    own, all_of_them = (text(client, "/admin/work/imports/") for client in (editor, reviewer))
    assert page_of(drafts) in own and page_of(public) not in own
    assert page_of(drafts) in all_of_them and page_of(public) in all_of_them
    Upload.objects.filter(pk=drafts.pk).update(state=UploadState.CONFIRMED, run=1)
    assert page_of(drafts) not in text(editor, "/admin/work/imports/")


def test_planning_again_says_what_changed(editor: Client, nrc: Council) -> None:
    upload = stage(csv_file(session_row(venue="HQ")))
    assert "It says the same as before." in text(editor, page_of(upload), _plan="1")
    make.make_session(nrc, "2019-07-05", level="ambassadors", published=False)
    page = text(editor, page_of(upload), _plan="1")
    assert "1 row would now be taken otherwise." in page and "new in this plan" in page
    assert "The plan was made anew since you opened it" in text(
        editor, page_of(upload), _confirm="1", plan_number="1"
    )


def test_a_plan_is_discarded_but_not_what_was_imported(editor: Client, nrc: Council) -> None:
    planned, done = stage(csv_file(session_row())), stage(csv_file(session_row()))
    Upload.objects.filter(pk=done.pk).update(state=UploadState.DONE, finished_at=timezone.now())
    page = text(editor, f"/admin/statements/upload/{planned.pk}/delete/")
    assert "No record changes." in page
    editor.post(f"/admin/statements/upload/{planned.pk}/delete/", {"post": "yes"})
    assert editor.post(f"/admin/statements/upload/{done.pk}/delete/", {"post": "yes"}).status_code == 403
    assert list(Upload.objects.all()) == [done]


def test_the_list_and_the_history(editor: Client, nrc: Council) -> None:
    uploads = [stage(csv_file(session_row()), reach=Reach.DRAFTS) for _ in range(3)]
    listed = text(editor, "/admin/statements/upload/")
    assert "1 to write, 0 refused" in listed and listed.count("sessions.csv") == 3
    assert "Added" in text(editor, f"/admin/statements/upload/{uploads[0].pk}/history/")
    assert text(editor, "/admin/statements/upload/999/change/", status=200, x="y")
