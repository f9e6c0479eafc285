"""The researchers' tables of who came."""

from delegations.exports.delegations import DELEGATION_CITATIONS, DELEGATIONS, MEMBERSHIPS
from delegations.exports.names import NAMES
from delegations.exports.people import DELEGATES, PARTIES, PEOPLE, POSTS
from delegations.exports.retired_ids import RETIRED_IDS

__all__ = [
    "DELEGATES",
    "DELEGATIONS",
    "DELEGATION_CITATIONS",
    "MEMBERSHIPS",
    "NAMES",
    "PARTIES",
    "PEOPLE",
    "POSTS",
    "RETIRED_IDS",
]
