"""What every page shares: safe headers, health, files and calm pages for errors."""

from __future__ import annotations

import logging
from importlib.metadata import version

import pytest
from django.test import RequestFactory

from nabolag_web.shell import views


def test_health_is_told_with_the_version(client):
    assert client.get("/health").json() == {
        "status": "ok",
        "version": version("nabolag"),
    }


@pytest.mark.parametrize("address", ["/", "/health", "/nowhere"])
def test_every_answer_lets_a_browser_run_nothing_foreign(client, address):
    headers = client.get(address).headers
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("file", ["shell.css", "mark.svg"])
def test_the_frame_s_own_files_are_served(client, file):
    answer = client.get(f"/static/shell/{file}")
    assert answer.status_code == 200
    assert len(answer.content) > 100
    again = client.get(
        f"/static/shell/{file}", headers={"if-none-match": answer["ETag"]}
    )
    assert (again.status_code, again.content) == (304, b"")


def test_an_unknown_address_is_answered_calmly(client):
    answer = client.get("/nowhere", headers={"accept-language": "nb"})
    assert answer.status_code == 404
    assert "Vi finner ikke siden" in answer.content.decode()


def test_a_fault_of_ours_is_answered_calmly_and_written_down(
    client, settings, monkeypatch, caplog
):
    client.raise_request_exception = False
    settings.NABOLAG_REPORTS_FOLDER = object()  # nothing can be read from it
    with caplog.at_level(logging.ERROR, logger="django.request"):
        answer = client.get("/", headers={"accept-language": "nb"})
    assert answer.status_code == 500
    assert "Feilen er vår, og den er notert." in answer.content.decode()
    assert "TypeError" in caplog.text


def test_the_page_for_faults_needs_nothing_but_the_request():
    answer = views.failed(RequestFactory().get("/"))
    assert answer.status_code == 500


def test_a_name_that_is_not_ours_is_refused(client, caplog):
    with caplog.at_level(logging.CRITICAL, logger="django.security"):
        assert client.get("/", headers={"host": "evil.example"}).status_code == 400
