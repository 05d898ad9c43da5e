"""Opinion groups: a map of opinion from votes on short statements, and its groups."""
