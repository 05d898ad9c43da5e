"""Nabolag started as people start it, on the store that these tests run on."""

from __future__ import annotations

import http.client
import os
import secrets
import socket
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

NABOLAG = Path(sys.executable).with_name("nabolag")
ON_SERVER = os.environ.get("NABOLAG_DATABASE", "")
"""The PostgreSQL that these tests run on; empty when it is SQLite."""


@pytest.fixture(scope="session")
def new_database():
    """Makes a database of its own on the server; gives its address."""
    made = []

    def new():
        name = f"nabolag_{secrets.token_hex(6)}"
        with psycopg.connect(ON_SERVER, autocommit=True) as server:
            server.execute(f"CREATE DATABASE {name}")
        made.append(name)
        return urlunsplit(urlsplit(ON_SERVER)._replace(path=f"/{name}"))

    yield new
    for name in made:
        with psycopg.connect(ON_SERVER, autocommit=True) as server:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@dataclass
class Installation:
    """A data folder and a store, and the processes started with them."""

    folder: Path
    store: dict
    started: list = field(default_factory=list)

    def environment(self, **more):
        kept = {k: v for k, v in os.environ.items() if not k.startswith("NABOLAG_")}
        return {**kept, **self.store, **more}

    def run(self, *words, **more):
        """Run a command to its end."""
        return subprocess.run(
            [NABOLAG, *words, "--data", self.folder],
            env=self.environment(**more),
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    def begin(self, *words):
        """Begin a command that ends by itself."""
        command = [NABOLAG, *words, "--data", self.folder]
        return subprocess.Popen(command, env=self.environment(), stderr=subprocess.PIPE)

    def start(self, command="serve", *words, port=None, **more):
        """Start a command that goes on."""
        port = port or free_port()
        log = self.folder.parent / f"{port}.log"
        with log.open("w") as told:
            process = subprocess.Popen(
                [NABOLAG, command, "--port", str(port), "--data", self.folder, *words],
                env=self.environment(**more),
                stdout=subprocess.PIPE,
                stderr=told,
                text=True,
            )
        running = Running(process, port, log)
        self.started.append(running)
        return running

    def close(self):
        for running in self.started:
            if running.process.poll() is None:
                running.process.kill()
            running.process.stdout.close()
            running.process.wait()

    def python(self, program):
        """Run a program with this installation's settings; gives what it prints."""
        self.folder.mkdir(exist_ok=True)
        setting = {"DJANGO_SETTINGS_MODULE": "nabolag_web.config.settings"}
        run = subprocess.run(
            [sys.executable, "-c", f"import django; django.setup()\n{program}"],
            env=self.environment(NABOLAG_DATA=str(self.folder), **setting),
            capture_output=True,
            text=True,
            check=False,
        )
        assert run.returncode == 0, run.stderr
        return run.stdout


@dataclass
class Running:
    """A command that goes on, and what it has said."""

    process: subprocess.Popen
    port: int
    log: Path

    def ready(self):
        """Wait for the one line on standard output."""
        line = self.process.stdout.readline()
        assert line == f"ready http://127.0.0.1:{self.port}\n", self.log.read_text()
        return self

    def get(self, path, **headers):
        asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        with closing(asked):
            asked.request("GET", path, headers=headers)
            answer = asked.getresponse()
            return answer.status, answer.read().decode()

    def children(self):
        """The processes it has started, and those that they have."""
        found, parents = [], [self.process.pid]
        while parents:
            ps = ["ps", "-o", "pid=", "--ppid", ",".join(map(str, parents))]
            listed = subprocess.run(ps, capture_output=True, text=True, check=False)
            parents = [int(pid) for pid in listed.stdout.split()]
            found += parents
        return [pid for pid in found if is_running(pid)]

    def child(self, word):
        """The one child whose command line has a word."""
        (found,) = [pid for pid in self.children() if word in command_line(pid)]
        return found

    def ends(self, within=20):
        """Wait for its end; gives the exit code and what else it printed."""
        rest, _ = self.process.communicate(timeout=within)
        return self.process.returncode, rest

    def tell(self, what):
        self.process.send_signal(what)
        return self


@pytest.fixture(scope="session")
def make_installation(tmp_path_factory, new_database):
    """Makes an installation of its own; what was started with it ends with the tests.

    ``on_server`` says where its rows are kept; otherwise on the store of these tests.
    """
    every = []

    def made(*, on_server=bool(ON_SERVER)):
        store = {"NABOLAG_DATABASE": new_database()} if on_server else {}
        folder = tmp_path_factory.mktemp("installation") / "data"
        every.append(Installation(folder=folder, store=store))
        return every[-1]

    yield made
    for installation in every:
        installation.close()


@pytest.fixture
def installation(make_installation):
    """An installation of its own; what was started with it ends with the test."""
    made = make_installation()
    yield made
    made.close()


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def command_line(pid):
    ps = ["ps", "-ww", "-o", "args=", "-p", str(pid)]
    return subprocess.run(ps, capture_output=True, text=True, check=False).stdout


def is_running(pid):
    """Whether a process lives; one that only waits to be counted does not."""
    ps = ["ps", "-o", "stat=", "-p", str(pid)]
    said = subprocess.run(ps, capture_output=True, text=True, check=False).stdout
    return bool(said.strip()) and not said.startswith("Z")


def wait_until(happens, within=15, every=0.1):
    """Wait for something to happen; gives what it was, or fails."""
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        if found := happens():
            return found
        time.sleep(every)
    pytest.fail(f"did not happen within {within} s: {happens}")
