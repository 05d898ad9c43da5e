"""``nabolag spirals …``: models of self-reinforcing processes."""

from __future__ import annotations

import click

from nabolag.cli.spirals.check import check
from nabolag.cli.spirals.convert import convert
from nabolag.cli.spirals.draw import draw
from nabolag.cli.spirals.leading import leading
from nabolag.cli.spirals.loops import loops
from nabolag.cli.spirals.run import run
from nabolag.cli.spirals.sensitivity import sensitivity

_COMMANDS = (check, convert, draw, leading, loops, run, sensitivity)


@click.group()
def spirals() -> None:
    """Models of what reinforces itself: checked, run and taken apart."""


for _command in _COMMANDS:
    spirals.add_command(_command)
