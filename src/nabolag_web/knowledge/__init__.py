"""Knowledge: findings, what backs them, and what is asked about them."""
