"""Made reports, and nothing else, are handed out."""

from __future__ import annotations

import pytest


@pytest.fixture
def reports(settings, tmp_path):
    folder = tmp_path / "reports"
    folder.mkdir()
    (tmp_path / "secret.html").write_text("not for visitors")
    settings.NABOLAG_REPORTS_FOLDER = folder
    return folder


def test_a_page_is_sent_with_a_policy_that_lets_it_fetch_nothing(client, reports):
    (reports / "oslo-nb.html").write_text("<p>Bjølsen</p>", encoding="utf-8")
    answer = client.get("/reports/oslo-nb.html")
    assert answer.content.decode() == "<p>Bjølsen</p>"
    assert answer["Content-Type"] == "text/html; charset=utf-8"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert answer["Content-Language"] == "nb"
    assert "script-src" not in answer["Content-Security-Policy"]


def test_a_paper_version_is_sent_as_pdf(client, reports):
    (reports / "oslo-nb.pdf").write_bytes(b"%PDF-1.7")
    answer = client.get("/reports/oslo-nb.pdf")
    assert answer.content == b"%PDF-1.7"
    assert answer["Content-Type"] == "application/pdf"


@pytest.mark.parametrize(
    "address",
    [
        "/reports/../secret.html",
        "/reports/..%2Fsecret.html",
        "/reports/%2e%2e%2fsecret.html",
        "/reports/.html",
        "/reports/oslo-nb.csv",
        "/reports/oslo-nb/.html",
        "/reports/oslo-sv.html",
        "/reports/oslo.html",
        "/reports/missing-nb.html",
    ],
)
def test_nothing_else_is_handed_out(client, reports, address):
    for name in ("oslo-nb.csv", "oslo-sv.html", "oslo.html"):
        (reports / name).write_text("not for visitors")
    assert client.get(address).status_code == 404


def test_reports_can_only_be_read(client, reports):
    (reports / "oslo-nb.html").touch()
    assert client.post("/reports/oslo-nb.html").status_code == 405
