"""The text box for dates: reads what editors type, keeps it on an error, shows how it was understood."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from meetings.dates.interval import DateInterval
from meetings.dates.reading import DateReadingError, Reading, read_date
from meetings.dates.wording import BETWEEN, format_interval

HELP = (
    "As precisely as the source gives it: 12 January 2022, 12.-13.03.2009, Aug 2008, early March 2009,"
    " between 3 and 9 May 2010, 2008. Wednesday, last week or before the report are counted from the day of the source."
)
_ONE_DATE = "These are two dates, {}. Write one, and the last day in its own box."
_TWICE = "The last day stands with the first already ({}): empty this box, or write one day in the other."


class IntervalDateInput(forms.TextInput):
    """A text box followed by an `output` with what its text is understood as.

    Without JavaScript the output is filled when the page is made; `interval-date.js` keeps it up to date.
    """

    class Media:
        js = ("js/interval-date.js",)

    def __init__(self, attrs: Mapping[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "off", "size": 34, "data-interval-date": "", **(attrs or {})})

    # Say from which day to count, and whether ahead, as the field's.
    report_day: Callable[[], date | None] | None = None
    ahead = False

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The box and its output; the output is empty for a text that is not understood (the form says why)."""
        box = super().render(name, value, attrs, renderer)
        box_id = (attrs or {}).get("id", "")
        return format_html(
            '{} <output class="interval-date-reading" for="{}">{}</output>',
            box,
            box_id,
            self._understood(value),
        )

    def _understood(self, value: Any) -> str:
        if not isinstance(value, str) or not value.strip():
            return ""
        try:
            return read_counting(value, self.report_day, self.ahead).explained()
        except DateReadingError:
            return ""


def read_counting(text: str, report_day: Callable[[], date | None] | None, ahead: bool = False) -> Reading:
    """The reading of a text, counted from the day of the report where it has to be. Raises DateReadingError.

    The day is asked for only then: it may cost a query.
    """
    try:
        return read_date(text)
    except DateReadingError:
        day = report_day() if report_day is not None else None
        if day is None:
            raise
        return read_date(text, relative_to=day, ahead=ahead)


def _words(interval: DateInterval) -> str:
    """In the language of the interface, if the reader reads it back."""
    language = (get_language() or "en").partition("-")[0]
    return format_interval(interval, language if language in BETWEEN else "en")


class IntervalDateFormField(forms.CharField):
    """Cleans to a `DateInterval`, or None if left empty; the words shown read back to the same interval.

    `span`: also take two days (`12.-13.03.2009`), cleaned to a `Reading`; see `SpanFormMixin`. `count_from` tells the
    day of the report, from which "Wednesday" is counted.
    """

    widget = IntervalDateInput
    report_day: Callable[[], date | None] | None = None
    ahead = False

    def __init__(self, *, span: bool = False, **kwargs: Any) -> None:
        self.span = span
        kwargs.setdefault("help_text", HELP)
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        """Raises ValidationError with the sentence of the reader."""
        if isinstance(value, DateInterval | Reading):
            return value
        if value is None or not str(value).strip():
            return None
        try:
            reading = self.read(str(value))
        except DateReadingError as error:
            raise ValidationError(error.message, code="invalid") from error
        if reading.end is None:
            return reading.start
        if self.span:
            return reading
        raise ValidationError(_ONE_DATE.format(reading.in_words()), code="invalid")

    def count_from(self, report_day: Callable[[], date | None], ahead: bool = False) -> None:
        """``report_day``: called only when a text has to be counted from a day; ``ahead``: "March" is the next one."""
        self.report_day = self.widget.report_day = report_day
        self.ahead = self.widget.ahead = ahead
        if ahead:
            self.widget.attrs["data-interval-date"] = "ahead"

    def read(self, text: str) -> Reading:
        """Raises DateReadingError."""
        return read_counting(text, self.report_day, self.ahead)

    def prepare_value(self, value: Any) -> Any:
        """A stored date in words; what was typed stays as typed."""
        if isinstance(value, DateInterval):
            return _words(value)
        if isinstance(value, date) and not isinstance(value, datetime):
            return _words(DateInterval.day(value))
        return value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether the typed text means another date than the stored one."""
        try:
            return bool(self.to_python(initial) != self.to_python(data))
        except ValidationError:
            return True


class SpanFormMixin:
    """For a model form with a first and a last day: `12.-13.03.2009` typed as the first day fills both.

    `span_fields` maps the field of the first day to that of the last.
    """

    span_fields: Mapping[str, str] = {"start": "end"}
    fields: dict[str, forms.Field]
    cleaned_data: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for first in self.span_fields:
            field = self.fields.get(first)
            if isinstance(field, IntervalDateFormField):
                field.span = True

    def clean(self) -> dict[str, Any]:
        """Part the two days; refuse a last day that differs from the one typed with the first."""
        super().clean()  # type: ignore[misc]  # a form class stands beside this one
        for first, last in self.span_fields.items():
            reading = self.cleaned_data.get(first)
            if not isinstance(reading, Reading):
                continue
            self.cleaned_data[first] = reading.start
            if self.cleaned_data.get(last) not in (None, reading.end):
                self.add_error(last, _TWICE.format(reading.in_words()))  # type: ignore[attr-defined]  # ditto
            else:
                self.cleaned_data[last] = reading.end
        return self.cleaned_data
