"""Loops: which there are in a diagram, which way they work, and what breaks them."""
