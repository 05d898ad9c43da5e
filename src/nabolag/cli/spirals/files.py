"""Answers written to files: as JSON, or as a table in CSV or Parquet."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nabolag.errors import WrongUsage

if TYPE_CHECKING:
    import polars as pl

_ENDINGS = (".json", ".csv", ".parquet")


def check_ending(out: Path | None) -> None:
    """Refuse a file that an answer cannot be written to, before it is worked out."""
    if out is not None and out.suffix.lower() not in _ENDINGS:
        raise WrongUsage(
            found=f"A run cannot be written as {out.name!r}.",
            expected=f"a file name ending in {', '.join(_ENDINGS)}",
            remedy="Give the file another name, or use --json.",
        )


def write_answer(
    out: Path,
    *,
    document: Callable[[], Mapping[str, object]],
    table: Callable[[], pl.DataFrame],
) -> None:
    """Write an answer as its file's name ends in, and say so on standard error."""
    from nabolag.sources.files.export import write_csv, write_parquet, written_whole

    ending = out.suffix.lower()
    if ending == ".json":
        text = json.dumps(document(), ensure_ascii=False, allow_nan=False)
        with written_whole(out) as file:
            file.write(text.encode())
    elif ending == ".csv":
        write_csv(table(), out)
    else:
        write_parquet(table(), out)
    click.echo(f"Wrote {out}.", err=True)
