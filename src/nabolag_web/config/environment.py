"""The settings a server owner may choose, read from the environment.

Nonsense stops the start with a sentence. Every setting is explained in
``docs/configuration.md``.
"""

from __future__ import annotations

import secrets
import shlex
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from nabolag.errors import WrongUsage

LOCAL_HOSTS = ("localhost", "127.0.0.1", "[::1]")
LANGUAGES = ("nb", "nn", "en")
HTTPS = ("off", "proxy")
SHORTEST_KEY = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Database:
    """Where everything is kept: a file of our own, or a PostgreSQL server."""

    is_postgresql: bool
    name: str
    user: str = ""
    password: str = ""
    host: str = ""
    port: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """The server that sends our mail."""

    host: str
    port: int
    user: str
    password: str
    security: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenId:
    """The municipality's own sign-in, which people may use instead of a password."""

    name: str
    server: str
    client: str
    secret: str

    def provider(self) -> dict[str, Any]:
        """Give it as the setting that allauth reads."""
        app = {
            "provider_id": "openid",
            "name": self.name,
            "client_id": self.client,
            "secret": self.secret,
            "settings": {"server_url": self.server},
        }
        return {"APPS": [app], "OAUTH_PKCE_ENABLED": True}


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """What the server owner chose, checked."""

    hosts: tuple[str, ...]
    secret_key: str
    https: str
    language: str
    data: Path
    demo: bool
    database: Database
    mail: Mail | None
    mail_from: str
    openid: OpenId | None
    scanner: tuple[str, ...]

    @property
    def site(self) -> str | None:
        """What people put in front of an address, where a server with HTTPS stands."""
        return f"https://{self.hosts[0]}" if self.https == "proxy" else None


def read_environment(variables: Mapping[str, str]) -> Environment:
    """Give the checked settings; raises WrongUsage on the first that makes no sense."""
    hosts = _hosts(variables.get("NABOLAG_HOSTS", ""))
    is_local = set(hosts) <= set(LOCAL_HOSTS)
    data = Path(variables.get("NABOLAG_DATA") or "var").absolute()
    return Environment(
        hosts=hosts,
        secret_key=_secret_key(
            variables.get("NABOLAG_SECRET_KEY") or _kept_key(data),
            required=not is_local,
        ),
        https=_one_of(
            "NABOLAG_HTTPS", variables, HTTPS, default="off" if is_local else "proxy"
        ),
        language=_one_of("NABOLAG_LANGUAGE", variables, LANGUAGES, default="nb"),
        data=data,
        demo=variables.get("NABOLAG_DEMO") == "yes" and is_local,
        database=_database(variables.get("NABOLAG_DATABASE", ""), data),
        mail=_mail(variables.get("NABOLAG_MAIL", "")),
        mail_from=variables.get("NABOLAG_MAIL_FROM") or f"nabolag@{hosts[0]}",
        openid=_openid(variables),
        scanner=_scanner(variables.get("NABOLAG_SCANNER", "")),
    )


def key_file(data: Path) -> Path:
    """Tell where an installation keeps the key it made for itself."""
    return data / "secret-key"


def _kept_key(data: Path) -> str:
    kept = key_file(data)
    return kept.read_text("ascii").strip() if kept.is_file() else ""


def _hosts(value: str) -> tuple[str, ...]:
    hosts = tuple(host.strip() for host in value.split(",") if host.strip())
    for host in hosts:
        if "*" in host or "/" in host or " " in host:
            raise WrongUsage(
                found=f"NABOLAG_HOSTS holds “{host}”.",
                expected="host names such as “nabolag.example.no”, with commas between",
                remedy="Write each name that people use, without https:// and without *.",
            )
    return hosts or LOCAL_HOSTS


def _secret_key(value: str, *, required: bool) -> str:
    if not value and not required:
        # Nothing outlives a local start, so a key of its own each time is the safest.
        return secrets.token_urlsafe(SHORTEST_KEY)
    if len(value) < SHORTEST_KEY:
        raise WrongUsage(
            found=f"NABOLAG_SECRET_KEY has {len(value)} characters.",
            expected=f"at least {SHORTEST_KEY}, since others can reach these pages",
            remedy="Make one with: "
            'python -c "import secrets; print(secrets.token_urlsafe(50))"',
        )
    return value


def _one_of(
    name: str, variables: Mapping[str, str], allowed: tuple[str, ...], *, default: str
) -> str:
    value = variables.get(name) or default
    if value not in allowed:
        raise WrongUsage(
            found=f"{name} is “{value}”.",
            expected="one of " + ", ".join(allowed),
            remedy="Correct it, or leave it out.",
        )
    return value


def _database(address: str, data: Path) -> Database:
    if not address:
        return Database(is_postgresql=False, name=str(data / "nabolag.sqlite3"))
    parts = _address(
        "NABOLAG_DATABASE",
        address,
        schemes=("postgresql", "postgres"),
        example="postgresql://user:password@localhost:5432/nabolag",
    )
    name = parts.path.removeprefix("/")
    if not name:
        raise WrongUsage(
            found="NABOLAG_DATABASE names no database.",
            expected="an address that ends with the database's name",
            remedy="Write it as postgresql://user:password@localhost:5432/nabolag",
        )
    # A folder with a socket cannot stand where a host stands, so it comes as ?host=.
    asked = dict(parse_qsl(parts.query))
    return Database(
        is_postgresql=True,
        name=unquote(name),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        host=parts.hostname or asked.get("host", ""),
        port=str(parts.port or asked.get("port", "")),
    )


_PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}


def _mail(address: str) -> Mail | None:
    if not address:
        return None
    parts = _address(
        "NABOLAG_MAIL",
        address,
        schemes=tuple(_PORTS),
        example="smtp+starttls://user:password@mail.example.no:587",
    )
    return Mail(
        host=parts.hostname or "localhost",
        port=parts.port or _PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        security=parts.scheme,
    )


def _address(
    name: str, address: str, *, schemes: tuple[str, ...], example: str
) -> SplitResult:
    parts = urlsplit(address)
    try:
        parts.port  # noqa: B018 - reading it is what checks it
    except ValueError as error:
        raise WrongUsage(
            found=f"{name} has a port that is no number.",
            expected=f"an address such as {example}",
            remedy="Correct the port, or leave it out.",
        ) from error
    if parts.scheme not in schemes:
        raise WrongUsage(
            found=f"{name} starts with “{parts.scheme or address[:12]}”.",
            expected=f"an address such as {example}",
            remedy=f"Begin it with one of {', '.join(f'{s}://' for s in schemes)}",
        )
    return parts


_OPENID = ("NABOLAG_OPENID_SERVER", "NABOLAG_OPENID_CLIENT", "NABOLAG_OPENID_SECRET")


def _openid(variables: Mapping[str, str]) -> OpenId | None:
    given = [name for name in _OPENID if variables.get(name)]
    if not given:
        return None
    for name in _OPENID:
        if name not in given:
            raise WrongUsage(
                found=f"{given[0]} is set, but {name} is not.",
                expected="all of " + ", ".join(_OPENID),
                remedy="Set those that are missing, or none of them.",
            )
    return OpenId(
        name=variables.get("NABOLAG_OPENID_NAME") or "OpenID",
        server=variables["NABOLAG_OPENID_SERVER"],
        client=variables["NABOLAG_OPENID_CLIENT"],
        secret=variables["NABOLAG_OPENID_SECRET"],
    )


def _scanner(command: str) -> tuple[str, ...]:
    """Give the words of the command that files are checked with, or none."""
    try:
        words = tuple(shlex.split(command))
    except ValueError as error:
        raise WrongUsage(
            found="NABOLAG_SCANNER has a quotation mark too few.",
            expected="a command, such as “clamdscan --no-summary -”",
            remedy="Close it, or leave it out.",
        ) from error
    if words and shutil.which(words[0]) is None:
        raise WrongUsage(
            found=f"NABOLAG_SCANNER names “{words[0]}”, which is not on this machine.",
            expected="a command that can be run",
            remedy="Install it, or correct the name.",
        )
    return words
