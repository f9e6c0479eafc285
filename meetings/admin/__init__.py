"""The editors' desk on the ground floor: councils, sources, places, topics, flags; and the base of the session form.

The session itself is registered by `statements.admin`, which knows all that hangs on it.
"""

from meetings.admin import councils, derived, judging, places, sources, subscriptions

__all__ = ["councils", "derived", "judging", "places", "sources", "subscriptions"]
