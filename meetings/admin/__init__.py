"""The editors' desk on the ground floor: councils, sources, announcements, places, topics, flags; and the base of the session form.

The session itself is registered by `statements.admin`, which knows all that hangs on it.
"""

from meetings.admin import announcements, councils, derived, judging, places, sources, subscriptions

__all__ = ["announcements", "councils", "derived", "judging", "places", "sources", "subscriptions"]
