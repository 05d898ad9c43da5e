"""The model: one object from the first drawing to equations with units."""
