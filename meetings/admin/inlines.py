"""Rows within rows (django-nested-admin), with a bounded number of queries and nothing lost on an error."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from django import forms
from django.contrib.admin import ModelAdmin
from django.contrib.admin.options import InlineModelAdmin
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, QueryDict
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from nested_admin.compat import ensure_merge_safe_media
from nested_admin.formsets import NestedInlineFormSet
from nested_admin.nested import NestedInlineAdminFormset, NestedInlineModelAdminMixin, NestedModelAdminMixin

from meetings.admin.choices import KnownChoicesMixin
from meetings.admin.forms import SHOW_AGAIN, DeskForm


class RowKeyField(forms.Field):
    """The hidden key of a row already saved: only rows of this very parent are accepted."""

    widget = forms.HiddenInput

    def __init__(self, rows: dict[Any, models.Model], **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.rows = rows

    def clean(self, value: Any) -> Any:
        if not value:
            return None
        row = self.rows.get(int(value)) if str(value).isascii() and str(value).isdigit() else None
        if row is None:
            raise ValidationError(
                "This row was removed by someone else in the meantime; what you typed is kept here. "
                "Tick Delete to leave it out, or copy it into a new row."
            )
        return row

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


class RowFormSet(NestedInlineFormSet):
    """Takes its rows from what the parent has loaded, and leaves unchanged ones alone."""

    def get_queryset(self) -> Any:
        """The parent's own rows, prefetched if the parent was loaded so; the posted keys never widen them."""
        if not hasattr(self, "_rows"):
            self._rows = list(self._rows_of_parent())
        return self._rows

    def _rows_of_parent(self) -> Any:
        if self.instance.pk is None:
            return []
        accessor = self.fk.remote_field.get_accessor_name()
        loaded = getattr(self.instance, "_prefetched_objects_cache", {}).get(accessor)
        return self.queryset.all() if loaded is None else loaded

    def initial_form_count(self) -> int:
        return super().initial_form_count() if self.is_bound else len(self.get_queryset())

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        pk = self.model._meta.pk.name
        rows = {row.pk: row for row in self.get_queryset()}
        form.fields[pk] = RowKeyField(rows, initial=form.instance.pk)

    @property
    def parent_is_deleted(self) -> bool:
        parent = getattr(self, "parent_form", None)
        return parent is not None and bool(parent.parent_formset._should_delete_form(parent))

    def is_valid(self) -> bool:
        return True if self.is_bound and self.parent_is_deleted else super().is_valid()

    def save(self, commit: bool = True) -> Any:
        if not self.parent_is_deleted:
            return super().save(commit)
        self.new_objects: list[Any] = []
        self.changed_objects: list[Any] = []
        self.deleted_objects: list[Any] = []
        return []

    def get_saved_instance_for_form(self, form: Any, commit: bool, form_instances: Any = None) -> Any:
        if form._is_initial and not form.has_changed() and not self._should_delete_form(form):
            return None
        return super().get_saved_instance_for_form(form, commit, form_instances)


class RowsOfDesk(NestedInlineAdminFormset):
    """How the rows of an inline are shown.

    Rows beneath another have no blank row of their own: `desk-rows.js` copies the one beneath the blank parent.
    """

    def __init__(self, inline: Any, formset: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(inline, formset, *args, **kwargs)
        self.may_add = self.has_add_permission  # type: ignore[has-type]  # set by Django's class, not in its stubs
        if getattr(formset, "is_nested", False) and "-empty-" not in formset.prefix:
            self.has_add_permission = False
            self.copies_blank_of = _blank_of(formset.prefix)

    def management_inputs(self) -> SafeString:
        """The four hidden boxes of the form set, as Django's management form has them."""
        form, prefix = self.formset.management_form, self.formset.prefix
        numbers = form.data if form.is_bound else None
        return format_html_join(
            "",
            '<input type="hidden" name="{0}-{1}" value="{2}" id="id_{0}-{1}">',
            (
                (
                    prefix,
                    name,
                    numbers.get(f"{prefix}-{name}", "") if numbers is not None else form.initial[name],
                )
                for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")
            ),
        )

    @property
    def media(self) -> Any:
        """Of one blank row: all rows of an inline need the same files, and merging 120 lists takes a second."""
        media = ensure_merge_safe_media(self.opts.media) + ensure_merge_safe_media(
            self.formset.empty_form.media
        )
        for child in getattr(self.opts, "inlines", ()):
            media += ensure_merge_safe_media(child(self.opts.model, self.model_admin.admin_site).media)
        return media


MORE = "More"


class DeskInline(KnownChoicesMixin, NestedInlineModelAdminMixin, InlineModelAdmin):
    """A kind of row on the form of another record; stacked, with rows of its own beneath if it declares them.

    ``comes_first``: stands above the record's own fields. ``folds``: saved rows are folded to their label.
    ``rare``: lines of boxes seldom filled, folded under “More”. ``key``: with Alt and Shift it adds a row.
    ``begins_with``: the kind of row, by its prefix, that a new row of this kind is given at once.
    """

    template = "admin/desk/rows.html"
    formset = RowFormSet
    form = DeskForm
    extra = 0
    is_sortable = False
    comes_first = False
    folds = True
    guidance = ""
    rare: ClassVar[Sequence[Any]] = ()
    key = ""
    begins_with = ""

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """All boxes, those seldom filled in a fold of their own."""
        fieldsets = list(super().get_fieldsets(request, obj))
        return (
            [*fieldsets, (MORE, {"fields": self.rare, "classes": ["collapse"]})] if self.rare else fieldsets
        )

    @property
    def keys_beneath(self) -> list[tuple[str, str]]:
        """Key and name of each kind of row beneath one of this kind."""
        beneath = [child for child in self.inlines if getattr(child, "key", "")]
        return [(child.key, str(child.verbose_name or child.model._meta.verbose_name)) for child in beneath]

    def label(self, row: Any) -> str:
        """The words on a saved row when it is folded."""
        return str(row)

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Made once per request: a form class for each of 40 parents takes longer than all the rest."""
        made: dict[Any, Any] = request.__dict__.setdefault("_desk_formsets", {})
        key = (type(self), is_read_only(request))
        if key not in made:
            made[key] = super().get_formset(request, obj, **kwargs)
        return made[key]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return not is_read_only(request) and super().has_add_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return not is_read_only(request) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return not is_read_only(request) and super().has_delete_permission(request, obj)


class TableInline(DeskInline):
    """Rows of a few short fields, side by side."""

    folds = False
    row_class = "desk-row-short"


def is_read_only(request: HttpRequest) -> bool:
    """Whether the record on the page may only be looked at by this user."""
    return bool(getattr(request, "_desk_read_only", False))


def set_read_only(request: HttpRequest, read_only: bool) -> None:
    request._desk_read_only = read_only  # type: ignore[attr-defined]  # lives as long as its request


class DeskModelAdmin(KnownChoicesMixin, NestedModelAdminMixin, ModelAdmin):
    """An admin with rows within rows."""

    inline_admin_formset_helper_cls = RowsOfDesk

    def _create_formsets(self, request: HttpRequest, obj: Any, change: bool) -> Any:
        if request.method == "POST" and not isinstance(request.POST, SharedPost):
            request.POST = SharedPost.of(request.POST)  # type: ignore[assignment]  # Django allows it, its stubs do not
        return super()._create_formsets(request, obj, change)


# The name of the buttons that add rows where there is no JavaScript; each posts the prefix of its rows.
MORE_ROWS = "_more_rows"
_ROWS_AT_ONCE = 3
_MOST_ROWS = 1000


def with_more_rows(posted: QueryDict) -> SharedPost:
    """What was posted, to be shown again with more blank rows of the kind asked for, each with one of every kind beneath.

    What a blank row holds and what kinds there are beneath, the blank rows of the page tell.
    """
    shared = SharedPost.of(posted)
    shared[SHOW_AGAIN] = "1"
    prefix = posted.get(MORE_ROWS, "")
    told = posted.get(f"{prefix}-TOTAL_FORMS", "")
    total = int(told) if told.isascii() and told.isdigit() and len(told) < 5 else _MOST_ROWS
    numbers = range(total, min(total + _ROWS_AT_ONCE, _MOST_ROWS))
    if not numbers:
        return shared
    shared[f"{prefix}-TOTAL_FORMS"] = str(numbers.stop)
    for name, values in _boxes_of_a_new_row(posted, prefix):
        for number in numbers:
            shared.setlist(f"{prefix}-{number}-{name}", values)
    return shared


def _boxes_of_a_new_row(posted: QueryDict, prefix: str) -> Iterator[tuple[str, list[str]]]:
    """The boxes of a blank row and of one blank row of each kind beneath it, named from the row on."""
    blank = re.escape(_blank_of(prefix))
    own = re.compile(rf"{blank}-__prefix__-([\w.]+)")
    beneath = re.compile(
        rf"{re.escape(prefix)}-empty-(\w+)-(?:__prefix__-([\w.]+)|(TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS)"
    )
    for name, values in posted.lists():
        if match := own.fullmatch(name):
            yield match[1], values
        elif match := beneath.fullmatch(name):
            child, box, number = match.groups()
            if box:
                yield f"{child}-0-{box}", values
            else:
                yield f"{child}-{number}_FORMS", ["1"] if number == "TOTAL" else values


def _blank_of(prefix: str) -> str:
    """The form set beneath the blank parent, of which that beneath a saved one is a copy; one on top is its own."""
    return re.sub(r"-\d+-(?=[^-]+$)", "-empty-", prefix)


class SharedPost(QueryDict):
    """What was posted. Each of 120 form sets asks for a copy of its own; copying 2,000 fields so often takes seconds."""

    @classmethod
    def of(cls, posted: QueryDict) -> SharedPost:
        shared = cls(mutable=True, encoding=posted.encoding)
        for name, values in posted.lists():
            shared.setlist(name, values)
        return shared

    def copy(self) -> SharedPost:  # deliberately not a copy
        return self
