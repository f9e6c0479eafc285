"""The researchers' tables of what was said."""

from statements.exports.claims import GAP_CLAIMS
from statements.exports.sources import SOURCES
from statements.exports.statements import STATEMENTS
from statements.exports.wordings import WORDINGS

__all__ = ["GAP_CLAIMS", "SOURCES", "STATEMENTS", "WORDINGS"]
