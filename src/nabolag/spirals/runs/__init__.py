"""Models run: once, or in many variants, and what came of it."""
