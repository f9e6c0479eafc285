"""Two to six parties on one aligned axis."""
