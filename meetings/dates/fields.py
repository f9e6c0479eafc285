"""The model field that stores a `DateInterval` as a PostgreSQL `daterange`.

NULL means that no date is recorded. Queries: `start__startswith` is the earliest day, `start__endswith` the
day *after* the latest (PostgreSQL's canonical `[lower, upper)`); `start__overlap`, `start__contained_by`,
`start__fully_lt` and the other range lookups take a `DateInterval`.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.postgres.fields import DateRangeField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.postgresql.psycopg_any import DateRange

from meetings.dates.interval import FIRST_DAY, FIRST_YEAR, LAST_DAY, LAST_YEAR, DateInterval

_ONE_DAY = timedelta(days=1)

if TYPE_CHECKING:
    from typing import TypeVar

    _Set = TypeVar("_Set", contravariant=True)
    _Get = TypeVar("_Get", covariant=True)

    class _RangeColumn(models.Field[_Set, _Get]):
        """What type checkers see: a field that gives intervals, not database ranges."""

        _pyi_private_set_type: DateInterval | str | date
        _pyi_private_get_type: DateInterval

else:

    class _RangeColumn(DateRangeField):
        def __class_getitem__(cls, _types: object) -> type:
            return cls


def to_range(interval: DateInterval) -> DateRange:
    """The database's form of an interval."""
    return DateRange(interval.earliest, interval.latest + _ONE_DAY)


def from_range(value: DateRange) -> DateInterval:
    """The interval of a database value; ValueError if it is empty or open at one end."""
    if value.isempty or value.lower is None or value.upper is None:
        raise ValueError("A date needs an earliest and a latest day.")
    earliest = value.lower if value.lower_inc else value.lower + _ONE_DAY
    latest = value.upper if value.upper_inc else value.upper - _ONE_DAY
    return DateInterval(earliest, latest)


class IntervalDateField(_RangeColumn["_Set", "_Get"]):
    """A date known between two days; the value is a `DateInterval` or None (not recorded)."""

    description = "Date known between two days"

    def from_db_value(self, value: DateRange | None, *_: object) -> DateInterval | None:
        """What a query returns."""
        return None if value is None else from_range(value)

    def to_python(self, value: Any) -> DateInterval | None:
        """Accept an interval, a day, a database range or EDTF text; raise ValidationError otherwise."""
        if value is None or isinstance(value, DateInterval):
            return value
        try:
            if isinstance(value, str):
                return DateInterval.parse_edtf(value) if value.strip() else None
            if isinstance(value, DateRange):
                return from_range(value)
            if isinstance(value, date) and not isinstance(value, datetime):
                return DateInterval.day(value)
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error
        raise ValidationError("This is not a date.", code="invalid")

    def get_prep_value(self, value: Any) -> Any:
        """Anything that `to_python` takes, as a range; a pair is (earliest, day after the latest)."""
        if isinstance(value, list | tuple | DateRange) or value is None:
            return super().get_prep_value(value)
        interval = self.to_python(value)
        return None if interval is None else to_range(interval)

    def value_to_string(self, obj: models.Model) -> str:
        """EDTF text, for serialisers; empty for NULL."""
        value = self.value_from_object(obj)
        return "" if value is None else str(self.to_python(value))

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        """A text box that reads dates as people type them."""
        from meetings.dates.forms import IntervalDateFormField

        defaults: dict[str, Any] = {"form_class": IntervalDateFormField, **kwargs}
        defaults.pop("default_bounds", None)
        return super().formfield(**defaults)


class _IntervalBounds(models.CheckConstraint):
    """Asks the database nothing before a save: whatever the field takes is a `DateInterval`, which has both bounds."""

    def deconstruct(self) -> Any:
        """In migrations, the constraint that it is in the database."""
        _, arguments, options = super().deconstruct()
        return "django.db.models.CheckConstraint", arguments, options

    def validate(self, *_: Any, **__: Any) -> None:
        pass


def interval_bounds_constraint(field_name: str, name: str) -> models.CheckConstraint:
    """A check that a stored date has two bounds within 1800-2199 (NULL passes)."""
    return _IntervalBounds(
        condition=models.Q(
            (f"{field_name}__contained_by", (FIRST_DAY, LAST_DAY + _ONE_DAY)),
            (f"{field_name}__isempty", False),
        ),
        name=name,
        violation_error_message=(
            f"A date needs an earliest and a latest day, both from {FIRST_YEAR} to {LAST_YEAR}."
        ),
    )


def day_bounds_constraint(name: str, *field_names: str) -> models.CheckConstraint:
    """A check that plain days lie within 1800-2199 (NULL passes), as all dates on record do."""
    condition = models.Q()
    for field_name in field_names:
        inside = models.Q((f"{field_name}__range", (FIRST_DAY, LAST_DAY)))
        condition &= models.Q((f"{field_name}__isnull", True)) | inside
    return models.CheckConstraint(
        condition=condition,
        name=name,
        violation_error_message=f"Every day lies between the years {FIRST_YEAR} and {LAST_YEAR}: check the days.",
    )
