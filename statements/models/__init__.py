"""What was said: statements, the wordings that sources print, and claims about gaps."""

from statements.models.claim import GapClaim
from statements.models.statement import Statement, StatementParty, StatementTopic, Wording

__all__ = ["GapClaim", "Statement", "StatementParty", "StatementTopic", "Wording"]
