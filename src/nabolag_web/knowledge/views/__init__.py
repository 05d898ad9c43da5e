"""Pages about knowledge."""
