"""What several commands ask for alike: divisions, choices, JSON, progress, notices."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nabolag.errors import WrongUsage

if TYPE_CHECKING:
    from nabolag.areas.geography import Division
    from nabolag.values import Notice

_BAR = 30


def choices_of(pairs: Sequence[str]) -> dict[str, str]:
    """Give ``COLUMN=VALUE`` pairs as a mapping.

    >>> choices_of(["alder=25-39 år"])
    {'alder': '25-39 år'}
    """
    for pair in pairs:
        if "=" not in pair:
            raise WrongUsage(
                found=f"--choose {pair!r} names no value.",
                expected="COLUMN=VALUE, such as alder=25-39 år",
                remedy="See the columns and groups with: nabolag sources inspect FILE.",
            )
    return dict(pair.split("=", 1) for pair in pairs)


def division_named(named: str | None) -> Division | None:
    """Give a shipped division by its id, or one from a file; nothing where unnamed."""
    from nabolag.sources.places.divisions import (
        read_division,
        shipped_division,
        shipped_divisions,
    )

    if named is None:
        return None
    if named in shipped_divisions():
        return shipped_division(named)
    return read_division(Path(named))


def print_json(document: object) -> None:
    """Print one JSON document on standard output."""
    click.echo(json.dumps(document, ensure_ascii=False, allow_nan=False))


def warnings(notices: Sequence[Notice]) -> list[dict[str, object]]:
    """Give notices as JSON has them: code, message, where and facts."""
    from nabolag.reports.wording.notices import sentence

    return [
        {
            "code": notice.code,
            "message": sentence(notice, "en"),
            "where": str(notice.where) or None,
            "facts": dict(notice.facts),
        }
        for notice in notices
    ]


def tell(notices: Sequence[Notice]) -> None:
    """Tell notices in words on standard error, one a line."""
    for warning in warnings(notices):
        click.echo(f"- {warning['message']}", err=True)


def progress(label: str) -> Callable[[int, int], None]:
    """Give what draws a progress bar on standard error, if that is a terminal."""

    def told(done: int, parts: int) -> None:
        if sys.stderr.isatty():
            drawn = _BAR * done // max(parts, 1)
            bar = "█" * drawn + "·" * (_BAR - drawn)
            click.echo(f"\r{label} {bar} {done}/{parts}", nl=done == parts, err=True)

    return told
