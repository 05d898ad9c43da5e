"""The command line: ``nabolag ROOM VERB …``, and the one place errors become exit codes.

Nothing heavy is loaded here. A room's commands are imported when they are named, and
plug-ins (the entry-point group ``nabolag.commands``) when they are named or listed.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from types import MappingProxyType, TracebackType
from typing import Any

import click

from nabolag.errors import NabolagError, WrongUsage

ROOMS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "areas": ("nabolag.cli.areas", "How areas stand against their city."),
        "knowledge": ("nabolag.cli.knowledge", "How far groups share a finding."),
        "residents": (
            "nabolag.cli.residents",
            "Who takes part, what they think, and a fair draw.",
        ),
        "sources": ("nabolag.cli.sources", "Read, inspect and fetch statistics."),
        "spirals": (
            "nabolag.cli.spirals",
            "Models of what reinforces itself: checked, run and taken apart.",
        ),
    }
)
"""The rooms that have commands: module of the group, and what it is for."""

_STOPPED = 130
_BROKEN = (
    # What code can raise while it is imported, a missing extra first of all.
    *(ImportError, AttributeError, SyntaxError, LookupError, OSError),
    *(RuntimeError, TypeError, ValueError),
)
_log = logging.getLogger("nabolag")


PlugIns = Mapping[str, EntryPoint]
"""What other packages add to the command line, by name."""


def installed_plug_ins() -> PlugIns:
    """Give the commands that installed packages add."""
    return {point.name: point for point in entry_points(group="nabolag.commands")}


class Rooms(click.Group):
    """A group whose commands are found by name, in our rooms and in plug-ins."""

    def __init__(
        self,
        *arguments: Any,
        plug_ins: Callable[[], PlugIns] = installed_plug_ins,
        **options: Any,
    ) -> None:
        super().__init__(*arguments, **options)
        self._plug_ins = plug_ins

    def list_commands(
        self,
        ctx: click.Context,  # noqa: ARG002 - click's signature
    ) -> list[str]:
        """Give the names of rooms and plug-ins."""
        return sorted({*ROOMS, *self._plug_ins()})

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002 - click's signature
        cmd_name: str,
    ) -> click.Command | None:
        """Load the named command; a plug-in that cannot be loaded says so when run."""
        if cmd_name in ROOMS:
            group: click.Command = getattr(import_module(ROOMS[cmd_name][0]), cmd_name)
            return group
        plug_in = self._plug_ins().get(cmd_name)
        return None if plug_in is None else _loaded(plug_in)

    def format_commands(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        """List the commands without loading our rooms."""
        rows = [(name, self._short_help(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl(rows)

    def _short_help(self, ctx: click.Context, name: str) -> str:
        if name in ROOMS:
            return ROOMS[name][1]
        command = self.get_command(ctx, name)
        return "" if command is None else command.get_short_help_str()


@click.group(cls=Rooms, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="nabolag", message="%(prog)s %(version)s")
def root() -> None:
    """Nabolag: a workbench for neighbourhood renewal.

    Exit codes: 0 done, 2 wrong usage, 3 bad input, 4 refused, 1 a fault in Nabolag.
    """


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and end the program with its exit code."""
    sys.excepthook = _bug
    sys.exit(run(arguments))


def run(
    arguments: Sequence[str] | None = None, *, group: click.Command | None = None
) -> int:
    """Run the command line and give its exit code; what it expects to go wrong is told.

    Anything it does not expect is a bug and is left to rise.
    """
    try:
        code = (group or root).main(
            args=None if arguments is None else list(arguments),
            prog_name="nabolag",
            standalone_mode=False,
        )
    except NabolagError as error:
        click.echo(str(error), err=True)
        return error.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        click.echo("Stopped. Nothing was written.", err=True)
        return _STOPPED
    return code if isinstance(code, int) else 0


def _loaded(plug_in: EntryPoint) -> click.Command:
    try:
        found = plug_in.load()
    except _BROKEN as error:
        return _unusable(plug_in, f"{type(error).__name__}: {error}")
    if isinstance(found, click.Command):
        return found
    return _unusable(plug_in, f"{plug_in.value} is not a command")


def _unusable(plug_in: EntryPoint, why: str) -> click.Command:
    """Stand in for a plug-in that cannot be loaded, whatever it is asked."""

    def refuse() -> None:
        raise WrongUsage(
            found=f"“{plug_in.name}” cannot be loaded ({why}).",
            expected="the packages this command needs",
            remedy='Install them, for the web with: pip install "nabolag[web]".',
        )

    return click.Command(
        plug_in.name,
        callback=refuse,
        help="Cannot be used: a package it needs is missing.",
        context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
    )


def _bug(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """Tell of what nobody expected: whole for those who mend it, in words for others."""
    _log.critical("A fault in Nabolag", exc_info=(kind, error, trace))
    click.echo(
        "Something went wrong inside Nabolag; this is our fault, not yours. "
        "Nothing was written. Please report the lines above.",
        err=True,
    )
