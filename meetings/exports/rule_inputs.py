"""The columns of `sessions.csv` that let a reader recompute every gap and flag from that file alone.

They say of the council what the rule is told of it: its own numbers, the councils whose sessions begin its stream, what
was searched of its records, and when it was concluded. All are the same in every row of a council.
"""

import json
from collections.abc import Callable, Collection, Mapping
from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db.models import F, Func, IntegerField, JSONField, TextField, Value
from django.db.models.functions import Cast, Coalesce

from meetings.evidence import coverage_spans, lineages
from meetings.exports.columns import Column, Kind, Scope, column
from meetings.exports.expressions import latest, of_chosen_councils
from meetings.models import Council
from meetings.resumptions import CoverageSpan, Parameters

_DEFAULTS = Parameters()
OPEN = ".."  # an end of a period that is not fixed, as in EDTF


def rule_columns() -> tuple[Column, ...]:
    """Nothing of another file is needed beside these; further columns go after them."""
    return (
        column("rule_floor_days", Kind.INTEGER, "Shortest gap that the rule can call unusual for this council.", _own_or("floor_days", _DEFAULTS.floor), unit="days"),
        column("rule_sitting_span_days", Kind.INTEGER, "Sessions of the council at most so far apart are one sitting.", _own_or("sitting_span_days", _DEFAULTS.sitting_span), unit="days"),
        column("rule_cadence_days", Kind.INTEGER, "Days between its sessions by statute or habit: what the rule goes by while there are fewer than two gaps.", "council__declared_cadence_days", empty="None is declared.", unit="days"),
        column("rule_muted", Kind.BOOLEAN, "1 if the rule grades no gap of this council.", "council__muted"),
        column("continues_council_slugs", Kind.WORDS, "Councils whose sessions begin this council's main stream: those that it continues, and those that they continue.", _texts_of_council(_lines), empty="It continues none."),
        column("coverage_periods", Kind.WORDS, "What was searched of the records of its stream: first and last day, then how completely, such as 2014-03-05/..:complete; .. is an open end.", _texts_of_council(_periods), empty="Not stated."),
        column("council_concluded_max", Kind.DATE, "When the council was concluded: latest possible day.", "council__dissolved", value=latest, empty="It still exists."),
    )  # fmt: skip


def _own_or(field: str, default: int) -> Coalesce:
    """The council's own number, else the rule's."""
    return Coalesce(F(f"council__{field}"), Value(default), output_field=IntegerField())


Texts = Mapping[int, list[str]]


def _texts_of_council(read: Callable[[Collection[int], Scope], Texts]) -> Callable[[Scope], Func]:
    """An array of texts for the council of a row. They are read once and travel as one constant: asked anew for every
    row of a council, a million sessions would wait for them."""

    def expression(scope: Scope) -> Func:
        councils = Council.objects.public(scope.now).filter(of_chosen_councils(scope.query, "slug"))
        texts = {
            str(key): found
            for key, found in read(list(councils.values_list("pk", flat=True)), scope).items()
            if found
        }
        return Func(
            Cast(Value(json.dumps(texts)), JSONField()),
            Cast(F("council_id"), TextField()),
            template="ARRAY(SELECT jsonb_array_elements_text(%(expressions)s))",
            arg_joiner=" -> ",
            output_field=ArrayField(TextField()),
        )  # fmt: skip

    return expression


def _lines(council_ids: Collection[int], scope: Scope) -> Texts:
    """The public councils behind each one's stream, nearest first."""
    slugs = dict(Council.objects.public(scope.now).values_list("pk", "slug"))
    return {
        council_id: [slugs[member] for member in line[1:] if member in slugs]
        for council_id, line in lineages(council_ids).items()
    }


def _periods(council_ids: Collection[int], scope: Scope) -> Texts:
    """What was searched of each one's stream, those that it continues included, as the rule is told."""
    lines = lineages(council_ids)
    spans = coverage_spans({member for line in lines.values() for member in line})
    return {
        council_id: [_period(span) for member in line for span in spans[member]]
        for council_id, line in lines.items()
    }


def _period(span: CoverageSpan) -> str:
    return f"{_bound(span.since)}/{_bound(span.to)}:{span.completeness}"


def _bound(day: date | None) -> str:
    return OPEN if day is None else day.isoformat()
