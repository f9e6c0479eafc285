"""What the pages of councils show: the index, one council, several side by side."""
