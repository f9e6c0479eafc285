"""Which records here the numbers and words of our own exports mean, and which numbers are still free.

An exported record keeps its number where nothing here has it, or ever had: public ids are permanent. Where another
record has it, the record gets a new number, and the rows that name the old one are led to it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import Model

from meetings.models import RetiredId

Records = type[Model]


@dataclass(slots=True)
class Ids:
    """What the files of one import have told so far. A million records that keep their numbers are a set of numbers."""

    _kept: dict[Records, set[int]] = field(default_factory=dict)
    _moved: dict[Records, dict[int, int]] = field(default_factory=dict)
    _words: dict[Records, dict[str, int]] = field(default_factory=dict)
    _made: dict[Records, set[int]] = field(default_factory=dict)

    def note(self, records: Records, exported: int, here: int, *, made: bool) -> None:
        """The record that the export numbers so is the one with the number `here`. `made`: by this import."""
        if exported == here:
            self._kept.setdefault(records, set()).add(exported)
        else:
            self._moved.setdefault(records, {})[exported] = here
        if made:
            self._made.setdefault(records, set()).add(here)

    def note_word(self, records: Records, word: str, here: int) -> None:
        """The record whose address has that word is the one with the number `here`."""
        self._words.setdefault(records, {})[word] = here

    def find(self, records: Records, exported: int) -> int | None:
        """The number here of a record that the files have told of; None: they have not."""
        if exported in self._kept.get(records, ()):
            return exported
        return self._moved.get(records, {}).get(exported)

    def find_word(self, records: Records, word: str) -> int | None:
        """The same by the word of its address."""
        return self._words.get(records, {}).get(word)

    def was_made(self, records: Records, here: int) -> bool:
        """Whether this import makes the record, so that nobody can know it yet."""
        return here in self._made.get(records, ())


def taken(records: Records, letter: str, numbers: Collection[int]) -> set[int]:
    """Which of the numbers a record here has or, with public ids of that letter, once had. Two queries at most."""
    on_record = set(records._default_manager.filter(pk__in=numbers).values_list("pk", flat=True))
    if letter:
        keys = [f"{letter}{number}" for number in numbers]
        retired = RetiredId.objects.filter(key__in=keys).values_list("key", flat=True)
        on_record |= {int(key.removeprefix(letter)) for key in retired}
    return on_record


def count_on_from(records: Records, number: int) -> None:
    """Have the database give new records of the table numbers above this one."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT setval(counter, %s) FROM (SELECT pg_get_serial_sequence(%s, 'id')::regclass AS counter) AS own"
            " WHERE %s > COALESCE(pg_sequence_last_value(counter), 0)",
            [number, records._meta.db_table, number],
        )
