"""Whose name is this? The beginning or all of a name, in any script and spelling, for those who type it at the desk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import connection
from django.db.models import F, Func, Q, QuerySet, TextField, Value
from django.db.models.functions import Concat

from meetings.models import Spelling

# Owners looked at; who types more letters gets fewer.
MOST_OWNERS = 300
_MOST_WORDS = 8
_LIKENESS = 0.45
_WORDS = """
SELECT word, array_to_json(reconvene_word_keys(word)), reconvene_fold(word)
FROM unnest(reconvene_name_words(%s)) word
"""


@dataclass(frozen=True, slots=True)
class Spelt:
    """The spelling that was found. ``begins``: a word of it begins as typed, or it was found in another script."""

    text: str
    begins: bool


def spelt(kind: str, text: str) -> dict[int, Spelt]:
    """Owners of the kind with a name that has every word, each with the spelling found; best first.

    A word is found as typed (also in the middle of a name), as its beginning in another script, or, where nothing is
    found so, by what looks alike. At most three queries; none for a text without letters or digits.
    """
    words = _words_of(text)
    if not words:
        return {}
    rows = Spelling.objects.filter(kind=kind)
    for step in (_typed, _beginning):
        if found := _best(step(rows, words), words):
            return found
    return _best(_alike(rows, text), words)


def _words_of(text: str) -> list[tuple[str, list[str], str]]:
    """Each word with its keys and its folded form."""
    with connection.cursor() as cursor:
        cursor.execute(_WORDS, [text[:200].replace("\x00", "")])
        return list(cursor.fetchall()[:_MOST_WORDS])


def _typed(rows: QuerySet[Spelling], words: list[tuple[str, list[str], str]]) -> QuerySet[Spelling]:
    for _, keys, folded in words:
        rows = rows.filter(Q(keys__overlap=keys) | Q(folded__contains=folded))
    return rows


def _beginning(rows: QuerySet[Spelling], words: list[tuple[str, list[str], str]]) -> QuerySet[Spelling]:
    joined = Func(F("keys"), Value(" "), function="array_to_string", output_field=TextField())
    rows = rows.annotate(joined=Concat(Value(" "), joined, output_field=TextField()))
    for _, keys, _ in words:
        any_of = Q()
        for key in keys:
            any_of |= Q(joined__contains=f" {key}")
        rows = rows.filter(any_of)
    return rows


def _alike(rows: QuerySet[Spelling], text: str) -> QuerySet[Spelling]:
    likeness: Any = TrigramWordSimilarity(text.lower(), F("folded"))
    return rows.annotate(likeness=likeness).filter(likeness__gte=_LIKENESS)


def _best(rows: QuerySet[Spelling], words: list[tuple[str, list[str], str]]) -> dict[int, Spelt]:
    """Of each owner the spelling that fits best; names that begin with the first word come first."""
    found = rows.order_by("id").values_list("owner_id", "text", "folded", "keys")[: 4 * MOST_OWNERS]
    first, keys = words[0][2], set(words[0][1])

    def fit(row: tuple[int, str, str, list[str]]) -> tuple[bool, bool]:
        begins = f" {first}" in f" {row[2]}" or first not in row[2] or bool(keys & set(row[3]))
        return not begins, not row[2].startswith(first)

    best: dict[int, Spelt] = {}
    for row in sorted(found, key=fit):
        best.setdefault(row[0], Spelt(row[1], not fit(row)[0]))
    return dict(list(best.items())[:MOST_OWNERS])
