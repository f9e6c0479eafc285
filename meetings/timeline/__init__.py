"""The pictures: lanes of councils on one time axis, and one council's rhythm. Pure layout, no database."""
