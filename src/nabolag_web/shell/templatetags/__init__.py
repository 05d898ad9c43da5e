"""What templates may ask for on every page."""
