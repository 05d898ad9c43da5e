"""A model made ready to run: equations in order, delays written out as stocks."""
