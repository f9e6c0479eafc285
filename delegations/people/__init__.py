"""What the pages of people show: names as printed, posts, sessions, whom they met, statements."""
