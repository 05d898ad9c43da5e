"""Divisions, crosswalks and boundaries read from files."""
