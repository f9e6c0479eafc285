"""Public pages of the ground floor: one function per address."""
