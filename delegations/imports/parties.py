"""The parties and people that rows name: found by code or any spelling on record, else made."""

from __future__ import annotations

import re

from django.utils.text import slugify

from delegations.models import Party, PartyName, Person, PersonName
from delegations.vocabulary import PartyKind
from meetings.imports.countries import USER_ASSIGNED, code_of_name, english_name
from meetings.imports.desk import PLANNED, Desk
from meetings.imports.plan import Action, RefusedError
from meetings.models import Source
from meetings.vocabulary import NameKind

_LONGEST_CODE = 20
_LONGEST_NAME = 160
_ORGANISATION = re.compile(
    r"\b(union|organi[sz]ation|community|league|nations|council|commission|alliance|association|forum)\b",
    re.IGNORECASE,
)


def _code_of(name: str) -> str:
    """A code for a party without an ISO code: `NATO`, `AFRICAN-UNION`. Empty if the name has no Latin letter."""
    return slugify(name).upper()[:_LONGEST_CODE].strip("-")


def _likely_kind(name: str, iso3: str) -> str:
    """A country by its code; an organisation by an acronym or a word that only organisations carry."""
    if iso3:
        return PartyKind.STATE
    return PartyKind.ORGANISATION if name.isupper() or _ORGANISATION.search(name) else PartyKind.OTHER


class PartyBook:
    """Finds a party by its ISO code or by any name on record; makes it if there is none."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.ids: dict[str, int] = {}
        self.codes: dict[str, int] = {}
        for pk, code, iso3, name in Party.objects.values_list("pk", "code", "iso3", "name"):
            self.codes[iso3 or code] = self.codes[code] = pk
            self.ids[name.casefold()] = pk
        for pk, text in PartyName.objects.values_list("party_id", "text"):
            self.ids.setdefault(text.casefold(), pk)

    def find_or_make(
        self,
        name: str,
        iso3: str = "",
        *,
        kind: str = "",
        code: str = "",
        source: Source | None = None,
        column: str,
    ) -> int:
        """The party's id, `PLANNED` if it would be made. A new spelling of a known party is kept as another name."""
        if not name and not iso3:
            raise RefusedError(column, "the cell is empty.")
        iso3 = iso3 or ("" if kind and kind != PartyKind.STATE else code_of_name(name) or "")
        known = self.codes.get(iso3 or code) if iso3 or code else None
        if known is None:
            known = self.ids.get(name.casefold())
        if known is None:
            usual = (english_name(iso3) if iso3 else None) or name
            known = self._make(usual, iso3, kind, code or iso3 or self._free_code(usual, column))
        if name and name.casefold() not in self.ids:
            self._add_name(known, name, source)
        return known

    def _free_code(self, name: str, column: str) -> str:
        code = _code_of(name)
        if not re.fullmatch(r"[A-Z][A-Z0-9-]+", code):
            raise RefusedError(
                column, f"“{name}” is no party on record, and no code can be made of its name."
            )
        number, stem = 2, code
        while code in self.codes:
            code, number = f"{stem[: _LONGEST_CODE - 3]}-{number}", number + 1
        return code

    def _make(self, name: str, iso3: str, kind: str, code: str) -> int:
        if len(name) > _LONGEST_NAME:
            raise RefusedError("", f"a party's name has at most {_LONGEST_NAME} characters.")
        self.desk.count("parties", Action.CREATE)
        pk = PLANNED
        if self.desk.writing:
            user_assigned = iso3 in USER_ASSIGNED.values()
            pk = Party.objects.create(
                code=code,
                name=name,
                kind=kind or _likely_kind(name, iso3),
                iso3="" if user_assigned else iso3,
                iso3_user=iso3 if user_assigned else "",
            ).pk
        self.codes[code] = self.ids[name.casefold()] = pk
        return pk

    def _add_name(self, party_id: int, name: str, source: Source | None) -> None:
        self.ids[name.casefold()] = party_id
        if self.desk.writing:
            PartyName.objects.create(
                party_id=party_id, text=name, language="en", kind=NameKind.ALIAS, source=source
            )


class PersonBook:
    """Finds a person by any spelling on record; makes one if there is none."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.ids: dict[str, set[int]] = {}
        for pk, name in Person.objects.values_list("pk", "name"):
            self.ids.setdefault(name.casefold(), set()).add(pk)
        for pk, text in PersonName.objects.values_list("person_id", "text"):
            self.ids.setdefault(text.casefold(), set()).add(pk)

    def find(self, name: str) -> int | None:
        """The one person of that name; None if there is none; two of a name are refused, for nobody can tell."""
        found = self.ids.get(name.casefold(), set())
        if len(found) > 1:
            raise RefusedError(
                "", f"{len(found)} people on record are called “{name}”: enter this row by hand."
            )
        return next(iter(found), None)

    def find_or_make(self, name: str) -> int:
        """The person's id, `PLANNED` if the person would be made."""
        known = self.find(name)
        if known is not None:
            return known
        if len(name) > _LONGEST_NAME:
            raise RefusedError("", f"a person's name has at most {_LONGEST_NAME} characters.")
        self.desk.count("people", Action.CREATE)
        pk = self._make(name) if self.desk.writing else PLANNED
        self.ids[name.casefold()] = {pk}
        return pk

    def _make(self, name: str) -> int:
        stem = slugify(name)[:70] or "person"
        taken = set(Person.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
        slug, number = stem, 2
        while slug in taken:
            slug, number = f"{stem}-{number}", number + 1
        return Person.objects.create(name=name, slug=slug).pk
