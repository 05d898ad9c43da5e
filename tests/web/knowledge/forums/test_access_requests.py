"""A request for access is answered: what there is, what anyone may have, and no more."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date
from hashlib import sha256

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from nabolag_web.knowledge.actions import approving, attachments, meetings
from nabolag_web.knowledge.models import Document, Minutes
from nabolag_web.knowledge.presenters import access_requests
from nabolag_web.programmes.models import ProgrammeTrace

YEAR = {"first": "2026-01-01", "last": "2026-12-31", "words": ""}


@pytest.fixture
def attach(programme, coordinator, moment):
    """Adds a document that holds its own title: ``attach("Plan", status="case")``."""

    def attached(title, **record):
        return attachments.add_document(
            programme=programme,
            file=attachments.looked_at(title.encode(), name=f"{title}.txt"),
            record=attachments.Record(title=title, **record),
            by=coordinator,
            at=moment,
        )

    return attached


@pytest.fixture
def several(held, approve, plan, add, attach, forum, done_by):
    """Approved minutes, papers, and documents of every kind under the law."""
    approve(held)
    called = plan(forum, on=date(2026, 4, 9))
    add(called, "Skolegården")
    meetings.call_meeting(meeting=called, **done_by)
    plan(forum, on=date(2026, 5, 7))  # planned: there is no document of it yet
    attach("Stedsanalyse", status="case")
    attach("Utkast til søknad", status="working")
    attach("Helseopplysninger", status="case", legal_ground="offl. § 13")
    return held


def taken(client, url, **asked):
    """What one takes out: the table's rows by title, and the files by name."""
    answer = client.post(url("answer_access"), YEAR | asked)
    assert answer.headers["Content-Type"] == "application/zip"
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    assert archive.testzip() is None
    files = {name: archive.read(name) for name in archive.namelist()}
    table = files.pop("documents.csv").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table), delimiter=";"))
    return {row["Title"]: row for row in rows}, files


def test_all_there_is_is_listed_and_only_what_anyone_may_have_is_given(
    several, client, url
):
    rows, files = taken(client, url)
    given = {title for title, row in rows.items() if row["File"]}
    assert set(rows) - given == {"Utkast til søknad", "Helseopplysninger"}
    assert given == {
        "Meeting papers of Prosjektgruppa 1/2026",
        "Meeting papers of Prosjektgruppa 2/2026",
        "Minutes of Prosjektgruppa 1/2026",
        "Stedsanalyse",
    }
    assert set(files) == {row["File"] for row in rows.values() if row["File"]}
    exempt = rows["Helseopplysninger"]
    assert exempt["Access"] == "Exempt from public access: offl. § 13"
    assert not any(b"Helseopplysninger" in content for content in files.values())


def test_the_minutes_are_the_very_file_that_was_locked(several, client, url):
    rows, files = taken(client, url)
    content = files[rows["Minutes of Prosjektgruppa 1/2026"]["File"]]
    assert sha256(content).hexdigest() == Minutes.objects.get().sha256
    papers = files[rows["Meeting papers of Prosjektgruppa 2/2026"]["File"]]
    assert "Skolegården" in papers.decode()


def test_whoever_decides_takes_out_everything(several, client, url):
    rows, files = taken(client, url, everything="on")
    assert all(row["File"] for row in rows.values())
    assert files[rows["Helseopplysninger"]["File"]] == b"Helseopplysninger"


def test_minutes_that_are_not_approved_are_a_working_document(held, client, url):
    rows, _files = taken(client, url)
    minutes = rows["Minutes of Prosjektgruppa 1/2026"]
    assert (minutes["By law"], minutes["File"]) == ("Working document", "")
    rows, files = taken(client, url, everything="on")
    content = files[rows["Minutes of Prosjektgruppa 1/2026"]["File"]]
    assert "Lyset i gangveien" in content.decode()


def test_exempt_minutes_keep_their_papers_with_them(held, client, url, done_by):
    approving.keep_from_access(meeting=held, legal_ground="offl. § 14", **done_by)
    rows, files = taken(client, url)
    assert files == {}
    assert {row["Access"] for row in rows.values()} == {
        "Exempt from public access: offl. § 14"
    }


def test_the_period_and_the_words_narrow_what_is_listed(several, client, url, text):
    page = client.get(url("access_request"), YEAR | {"words": "analyse"})
    assert "1 document" in text(page)
    assert "Prosjektgruppa" not in text(page)
    page = client.get(url("access_request"), YEAR | {"last": "2026-01-31"})
    assert "There is no document from those days." in text(page)


def test_a_title_is_never_read_as_a_formula(attach, client, url):
    attach("=1+1", status="case")
    rows, _files = taken(client, url)
    assert list(rows) == ["'=1+1"]


def test_a_file_that_is_gone_is_said_to_be(attach, client, url):
    attach("Plan", status="case")
    default_storage.delete(Document.objects.get().file.name)
    rows, files = taken(client, url)
    assert (rows["Plan"]["File"], files) == ("The file is gone", {})


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"first": "2026-03-02", "last": "2026-03-01"}, "It is before the first day."),
        ({"first": "i går", "last": "2026-03-01"}, "Enter a valid date."),
    ],
)
def test_days_that_make_no_sense_are_told_beside_the_field(
    programme, client, url, text, asked, said
):
    for ask, name in ((client.get, "access_request"), (client.post, "answer_access")):
        answer = ask(url(name), asked)
        assert answer.status_code == 422
        assert said in text(answer)


def test_files_that_are_too_large_together_are_not_begun_on(attach, client, url, text):
    attach("Plan", status="case")
    Document.objects.update(size=access_requests.MOST_BYTES + 1)
    answer = client.post(url("answer_access"), YEAR, follow=True)
    assert "Choose a shorter period." in text(answer)


def test_that_documents_were_taken_out_stands_in_the_trail(several, client, url):
    taken(client, url)
    assert ProgrammeTrace.objects.order_by("pk").last().done == "access_answered"


@pytest.mark.parametrize(
    "who",
    ["analyst", "staff", "board", "partner", "reader", "stranger", "other", "nobody"],
)
def test_only_the_coordinator_answers_requests(asked_by, url, who, attach):
    attach("Plan", status="case")
    client = asked_by(who)
    expected = {"stranger": 404, "other": 404, "nobody": 302}.get(who, 403)
    answers = (
        client.get(url("access_request")),
        client.post(url("answer_access"), YEAR),
    )
    for answer in answers:
        assert answer.status_code == expected
        if who == "nobody":
            assert answer.url.startswith(reverse("account_login"))
    assert not ProgrammeTrace.objects.filter(done="access_answered").exists()
