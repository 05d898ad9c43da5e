"""Draws of what is not known: distributions, designs, and what depends on what."""
