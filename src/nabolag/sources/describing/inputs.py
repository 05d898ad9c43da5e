"""What residents have written, one input on each line.

The table has the column ``text``, and may have ``id``; otherwise inputs are numbered by
their line::

    id,text
    17,Mer lys i parken
    18,Meir lys i parken!

Norwegian names of columns will do, and any delimiter, code page or workbook. A line
without a text is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from nabolag.sources.files.columns import find_column, short
from nabolag.sources.files.records import own_column, records
from nabolag.sources.formats.one_column import read_narrow_table

_TEXT = ("text", "tekst", "innspill", "innspel", "comment-body")
_ID = ("id", "nr", "comment-id")


def read_inputs(path: Path) -> Mapping[str, str]:
    """Read texts by their id, in the order of the file.

    Raises :class:`BadInput`, with file and line, for an id that comes twice.
    """
    table = read_narrow_table(path, of="inputs")
    text = own_column(_TEXT, table)
    id_ = find_column(_ID, table.cells.columns)
    found: dict[str, str] = {}
    for record in records(table):
        said = record.perhaps(text)
        if said is None:
            continue
        key = str(record.line) if id_ is None else record.said(id_)
        if key in found:
            raise record.refusal(
                id_,
                found=f"“{short(key)}” comes twice.",
                expected="each id once",
                remedy="Give one of the inputs another id.",
            )
        found[key] = said
    return found
