"""Numbers that templates write by themselves, for machines; those for readers go through `meetings.timeline.words`."""

DECIMAL_SEPARATOR = "."
