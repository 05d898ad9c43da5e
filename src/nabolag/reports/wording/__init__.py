"""Words, numbers and notices in the reader's language."""
