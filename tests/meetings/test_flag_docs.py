"""What the two pages about flags say is what the code does and what the benchmarks measured."""

import re
from pathlib import Path

import pytest

from meetings.thresholds import RULE_VERSION, Parameters

ROOT = Path(__file__).resolve().parents[2]
MADE = (ROOT / "docs/flags.md").read_text(encoding="utf-8")
TRUST = (ROOT / "docs/challenging-flags.md").read_text(encoding="utf-8")
RESULTS = (ROOT / "benchmarks/RESULTS.md").read_text(encoding="utf-8")


def test_the_numbers_of_the_rule_are_those_of_the_code() -> None:
    numbers = Parameters()
    notable = " / ".join(f"{k:g}" for k in numbers.multipliers_notable)
    major = " / ".join(f"{k:g}" for k in numbers.multipliers_major)
    for words in (
        f"| {numbers.floor}; {numbers.factor_notable:g} × typical; K × reference | {notable} |",
        f"| notable's; {numbers.floor_major}; {numbers.factor_major:g} × typical; K × reference | {major} |",
        f"major's; {numbers.floor_historic:,}; the longest gap ever and a day",
        f"| {numbers.unrated_days:,}, where fewer than two gaps are known |",
        f"({numbers.lapsed_days:,} days)",
        f"`{RULE_VERSION}`",
    ):
        assert words in MADE


@pytest.mark.parametrize(
    ("measured", "told"),
    [
        ("the rule, notable and higher", "this rule, notable and higher"),
        ("the rule with unrated", "this rule with `unrated`"),
        ("3 x median", "3 × median"),
        ("2 x longest", "2 × longest"),
    ],
)
def test_the_measured_figures_are_those_of_the_last_run(measured: str, told: str) -> None:
    run = re.search(rf"precision, {measured} \((\d+) of 23 found, (\d+) others\) +\| ([\d.]+)", RESULTS)
    recall = re.search(rf"recall, {measured} .*?\| ([\d.]+)", RESULTS)
    assert run and recall
    found, others, precision = run.groups()
    figures = f"| {found} | {others} | {float(precision):.2f} | {float(recall[1]):.2f} |".replace(
        "| 0.", "| ."
    )
    assert any(told in line and figures in line for line in TRUST.splitlines()), (told, figures)


@pytest.mark.parametrize("page", [MADE, TRUST])
def test_every_picture_is_there_and_described(page: str) -> None:
    pictures = re.findall(r"!\[([^\]]+)\]\(([^)]+)\)", page)
    assert len(pictures) == 2
    assert all(len(words) > 20 and (ROOT / "docs" / file).exists() for words, file in pictures)
