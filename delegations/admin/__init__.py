"""The editors' desk for who sits and who came: parties, people, posts, and the delegations of a session."""

from delegations.admin import parties, people

__all__ = ["parties", "people"]
