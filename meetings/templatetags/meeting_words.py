"""Dates, numbers and grades in the words and the language of a page."""

from datetime import date

from django import template

from meetings.dates import DateInterval
from meetings.judgements import judgement_in_words
from meetings.models import Resumption
from meetings.query import TimelineQuery
from meetings.timeline.controls import address
from meetings.timeline.table import badge_class
from meetings.timeline.words import (
    date_in_words,
    days_in_words,
    grade_in_words,
    number,
    short_date,
    span_in_words,
)

register = template.Library()


@register.filter
def grouped(value: int | None) -> str:
    """`1,776`; empty for None."""
    return "" if value is None else number(value)


@register.filter
def tenths(value: float | None) -> str:
    """`2.3`; empty for None."""
    return "" if value is None else number(round(value, 1))


@register.filter
def interval(value: DateInterval | None) -> str:
    """`12 January 2022`, `July 2019`, `2008`; empty for None."""
    return "" if value is None else date_in_words(value)


@register.filter
def short_interval(value: DateInterval | None) -> str:
    """`12 Jan 2022`; empty for None."""
    return "" if value is None else short_date(value)


@register.filter
def day(value: date | None) -> str:
    """A calendar day in words; empty for None."""
    return "" if value is None else date_in_words(DateInterval.day(value))


@register.simple_tag
def span(start: DateInterval, end: DateInterval | None) -> str:
    """From the first to the last day of a session, as precisely as known."""
    return span_in_words(start, end)


@register.simple_tag
def days_between(days_min: int | None, days_max: int | None) -> str:
    """`922 days` or `2,438–2,831 days`."""
    return days_in_words(days_min, days_max)


@register.simple_tag
def grade_words(grade: str, is_only_possible: bool = False) -> str:
    """The words inside the badge of a grade."""
    return grade_in_words(grade, is_only_possible)


@register.simple_tag
def grade_badge(grade: str, is_only_possible: bool = False) -> str:
    """The classes of the badge of a grade."""
    return badge_class(grade, is_only_possible)


@register.filter
def judgement(flag: Resumption) -> str:
    """What a person made of a flag, and when; empty if nobody has judged it."""
    return judgement_in_words(flag)


@register.simple_tag
def other_order(query: TimelineQuery) -> str:
    """The address of the same sessions in the other order."""
    return address(query.changed(sort="oldest" if query.sort == "newest" else "newest"))


@register.simple_tag
def by_mail(query: TimelineQuery, **choices: str) -> str:
    """The address at which notices of this state are asked for by mail. ``choices``: filters of the page itself, set
    where the state has none of that kind."""
    kept = query.followed()
    missing = {name: (value,) for name, value in choices.items() if not getattr(kept, name)}
    return f"/subscribe/{kept.changed(**missing).querystring()}"
