"""What a table's columns mean: recipes, and our own long format."""
