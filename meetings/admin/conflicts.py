"""Two editors at once: whoever saves second is told what the first one changed, and loses nothing of what they typed."""

from __future__ import annotations

import hashlib
from typing import Any, ClassVar

from django import forms
from django.db.models import F, QuerySet, Value
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from meetings.admin.history import record_history
from meetings.admin.publishing import PREVIEW
from meetings.history import Stamped

# A table of a form, with the path from its rows to the record's key (the record's own table: "pk").
Tables = tuple[tuple[type[Any], str], ...]


def state_of_record(tables: Tables, key: int) -> str:
    """A digest of the record and all its rows as they are stored now: it changes with any of them. One query.

    Each row's version is kept by the database; mere links have none.
    """
    rows = [
        model.objects.order_by()
        .filter(**{path: key})
        .annotate(
            table_number=Value(number),
            row_version=F("record_version") if issubclass(model, Stamped) else Value(1),
        )
        .values_list("table_number", "pk", "row_version")
        for number, (model, path) in enumerate(tables)
    ]
    first: QuerySet[Any] = rows[0]
    return hashlib.sha256(repr(sorted(first.union(*rows[1:], all=True))).encode()).hexdigest()[:32]


def version_opened(request: HttpRequest) -> int | None:
    """The record version that the page of a single row showed (``opened_as``); None if the post does not say."""
    posted = request.POST.get("opened_as", "")
    return int(posted) if posted.isascii() and posted.isdigit() else None


class OpenedAsMixin(forms.BaseForm):
    """A form that remembers what it was opened on, in a hidden box that the template draws (``opened_as``).

    ``tables``: every table of the form, the record's own first.
    """

    instance: Any
    tables: ClassVar[Tables]
    _now = ""

    @property
    def opened_as(self) -> str:
        """What the page is to post with the next save; after a refusal the newer state, seen by then."""
        if self._now or not self.instance.pk:
            return self._now
        return self.data.get("opened_as", "") if self.is_bound else self._state()

    def _state(self) -> str:
        return state_of_record(self.tables, self.instance.pk)

    def refuse_if_changed_meanwhile(self) -> None:
        """Add an error if anything of the record was saved since the form was opened.

        Its row is locked first, so that of two saves at the same moment the second sees the first. A request
        without the box (a script) is not held to it, and one that only asks what a save would change locks nothing.
        """
        opened = self.data.get("opened_as", "")
        if not opened or not self.instance.pk:
            return
        if PREVIEW not in self.data:
            model, path = self.tables[0]
            model.objects.select_for_update(no_key=True).filter(**{path: self.instance.pk}).first()
        now = self._state()
        if now != opened:
            self._now = now
            self.add_error(None, self._sentence())

    def _sentence(self) -> SafeString:
        meta = self.instance._meta
        children = [(model, path) for model, path in self.tables[1:] if "__" not in path]
        latest = record_history(self.tables[0][0], str(self.instance.pk), children)[:1]
        said = "; ".join(f"{change.who}: {' '.join(change.what)[:400]}" for change in latest)
        return format_html(
            "Somebody else saved this {} while you had it open ({}). Nothing of yours is saved yet; all you typed "
            'stands below. <a href="{}" target="_blank">See what changed</a>, take over what is right, and save again: '
            "every box is then stored as you see it here.",
            meta.verbose_name,
            said,
            reverse(f"admin:{meta.app_label}_{meta.model_name}_history", args=[self.instance.pk]),
        )
