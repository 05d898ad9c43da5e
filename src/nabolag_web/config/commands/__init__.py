"""The commands of the pages: ``serve``, ``demo``, ``backup``, ``restore``, ``let-in``."""
