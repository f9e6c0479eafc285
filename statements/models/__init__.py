"""What was said: statements, the wordings that sources print, and claims about gaps."""

from statements.models.claim import ClaimFinding, GapClaim
from statements.models.proposal import Comment, Proposal
from statements.models.statement import Statement, StatementParty, StatementTopic, Wording

__all__ = [
    "ClaimFinding",
    "Comment",
    "GapClaim",
    "Proposal",
    "Statement",
    "StatementParty",
    "StatementTopic",
    "Wording",
]
