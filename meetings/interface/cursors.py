"""The place in a list after which its next page begins.

Lists are ordered by the number of the record, or by (last change, number): both are stored, indexed and unique, so that a
page is found at once wherever it lies, and no record that stays as it is moves within a list while others come and go.
"""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import BooleanField, F, Field, Func, Q, Value
from django.db.models.expressions import Combinable

from meetings.query import BadQuery

_FORM = re.compile(r"(?:([0-9]{4}-[0-9T:.\-]{6,30}Z)/)?([0-9]{1,18})")


@dataclass(frozen=True)
class Place:
    """After the record ``number``. ``changed``: its last change (UTC), in a list by last change; else None."""

    number: int
    changed: datetime | None = None

    def written(self) -> str:
        changed = f"{self.changed.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}/" if self.changed else ""
        return urlsafe_b64encode(f"{changed}{self.number}".encode()).decode().rstrip("=")

    def after(self, changed: str) -> "Q | Func":
        """Condition: comes later in the list. ``changed``: the field of the last change."""
        if self.changed is None:
            return Q(pk__gt=self.number)
        return _later(_row(F(changed), F("pk")), _row(Value(self.changed), Value(self.number)))


def read_place(cursor: str, *, by_change: bool) -> Place | None:
    """The place that a cursor names; None for an empty one. BadQuery if it is none of this list's."""
    if not cursor:
        return None
    try:
        text = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii")
        found = _FORM.fullmatch(text)
        if found is None or bool(found[1]) is not by_change:
            raise ValueError
        changed = datetime.fromisoformat(found[1]) if found[1] else None
    except (NotBase64, ValueError) as error:
        raise BadQuery(
            "“cursor” is none of this list. Follow the address in “next”, or leave it out to begin anew.",
            "cursor",
        ) from error
    return Place(int(found[2]), changed)


def _row(*values: Combinable) -> Func:
    return Func(*values, function="ROW", output_field=Field())


def _later(one: Func, other: Func) -> Func:
    """Rows compared as a whole, which an index over both columns answers; two comparisons joined by OR would not."""
    return Func(one, other, template="(%(expressions)s)", arg_joiner=" > ", output_field=BooleanField())
