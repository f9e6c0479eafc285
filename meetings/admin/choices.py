"""Foreign keys on big forms: one query per table for all rows together, when shown as when checked.

A stock `ModelChoiceField` with an autocomplete asks the database once per row to show its choice and once more to
check what was posted: 40 delegations and 40 statements would be several hundred queries.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.html import format_html

from meetings.admin.rendering import DESK_RENDERER


class KnownRecords:
    """The records that the forms of one request point at.

    Filled from the rows already loaded; what is posted besides is fetched at once for each table.
    """

    def __init__(self, request: HttpRequest) -> None:
        self.request, self.posted = request, request.POST
        self.records: dict[type[models.Model], dict[str, models.Model]] = defaultdict(dict)
        self.field_names: dict[type[models.Model], set[str]] = defaultdict(set)
        self.fetched: dict[type[models.Model], set[str]] = defaultdict(set)

    @classmethod
    def of(cls, request: HttpRequest) -> KnownRecords:
        """The one of this request, made at first use."""
        known = getattr(request, "_known_records", None)
        if known is None:
            known = cls(request)
            request._known_records = known  # type: ignore[attr-defined]  # lives as long as its request
        return cast(KnownRecords, known)

    def add(self, record: models.Model | None) -> None:
        """Remember a record that has been loaded."""
        if record is not None and record.pk is not None:
            self.records[type(record)][str(record.pk)] = record

    def get(self, queryset: models.QuerySet[Any], key: object) -> models.Model | None:
        """The record with that key, or None if there is none. Keys not seen before are fetched together."""
        model, text = queryset.model, str(key)
        if text not in self.records[model] and text not in self.fetched[model]:
            self._fetch(queryset, {text, *self._posted_keys(model)})
        return self.records[model].get(text)

    def named(self, queryset: models.QuerySet[Any], site: Any, text: str) -> models.Model:
        """The one record that is meant by a name, in any spelling that its list is searched by, or by its number.
        Raises ValidationError if it is none, or one of several."""
        if text.isascii() and text.isdigit():
            record = self.get(queryset, text)
            found = [record] if record is not None else []
        else:
            search = site._registry[queryset.model].get_search_results
            found = list(search(self.request, queryset, text[:_LONGEST_NAME])[0][:_SEVERAL])
        exact = [record for record in found if str(record).casefold() == text.casefold()] or found
        if len(exact) != 1:
            raise ValidationError(_not_one(text, exact))
        self.add(exact[0])
        return exact[0]

    def _posted_keys(self, model: type[models.Model]) -> Iterable[str]:
        names = self.field_names[model]
        for posted_name, values in self.posted.lists():
            if posted_name.rpartition("-")[2] in names:
                yield from (str(value) for value in values)

    def _fetch(self, queryset: models.QuerySet[Any], keys: set[str]) -> None:
        model = queryset.model
        wanted = {
            key for key in keys - self.fetched[model] if key.isascii() and key.isdigit() and len(key) < 19
        }
        self.fetched[model] |= keys
        for record in queryset.filter(pk__in=wanted) if wanted else ():
            self.add(record)


_LONGEST_NAME = 200
_SEVERAL = 6


def _not_one(text: str, found: list[Any]) -> str:
    if not found:
        return f"Nothing on record is called “{text}”."
    some = ", ".join(f"{record} (no. {record.pk})" for record in found[: _SEVERAL - 1])
    return (
        f"“{text}” may be one of several: {some}{' …' if len(found) == _SEVERAL else ''}. Write its number."
    )


class Typed(str):
    """A name typed where an autocomplete needs JavaScript: still to be looked up."""


class _OneQueryset:
    """Each row's form has a copy of every field. A stock copy clones its queryset twice; here nobody reads from it."""

    def __deepcopy__(self, memo: dict[int, Any]) -> Any:
        copied = super(forms.ChoiceField, self).__deepcopy__(memo)  # type: ignore[misc]  # past ModelChoiceField's
        copied.widget.choices = copied.choices
        return copied


class KnownChoiceField(_OneQueryset, forms.ModelChoiceField):
    """A foreign key whose value is looked up among the request's known records."""

    known: KnownRecords

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        assert self.queryset is not None
        if isinstance(value, Typed):
            return self.known.named(self.queryset, self.widget.admin_site, value)
        key = value.pk if isinstance(value, models.Model) else value
        record = self.known.get(self.queryset, key)
        if record is None:
            raise ValidationError(
                self.error_messages["invalid_choice"], code="invalid_choice", params={"value": value}
            )
        return record


class KnownMultipleChoiceField(_OneQueryset, forms.ModelMultipleChoiceField):
    """Several records, looked up likewise."""

    known: KnownRecords

    def _check_values(self, value: Any) -> Any:
        assert self.queryset is not None
        records = [
            self.known.named(self.queryset, self.widget.admin_site, key)
            if isinstance(key, Typed)
            else self.known.get(self.queryset, key)
            for key in dict.fromkeys(value)
        ]
        if None in records:
            raise ValidationError(
                self.error_messages["invalid_choice"], code="invalid_choice", params={"value": "?"}
            )
        return records

    def clean(self, value: Any) -> Any:
        value = self.prepare_value(value)
        if not value:
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return []
        if not isinstance(value, list | tuple):
            raise ValidationError(self.error_messages["invalid_list"], code="invalid_list")
        return self._check_values(value)


class _KnownOptions:
    """Renders the chosen records without asking the database for them again."""

    choices: Any
    is_required: bool
    allow_multiple_selected: bool

    def optgroups(self, name: str, value: Any, attrs: Any = None) -> list[Any]:
        field = self.choices.field
        options: list[Any] = []
        if not self.is_required and not self.allow_multiple_selected:
            options.append(self.create_option(name, "", "", False, 0))  # type: ignore[attr-defined]  # of Select
        for key in value:
            record = None if str(key) in field.empty_values else field.known.get(field.queryset, key)
            if record is not None:
                label = field.label_from_instance(record)
                options.append(self.create_option(name, key, label, True, len(options)))  # type: ignore[attr-defined]  # of Select
        return [(None, options, 0)]


# Behind the name of an autocomplete, the name of the box that takes its place without JavaScript.
TYPED = ".typed"


class _Drawn:
    """Inside the wrapper with the + a widget is rendered without its form's renderer.

    Where an autocomplete cannot work, a box of text takes the name or number of the record.
    """

    allow_multiple_selected: bool

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> Any:
        drawn = super().render(name, value, attrs, renderer or DESK_RENDERER)  # type: ignore[misc]  # of Widget
        values = value if isinstance(value, list | tuple) else [value]
        return drawn + format_html(
            '<noscript><input type="text" name="{}{}" value="{}" size="24" placeholder="{}"></noscript>',
            name,
            TYPED,
            "; ".join(each for each in values if isinstance(each, Typed)),
            "names; with semicolons" if self.allow_multiple_selected else "name or number",
        )

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        chosen = super().value_from_datadict(data, files, name)  # type: ignore[misc]  # ditto
        typed = [Typed(each.strip()) for each in data.get(name + TYPED, "").split(";") if each.strip()]
        if self.allow_multiple_selected:
            return [*chosen, *typed]
        return typed[0] if len(typed) == 1 else Typed(data[name + TYPED]) if typed else chosen


class KnownSelect(_KnownOptions, _Drawn, AutocompleteSelect):
    """An autocomplete for one record."""


class KnownSelectMultiple(_KnownOptions, _Drawn, AutocompleteSelectMultiple):
    """An autocomplete for several records."""


def label_queryset(site: Any, model: type[models.Model]) -> models.QuerySet[Any]:
    """Records of the model with all that their label reads, as its admin declares (`label_relations`)."""
    relations = getattr(site._registry.get(model), "label_relations", ())
    manager = model._default_manager
    return manager.select_related(*relations) if relations else manager.all()


class KnownChoicesMixin(BaseModelAdmin):
    """For an admin or an inline: every autocomplete field is a known choice."""

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name not in self.get_autocomplete_fields(request):
            return super().formfield_for_foreignkey(db_field, request, **kwargs)
        kwargs |= {"form_class": KnownChoiceField, "widget": KnownSelect(db_field, self.admin_site)}
        return self._known(super().formfield_for_foreignkey, db_field, request, kwargs)

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name not in self.get_autocomplete_fields(request):
            return super().formfield_for_manytomany(db_field, request, **kwargs)
        kwargs |= {
            "form_class": KnownMultipleChoiceField,
            "widget": KnownSelectMultiple(db_field, self.admin_site),
        }
        return self._known(super().formfield_for_manytomany, db_field, request, kwargs)

    def _known(self, make: Any, db_field: Any, request: HttpRequest, kwargs: dict[str, Any]) -> Any:
        model = db_field.remote_field.model
        field = make(db_field, request, **kwargs | {"queryset": label_queryset(self.admin_site, model)})
        field.known = KnownRecords.of(request)
        field.known.field_names[model].add(db_field.name)
        return field


def remember_choices(form: forms.ModelForm[Any]) -> None:
    """Hand the records that the form's row has loaded already to the known ones."""
    for name, field in form.fields.items():
        if isinstance(field, KnownChoiceField) and name in form.instance._state.fields_cache:
            field.known.add(getattr(form.instance, name))
        elif isinstance(field, KnownMultipleChoiceField):
            for record in getattr(form.instance, "_prefetched_objects_cache", {}).get(name, ()):
                field.known.add(record)
