"""The top of the editors' desk: the session with everything that hangs on it, on one form; proposals; imports; merges."""

from statements.admin import desk, merging, proposals, proposed_merges, uploads, wordings

__all__ = ["desk", "merging", "proposals", "proposed_merges", "uploads", "wordings"]
