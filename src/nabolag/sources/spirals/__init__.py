"""Causal diagrams in other programs' files: read and written."""
