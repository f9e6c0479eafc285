"""Proposals of the report reader, for the desk's templates."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from django import template

from statements.report_reading import Offer, Reading

register = template.Library()


@register.filter
def parts(reading: Reading) -> Iterator[tuple[str, list[Offer]]]:
    """The parts that hold anything, each with its heading."""
    for heading, offers in (
        ("When, where and who met", reading.setting),
        ("Gap claims", reading.claims),
        ("What was said", reading.statements),
    ):
        if offers:
            yield heading, offers


@register.filter
def as_json(values: Mapping[str, Any]) -> str:
    """For a data attribute; the template escapes it."""
    return json.dumps(values, ensure_ascii=False)
