"""Running a model: one program for every lane, and a plain reference to hold it to."""
