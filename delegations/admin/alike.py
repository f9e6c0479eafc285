"""People who may be on record under another spelling, in any script."""

from __future__ import annotations

from django.urls import reverse

from delegations.models import Person
from meetings.admin.alike import AlikeFormMixin
from meetings.admin.forms import SluggedForm
from meetings.alike import MOST, Alike, Other, told_apart
from meetings.models import RecordKind
from meetings.search.meaning import NameHit, read_meaning

_MOST_NAMES = 10


class PersonForm(AlikeFormMixin, SluggedForm):
    """Asks only about names that are new: a saved person with the names as they stand is not asked about again."""

    def find_alike(self) -> list[Alike]:
        own = self.instance.pk
        names = self._new_names()
        found = {key: hit.text for name in names for key, hit in _named(name).items() if key != own}
        for key in told_apart(RecordKind.PERSON, own):
            found.pop(key, None)
        people = Person.objects.filter(pk__in=list(found)[:MOST]).order_by("sort_key", "pk")
        others = tuple(
            Other(
                person.pk,
                reverse("admin:delegations_person_change", args=[person.pk]),
                ", ".join(
                    filter(None, [_spelt(person, found[person.pk]), person.description, person.public_id])
                ),
            )
            for person in people
        )
        if not others:
            return []
        sentence = "Somebody of this name, in one spelling or another, is on record. If it is the same person, add the spelling there."
        return [Alike(RecordKind.PERSON, "", sentence, others)]

    def _new_names(self) -> list[str]:
        names = [str(self.data.get(self.add_prefix("name"), ""))]
        total = self.data.get("names-TOTAL_FORMS", "0")
        rows = range(min(int(total), 50) if total.isascii() and total.isdigit() else 0)
        names += [
            str(self.data.get(f"names-{row}-text", ""))
            for row in rows
            if not self.data.get(f"names-{row}-DELETE")
        ]
        saved = set[str]()
        if self.instance.pk:
            person = Person.objects.prefetch_related("names").get(pk=self.instance.pk)
            saved = {person.name, *(name.text for name in person.names.all())}
        stripped = [name.replace("\x00", " ").strip()[:200] for name in names]
        return [name for name in dict.fromkeys(stripped) if name and name not in saved][:_MOST_NAMES]


def _named(name: str) -> dict[int, NameHit]:
    return read_meaning(name.replace("-", " ").replace('"', " ").replace("*", " ")).named_in_full("person")


def _spelt(person: Person, spelling: str) -> str:
    return person.name if spelling == person.name else f"{person.name} ({spelling})"
