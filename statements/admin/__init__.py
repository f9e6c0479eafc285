"""The top of the editors' desk: the session with everything that hangs on it, on one form."""

from statements.admin import desk, wordings

__all__ = ["desk", "wordings"]
