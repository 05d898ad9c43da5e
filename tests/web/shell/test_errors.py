"""When something goes wrong, a page says so calmly, in the reader's language."""

from __future__ import annotations

import logging

import pytest
from django.test import Client, RequestFactory
from django.urls import path

from nabolag.errors import BadInput, Where
from nabolag_web.config import urls as live
from nabolag_web.shell import views


def _breaks(_request):
    raise RuntimeError


def _refuses(_request):
    raise BadInput(
        where=Where(file="figures.csv", line=3),
        found="Line 3 is empty.",
        expected="a figure",
        remedy="Fill it in.",
    )


urlpatterns = [path("bug", _breaks), path("bad", _refuses), *live.urlpatterns]
handler400, handler403 = live.handler400, live.handler403
handler404, handler500 = live.handler404, live.handler500

TOLD = [
    ("nb", "Vi finner ikke siden"),
    ("nn", "Vi finn ikkje sida"),
    ("en", "We cannot find the page"),
]


@pytest.mark.parametrize(("language", "said"), TOLD)
def test_an_unknown_address_is_told_in_the_reader_s_language(
    client, db, body, language, said
):
    answer = client.get("/nowhere", headers={"accept-language": language})
    assert answer.status_code == 404
    assert said in body(answer)
    assert f'<html lang="{language}"' in body(answer)


def test_a_member_without_the_right_is_told_who_can_change_it(asked_by, body):
    answer = asked_by("reader").get("/p/omradeloft-dalen/trail/")
    assert answer.status_code == 403
    assert "Your role does not include it." in body(answer)


@pytest.mark.urls(__name__)
def test_a_fault_of_ours_is_told_and_written_down(client, db, caplog, body):
    client.raise_request_exception = False
    with caplog.at_level(logging.ERROR, logger="django.request"):
        answer = client.get("/bug", headers={"accept-language": "nb"})
    assert answer.status_code == 500
    assert "Feilen er vår, og den er notert." in body(answer)
    assert "RuntimeError" not in body(answer)
    assert "RuntimeError" in caplog.text


def test_the_page_for_faults_needs_neither_store_nor_sign_in(client):
    """No ``db`` here: asking the store would fail the test."""
    answer = views.failed(RequestFactory().get("/"))
    assert answer.status_code == 500


@pytest.mark.urls(__name__)
def test_what_the_library_refuses_is_told_with_what_to_do(client, db, body):
    answer = client.get("/bad")
    assert answer.status_code == 422
    assert "Line 3 is empty." in body(answer)
    assert "Fill it in." in body(answer)


def test_a_form_from_a_page_that_is_too_old_is_not_taken(programme, body, coordinator):
    strict = Client(enforce_csrf_checks=True, headers={"accept-language": "en"})
    strict.force_login(coordinator)
    answer = strict.post("/programmes/new", {"name": "Nytt løft"})
    assert answer.status_code == 403
    assert "We could not take that in" in body(answer)
    assert "What you wrote is still there in the browser." in body(answer)
    assert coordinator.programmes.count() == 1


def test_what_is_far_too_large_is_not_read(client_of, coordinator, settings, body):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    answer = client_of(coordinator).post("/programmes/new", {"name": "x" * 2000})
    assert answer.status_code == 400
    assert "We could not read what was sent" in body(answer)


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_name_that_is_not_ours_is_refused_calmly(client, caplog, body, method):
    with caplog.at_level(logging.CRITICAL, logger="django.security"):
        answer = getattr(client, method)(
            "/", headers={"host": "evil.example", "accept-language": "en"}
        )
    assert answer.status_code == 400
    assert "We could not read what was sent" in body(answer)
