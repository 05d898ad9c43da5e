"""The language of equations: read, written and checked for units."""
