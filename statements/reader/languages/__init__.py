"""The languages that the reader reads."""

from statements.reader.languages.english import ENGLISH
from statements.reader.languages.french import FRENCH
from statements.reader.languages.german import GERMAN
from statements.reader.languages.russian import RUSSIAN
from statements.reader.languages.spanish import SPANISH
from statements.reader.lexicon import Lexicon

LEXICONS: dict[str, Lexicon] = {each.code: each for each in (GERMAN, ENGLISH, FRENCH, RUSSIAN, SPANISH)}

__all__ = ["LEXICONS"]
