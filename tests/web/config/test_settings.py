"""What the settings become, in a process of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys

ASK = """
import json
from django.conf import settings
import django
from django.core.management import call_command
django.setup()
names = ["DEBUG", "ALLOWED_HOSTS", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS",
         "SECURE_PROXY_SSL_HEADER", "CSRF_COOKIE_SECURE", "LANGUAGE_COOKIE_SECURE"]
print(json.dumps({name: getattr(settings, name) for name in names}))
call_command("check", "--fail-level", "WARNING")
"""


def started_with(variables):
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": os.pathsep.join(["src", *sys.path]),
        "DJANGO_SETTINGS_MODULE": "nabolag_web.config.settings",
        **variables,
    }
    return subprocess.run(
        [sys.executable, "-c", ASK],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_local_start_is_plain_http_and_shows_no_traceback():
    run = started_with({})
    assert run.returncode == 0, run.stderr
    settings = json.loads(run.stdout.splitlines()[0])
    assert settings["DEBUG"] is False
    assert settings["SECURE_SSL_REDIRECT"] is False
    assert settings["SECURE_PROXY_SSL_HEADER"] is None


def test_open_pages_are_https_only():
    run = started_with(
        {"NABOLAG_HOSTS": "nabolag.example.no", "NABOLAG_SECRET_KEY": "k9-" * 20}
    )
    assert run.returncode == 0, run.stderr
    settings = json.loads(run.stdout.splitlines()[0])
    assert settings["ALLOWED_HOSTS"] == ["nabolag.example.no"]
    assert settings["SECURE_SSL_REDIRECT"] is True
    assert settings["SECURE_HSTS_SECONDS"] >= 365 * 24 * 3600
    assert settings["CSRF_COOKIE_SECURE"] is True
    assert settings["LANGUAGE_COOKIE_SECURE"] is True


def test_nonsense_in_the_environment_stops_django_with_the_sentence():
    run = started_with({"NABOLAG_HTTPS": "perhaps"})
    assert run.returncode != 0
    assert "NABOLAG_HTTPS is “perhaps”. Expected one of off, proxy." in run.stderr
