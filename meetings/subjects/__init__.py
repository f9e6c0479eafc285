"""What the pages of topics and places show."""
