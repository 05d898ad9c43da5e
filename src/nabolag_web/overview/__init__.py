"""Where a programme's day begins."""
