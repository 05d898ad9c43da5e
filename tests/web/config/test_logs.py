"""What is written while pages are answered: enough to find a fault, and no more."""

from __future__ import annotations

import json
import logging
import sys

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import resolve
from pythonjsonlogger.json import JsonFormatter

from nabolag_web.config import logs

ADDRESSES = [
    ("/invitation/a-secret", "/invitation/…"),
    ("/start/a:very:secret", "/start/…"),
    ("/account/password/reset/key/3f-a-secret/", "/account/password/reset/key/…-…/"),
    ("/p/dalen/areas/indicators/low_income/", "/p/dalen/areas/indicators/low_income/"),
    ("/p/dalen/", "/p/dalen/"),
]


@pytest.fixture
def written():
    """The lines that are written, as whoever reads them has them."""
    lines = []
    settings = logs.page_logging()["formatters"]["json"]
    options = {key: value for key, value in settings.items() if key != "()"}

    class Kept(logging.Handler):
        def emit(self, record):
            lines.append(json.loads(self.format(record)))

    handler = Kept()
    handler.setFormatter(JsonFormatter(**options))
    handler.addFilter(logs.AboutRequest())
    root = logging.getLogger()
    root.addHandler(handler)
    yield lines
    root.removeHandler(handler)


def asked(address, answer=None):
    request = RequestFactory().get(address)
    request.resolver_match = resolve(request.path)
    answer = HttpResponse() if answer is None else answer
    return logs.tell_of_requests(lambda _: answer)(request)


@pytest.mark.parametrize(("address", "told"), ADDRESSES)
def test_an_address_is_told_without_what_would_let_a_reader_in(written, address, told):
    asked(address)
    assert written[0]["path"] == told


def test_a_line_tells_what_was_asked_and_how_it_went(written):
    answer = asked("/p/dalen/?q=Kari+Nordmann")
    (line,) = written
    assert line["level"] == "INFO"
    assert line["name"] == "nabolag_web.requests"
    assert (line["method"], line["path"], line["status"]) == ("GET", "/p/dalen/", 200)
    assert line["milliseconds"] >= 0
    assert line["user"] is None
    assert line["request_id"] == answer["X-Request-Id"]
    assert "Nordmann" not in json.dumps(line)


def test_someone_signed_in_is_a_number_and_no_name(written, client_of, coordinator):
    client_of(coordinator).get("/programmes/")
    line = written[-1]
    assert line["user"] == coordinator.pk
    assert coordinator.name not in json.dumps(line)


def test_whether_someone_is_signed_in_is_not_asked_for_the_log_alone(
    written, client_of, coordinator, django_assert_num_queries
):
    client = client_of(coordinator)
    with django_assert_num_queries(0):
        client.get("/static/shell/mark.svg")


@pytest.mark.parametrize("address", ["/health", "/static/shell/mark.svg"])
def test_what_is_asked_all_the_time_is_told_only_when_it_fails(
    written, address, client, db
):
    client.get(address)
    assert written == []


def test_a_refusal_is_told_whatever_was_asked(written, client, db):
    client.get("/static/shell/nothing.svg")
    assert written[0]["status"] == 404


def test_a_fault_is_told_whole_and_without_secrets(written):
    request = RequestFactory().get("/start/a-secret?q=hemmelig")
    request.resolver_match = resolve(request.path)

    def faulty(_):
        try:
            1 / 0  # noqa: B018
        except ZeroDivisionError:
            logging.getLogger("django.request").exception(
                "%s: %s",
                "Internal Server Error",
                request.path,
                extra={"status_code": 500, "request": request},
            )
            return HttpResponse(status=500)

    logs.tell_of_requests(faulty)(request)
    fault, line = written
    assert fault["message"] == "Internal Server Error: /start/…"
    assert "ZeroDivisionError: division by zero" in fault["error"]
    assert "Traceback" in fault["error"]
    assert fault["request_id"] == line["request_id"]
    assert "secret" not in json.dumps(fault)
    assert "hemmelig" not in json.dumps(fault)


def test_a_line_that_belongs_to_no_request_has_no_id(written):
    logging.getLogger("nabolag_web").warning("tidied")
    assert "request_id" not in written[0]


def test_a_fault_that_ends_a_process_is_a_line_too(written, monkeypatch):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    logs.tell_of_faults()
    error = ValueError("unexpected")
    sys.excepthook(ValueError, error, None)
    assert written[0]["level"] == "CRITICAL"
    assert "ValueError: unexpected" in written[0]["error"]


def test_the_web_server_writes_to_standard_error_too():
    handler = logs.server_logging()["handlers"]["console"]
    assert handler["class"] == "logging.StreamHandler"
    assert "stream" not in handler  # standard error is the usual one
