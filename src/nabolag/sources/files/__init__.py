"""Opening and writing files safely, and the text and numbers in them."""
