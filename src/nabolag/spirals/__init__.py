"""Models of self-reinforcing processes: written, run a thousand times, and taken apart."""
