"""What the commands that run models say when they have to be made ready first."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

import click

_Given = ParamSpec("_Given")
_Told = TypeVar("_Told")

_COMPILING = (
    "Making ready to run models: about 15 seconds, the first time on this machine only."
)


def says_when_compiling(command: Callable[_Given, _Told]) -> Callable[_Given, _Told]:
    """Give the command, saying on standard error when its user has to wait for that."""

    @wraps(command)
    def saying(*given: _Given.args, **named: _Given.kwargs) -> _Told:
        from nabolag.spirals.engine.readiness import told_of_compiling

        with told_of_compiling(lambda: click.echo(_COMPILING, err=True)):
            return command(*given, **named)

    return saying
