"""A page of a list, and one record with all that belongs to it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from meetings.exports.scope import Scope
from meetings.interface.cursors import Place
from meetings.interface.resources import Found, Resource, whole_record
from meetings.interface.values import Item, items

_ID = re.compile(r"([A-Z])([1-9][0-9]{0,17})")


@dataclass(frozen=True)
class Page:
    """``after``: the place after which the next page begins; None: there is none."""

    rows: list[Item]
    after: Place | None


def read_page(
    resource: Resource, scope: Scope, *, after: Place | None, limit: int, since: datetime | None
) -> Page:
    """The next records after a place. ``since``: only those changed, or come to be public, at that instant or later.

    First the records are found by their numbers alone, then their rows are read from the table. What the table does not
    give is not shown: it decides what is public. A fixed number of queries.
    """
    found = _found(resource, scope, after=after, limit=limit + 1, since=since)
    page = found[:limit]
    rows = _rows(resource, scope, page, resource.listed) if page else {}
    last = page[-1] if len(found) > limit else None
    return Page(
        [rows[key] for each in page if (key := _key(resource, each)) in rows],
        Place(last["pk"], last[resource.changed] if since else None) if last else None,
    )


def is_id(resource: Resource, key: str) -> bool:
    """Whether the key has the form of a public id of such a record."""
    named = _ID.fullmatch(key)
    return named is not None and named[1] == resource.letter


def find(resource: Resource, scope: Scope, key: str) -> Found | None:
    """The public record with this public id or slug."""
    rows = resource.found(whole_record(scope)).order_by()
    if is_id(resource, key):
        rows = rows.filter(pk=int(key[1:]))
    elif resource.slug:
        rows = rows.filter(**{resource.slug: key})
    else:
        return None
    return rows.values(*_fields(resource)).first()


def read_item(resource: Resource, scope: Scope, found: Found) -> Item | None:
    """All of one record; None if the table does not have it."""
    row = _rows(resource, scope, [found], None).get(_key(resource, found))
    if row is None:
        return None
    # Made once for all that are of the same.
    scopes = {
        narrowed: narrowed(scope, found) for narrowed in {nested.narrowed for nested in resource.nested}
    }
    return {
        **row,
        **{nested.name: nested.value(scopes[nested.narrowed], found) for nested in resource.nested},
    }


def _found(
    resource: Resource, scope: Scope, *, after: Place | None, limit: int, since: datetime | None
) -> list[Found]:
    rows = resource.found(scope)
    if since is None:
        return _taken(resource, rows.order_by("pk"), after, limit)
    found: list[Found] = []
    by_change = rows.order_by(resource.changed, "pk")
    # What came to be public without a change of its own was changed earlier, so that it stands first in the same order.
    if resource.came_since and (after is None or (after.changed is not None and after.changed < since)):
        came = by_change.filter(resource.came_since(since, scope.now), **{f"{resource.changed}__lt": since})
        found = _taken(resource, came, after, limit)
    if len(found) < limit:
        found += _taken(
            resource, by_change.filter(**{f"{resource.changed}__gte": since}), after, limit - len(found)
        )
    return found


def _taken(resource: Resource, rows: "QuerySet[Any]", after: Place | None, limit: int) -> list[Found]:
    if after is not None:
        rows = rows.filter(after.after(resource.changed))
    return list(rows.values(*_fields(resource))[:limit])


def _fields(resource: Resource) -> list[str]:
    changed = [resource.changed] if resource.changed else []
    return list(dict.fromkeys(["pk", *changed, *(key.field for key in resource.keys)]))


def _key(resource: Resource, found: Found) -> tuple[str, ...]:
    return tuple(key.value(found) for key in resource.keys)


def _rows(
    resource: Resource, scope: Scope, found: Sequence[Found], names: Sequence[str] | None
) -> dict[tuple[str, ...], Item]:
    """Items by their key."""
    columns = resource.columns(names)
    wanted = {column.name for column in columns} | {key.column for key in resource.keys}
    read = items(
        resource.table if names is None else resource.listed_as or resource.table,
        resource.narrowed(scope, found),
        wanted,
        (resource.found(scope).model, [each["pk"] for each in found]),
    )
    grouped: dict[tuple[str, ...], list[Item]] = {}
    for row in read:
        grouped.setdefault(tuple(row[key.column] for key in resource.keys), []).append(row)
    shown = [column.name for column in columns]
    return {key: _item(resource, shown, rows) for key, rows in grouped.items()}


def _item(resource: Resource, names: Iterable[str], rows: Sequence[Item]) -> Item:
    """One item of a table's row, or of those of a joint session."""
    item = {name: rows[0][name] for name in names if name not in resource.per_council}
    if resource.per_council:
        item["councils"] = [
            {name: row[name] for name in names if name in resource.per_council} for row in rows
        ]
    return item
