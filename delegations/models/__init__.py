"""Who sits and who came: parties, memberships, people and their posts, delegations and their delegates."""

from delegations.models.delegation import Delegate, Delegation, DelegationCitation
from delegations.models.party import Membership, Party, PartyName
from delegations.models.person import Person, PersonName, Post

__all__ = [
    "Delegate",
    "Delegation",
    "DelegationCitation",
    "Membership",
    "Party",
    "PartyName",
    "Person",
    "PersonName",
    "Post",
]
