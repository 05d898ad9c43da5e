"""Pages about programmes: what each is, its goals, people, year and trail."""
