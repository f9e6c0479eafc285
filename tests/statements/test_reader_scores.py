"""The measure of the reader on annotated reports, on one of our own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from benchmarks.reader_scores import precision, recall, score, score_all

ANNOTATED: dict[str, Any] = {
    "language": "de",
    "date": "2022-01",
    "passages": [
        "Erstmals seit drei Jahren tagte der Seerat.",
        "„Das war ein guter Tag für alle“, sagte Lindholm. Ostrander sprach von „leeren Worten“.",
    ],
    "annotations": {
        "quotes": [
            {
                "passage": 1,
                "kind": "direct",
                "text": "Das war ein guter Tag für alle",
                "as_printed": "Lindholm",
            },
            {"passage": 1, "kind": "fragment", "text": "leeren Worten", "as_printed": "der Gast"},
            {"passage": 1, "kind": "fragment", "text": "steht nicht da", "as_printed": ""},
        ],
        "gap_claims": [{"passage": 0, "type": "first_duration", "value": "P3Y", "qualifier": "exact"}],
    },
}


def test_counts_what_is_right_missed_and_wrongly_attributed() -> None:
    scores = score(ANNOTATED)
    assert (precision(scores, "full"), recall(scores, "full")) == (1, 1)
    assert (precision(scores, "fragment"), recall(scores, "fragment")) == (1, 0.5)
    assert recall(scores, "claim") == 1
    assert recall(scores, "speaker") == 0.5
    assert precision(scores, "reported") is None


def test_adds_up_the_reports_of_a_folder_by_language(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.json").write_text(json.dumps(ANNOTATED), encoding="utf-8")
    found = score_all(tmp_path)
    assert {group: reports for group, (reports, _) in found.items()} == {"de": 2, "all": 2}
    assert found["de"][1]["full", "right"] == 2
