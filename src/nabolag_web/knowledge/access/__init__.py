"""Who may see or change what of knowledge."""
