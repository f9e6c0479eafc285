"""Public pages of statements, the search, and public ids."""
