"""``nabolag let-in``: a way back in where no mail is sent."""

from __future__ import annotations

import pytest

MAKE_ACCOUNT = """
from django.core.management import call_command
from django.utils.timezone import now
from nabolag_web.accounts.actions import make_account
call_command("migrate", verbosity=0)
make_account(email="kari@example.no", name="Kari", password="x" * 20, language="nb", at=now())
"""
TRY = """
from django.test import Client
from django.urls import reverse
from nabolag_web.accounts.models import AccountTrace
client = Client(SERVER_NAME="localhost")
page = client.get({link!r}, follow=True)
new = "grønne trær ved elva"
client.post(page.request["PATH_INFO"], {{"password1": new, "password2": new}})
print(client.login(email="kari@example.no", password=new))
later = Client(SERVER_NAME="localhost", headers={{"accept-language": "en"}})
print("no longer works" in later.get({link!r}).text)
print(*AccountTrace.objects.values_list("done", flat=True))
"""


@pytest.fixture
def of_kari(installation):
    """An installation that Kari has an account in."""
    installation.folder.mkdir()
    (installation.folder / "secret-key").write_text("k9-" * 20)
    installation.python(MAKE_ACCOUNT)
    return installation


def test_a_printed_link_leads_to_a_new_password_once(of_kari):
    run = of_kari.run("let-in", "Kari@example.no")
    assert run.returncode == 0, run.stderr
    assert run.stdout.startswith("/account/password/reset/key/")
    told = of_kari.python(TRY.format(link=run.stdout.strip())).splitlines()
    assert told[0] == "True"
    assert told[1] == "True"
    assert "password_link_printed" in told[2]
    assert "password_changed" in told[2]


def test_behind_https_the_whole_address_is_printed(of_kari):
    chosen = {"NABOLAG_HOSTS": "nabolag.example.no"}
    run = of_kari.run("let-in", "kari@example.no", **chosen)
    assert run.stdout.startswith("https://nabolag.example.no/account/password/")


def test_an_address_without_an_account_is_told_of(of_kari):
    run = of_kari.run("let-in", "ola@example.no")
    assert (run.returncode, run.stdout) == (2, "")
    assert "No account has the address ola@example.no" in run.stderr


def test_without_an_installation_nothing_is_made(installation):
    run = installation.run("let-in", "kari@example.no")
    assert (run.returncode, run.stdout) == (2, "")
    assert "There is no installation in" in run.stderr
    assert not installation.folder.exists()
