"""Tables that scripts work out and write into a page, each between its markers."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

DOCS = Path(__file__).parents[1] / "docs"


def write_tables(
    page: Path, tables: Mapping[str, Callable[[], str]], names: Sequence[str]
) -> None:
    """Work out the tables with these names, or all, print them and put them in the page.

    A table's place begins with its name as a comment and ends with ``end``. Each is
    written as soon as it is there, so that a run that is stopped has not been in vain.
    Stops, with what is wrong, for a name or a place that does not exist.
    """
    for name in names or tables:
        if name not in tables:
            sys.exit(f"There is no table {name}. There are: {', '.join(tables)}.")
        _place(page, name, page.read_text(encoding="utf-8"), "")
    for name in names or tables:
        table = tables[name]()
        sys.stdout.write(f"\n{name}\n\n{table}\n")
        sys.stdout.flush()
        text = page.read_text(encoding="utf-8")
        page.write_text(_place(page, name, text, table), encoding="utf-8")


def _place(page: Path, name: str, text: str, table: str) -> str:
    """Give the page's text with the table in its place."""
    marked = re.compile(rf"(<!-- {re.escape(name)} -->\n).*?(<!-- end -->)", re.DOTALL)
    text, found = marked.subn(lambda at: f"{at[1]}{table}\n{at[2]}", text)
    if found != 1:
        sys.exit(f"{page.name} has no place for the table {name}.")
    return text
