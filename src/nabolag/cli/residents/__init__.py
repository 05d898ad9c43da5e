"""``nabolag residents …``: who takes part, what they think, and a fair draw."""

from __future__ import annotations

import click

from nabolag.cli.residents.draw import draw, replace
from nabolag.cli.residents.reach import reach

_COMMANDS = (draw, reach, replace)


@click.group()
def residents() -> None:
    """Who takes part, what they think, and a fair draw."""


for _command in _COMMANDS:
    residents.add_command(_command)
