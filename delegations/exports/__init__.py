"""The researchers' tables of who came."""

from delegations.exports.delegations import DELEGATION_CITATIONS, DELEGATIONS, MEMBERSHIPS

__all__ = ["DELEGATIONS", "DELEGATION_CITATIONS", "MEMBERSHIPS"]
