"""Answers turned into pages and words."""
