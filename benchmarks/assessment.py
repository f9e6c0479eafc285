"""How long it takes to judge again what is stored: one council of 10,000 sessions, and a million sessions of 1,000."""

from collections.abc import Callable
from datetime import datetime
from statistics import median
from time import perf_counter

from benchmarks.filling import WEEKLY, fill, move_a_session_of_each, tidy
from benchmarks.one_worker import NOW, Work, assess_what_is_due
from benchmarks.table import Row
from meetings.assessment import assess_council
from meetings.models import AssessmentDue, SessionCouncil
from meetings.scheduling import mark_due

AT = datetime.fromisoformat(NOW)
COUNCILS, SESSIONS, FEW = 1000, 1000, 100
RUNS = 5
SUBJECT = "assessment"


def _seconds(function: Callable[[], object]) -> float:
    start = perf_counter()
    function()
    return perf_counter() - start


def _read(council_ids: list[int]) -> int:
    """The least that any assessment must do: read the days of the sessions."""
    links = SessionCouncil.objects.public(AT).filter(council__in=council_ids)
    return sum(1 for _ in links.values_list("council_id", "session_id", "session__start").iterator())


def _one_large_council() -> list[Row]:
    (council_id,) = fill(1, 10_000, steps=WEEKLY, freezes=0.001)

    def assess() -> None:
        assess_council(council_id=council_id, now=AT)

    def after_a_change() -> float:
        move_a_session_of_each([council_id])
        return _seconds(assess)

    read = median(_seconds(lambda: _read([council_id])) for _ in range(RUNS))
    assess()
    unchanged = median(_seconds(assess) for _ in range(RUNS))
    changed = median(after_a_change() for _ in range(RUNS))
    of = f"one council of 10,000 sessions, median of {RUNS}"
    return [
        Row(SUBJECT, f"assessed again unchanged, {of}", unchanged, "s", 1, read, "reading them"),
        Row(SUBJECT, f"assessed again, one session changed, {of}", changed, "s", 1, read, "reading them"),
    ]


def _due(council_ids: list[int]) -> Work:
    mark_due(council_ids)
    done = assess_what_is_due()
    assert done.councils == len(council_ids) and not AssessmentDue.objects.exists()
    return done


def _a_million() -> list[Row]:
    council_ids = fill(COUNCILS, SESSIONS)
    read = _seconds(lambda: _read(council_ids))
    first = _due(council_ids)
    tidy()
    few = _due(council_ids[:FEW])
    unchanged = _due(council_ids)
    move_a_session_of_each(council_ids)
    tidy()
    changed = _due(council_ids)
    assert first.changes and changed.changes and not unchanged.changes
    of = f"{COUNCILS:,} councils of {SESSIONS:,} sessions"
    growth = max(unchanged.megabytes, changed.megabytes) - few.megabytes
    return [
        Row(SUBJECT, f"stored for the first time, {of}", first.seconds, "s", None, read, "reading them"),
        Row(SUBJECT, f"assessed again unchanged, {of}", unchanged.seconds, "s", 60, read, "reading them"),
        Row(
            SUBJECT,
            f"assessed again, one session changed in each, {of}",
            changed.seconds,
            "s",
            60,
            read,
            "reading them",
        ),
        Row(
            SUBJECT,
            f"memory of the worker at its peak, {of}",
            unchanged.megabytes,
            "MB",
            None,
            few.megabytes,
            f"{FEW} of them",
        ),
        Row(SUBJECT, f"memory more than for {FEW} of them", growth, "MB", 50),
    ]


def run() -> list[Row]:
    return [*_one_large_council(), *_a_million()]
