"""What the settings become, in a process of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

ASK = """
import json
from django.conf import settings
import django
from django.core.management import call_command
django.setup()
names = ["DEBUG", "ALLOWED_HOSTS", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS",
         "SECURE_PROXY_SSL_HEADER", "CSRF_COOKIE_SECURE", "SESSION_COOKIE_SECURE",
         "LANGUAGE_COOKIE_SECURE", "EMAIL_BACKEND", "ACCOUNT_DEFAULT_HTTP_PROTOCOL"]
told = {name: getattr(settings, name) for name in names}
told["engine"] = settings.DATABASES["default"]["ENGINE"]
told["store"] = settings.DATABASES["default"]["NAME"]
told["providers"] = list(settings.SOCIALACCOUNT_PROVIDERS)
told["tls"] = getattr(settings, "EMAIL_USE_TLS", None)
print(json.dumps(told))
"""
CHECK = "call_command('check', '--fail-level', 'WARNING')\n"
CHECK_DEPLOY = "call_command('check', '--deploy', '--fail-level', 'WARNING')\n"
OPEN = {"NABOLAG_HOSTS": "nabolag.example.no", "NABOLAG_SECRET_KEY": "k9-+æøå12" * 7}


def started_with(variables, check=CHECK):
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": os.pathsep.join(["src", *sys.path]),
        "DJANGO_SETTINGS_MODULE": "nabolag_web.config.settings",
        **variables,
    }
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", ASK + check],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def settings_with(variables, check=CHECK):
    run = started_with(variables, check)
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout.splitlines()[0])


def test_a_local_start_is_plain_http_and_shows_no_traceback(tmp_path):
    settings = settings_with({"NABOLAG_DATA": str(tmp_path)})
    assert settings["DEBUG"] is False
    assert settings["SECURE_SSL_REDIRECT"] is False
    assert settings["SECURE_PROXY_SSL_HEADER"] is None
    assert settings["engine"].endswith("sqlite3")
    assert settings["store"] == str(tmp_path / "nabolag.sqlite3")
    assert settings["EMAIL_BACKEND"].endswith("NoMailServer")


def test_open_pages_are_https_only_and_django_finds_nothing_to_warn_of():
    settings = settings_with(OPEN, check=CHECK_DEPLOY)
    assert settings["ALLOWED_HOSTS"] == ["nabolag.example.no"]
    assert settings["SECURE_SSL_REDIRECT"] is True
    assert settings["SECURE_HSTS_SECONDS"] >= 365 * 24 * 3600
    for cookie in ("CSRF", "SESSION", "LANGUAGE"):
        assert settings[f"{cookie}_COOKIE_SECURE"] is True
    assert settings["ACCOUNT_DEFAULT_HTTP_PROTOCOL"] == "https"


def test_all_that_may_be_chosen_is_taken_in():
    settings = settings_with(
        {
            **OPEN,
            "NABOLAG_DATABASE": "postgresql://kari@/nabolag?host=/nowhere",
            "NABOLAG_MAIL": "smtp+starttls://mail.example.no",
            "NABOLAG_OPENID_SERVER": "https://id.example.no",
            "NABOLAG_OPENID_CLIENT": "nabolag",
            "NABOLAG_OPENID_SECRET": "hush",
        },
        check="",
    )
    assert settings["engine"].endswith("postgresql")
    assert settings["store"] == "nabolag"
    assert settings["EMAIL_BACKEND"].endswith("smtp.EmailBackend")
    assert settings["tls"] is True
    assert settings["providers"] == ["openid_connect"]


@pytest.mark.parametrize("variables", [{"NABOLAG_HTTPS": "perhaps"}])
def test_nonsense_in_the_environment_stops_django_with_the_sentence(variables):
    run = started_with(variables)
    assert run.returncode != 0
    assert "NABOLAG_HTTPS is “perhaps”. Expected one of off, proxy." in run.stderr
