"""Councils, people, parties, places and topics whose name has all the words; and names that look like them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import connection
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import pgettext_lazy

from delegations.models import Party, Person
from meetings.models import AgendaItem, Council, Place, Session, Spelling, Topic
from meetings.search.meaning import Meaning
from statements.models import Statement, StatementTopic

KINDS = ("council", "person", "party", "place", "topic")
_LOOKED_AT = 40
_LIKE_AT_MOST = 8
_LIKENESS = "0.3"
_KIND_WORDS = {
    Council: pgettext_lazy("kind of record", "council"),
    Person: pgettext_lazy("kind of record", "person"),
    Party: pgettext_lazy("kind of record", "party"),
    Place: pgettext_lazy("kind of record", "place"),
    Topic: pgettext_lazy("kind of record", "topic"),
}


@dataclass(frozen=True, slots=True)
class Named:
    """A record and the spelling of its name that was found. ``is_other``: that is not the name it is shown by."""

    record: Any
    spelling: str
    language: str
    is_typed: bool

    @property
    def is_other(self) -> bool:
        return self.spelling not in (self.record.name, getattr(self.record, "abbreviation", ""))

    @property
    def kind(self) -> str:
        """What it is, in a word: a party and a place may have the same name."""
        return str(_KIND_WORDS[type(self.record)])


def public_of_kind(kind: str, at: datetime) -> "QuerySet[Any]":
    """Those that public records name."""
    if kind == "council":
        return Council.objects.public(at)
    if kind == "person":
        return Person.objects.public(at)
    if kind == "party":
        return Party.objects.public(at)
    if kind == "place":
        met = Session.objects.public(at).filter(place=OuterRef("pk"))
        seats = Council.objects.public(at).filter(seat=OuterRef("pk"))
        return Place.objects.filter(Q(Exists(met)) | Q(Exists(seats)))
    discussed = AgendaItem.objects.public(at).filter(topic=OuterRef("pk"))
    spoken = StatementTopic.objects.filter(topic=OuterRef("pk"), statement__in=Statement.objects.public(at))
    return Topic.objects.filter(Q(Exists(discussed)) | Q(Exists(spoken)))


def named(meaning: Meaning, kind: str, at: datetime) -> list[Named]:
    """Public records of the kind with all the words in one spelling: as typed first, then by name. At most one query."""
    hits = meaning.named_in_full(kind)
    if not hits:
        return []
    found = [
        Named(
            record, hits[record.pk].text, hits[record.pk].language, hits[record.pk].exactly == meaning.numbers
        )
        for record in public_of_kind(kind, at).filter(pk__in=hits)
    ]
    return sorted(found, key=lambda each: (not each.is_typed, each.record.sort_key, each.record.pk))


def names_like(text: str, at: datetime) -> Sequence[Named]:
    """Names on record that look most like what was typed, for one who mistyped. At most seven queries."""
    with connection.cursor() as cursor:
        # Two letters changed over in a short name leave less alike than the index asks for by itself.
        cursor.execute("SELECT set_config('pg_trgm.word_similarity_threshold', %s, true)", [_LIKENESS])
    rows = (
        Spelling.objects.annotate(likeness=TrigramWordSimilarity(text.lower(), F("folded")))
        .filter(folded__trigram_word_similar=text.lower())
        .order_by("-likeness", "folded", "id")[:_LOOKED_AT]
    )
    best: dict[tuple[str, int], Spelling] = {}
    for row in rows:
        best.setdefault((row.kind, row.owner_id), row)
    records = {
        (kind, record.pk): record
        for kind in {kind for kind, _ in best}
        for record in public_of_kind(kind, at).filter(pk__in=[pk for of, pk in best if of == kind])
    }
    shown = [(records[key], row) for key, row in best.items() if key in records][:_LIKE_AT_MOST]
    return [Named(record, row.text, row.language, False) for record, row in shown]
