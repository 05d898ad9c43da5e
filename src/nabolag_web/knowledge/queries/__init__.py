"""What is looked up about knowledge."""
