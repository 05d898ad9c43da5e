"""Pages of accounts: signing in, one's own account, the installation, statements."""
