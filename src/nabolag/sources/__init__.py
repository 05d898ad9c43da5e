"""The only room with input and output: readers per format, recipes, checks."""
