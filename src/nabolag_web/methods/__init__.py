"""Experience from the work, for the next ones."""
