"""The filters that the timeline and the list of sessions share: choices with their counts, chips, saved views."""
