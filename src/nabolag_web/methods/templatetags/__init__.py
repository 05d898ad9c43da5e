"""Experience on the pages it is about."""
