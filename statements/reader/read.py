"""Reading one report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from meetings.dates.interval import DateInterval
from statements.reader.claims import ClaimReader
from statements.reader.languages import LEXICONS
from statements.reader.marks import quotations
from statements.reader.people import People
from statements.reader.proposals import KnownName, KnownPerson, Quote, Report
from statements.reader.quotes import QuoteReader
from statements.reader.setting import SettingReader
from statements.reader.spoken import with_spoken
from statements.reader.words import sentences, words_throughout


def read_report(
    text: str,
    language: str,
    *,
    published: date | DateInterval | None = None,
    people: Sequence[KnownPerson] = (),
    councils: Sequence[KnownName] = (),
    places: Sequence[KnownName] = (),
) -> Report:
    """All proposals for a text in one of `LANGUAGES`; raises ValueError for another language.

    `published` is the day of the report, or the interval in which it lies: weekdays are read from a day only, days
    without a year from either, and both are left out without it. `people`, `councils` and `places` are what is on record, with all spellings.
    """
    if language not in LEXICONS:
        raise ValueError(f"The reader does not read “{language}”; it reads {', '.join(LEXICONS)}.")
    lexicon = LEXICONS[language]
    marked, warnings = quotations(text)
    marked = with_spoken(text, marked, lexicon)
    cut = sentences(text, marked, lexicon)
    day, around = _days(published)
    throughout = words_throughout(text, cut)
    claims = ClaimReader(text, lexicon, around).read(throughout)
    setting = SettingReader(text, cut, lexicon, day, around)
    known = People(people, text, lexicon)
    return Report(
        quotes=tuple(_with_person(quote, text, known) for quote in QuoteReader(text, cut, lexicon).read()),
        claims=tuple(claims),
        dates=setting.dates(claims, throughout),
        places=setting.places(places, claims),
        councils=setting.councils(councils),
        warnings=tuple(warnings),
        language=language,
    )


def _days(published: date | DateInterval | None) -> tuple[date | None, date | None]:
    """The day of publication if it is known, and one by which the year of a day is told."""
    if isinstance(published, DateInterval):
        return (published.earliest if published.is_day else None), published.latest
    return published, published


def _with_person(quote: Quote, text: str, people: People) -> Quote:
    named_by = quote.speaker or quote.carried
    if named_by is None:
        return quote
    return replace(quote, person=people.named(named_by.of(text), is_carried=quote.speaker is None))
