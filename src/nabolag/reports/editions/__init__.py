"""A finished page as HTML, PDF, plain text or JSON."""
