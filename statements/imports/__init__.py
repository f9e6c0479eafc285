"""Importing histories from CSV: the whole of it, for this app may see the two below it.

`run` passes over files twice, planning and writing; `statements` knows the table of statements. The command's import,
from beginning to end, is `statements.history_import`; the desk's `statements.uploads`.
"""
