"""Nabolag's web pages: they remember and show; ``nabolag`` thinks."""
