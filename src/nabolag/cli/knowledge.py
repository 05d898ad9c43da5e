"""``nabolag knowledge …``: how far a group shares the understanding of a finding."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nabolag.cli.options import print_json
from nabolag.cli.reading import A_FILE, language_option
from nabolag.errors import WrongUsage

if TYPE_CHECKING:
    from nabolag.knowledge.sharing import Scale


@click.group()
def knowledge() -> None:
    """How far the members of a group share a finding."""


@knowledge.command()
@click.argument("file", type=A_FILE)
@click.option(
    "--scale",
    "written",
    default="1-5",
    show_default=True,
    metavar="LOW-HIGH",
    help="The marks that could be given.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@language_option()
def agreement(*, file: Path, written: str, as_json: bool, language: str) -> None:
    """Say how far each group in FILE shares a finding, and how far it agrees.

    FILE has the column mark, one line for each member, and perhaps group.
    """
    from nabolag.knowledge.sharing import sharing
    from nabolag.reports.editions.shared_marks import marks_as_json, marks_in_words
    from nabolag.sources.describing.marks import read_marks

    scale = _scale(written)
    found = [
        (each.group, sharing(each.marks, members=each.members, scale=scale))
        for each in read_marks(file, scale=scale)
    ]
    if as_json:
        print_json(marks_as_json(found))
    else:
        click.echo(marks_in_words(found, language=language))


def _scale(written: str) -> Scale:
    from nabolag.knowledge.sharing import Scale

    found = re.fullmatch(r"\s*(\d{1,3})\s*[-–]\s*(\d{1,3})\s*", written)
    if found is None:
        raise WrongUsage(
            found=f"--scale {written!r} is no scale.",
            expected="the lowest and the highest mark, such as 1-5",
            remedy="Write it as 1-5.",
        )
    return Scale(low=int(found[1]), high=int(found[2]))
