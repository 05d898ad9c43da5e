"""Models and diagrams read from files, and written to them."""
