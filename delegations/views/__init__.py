"""Public pages of parties and people."""
