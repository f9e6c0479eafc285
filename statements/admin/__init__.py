"""The top of the editors' desk: the session with everything that hangs on it, on one form; imports from files; merges."""

from statements.admin import desk, merging, uploads, wordings

__all__ = ["desk", "merging", "uploads", "wordings"]
