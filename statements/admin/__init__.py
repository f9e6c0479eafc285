"""The top of the editors' desk: the session with everything that hangs on it, on one form; and imports from files."""

from statements.admin import desk, uploads, wordings

__all__ = ["desk", "uploads", "wordings"]
