"""Who people are: accounts, signing in, and what they may take with them."""
