"""Marks, messages and sweeps: no change to what a verdict reads is missed, and none is judged twice at once."""

import logging
import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from meetings import scheduling, tasks
from meetings.assessment import assess_council, assess_councils, assess_due_councils
from meetings.models import AssessmentDue, Council, DataVersion, Notice, Resumption, Silence
from meetings.silence_notices import announce_silences
from tests import factories

NOW = datetime(2022, 1, 13, 9, tzinfo=UTC)
HELD = ("2016-01-01", "2016-05-01", "2016-10-01", "2017-01-01", "2022-01-12")


def make_history(*days: str) -> Council:
    council = factories.make_council()
    for day in days or HELD:
        factories.make_session(council, day)
    return council


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    messages: list[str] = []
    monkeypatch.setattr(tasks.assess_due, "apply_async", lambda **_: messages.append("assess_due"))
    return messages


@pytest.mark.django_db
def test_a_transaction_sends_one_message_after_its_commit(
    sent: list[str], django_capture_on_commit_callbacks: object
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # untyped fixture
        make_history()
        assert sent == []
    assert sent == ["assess_due"]


@pytest.mark.django_db
def test_what_no_verdict_reads_sends_no_message(
    sent: list[str], django_capture_on_commit_callbacks: object
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # untyped fixture
        factories.make_source()
        factories.make_place()
    assert sent == []


@pytest.mark.django_db
def test_a_broker_that_is_down_fails_no_save(
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    django_capture_on_commit_callbacks: object,
) -> None:
    def refuse(**_: object) -> None:
        raise ConnectionError("no broker")

    monkeypatch.setattr(tasks.assess_due, "apply_async", refuse)
    with caplog.at_level(logging.WARNING), django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # untyped fixture
        council = make_history()
    assert "the sweep will" in caplog.text
    tasks.sweep()
    assert Resumption.objects.filter(council=council).exists()


@pytest.mark.django_db
def test_passed_embargoes_are_released_once_and_raise_the_data_version() -> None:
    council = make_history(*HELD[:-1])
    factories.make_session(council, HELD[-1], embargo_until=NOW + timedelta(hours=1))
    assess_due_councils(now=NOW)
    assert not Resumption.objects.exists()
    assert scheduling.release_embargoes(now=NOW) == []
    later = NOW + timedelta(hours=2)
    assert scheduling.release_embargoes(now=later) == [council.pk]
    assess_due_councils(now=later)
    assert Resumption.objects.get().council == council
    assert scheduling.release_embargoes(now=later) == []


@pytest.mark.django_db(transaction=True)
def test_a_released_embargo_raises_the_data_version() -> None:
    council = make_history(*HELD[:-1])
    council.embargo_until = NOW
    council.save()
    assess_due_councils(now=NOW - timedelta(days=1))
    before = DataVersion.current()
    scheduling.release_embargoes(now=NOW)
    assert DataVersion.current() == before + 1
    assert scheduling.due_councils() == [council.pk]


@pytest.mark.django_db
def test_a_planned_session_that_has_passed_makes_room_for_the_next() -> None:
    council = make_history()
    first = factories.make_session(council, "2022-02-01", status="scheduled")
    second = factories.make_session(council, "2022-03-01", status="scheduled")
    assess_due_councils(now=NOW)
    assert Silence.objects.get().next_planned == first
    scheduling.mark_outdated_plans(now=NOW)
    assert scheduling.due_councils() == []
    later = datetime(2022, 2, 2, tzinfo=UTC)
    scheduling.mark_outdated_plans(now=later)
    assess_due_councils(now=later)
    assert Silence.objects.get().next_planned == second


@pytest.mark.django_db
def test_one_council_that_fails_keeps_its_mark_and_stops_no_other(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from meetings import assessment

    bad, good = make_history(), make_history()
    read = assessment.read_portion

    def fail_for_one(council_ids: list[int], **options: object) -> object:
        if bad.pk in council_ids:
            raise RuntimeError("broken records")
        return read(council_ids, **options)  # type: ignore[arg-type]  # passed through

    monkeypatch.setattr(assessment, "read_portion", fail_for_one)
    assess_due_councils(now=NOW)
    assert list(Resumption.objects.values_list("council_id", flat=True)) == [good.pk]
    assert scheduling.due_councils() == [bad.pk]
    assert "stays marked" in caplog.text


@pytest.mark.django_db
def test_silences_are_announced_once_when_their_day_has_come() -> None:
    council = make_history(*HELD[:-1])
    assess_due_councils(now=NOW)
    silence = Silence.objects.get(council=council)
    assert silence.notable_from is not None
    eve = datetime.combine(silence.notable_from - timedelta(days=1), datetime.min.time(), UTC)
    assert announce_silences(now=eve) == 0
    assert announce_silences(now=eve + timedelta(days=1)) == 1
    assert announce_silences(now=eve + timedelta(days=2)) == 0
    notice = Notice.objects.get()
    assert (notice.kind, notice.happened_on) == ("silence_graded", silence.notable_from)
    assert announce_silences(now=eve + timedelta(days=500)) in (0, 1)


@pytest.mark.django_db
@pytest.mark.parametrize("completeness", ["sampled", "not_searched"])
def test_silences_whose_records_were_not_searched_are_not_announced(completeness: str) -> None:
    council = make_history(*HELD[:-1])
    factories.make_coverage(council, completeness=completeness)
    assess_due_councils(now=NOW)
    silence = Silence.objects.get(council=council)
    assert silence.notable_from is not None
    day = datetime.combine(silence.notable_from, datetime.min.time(), UTC)
    assert announce_silences(now=day) == 0


@pytest.mark.django_db
def test_long_past_silences_are_no_news() -> None:
    make_history(*HELD[:-1])
    assess_due_councils(now=NOW)
    assert announce_silences(now=datetime(2030, 1, 1, tzinfo=UTC)) == 0


def in_thread(function: object, *args: object) -> threading.Thread:
    def run() -> None:
        try:
            function(*args)  # type: ignore[operator]  # any callable
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_raise_one_flag(sent: list[str]) -> None:
    councils = [make_history().pk for _ in range(3)]
    start = threading.Barrier(4)

    def work() -> None:
        start.wait()
        assess_councils(council_ids=councils, now=NOW)
        assess_due_councils(now=NOW)

    for thread in [in_thread(work) for _ in range(4)]:
        thread.join(30)
    assert Resumption.objects.count() == 3
    assert sorted(Notice.objects.values_list("kind", flat=True)) == sorted(
        ["resumption_raised", "session_held"] * 3
    )
    assert not AssessmentDue.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_change_made_during_an_assessment_is_not_lost(
    sent: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from meetings import assessment

    council = make_history(*HELD[:-1])
    read = assessment.read_portion
    saved = threading.Event()

    def save() -> None:
        factories.make_session(council, HELD[-1])
        saved.set()

    def read_and_be_overtaken(*args: object, **options: object) -> object:
        records = list(read(*args, **options))  # type: ignore[arg-type]  # passed through
        in_thread(save)
        assert saved.wait(10), "an editor waited for the worker"
        return records

    with monkeypatch.context() as patched:
        patched.setattr(assessment, "read_portion", read_and_be_overtaken)
        assess_due_councils(now=NOW)
    assert not Resumption.objects.exists()
    assert scheduling.due_councils() == [council.pk]
    assess_due_councils(now=NOW)
    assert Resumption.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_crash_in_the_middle_leaves_the_old_verdicts_and_the_mark(
    sent: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    council = make_history()
    monkeypatch.setattr("meetings.assessment._store_flags", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        assess_council(council_id=council.pk, now=NOW)
    assert not council.gaps.exists() and not Silence.objects.exists()
    assert scheduling.due_councils() == [council.pk]


@pytest.mark.django_db(transaction=True)
def test_rolled_back_changes_leave_no_mark_and_send_nothing(sent: list[str]) -> None:
    council = make_history()
    assess_due_councils(now=NOW)
    sent.clear()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        factories.make_session(council, "2022-06-01")
        raise ZeroDivisionError
    assert sent == [] and scheduling.due_councils() == []


@pytest.mark.django_db
def test_marks_reach_the_councils_that_continue_a_council() -> None:
    earlier, later = make_history(), make_history("2023-01-01")
    earlier.successor_links.create(successor=later, kind="continues")
    assess_due_councils(now=NOW)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE meetings_coverage SET method = ''")
    factories.make_session(earlier, "2022-06-01")
    assert sorted(scheduling.due_councils()) == sorted([earlier.pk, later.pk])


@pytest.mark.django_db
def test_the_tasks_do_what_they_are_sent_for() -> None:
    council = make_history()
    tasks.assess(council.pk)
    assert Resumption.objects.filter(council=council).count() == 1
    make_history()
    tasks.assess_due()
    assert Resumption.objects.count() == 2
    tasks.announce_silences()
    tasks.assess(10**9)  # a council that is no more
    assert timezone.now() > NOW
