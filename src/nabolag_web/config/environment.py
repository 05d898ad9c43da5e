"""The settings a server owner may choose, read from the environment.

Nonsense stops the start with a sentence. Every setting is explained in
``docs/configuration.md``.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from nabolag.errors import WrongUsage

LOCAL_HOSTS = ("localhost", "127.0.0.1", "[::1]")
LANGUAGES = ("nb", "nn", "en")
HTTPS = ("off", "proxy")
SHORTEST_KEY = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """What the server owner chose, checked."""

    hosts: tuple[str, ...]
    secret_key: str
    https: str
    language: str
    reports: Path


def read_environment(variables: Mapping[str, str]) -> Environment:
    """Give the checked settings; raises WrongUsage on the first that makes no sense."""
    hosts = _hosts(variables.get("NABOLAG_HOSTS", ""))
    is_local = set(hosts) <= set(LOCAL_HOSTS)
    return Environment(
        hosts=hosts,
        secret_key=_secret_key(
            variables.get("NABOLAG_SECRET_KEY", ""), required=not is_local
        ),
        https=_one_of(
            "NABOLAG_HTTPS", variables, HTTPS, default="off" if is_local else "proxy"
        ),
        language=_one_of("NABOLAG_LANGUAGE", variables, LANGUAGES, default="nb"),
        reports=Path(variables.get("NABOLAG_REPORTS") or "var/reports").absolute(),
    )


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
