"""What was said: statements, the wordings that sources print, and claims about gaps; and uploads to import from."""

from statements.models.claim import ClaimFinding, GapClaim
from statements.models.proposal import Comment, Proposal
from statements.models.proposed_merge import ProposedMerge
from statements.models.statement import Statement, StatementParty, StatementTopic, Wording
from statements.models.upload import Upload, UploadFile, UploadProgress, UploadRow

__all__ = [
    "ClaimFinding",
    "Comment",
    "GapClaim",
    "Proposal",
    "ProposedMerge",
    "Statement",
    "StatementParty",
    "StatementTopic",
    "Upload",
    "UploadFile",
    "UploadProgress",
    "UploadRow",
    "Wording",
]
