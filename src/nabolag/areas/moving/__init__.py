"""Who moves in and out, and how much of a change that may be."""
