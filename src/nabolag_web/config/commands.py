"""The commands that show pages: ``nabolag serve`` and ``nabolag demo``.

Granian is imported here at the top, so that without the web extra this module cannot be
loaded, and the command line says what to install.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

import nabolag
from nabolag.errors import WrongUsage
from nabolag_web.config.environment import read_environment
from nabolag_web.config.examples import folders, not_up_to_date, wanted

Command = Callable[..., Any]


def _where_to_serve(command: Command) -> Command:
    port = click.option(
        "--port",
        default=8000,
        show_default=True,
        type=click.IntRange(1, 65535),
        help="Port to answer on.",
    )
    host = click.option(
        "--host",
        default="127.0.0.1",
        show_default=True,
        help="Address to answer on; 0.0.0.0 for all of this machine's.",
    )
    return host(port(command))


@click.command()
@_where_to_serve
def serve(host: str, port: int) -> None:
    """Show Nabolag's pages until you press Ctrl-C."""
    read_environment(os.environ)
    _refuse_a_taken_port(host, port)
    _serve(host, port)


@click.command()
@click.option(
    "--example",
    type=click.Path(path_type=Path, file_okay=False),
    help="Your own folder of figures (CSV), instead of the shipped examples.",
)
@_where_to_serve
def demo(example: Path | None, host: str, port: int) -> None:
    """Make the reports of the shipped examples and show them with a start page."""
    environment = read_environment(os.environ)
    _refuse_a_taken_port(host, port)
    root = click.get_current_context().find_root().command
    make_reports(root, folders(example), environment.reports)
    _serve(host, port)


def _refuse_a_taken_port(host: str, port: int) -> None:
    """Say at once that a port is taken, before any long work is done."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as error:
            raise WrongUsage(
                found=f"Cannot answer on {host}, port {port}: {error.strerror}.",
                expected="an address of this machine and a port that nothing else uses",
                remedy="Stop what uses it, or choose another port with --port.",
            ) from error


def make_reports(root: click.Command, shown: Sequence[Path], into: Path) -> None:
    """Make what is not up to date, in every language, by the command people use."""
    reports = [report for folder in shown for report in wanted(folder, into=into)]
    needed = list(not_up_to_date(reports, program=Path(nabolag.__file__).parent))
    into.mkdir(parents=True, exist_ok=True)
    for number, report in enumerate(needed, start=1):
        click.echo(f"Making {report.out.name} ({number} of {len(needed)})", err=True)
        root.main(
            ["areas", "diagnose", *report.words, "--out", str(report.out)],
            standalone_mode=False,
        )


def _serve(host: str, port: int) -> None:
    shown = f"[{host}]" if ":" in host else host
    click.echo(f"Nabolag is on http://{shown}:{port}/ (Ctrl-C to stop)", err=True)
    Granian(
        "nabolag_web.config.asgi:application",
        address=host,
        port=port,
        interface=Interfaces.ASGI,
        websockets=False,
        log_level=LogLevels.error,
    ).serve()
