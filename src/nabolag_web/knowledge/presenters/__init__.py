"""Knowledge in words."""
