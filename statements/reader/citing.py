"""Who is cited by somebody else: where the words about the citing end, and where the name does."""

from __future__ import annotations

from collections.abc import Sequence

from statements.reader.words import Word


def as_saying(words: Sequence[Word], place: int) -> int:
    """Where `as saying` ends that belongs to `quoted`; 0 if it does not follow."""
    for at in range(place + 1, min(len(words) - 1, place + 10)):
        if words[at].low == "as" and words[at + 1].low in ("saying", "telling"):
            return at + 2
    return 0


def first_name_ends(words: Sequence[Word], start: int, end: int) -> int:
    """`слова Лаврова РИА Новости`: before what is written in capitals, the agency that cites."""
    media = [
        at
        for at in range(start + 1, end)
        if (
            words[at].text.isupper() and len(words[at].text) > 1 and words[at].low not in ("мид", "рф", "сша")
        )
        or words[at].low in ("агентство", "издание", "газета", "телеканал", "интерфакс")
    ]
    return media[0] if media else end
