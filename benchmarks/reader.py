"""How long the report reader takes on plain and on hostile texts, and how well it does on annotated reports.

The reports are no part of the project: `REPORTS=folder make bench ARGS=reader` names a folder of them, or several with
colons between, in the form that `reader_scores` describes. Without it only the times are measured, in seconds of one
processor: the reader does nothing else than reckon.
"""

import os
from datetime import date
from pathlib import Path
from time import process_time

from benchmarks.reader_scores import precision, recall, score_all
from benchmarks.table import Row
from statements.reader import LANGUAGES, read_report
from tests.statements.reader_cases import CASES

SHORT, LONG = 20_000, 60_000
PUBLISHED = date(2022, 1, 13)
HOSTILE = {
    "only straight marks": '"',
    "only marks of all kinds": "„“”\"«»‹›‚‘’'",
    "only spaces": " ",
    "one long line of words": "word ",
    "verbs of saying alone": "sagte said dijo сказал dit ",
    "apostrophes before words": " 'a",
    "claims alone": "erstmals seit zwei Jahren, first since 2014, ",
    "quotes in one sentence": '"Ab cd ef" said X, ',
    "linking words alone": "sagte, dass dijo que said that ",
    "dialogue in every line": "— Да, — сказал он. — —dijo él—. No.\n",
    "speakers within quotations": "« Oui, dit-il, non, a dit M. X. »",
    "paragraphs that open a quotation": "“a\n",
    "years since": "seit dem Ende 2014 first since the war of 2014 depuis l'été 2014 ",
}


def _seconds(text: str, language: str) -> float:
    start = process_time()
    read_report(text, language, published=PUBLISHED)
    return process_time() - start


def _slowest(text: str) -> float:
    return max(_seconds(text, language) for language in LANGUAGES)


def _filled(piece: str, length: int) -> str:
    return (piece * (length // len(piece) + 1))[:length]


def run() -> list[Row]:
    texts = {
        language: "\n\n".join(case.text for case in CASES if case.language == language) + "\n\n"
        for language in LANGUAGES
    }
    read_report(texts["de"], "de", published=PUBLISHED)  # names of months are read once for a process
    rows = []
    for language, text in texts.items():
        rows.append(
            Row(
                "reader", f"20,000 characters, {language}", _seconds(_filled(text, SHORT), language), "s", 0.3
            )
        )
        rows.append(
            Row("reader", f"60,000 characters, {language}", _seconds(_filled(text, LONG), language), "s", 1)
        )
    for name, piece in HOSTILE.items():
        rows.append(
            Row(
                "reader",
                f"60,000 characters, {name}, slowest language",
                _slowest(_filled(piece, LONG)),
                "s",
                1,
            )
        )
    folders = [Path(folder) for folder in os.environ.get("REPORTS", "").split(os.pathsep) if folder]
    return rows + [row for folder in folders for row in _quality(folder)]


def _quality(folder: Path) -> list[Row]:
    rows = []
    for group, (reports, scores) in sorted(score_all(folder).items()):
        for kind in ("full", "fragment", "reported", "claim"):
            for name, measure in (("precision", precision(scores, kind)), ("recall", recall(scores, kind))):
                if measure is not None:
                    rows.append(
                        Row(
                            "reader",
                            f"{folder.name}, {group}, {reports} reports: {kind}, {name}",
                            measure,
                            "",
                        )
                    )
        right = recall(scores, "speaker")
        if right is not None:
            rows.append(
                Row("reader", f"{folder.name}, {group}, {reports} reports: speaker as printed", right, "")
            )
    return rows
