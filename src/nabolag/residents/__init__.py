"""Residents: opinion groups, reach, draws and what they tell."""
