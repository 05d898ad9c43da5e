"""``nabolag let-in``: a way back in for someone whom no mail can reach."""

from __future__ import annotations

import os
from pathlib import Path

import click
import django  # noqa: F401 - without the web extra the command line says what to install

from nabolag.errors import WrongUsage
from nabolag_web.config.commands import preparing
from nabolag_web.config.environment import read_environment


@click.command("let-in")
@click.argument("email")
@preparing.data_option
def let_in(email: str, data: Path | None) -> None:
    """Print a link by which the one with this address chooses a new password.

    For whoever runs the installation: also when they are locked out themselves.
    """
    folder = preparing.choose_folder(data)
    preparing.refuse_where_nothing_is(folder)
    preparing.set_up()
    preparing.open_store()
    link, site = _link(email), read_environment(os.environ).site
    if site is None:
        click.echo("Put it after the address that the pages have:", err=True)
    click.echo(f"{site or ''}{link}")


def _link(email: str) -> str:
    from django.urls import reverse
    from django.utils.timezone import now

    from nabolag_web.accounts.actions import offer_new_password
    from nabolag_web.accounts.queries import account_with

    person = account_with(email)
    if person is None:
        raise WrongUsage(
            found=f"No account has the address {email}, or it is closed.",
            expected="the address that someone signs in with",
            remedy="See that it is spelled as when the person was invited.",
        )
    number, _, mark = offer_new_password(user=person, by=None, at=now()).partition("-")
    return reverse("account_reset_password_from_key", args=[number, mark])
