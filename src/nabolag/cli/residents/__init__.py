"""``nabolag residents …``: who takes part, what they think, and a fair draw."""

from __future__ import annotations

import click

from nabolag.cli.residents.advice import advice
from nabolag.cli.residents.draw import draw, replace
from nabolag.cli.residents.groups import groups
from nabolag.cli.residents.reach import reach
from nabolag.cli.residents.report import report
from nabolag.cli.residents.themes import themes

_COMMANDS = (advice, draw, groups, reach, replace, report, themes)


@click.group()
def residents() -> None:
    """Who takes part, what they think, and a fair draw."""


for _command in _COMMANDS:
    residents.add_command(_command)
