"""Reading one report."""

from __future__ import annotations

from datetime import date

from statements.reader.claims import ClaimReader
from statements.reader.languages import LEXICONS
from statements.reader.marks import quotations
from statements.reader.proposals import Report
from statements.reader.quotes import QuoteReader
from statements.reader.words import sentences


def read_report(text: str, language: str, *, published: date | None = None) -> Report:
    lexicon = LEXICONS[language]
    marked, warnings = quotations(text)
    cut = sentences(text, marked, lexicon)
    quotes = QuoteReader(text, cut, lexicon).read()
    claims = ClaimReader(text, lexicon, published).read(cut)
    return Report(quotes=tuple(quotes), claims=tuple(claims), warnings=tuple(warnings), language=language)
