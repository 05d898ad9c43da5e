"""Knowledge in words, made ready for pages."""
