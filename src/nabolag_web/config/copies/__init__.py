"""Safe copies of an installation: a ZIP file that either store can be filled from.

``manifest.json`` tells which version made it, how far the store had come, and for every
table how many rows it has and their seal; ``tables/`` has one row a line as JSON, and
``files/`` what was loaded.
"""
