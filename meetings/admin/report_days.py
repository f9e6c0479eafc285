"""The day from which a form counts "Wednesday": that of its row's source, else of the first source that it cites."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

from django import forms

from meetings.dates.forms import IntervalDateFormField
from meetings.models import Source


def count_from_source(form: forms.BaseModelForm[Any]) -> None:
    """Let the date boxes of the form count from its source."""
    for name, field in form.fields.items():
        if isinstance(field, IntervalDateFormField):
            field.count_from(partial(report_day, form), ahead=name in getattr(form, "dates_ahead", ()))


def report_day(form: Any) -> date | None:
    """None if no source is chosen, or it has no day of publication. One query for a form."""
    known: dict[str, date | None] = form.__dict__.setdefault("_report_days", {})
    for key in _sources_chosen(form):
        if key not in known:
            known[key] = day_of_source(key)
        if known[key] is not None:
            return known[key]
    return None


def day_of_source(key: str) -> date | None:
    """The day of publication of the source with that key, if it is known to the day."""
    if not (key.isascii() and key.isdigit() and len(key) < 19):
        return None
    published = Source.objects.filter(pk=key).values_list("published", flat=True).first()
    return published.earliest if published is not None and published.is_day else None


def _sources_chosen(form: Any) -> Iterator[str]:
    own, data = form.add_prefix("source"), form.data
    if data.get(own):
        yield data[own]
    total = data.get("citations-TOTAL_FORMS", "")
    for number in range(min(int(total), 50) if total.isascii() and total.isdigit() else 0):
        key = data.get(f"citations-{number}-source", "")
        if key and not data.get(f"citations-{number}-DELETE"):
            yield key
