"""The change list of a release: `CHANGES.md` for readers, `changes.csv` for programs."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

from meetings.exports.columns import Kind, Table, column
from meetings.exports.csv_form import cell_form
from meetings.releases.changes import (
    ADDED,
    CHANGED,
    RECOMPUTED,
    REMOVED,
    VERBS,
    Change,
    TableChanges,
    compare,
)
from meetings.releases.shelf import Files

WORDS_FILE, ROWS_FILE = "CHANGES.md", "changes.csv"

# So many rows of a table are told in words; `changes.csv` has all.
TOLD_ROWS = 100

COLUMNS = (
    column("table", Kind.WORD, "Name of the file, without .csv."),
    column("key", Kind.TEXT, "The row's key: the values of the table's key columns."),
    column("change", Kind.CODE, "What became of it.", codes=tuple((verb, verb) for verb in VERBS)),
    column("record_version_before", Kind.INTEGER, "Version of the record in the earlier release.", empty="It was not in it, or the table has no versions."),
    column("record_version_after", Kind.INTEGER, "Version of the record in this release.", empty="It is not in it, or the table has no versions."),
    column("columns", Kind.WORDS, "The columns that differ.", empty="The row was added or removed."),
)  # fmt: skip
_FORMS = [cell_form(each.kind) for each in COLUMNS]
HEADER = [each.name for each in COLUMNS]


def write(
    folder: Path, tables: Sequence[Table], before: Files, version: str, version_before: str
) -> dict[str, TableChanges]:
    """Both files, in the folder of the new tables. Returns what was found, by table."""
    teller = Teller()
    with (folder / ROWS_FILE).open("x", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(HEADER)

        def tell(change: Change) -> None:
            writer.writerow(cells_of(change))
            teller.hear(change)

        found = compare(tables, before, folder, tell)
    (folder / WORDS_FILE).write_text(teller.text(version, version_before, found), "utf-8")
    return found


def write_first(folder: Path, version: str) -> None:
    """Both files of a release that is compared with none."""
    (folder / ROWS_FILE).write_text(",".join(HEADER) + "\r\n", "utf-8", newline="")
    (folder / WORDS_FILE).write_text(
        f"# Changes of release {version}\n\nThis is compared with no earlier release.\n", "utf-8"
    )


def cells_of(change: Change) -> list[str]:
    """One row of `changes.csv`."""
    values = (
        change.table,
        change.key,
        change.verb,
        change.version_before,
        change.version_after,
        change.columns,
    )
    return [form(value) for form, value in zip(_FORMS, values, strict=True)]


class Teller:
    """Collects what is told in words: the first rows of each table."""

    def __init__(self) -> None:
        self._told: dict[str, list[Change]] = {}

    def hear(self, change: Change) -> None:
        told = self._told.setdefault(change.table, [])
        if len(told) < TOLD_ROWS:
            told.append(change)

    def text(self, version: str, before: str, found: Mapping[str, TableChanges]) -> str:
        """`CHANGES.md`."""
        total = {verb: sum(table.counts[verb] for table in found.values()) for verb in VERBS}
        lines = [
            f"# Changes of release {version} since {before}",
            "",
            f"{_rows(sum(total.values()))}: {total[ADDED]:,} added, {total[CHANGED]:,} changed,"
            f" {total[RECOMPUTED]:,} recomputed, {total[REMOVED]:,} removed.",
            "",
            "*Changed*: the record itself has a newer version, or the table has no versions. *Recomputed*: the record is"
            " the same, but what follows from others is not (a gap, a grade, a count). What merely counts on with the day"
            " (`as_of`, the days of a silence that still runs) and `data_version` are no changes. `changes.csv` has every"
            " row; ids that went out of use stand in `retired_ids.csv`.",
            "",
            "| table | added | changed | recomputed | removed |",
            "| --- | ---: | ---: | ---: | ---: |",
            *(
                f"| {name} | {' | '.join(f'{table.counts[verb]:,}' for verb in VERBS)} |"
                for name, table in found.items()
                if not table.is_new and any(table.counts.values())
            ),
            "",
        ]
        for name, table in found.items():
            lines += self._of_table(name, table)
        return "\n".join(lines).rstrip() + "\n"

    def _of_table(self, name: str, table: TableChanges) -> list[str]:
        lines = []
        if table.is_new:
            lines.append("New table, or one with a new key: its rows are not compared.")
        if table.columns_added and not table.is_new:
            lines.append(f"New columns: {', '.join(table.columns_added)}.")
        if table.columns_removed:
            lines.append(f"Columns that are gone: {', '.join(table.columns_removed)}.")
        told = self._told.get(name, [])
        if lines and told:
            lines.append("")
        lines += [_line(change) for change in told]
        if (more := sum(table.counts.values()) - len(told)) > 0:
            lines.append(f"- and {_rows(more)} more, in `changes.csv`")
        return [f"## {name}", "", *lines, ""] if lines else []


def _rows(number: int) -> str:
    return f"{number:,} row" if number == 1 else f"{number:,} rows"


def _line(change: Change) -> str:
    words = f"- {change.verb}: {change.key}"
    if change.told_by:
        words += f" ({change.told_by})"
    return f"{words}: {', '.join(change.columns)}" if change.columns else words
