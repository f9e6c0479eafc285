"""Who came to a council's sessions: the matrix of party by session, and who led."""
