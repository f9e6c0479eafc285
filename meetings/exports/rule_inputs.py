"""The columns of `sessions.csv` that let a reader recompute every gap and flag from that file alone.

They say of the council what the rule is told of it: its own numbers, the councils whose sessions begin its stream, what
was searched of its records, and when it was concluded. All are the same in every row of a council.
"""

import json
from collections.abc import Callable, Mapping
from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db.models import F, Func, IntegerField, JSONField, TextField, Value
from django.db.models.functions import Cast, Coalesce

from meetings.evidence import coverage_spans, lineages
from meetings.exports.columns import Column, Kind, column
from meetings.exports.expressions import latest, of_chosen_councils
from meetings.exports.scope import Scope, of_scope
from meetings.models import Council
from meetings.resumptions import CoverageSpan, Parameters

_DEFAULTS = Parameters()
_LINE, _PERIODS = "line", "periods"
OPEN = ".."  # an end of a period that is not fixed, as in EDTF


def rule_columns() -> tuple[Column, ...]:
    """Nothing of another file is needed beside these; further columns go after them."""
    return (
        column("rule_floor_days", Kind.INTEGER, "Shortest gap that the rule can call unusual for this council.", _own_or("floor_days", _DEFAULTS.floor), unit="days"),
        column("rule_sitting_span_days", Kind.INTEGER, "Sessions of the council at most so far apart are one sitting.", _own_or("sitting_span_days", _DEFAULTS.sitting_span), unit="days"),
        column("rule_cadence_days", Kind.INTEGER, "Days between its sessions by statute or habit: what the rule goes by while there are fewer than two gaps.", "council__declared_cadence_days", empty="None is declared.", unit="days"),
        column("rule_muted", Kind.BOOLEAN, "1 if the rule grades no gap of this council.", "council__muted"),
        column("continues_council_slugs", Kind.WORDS, "Councils whose sessions begin this council's main stream: those that it continues, and those that they continue.", _of_council(_LINE), empty="It continues none."),
        column("coverage_periods", Kind.WORDS, "What was searched of the records of its stream: first and last day, then how completely, such as 2014-03-05/..:complete; .. is an open end.", _of_council(_PERIODS), empty="Not stated."),
        column("council_concluded_max", Kind.DATE, "When the council was concluded: latest possible day.", "council__dissolved", value=latest, empty="It still exists."),
    )  # fmt: skip


def _own_or(field: str, default: int) -> Coalesce:
    """The council's own number, else the rule's."""
    return Coalesce(F(f"council__{field}"), Value(default), output_field=IntegerField())


Texts = Mapping[int, list[str]]


def _of_council(what: str) -> Callable[[Scope], Func]:
    """An array of texts for the council of a row. They are read once and travel as one constant: asked anew for every
    row of a council, a million sessions would wait for them."""
    return lambda scope: Func(
        Cast(_TEXTS(scope), JSONField()),
        Value(what),
        Cast(F("council_id"), TextField()),
        template="ARRAY(SELECT jsonb_array_elements_text(%(expressions)s))",
        arg_joiner=" -> ",
        output_field=ArrayField(TextField()),
    )


def _texts(scope: Scope) -> str:
    """Of the councils that the address names, else of all: for each its own of both columns."""
    councils = Council.objects.public(scope.now).filter(of_chosen_councils(scope.query, "slug"))
    lines = lineages(list(councils.values_list("pk", flat=True)))
    both = {_LINE: _slugs(lines, scope), _PERIODS: _periods(lines)}
    return json.dumps(
        {what: {str(key): found for key, found in texts.items() if found} for what, texts in both.items()}
    )


_TEXTS = of_scope(_texts, TextField())


def _slugs(lines: Mapping[int, list[int]], scope: Scope) -> Texts:
    """The public councils behind each one's stream, nearest first."""
    earlier = {council_id: line[1:] for council_id, line in lines.items() if line[1:]}
    if not earlier:
        return {}
    slugs = dict(Council.objects.public(scope.now).values_list("pk", "slug"))
    return {
        council_id: [slugs[each] for each in line if each in slugs] for council_id, line in earlier.items()
    }


def _periods(lines: Mapping[int, list[int]]) -> Texts:
    """What was searched of each one's stream, those that it continues included, as the rule is told."""
    spans = coverage_spans({member for line in lines.values() for member in line})
    return {
        council_id: [_period(span) for member in line for span in spans[member]]
        for council_id, line in lines.items()
    }


def _period(span: CoverageSpan) -> str:
    return f"{_bound(span.since)}/{_bound(span.to)}:{span.completeness}"


def _bound(day: date | None) -> str:
    return OPEN if day is None else day.isoformat()
