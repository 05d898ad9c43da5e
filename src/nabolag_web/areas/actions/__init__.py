"""What may change about cities, figures and answers."""
