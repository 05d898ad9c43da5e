"""An answer's rows as a reader meets them, and how they move over time."""
