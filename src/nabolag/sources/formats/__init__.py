"""One reader per format, each giving a table of text cells."""
