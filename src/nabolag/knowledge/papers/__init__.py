"""What a forum reads before it meets, what it writes after, and an area's picture."""
