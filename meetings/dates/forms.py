"""The form field of interval dates."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from meetings.dates.interval import DateInterval


class IntervalDateFormField(forms.CharField):
    """One text box for a date."""

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values or isinstance(value, DateInterval):
            return value or None
        try:
            return DateInterval.parse_edtf(str(value))
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error
