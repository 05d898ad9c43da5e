"""Pages of areas: request in, page out."""
