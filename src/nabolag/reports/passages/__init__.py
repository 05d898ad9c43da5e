"""What a page is put together from: each figure or passage with its words."""
