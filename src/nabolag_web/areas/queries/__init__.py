"""What is looked up about cities, figures, imports and answers."""
