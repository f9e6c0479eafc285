"""How well the reader does on annotated reports: precision and recall of what it proposes.

A report is a JSON file with `language`, `date`, `passages` and `annotations`: `quotes` (`passage`, `kind` direct, fragment
or indirect, exact `text`, `as_printed`) and `gap_claims` (`passage`, `type`, `value`, `qualifier`). Its passages are
read as the paragraphs of one text.

A proposal is right if one annotation of its passage has the same kind and the same words; blanks, capitals, apostrophes and
marks at the ends aside. Reported speech need only lie in what is annotated, or hold it. The speaker is compared
with what is annotated as printed, of the quotes that are right, nothing printed included. A claim is right if type, value
and qualifier are.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from meetings.dates.interval import DateInterval
from statements.reader import Quote, Report, read_report

KINDS = {"direct": "full", "fragment": "fragment", "indirect": "reported"}
Scores = Counter[tuple[str, str]]


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip(" .,;:!?…–—").replace("’", "'").lower()


def score(annotated: dict[str, Any]) -> Scores:
    """Counts of `proposed`, `annotated` and `right` for each kind, and of `speakers` compared and right."""
    text = "\n\n".join(annotated["passages"])
    report = read_report(text, annotated["language"], published=DateInterval.parse_iso(annotated["date"]))
    found: Scores = Counter()
    _score_quotes(found, report, text, annotated)
    _score_claims(found, report, text, annotated)
    return found


def score_all(folder: Path) -> dict[str, tuple[int, Scores]]:
    """By language, and `all` together: how many reports, and their counts."""
    found: dict[str, tuple[int, Scores]] = {}
    for path in sorted(folder.glob("*.json")):
        annotated = json.loads(path.read_text(encoding="utf-8"))
        if "passages" not in annotated:
            continue
        counts = score(annotated)
        for group in (annotated["language"], "all"):
            number, before = found.get(group, (0, Counter()))
            found[group] = (number + 1, before + counts)
    return found


def precision(scores: Scores, kind: str) -> float | None:
    """None where nothing was proposed."""
    return scores[kind, "right"] / scores[kind, "proposed"] if scores[kind, "proposed"] else None


def recall(scores: Scores, kind: str) -> float | None:
    """None where nothing is annotated."""
    return scores[kind, "right"] / scores[kind, "annotated"] if scores[kind, "annotated"] else None


def _passages(annotated: dict[str, Any]) -> Callable[[int], int]:
    ends = []
    at = 0
    for passage in annotated["passages"]:
        at += len(passage) + 2
        ends.append(at)
    return lambda place: next(number for number, end in enumerate(ends) if place < end)


def _score_quotes(found: Scores, report: Report, text: str, annotated: dict[str, Any]) -> None:
    passage_of = _passages(annotated)
    left = [
        (each["passage"], KINDS[each["kind"]], plain(each["text"]), plain(each["as_printed"]))
        for each in annotated["annotations"]["quotes"]
    ]
    for _, kind, _, _ in left:
        found[kind, "annotated"] += 1
    for quote in report.quotes:
        found[quote.kind, "proposed"] += 1
        match = next(_same(quote, text, passage_of(quote.span.start), left), None)
        if match is None:
            continue
        left.remove(match)
        found[quote.kind, "right"] += 1
        found["speaker", "annotated"] += 1
        printed = plain(quote.speaker.of(text)) if quote.speaker else ""
        found["speaker", "right"] += printed == match[3]


def _same(quote: Quote, text: str, passage: int, left: list[Any]) -> Iterator[Any]:
    words = plain(quote.span.of(text))
    yield from (each for each in left if each[:3] == (passage, quote.kind, words))
    if quote.kind == "reported":
        yield from (
            each
            for each in left
            if each[:2] == (passage, "reported") and (each[2] in words or words in each[2])
        )


def _score_claims(found: Scores, report: Report, text: str, annotated: dict[str, Any]) -> None:
    passage_of = _passages(annotated)
    left = [
        (each["passage"], each["type"], each["value"], each["qualifier"])
        for each in annotated["annotations"]["gap_claims"]
    ]
    found["claim", "annotated"] += len(left)
    for claim in report.claims:
        found["claim", "proposed"] += 1
        key = (passage_of(claim.span.start), claim.claim_type, claim.value, claim.qualifier)
        if key in left:
            left.remove(key)
            found["claim", "right"] += 1
