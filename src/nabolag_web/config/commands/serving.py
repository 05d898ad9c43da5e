"""``nabolag serve`` and ``nabolag demo``: the pages, in the foreground.

Granian is imported here at the top, so that without the web extra this module cannot be
loaded, and the command line says what to install. Django is set up only when a command
runs, since its settings are read from what the command was given.
"""

from __future__ import annotations

import multiprocessing
import os
import socket
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import MPServer

from nabolag.errors import WrongUsage
from nabolag_web.config.commands import preparing, processes
from nabolag_web.config.environment import read_environment
from nabolag_web.config.logs import server_logging
from nabolag_web.config.supervision import SUPERVISOR

Command = Callable[..., Any]

_EVERY_ADDRESS = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - named, not bound
_DEMO = "NABOLAG_DEMO"
_EXAMPLES = (Path("examples"), Path(__file__).parents[4] / "examples")
"""Where one stands, or beside the code."""

_LONGEST_ANSWER = 10
"""Seconds an answer that is being made gets when everything is told to stop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """Where pages are answered."""

    host: str
    port: int

    @property
    def reached(self) -> str:
        """The address that this machine itself reaches it by."""
        return _EVERY_ADDRESS.get(self.host, self.host)

    @property
    def site(self) -> str:
        """What one opens in a browser here."""
        host = f"[{self.reached}]" if ":" in self.reached else self.reached
        return f"http://{host}:{self.port}"


def _where_to_serve(command: Command) -> Command:
    options = (
        click.option(
            "--port",
            default=8000,
            show_default=True,
            type=click.IntRange(1, 65535),
            help="Port to answer on.",
        ),
        click.option(
            "--host",
            default="127.0.0.1",
            show_default=True,
            help="Address to answer on; 0.0.0.0 for all of this machine's.",
        ),
        preparing.data_option,
    )
    for option in options:
        command = option(command)
    return command


@click.command()
@_where_to_serve
def serve(host: str, port: int, data: Path | None) -> None:
    """Show Nabolag's pages until you press Ctrl-C."""
    os.environ.pop(_DEMO, None)
    door = Door(host=host, port=port)
    with _ready(door, preparing.choose_folder(data)) as held:
        _tell_of_the_first_account(door)
        _answer(door, held=held)


@click.command()
@_where_to_serve
def demo(host: str, port: int, data: Path | None) -> None:
    """Show the pages with a fictional programme and Oslo's published figures."""
    os.environ[_DEMO] = "yes"
    door = Door(host=host, port=port)
    own = None if "NABOLAG_DATA" in os.environ else Path("var/demo")
    with _ready(door, preparing.choose_folder(data or own)) as held:
        _load_examples()
        _answer(door, held=held)


@contextmanager
def _ready(door: Door, folder: Path) -> Iterator[int]:
    """Make everything ready; gives what holds the data folder."""
    _refuse_a_taken_port(door)
    preparing.make_folder(folder)
    with preparing.alone_in(folder) as held, processes.stopping_calmly():
        preparing.set_up()
        preparing.open_store(folder)
        preparing.bring_up_to_date()
        yield held


def _refuse_a_taken_port(door: Door) -> None:
    """Say at once that a port is taken, before any long work is done."""
    family = socket.AF_INET6 if ":" in door.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        # As the server does: connections that are just ending keep no one away.
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((door.host, door.port))
        except OSError as error:
            raise WrongUsage(
                found=f"Cannot answer on {door.host}, port {door.port}:"
                f" {error.strerror}.",
                expected="an address of this machine and a port that nothing else uses",
                remedy="Stop what uses it, or choose another port with --port.",
            ) from error


def _tell_of_the_first_account(door: Door) -> None:
    from django.urls import reverse

    from nabolag_web.accounts.queries import first_token, is_first_start

    if is_first_start():
        site = read_environment(os.environ).site or door.site
        link = site + reverse("accounts:first", args=[first_token()])
        click.echo(f"No one has an account yet. Make the first: {link}", err=True)


def _load_examples() -> None:
    from django.db import transaction
    from django.utils.timezone import now

    from nabolag_web.accounts.queries import is_first_start
    from nabolag_web.config import demo

    if demo.is_loaded():
        return
    if not is_first_start():
        raise WrongUsage(
            found="There are accounts in this installation already.",
            expected="a folder of the demo's own, since anyone may be anyone in it",
            remedy="Name an empty folder with --data, and unset NABOLAG_DATABASE.",
        )
    click.echo("Loading the examples (some seconds, the first time only).", err=True)
    with transaction.atomic():  # all or nothing, so that a start broken off harms none
        demo.load(at=now(), examples=examples_in())


def examples_in(folders: Iterable[Path] = _EXAMPLES) -> Path:
    """Give the first folder that has the examples in it."""
    for folder in folders:
        if (folder / "dalen" / "division.toml").is_file():
            return folder
    raise WrongUsage(
        found="The examples are not here.",
        expected="the folder “examples” of Nabolag's own repository",
        remedy="Fetch the repository, and start the demo in it with: ./dev demo",
    )


def _answer(door: Door, *, held: int) -> None:
    """Answer until told to stop; whatever was started here ends with this process."""
    _refuse_a_taken_port(door)  # once more: it may have been taken in the meantime
    os.environ[SUPERVISOR] = str(os.getpid())
    _let_go_of_the_store()
    to = processes.keep_standard_output()
    server = _server(door)
    worker = processes.start_job_worker(held=held)
    watch = processes.Watch(worker, is_told=lambda: server.interrupt_signal)
    watch.begin()
    processes.say_when_ready(door.reached, door.port, site=door.site, to=to)
    code: object = None
    try:
        server.serve()
    except SystemExit as ended:
        code = ended.code
    finally:
        watch.let_be()
        processes.stop(worker)
    if watch.saw_it_end:
        raise processes.EndedByItself(does="does the jobs")
    if code and not server.interrupt_signal:
        raise processes.EndedByItself(does="answers pages")


def _let_go_of_the_store() -> None:
    from django.db import connections

    connections.close_all()


def _server(door: Door) -> MPServer:
    # A process that is a copy of this one would have its locks but not its threads.
    multiprocessing.set_start_method("spawn", force=True)
    return MPServer(
        "nabolag_web.config.asgi:application",
        address=door.host,
        port=door.port,
        interface=Interfaces.ASGI,
        websockets=False,
        workers_kill_timeout=_LONGEST_ANSWER,
        log_level=LogLevels.error,
        log_dictconfig=server_logging(),
    )
