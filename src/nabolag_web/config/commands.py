"""The commands that show pages: ``nabolag serve`` and ``nabolag demo``.

Granian is imported here at the top, so that without the web extra this module cannot be
loaded, and the command line says what to install.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from nabolag.errors import WrongUsage
from nabolag_web.config.environment import LANGUAGES, read_environment

Command = Callable[..., Any]
EXAMPLE = Path("examples/oslo")


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
    default=EXAMPLE,
    show_default=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder with the example's figures in Nabolag's long format (CSV).",
)
@_where_to_serve
def demo(example: Path, host: str, port: int) -> None:
    """Make the report of the shipped example and show it with a start page."""
    environment = read_environment(os.environ)
    _refuse_a_taken_port(host, port)
    nabolag = click.get_current_context().find_root().command
    make_reports(nabolag, example, environment.reports)
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


def make_reports(nabolag: click.Command, example: Path, folder: Path) -> None:
    """Make the report in every language by the same command that people use."""
    figures = [str(path) for path in sorted(example.glob("*.csv"))]
    if not figures:
        raise WrongUsage(
            found=f"There are no figures in {example}.",
            expected="a folder with CSV files in Nabolag's long format",
            remedy="Run it from the project's folder, or name another with --example.",
        )
    folder.mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        for kind in ("html", "pdf"):
            out = folder / f"{example.name}-{language}.{kind}"
            wanted = ["--lang", language, "--out", str(out)]
            nabolag.main(
                ["areas", "diagnose", *figures, *wanted], standalone_mode=False
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
