"""The only room with input and output.

The way of a file: ``files`` opens it safely, ``formats`` gives its cells as a
:class:`~nabolag.sources.table.Table`, ``describing`` says what they mean (by a recipe,
or as our own long format), ``checks`` tells of all that is suspicious. ``reading`` is
the whole way for one file and ``joining`` for several; ``inspecting`` only looks.
``fetching`` brings tables from publishers, ``places`` reads divisions and boundaries,
and ``shipped`` holds the recipes and divisions that come with Nabolag.
"""
