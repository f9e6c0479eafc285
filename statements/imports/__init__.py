"""Importing histories from CSV: the whole of it, for this app may see the two below it.

`run` passes over a folder's files twice, planning and writing; `statements` knows the table of statements.
"""

from statements.imports.run import ImportRefusedError, import_history

__all__ = ["ImportRefusedError", "import_history"]
