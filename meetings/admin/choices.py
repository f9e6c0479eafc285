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
from django.http import HttpRequest, QueryDict

from meetings.admin.rendering import DESK_RENDERER


class KnownRecords:
    """The records that the forms of one request point at.

    Filled from the rows already loaded; what is posted besides is fetched at once for each table.
    """

    def __init__(self, posted: QueryDict) -> None:
        self.posted = posted
        self.records: dict[type[models.Model], dict[str, models.Model]] = defaultdict(dict)
        self.field_names: dict[type[models.Model], set[str]] = defaultdict(set)
        self.fetched: dict[type[models.Model], set[str]] = defaultdict(set)

    @classmethod
    def of(cls, request: HttpRequest) -> KnownRecords:
        """The one of this request, made at first use."""
        known = getattr(request, "_known_records", None)
        if known is None:
            known = cls(request.POST)
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
        key = value.pk if isinstance(value, models.Model) else value
        assert self.queryset is not None
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
        records = [self.known.get(self.queryset, key) for key in dict.fromkeys(value)]
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


class _Drawn:
    """Inside the wrapper with the + a widget is rendered without its form's renderer."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> Any:
        return super().render(name, value, attrs, renderer or DESK_RENDERER)  # type: ignore[misc]  # of Widget


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
