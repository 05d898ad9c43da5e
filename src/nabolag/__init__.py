"""Nabolag: a workbench for neighbourhood renewal (områdeløft)."""
