"""Two to six of a kind on one aligned axis."""
