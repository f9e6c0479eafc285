"""The researchers' tables of who came."""

from delegations.exports.delegations import DELEGATION_CITATIONS, DELEGATIONS, MEMBERSHIPS
from delegations.exports.people import DELEGATES, PARTIES, PEOPLE, POSTS

__all__ = ["DELEGATES", "DELEGATIONS", "DELEGATION_CITATIONS", "MEMBERSHIPS", "PARTIES", "PEOPLE", "POSTS"]
