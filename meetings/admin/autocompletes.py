"""Autocompletes that find a record in any spelling, and know the form that asks: its day, its councils, its row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

from django.contrib.admin import ModelAdmin
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.http import HttpRequest

from meetings.admin.report_days import day_of_source
from meetings.dates import DateInterval
from meetings.dates.forms import read_counting
from meetings.dates.reading import DateReadingError
from meetings.imports.countries import countries_named
from meetings.search.spellings import Spelt, spelt

_MOST_KEYS = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """What the form says of the row whose box is asked for. None or empty: it does not say.

    ``day``: of the session. ``councils``: keys of those that met. ``party``, ``person``: the row's own.
    ``people``: keys of the people in the delegations on the form.
    """

    day: DateInterval | None
    councils: tuple[int, ...]
    party: int | None
    person: int | None
    people: tuple[int, ...]

    @classmethod
    def of(cls, request: HttpRequest) -> Asked:
        """Read from the address; what cannot be read counts as not said."""
        names = ("on", "councils", "party", "person", "people", "source")
        return cls.read(**{name: request.GET.get(name, "") for name in names})

    @classmethod
    def read(
        cls,
        on: str = "",
        councils: str = "",
        party: str = "",
        person: str = "",
        people: str = "",
        source: str = "",
    ) -> Asked:
        """From text: a date as people write it, counted from the day of the source if need be; keys parted by commas."""
        parties, persons = _keys(party), _keys(person)
        return cls(
            day=_day(on, source),
            councils=_keys(councils),
            party=parties[0] if parties else None,
            person=persons[0] if persons else None,
            people=_keys(people),
        )


def _keys(text: str) -> tuple[int, ...]:
    parts = text.split(",")[:_MOST_KEYS]
    return tuple(int(part) for part in parts if part.isascii() and part.isdigit() and len(part) < 19)


def _day(text: str, source: str) -> DateInterval | None:
    if not text.strip():
        return None
    try:
        return read_counting(text, partial(day_of_source, source)).start
    except DateReadingError:
        return None


class SpelledAdmin(BaseModelAdmin):
    """An admin whose records are searched by their names in any script, beside the columns in ``search_fields``.

    ``spelled_by``: the lookup from the record to the owner of the spelling, by kind. ``country_code``: the column with its
    ISO code, by which a country is found under its name in each language of the editors.
    """

    spelled_by: ClassVar[Mapping[str, str]] = {}
    country_code = ""

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        stock: QuerySet[Any]
        stock, may_repeat = ModelAdmin.get_search_results(
            self,  # type: ignore[arg-type]  # mixed into a ModelAdmin
            request,
            queryset,
            search_term.replace("\x00", ""),
        )
        if not search_term.strip():
            return stock, may_repeat
        found = {kind: spelt(kind, search_term) for kind in self.spelled_by}
        named = Q()
        for kind, path in self.spelled_by.items():
            named |= Q(**{f"{path}__in": list(found[kind])})
        if self.country_code and (codes := countries_named(search_term)):
            named |= Q(**{f"{self.country_code}__in": codes})
        request._spelt = found  # type: ignore[attr-defined]  # for the autocomplete's own order, lives as long
        return queryset.filter(Q(pk__in=stock.order_by().values("pk")) | named), False

    def offered(self, queryset: QuerySet[Any], asked: Asked) -> QuerySet[Any]:
        """The records with ``then``: 0 for those that fit the form best, higher numbers for the others."""
        return queryset.annotate(then=Value(0))

    def hint(self, record: Any, asked: Asked) -> str:
        """A few words beside the name that tell it from others."""
        return ""


class DeskAutocompleteView(AutocompleteJsonView):
    """The stock view; the records that fit the form stand first, each with a few words that tell who it is."""

    def get_queryset(self) -> Any:
        queryset = super().get_queryset()
        self.asked = Asked.of(self.request)
        if not isinstance(self.model_admin, SpelledAdmin):
            return queryset
        ordering = self.model_admin.get_ordering(self.request)
        return (
            self.model_admin.offered(queryset, self.asked)
            .annotate(in_the_middle=_in_the_middle(self._spelt(), self.model_admin.spelled_by))
            .order_by("in_the_middle", "then", *ordering)
        )

    def _spelt(self) -> dict[str, dict[int, Spelt]]:
        return getattr(self.request, "_spelt", {})

    def serialize_result(self, obj: Any, to_field_name: str) -> dict[str, str]:
        result: dict[str, str] = super().serialize_result(obj, to_field_name)
        if isinstance(self.model_admin, SpelledAdmin):
            hint = self.model_admin.hint(obj, self.asked)
            other = self._other_spelling(obj, result["text"])
            if words := ", ".join(filter(None, [other, hint])):
                result["hint"] = words
        return result

    def _other_spelling(self, record: Any, shown: str) -> str:
        """The spelling by which it was found, if that is not in the name shown."""
        spelled_by: Mapping[str, str] = getattr(self.model_admin, "spelled_by", {})
        for kind, path in spelled_by.items():
            spelling = (
                self._spelt().get(kind, {}).get(getattr(record, "pk" if path == "pk" else f"{path}_id"))
            )
            if spelling is not None and spelling.text not in shown:
                return spelling.text
        return ""


def _in_the_middle(found: dict[str, dict[int, Spelt]], paths: Mapping[str, str]) -> Case:
    """1 for a name that has what was typed only in the middle of a word, else 0."""
    middle = [
        When(**{f"{paths[kind]}__in": owners}, then=Value(1))
        for kind, names in found.items()
        if (owners := [owner for owner, spelling in names.items() if not spelling.begins])
    ]
    return Case(*middle, default=Value(0), output_field=IntegerField())
