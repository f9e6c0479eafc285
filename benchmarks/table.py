"""One measured figure, and the table of them all."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """`value` in `unit`; `at_most` is what the project promises (None: nothing), `baseline` the same measured of
    what it is compared to, in the same run (None: nothing to compare with)."""

    subject: str
    what: str
    value: float
    unit: str
    at_most: float | None = None
    baseline: float | None = None
    baseline_name: str = ""

    @property
    def ratio(self) -> float | None:
        return self.value / self.baseline if self.baseline else None

    @property
    def kept(self) -> bool:
        return self.at_most is None or self.value <= self.at_most


_HEADER = ("subject", "what", "measured", "promised", "compared to", "ratio")


def _cells(row: Row) -> tuple[str, ...]:
    promised = "" if row.at_most is None else f"{'<=' if row.kept else 'MISSED'} {row.at_most:g} {row.unit}"
    compared = "" if row.baseline is None else f"{row.baseline_name}: {row.baseline:.3g} {row.unit}"
    ratio = "" if row.ratio is None else f"{row.ratio:.2f}"
    return row.subject, row.what, f"{row.value:.3g} {row.unit}".strip(), promised, compared, ratio


def markdown(rows: Iterable[Row]) -> str:
    """The table as Markdown, columns aligned."""
    lines = [_HEADER, *map(_cells, rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(_HEADER))]
    padded = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |"
        for line in lines
    ]
    rule = "| " + " | ".join("-" * width for width in widths) + " |"
    return "\n".join([padded[0], rule, *padded[1:]])
