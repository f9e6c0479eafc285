"""What the pages of parties show: presence, company, leaders, seats, statements."""
