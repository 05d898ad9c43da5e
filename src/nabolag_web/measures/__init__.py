"""Measures: what is done for the area, who does it, by when, and why."""
