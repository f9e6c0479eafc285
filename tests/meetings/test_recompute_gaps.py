"""The script that researchers get says of every gap and flag what we publish, from `sessions.csv` alone."""

import csv
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from meetings.coverage import CoverageSpan
from meetings.exports.rule_inputs import _period
from meetings.gaps import Row
from meetings.releases import recompute_gaps as script
from meetings.resumptions import Parameters, Verdict, assess
from tests import factories as make
from tests.exports_dataset import download
from tests.meetings.made_histories import day, everywhere, histories, parameters, regular_histories, searches
from tests.meetings.made_published import publish_history
from tests.meetings.reference_records import NOW, load_reference_records

FILES = ("sessions.csv", "gaps.csv", "resumptions.csv")


def save_files(folder: Path, names: tuple[str, ...] = FILES, query: str = "") -> Path:
    for name in names:
        (folder / name).write_bytes(download(f"/{name}{query}")[0])
    return folder / "sessions.csv"


def run(*arguments: object, **options: Any) -> "subprocess.CompletedProcess[str]":
    """As a researcher does: nothing of ours can be imported."""
    argv = [sys.executable, "-I", script.__file__, *map(str, arguments)]
    return subprocess.run(argv, capture_output=True, text=True, cwd="/", **options)


@pytest.mark.django_db
def test_everything_published_of_the_reference_histories_follows_from_sessions_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_reference_records()
    monkeypatch.setattr("meetings.pages.clock", lambda: NOW)
    sessions = save_files(tmp_path)
    done = run(sessions, "--as-of", NOW.date())
    assert (done.returncode, done.stdout.splitlines()) == (
        0,
        ["21 councils, 325 sessions that count, 316 gaps, 38 flags recomputed; no differences."],
    )
    # What is wrong is found, and named: a verdict, a date, a flag, a row.
    text = sessions.read_text("utf-8")
    row = next(line for line in text.splitlines() if ",2022-01-12,2022-01-12," in line and "nato" in line)
    for before, after, told in (
        (",688,688,", ",687,688,", "gap_days_min is 687, computed 688."),
        (row, row.replace("2022-01-12,2022-01-12", "2022-01-13,2022-01-13"), "gap_days_min is 922, computed 923."),
        (row, row.replace(",gap-1,", ",,"), "flag_rule is empty, computed gap-1."),
    ):  # fmt: skip
        assert before in text and before != after
        sessions.write_text(text.replace(before, after), "utf-8")
        done = run(sessions, "--as-of", NOW.date())
        assert done.returncode == 1
        assert told in done.stdout
    sessions.write_text(text, "utf-8")
    gaps = (tmp_path / "gaps.csv").read_text("utf-8").splitlines()
    (tmp_path / "gaps.csv").write_text("\n".join(gaps[:-1]), "utf-8")
    assert "is missing." in run(sessions, "--as-of", NOW.date()).stdout


@pytest.mark.django_db
def test_what_it_computes_can_be_kept(tmp_path: Path) -> None:
    council = make.make_council("A council")
    for start in ("2019-01-01", "2020-01", "2022-01-12"):
        make.make_session(council, start)
    sessions = save_files(tmp_path, ("sessions.csv",))
    done = run(sessions, "--write", tmp_path / "out", "--as-of", "2022-01-13")
    assert done.returncode == 1  # published moments ago and not judged yet
    with (tmp_path / "out" / "gaps.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["gap_days_min"], row["gap_days_max"], row["censored"]) for row in rows] == [
        ("365", "395", "0"),
        ("712", "742", "0"),
        ("1", "1", "1"),
    ]


def council_of(numbers: Parameters, spans: list[CoverageSpan], rows: list[Row]) -> script.Council:
    """What the script reads of such a council."""
    council = script.Council(
        {
            "rule_floor_days": str(numbers.floor),
            "rule_sitting_span_days": str(numbers.sitting_span),
            "rule_cadence_days": str(numbers.declared_cadence or ""),
            "rule_muted": "1" if numbers.muted else "0",
            "continues_council_slugs": "",
            "coverage_periods": "; ".join(map(_period, spans)),
            "council_concluded_max": "",
        }
    )
    for row in rows:
        start, last = row.start_earliest.toordinal(), row.start_latest.toordinal()
        end, end_last = row.end_earliest.toordinal(), row.end_latest.toordinal()
        council.own.append(
            script.Session(row.id, start, last, max(start, end), max(last, end_last), row.rank)
        )
    return council


def said(verdict: Verdict) -> Any:
    gap, usual = verdict.gap, verdict.baseline
    return (
        verdict.stream.value,
        (gap.previous_session_id, gap.session_id, gap.days_min, gap.days, gap.days_max),
        (usual.n, usual.typical, usual.longest_days, *usual.thresholds),
        (verdict.grade or "", verdict.grade_certain or "", verdict.grade_possible or ""),
        verdict.coverage.value,
    )


def said_by_script(verdict: script.Verdict) -> Any:
    gap = verdict.gap
    return (
        verdict.stream,
        (gap.before.key, gap.first.key, gap.days_min, gap.days, gap.days_max),
        tuple(verdict.usual),
        (verdict.grade, verdict.certain, verdict.possible),
        verdict.coverage,
    )


@everywhere
@given(st.one_of(histories(), regular_histories()), parameters(), searches(), st.integers(0, 20_000))
def test_it_judges_as_the_rule_does(
    rows: list[Row], numbers: Parameters, spans: list[CoverageSpan], today: int
) -> None:
    found = assess(rows, numbers, coverage=spans)
    council = council_of(numbers, spans, rows)
    sessions = script.stream_of(council, {})
    sittings, gaps, running = script.sittings_and_gaps(sessions, numbers.sitting_span)
    main = script.judge("main", gaps, council)
    assert list(map(said_by_script, main)) == list(map(said, found.verdicts))
    flags = script.flags_of(sittings, main, script.judge_levels(sessions, council))
    assert {key: said_by_script(flag) for key, flag in flags.items()} == {
        flag.session_id: said(flag.lead) for flag in found.resumptions
    }
    assert (running is None) == (found.silence is None)
    if running and found.silence:
        silence, on = found.silence, day(today)
        usual = script.usual_after(gaps, max((gap.days for gap in gaps), default=None), council)
        row = script.running_silence(running, usual, council, on.toordinal())
        shortest, _, longest = silence.days_on(on)
        assert (row["gap_days_min"], row["gap_days_max"], row["grade"], row["coverage"]) == (
            str(shortest),
            str(longest),
            silence.grade_on(on) or "",
            silence.coverage.value,
        )


@settings(
    max_examples=20,
    phases=[Phase.explicit, Phase.generate],  # each takes a second: shrinking one would take minutes
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(
    st.lists(
        st.tuples(st.one_of(histories(largest=14), regular_histories()), parameters(), searches()),
        min_size=2,
        max_size=4,
    ),
    st.integers(0, 1_000_000),
)
@pytest.mark.django_db
def test_what_is_published_of_any_histories_follows_from_sessions_alone(
    tmp_path: Path, made: list[tuple[list[Row], Parameters, list[CoverageSpan]]], seed: int
) -> None:
    """Through the database, the assessment and the export; councils continue one another and hold sessions jointly."""
    with transaction.atomic():
        publish_history(made, seed=seed, now=datetime.now(UTC))
        sessions = save_files(tmp_path)
        done = run(sessions, "--as-of", datetime.now(UTC).date())
        transaction.set_rollback(True)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert "no differences" in done.stdout
