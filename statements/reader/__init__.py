"""The report reader: proposes quotes, gap claims, date, place and council from the text of a press report.

Pure: no database, no clock, no settings, no network. The same text gives the same proposals.
"""

from statements.reader.languages import LEXICONS, language_of
from statements.reader.proposals import Claim, Quote, Report, Span
from statements.reader.read import read_report

LANGUAGES = tuple(LEXICONS)

__all__ = ["LANGUAGES", "Claim", "Quote", "Report", "Span", "language_of", "read_report"]
