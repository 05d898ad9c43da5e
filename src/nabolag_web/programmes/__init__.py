"""Programmes, who works in them, what they aim at, and what has been done."""
