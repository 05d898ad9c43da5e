"""What people may send in about knowledge."""
