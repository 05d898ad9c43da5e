"""Documents: taken in by what they hold, sent out so that no browser runs them."""

from __future__ import annotations

import hashlib
import io
import sys
import zipfile
from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from nabolag_web.knowledge.actions.attachments import AlreadyHere, pages_in
from nabolag_web.knowledge.models import Document

from .conftest import PDF

SAID = {"title": "Stedsanalyse 2024", "status": "working"}
TOLD = "Kari sin telefon"


def office(*names):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name in names:
            packed.writestr(name, "<x/>")
    return made.getvalue()


DOCX = office("[Content_Types].xml", "word/document.xml")


@pytest.fixture
def send(asked_by, url, sent):
    """Sends a document: ``send(content, "plan.pdf")``, as staff."""
    client = asked_by("staff")

    def given(content=PDF, name="plan.pdf", **said):
        fields = {**SAID, **said, "file": sent(content, name)}
        return client.post(url("add_document"), fields)

    return given


def test_a_document_is_added_with_what_is_known_of_it(send, url):
    answer = send()
    document = Document.objects.get()
    assert answer.url == url("document", document.pk)
    assert (document.kind, document.size, document.pages) == ("pdf", len(PDF), 12)
    assert document.sha256 == hashlib.sha256(PDF).hexdigest()
    assert (document.status, document.is_exempt) == ("working", False)


def test_the_form_asks_for_three_things(asked_by, url):
    form = asked_by("staff").get(url("add_document")).context["form"]
    required = [name for name, field in form.fields.items() if field.required]
    assert required == ["title", "status", "file"]


def test_it_lies_outside_what_is_served_under_a_name_that_tells_nothing(
    send, settings, client, tmp_path
):
    send(name="../../Per Hansen.pdf")
    name = Document.objects.get().file.name
    assert name.startswith("documents/")
    assert "Hansen" not in name
    assert (settings.MEDIA_ROOT / name).read_bytes() == PDF
    assert client.get(f"/{name}").status_code == 404
    assert client.get(f"/files/{name}").status_code == 404
    assert client.get(f"/static/{name}").status_code == 404


@pytest.mark.parametrize(
    ("content", "name", "kept", "content_type"),
    [
        (PDF, "plan.pdf", "plan.pdf", "application/pdf"),
        (b"hei", "notat.txt", "notat.txt", "text/plain; charset=utf-8"),
        (b"a;b", "tabell.csv", "tabell.csv", "text/csv; charset=utf-8"),
    ],
)
def test_the_file_is_sent_out_to_be_saved_and_never_run(
    send, asked_by, url, content, name, kept, content_type
):
    send(content, name)
    file = asked_by("reader").get(url("document_file", Document.objects.get().pk))
    assert file.content == content
    assert file["Content-Type"] == content_type
    assert file["Content-Disposition"] == f'attachment; filename="{kept}"'
    assert file["X-Content-Type-Options"] == "nosniff"
    assert file["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert file["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Stedsanalyse Ås – våren.pdf", "utf-8''Stedsanalyse%20%C3%85s%20%E2%80%93"),
        ('a"b\r\nSet-Cookie: x.pdf', "a"),
        ("x" * 300 + ".pdf", "x" * 150 + ".pdf"),
    ],
)
def test_strange_names_are_sent_out_whole_and_harmless(
    attach, asked_by, url, name, told
):
    document = attach(name=name)
    disposition = asked_by("reader").get(url("document_file", document.pk))[
        "Content-Disposition"
    ]
    assert disposition.startswith("attachment; filename")
    assert told in disposition
    assert "\n" not in disposition


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"<!doctype html><script>alert(1)</script>", "plan.pdf", "not taken in"),
        (b"<html>" + PDF, "plan.pdf", "not taken in"),
        (PDF + b"\0" * 2000 + b"<script>", "plan.pdf", "not taken in"),
        (b"<svg onload='alert(1)'/>", "kart.svg", "not taken in"),
        (b"<svg onload='alert(1)'/>", "kart.png", "not taken in"),
        (b"MZ\x90\x00" + b"\0" * 50, "plan.pdf", "not taken in"),
        (DOCX, "plan.pdf", "it holds docx"),
        (PDF, "plan.docx", "it holds pdf"),
        (PDF, "plan.pdf.exe", "it holds pdf"),
        (
            office("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
            "makro.docx",
            "Files with macros are not",
        ),
        (b"\x89PNG\r\n\x1a\n" + b"not a picture", "kart.png", "not taken in"),
        (b"", "tom.pdf", "The file is empty."),
    ],
)
def test_what_is_harmful_or_not_what_it_says_is_given_back(send, content, name, told):
    answer = send(content, name)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert told in page
    assert SAID["title"] in page
    assert not Document.objects.exists()
    assert not default_storage.exists("documents")


def test_what_is_too_large_is_given_back(send, settings):
    settings.LARGEST_DOCUMENT = 10
    assert "Leave out pictures or pages" in send().content.decode()


def test_a_document_without_a_file_is_given_back(asked_by, url):
    answer = asked_by("staff").post(url("add_document"), SAID)
    assert answer.status_code == 422
    assert SAID["title"] in answer.content.decode()


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_picture_is_drawn_anew_without_place_and_camera(send, kind):
    exif = Image.Exif()
    exif[0x010F] = TOLD
    made = BytesIO()
    Image.new("RGB", (50, 40)).save(made, kind, exif=exif)
    content = made.getvalue() + b"<script>"
    send(content, f"kart.{kind.lower()}")
    document = Document.objects.get()
    with document.file.open("rb") as file:
        kept = file.read()
    assert (document.kind, document.file_name) == ("jpg", "kart.jpg")
    assert document.sha256 == hashlib.sha256(kept).hexdigest()
    assert TOLD.encode() in content
    assert TOLD.encode() not in kept
    assert b"<script>" not in kept


def test_the_same_file_is_not_added_twice(send, attach):
    first = attach("Den første")
    answer = send(title="Den andre")
    assert answer.status_code == 422
    assert "The same file is here already, as “Den første”." in answer.content.decode()
    with pytest.raises(AlreadyHere) as same:
        attach()
    assert same.value.document == first


def test_the_same_file_that_was_taken_out_can_be_put_back(asked_by, send, attach, url):
    first = attach("Den første")
    client = asked_by("coordinator")
    client.post(url("take_out_document", first.pk))
    assert "and was taken out. Put it back" in send().content.decode()
    assert "Den første" in client.get(url("documents_taken_out")).content.decode()
    client.post(url("put_back_document", first.pk))
    assert "Den første" in client.get(url("documents")).content.decode()


def scanner(code):
    return (sys.executable, "-c", f"import sys; sys.stdin.buffer.read(); {code}")


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (scanner("sys.exit(1)"), "The virus scanner said no to this file"),
        (("no-such-scanner-here",), "The virus scanner does not answer"),
    ],
)
def test_what_the_virus_scanner_does_not_let_in_is_not_taken_in(
    send, settings, command, told
):
    settings.SCANNER = command
    answer = send()
    assert (answer.status_code, told in answer.content.decode()) == (422, True)
    assert not Document.objects.exists()


def test_what_the_virus_scanner_lets_in_is_taken_in(send, settings):
    settings.SCANNER = scanner("sys.exit(0)")
    assert send().status_code == 302


def test_a_document_is_exempt_on_a_ground_and_said_otherwise_later(asked_by, send, url):
    send(legal_ground=" offl.  § 13 ", status="case")
    document = Document.objects.get()
    assert (document.is_exempt, document.legal_ground) == (True, "offl. § 13")
    client = asked_by("staff")
    assert (
        "offl. § 13" in client.get(url("change_document", document.pk)).content.decode()
    )
    client.post(url("change_document", document.pk), SAID)
    document.refresh_from_db()
    assert (document.is_exempt, document.status) == (False, "working")
    page = client.get(url("document", document.pk)).content.decode()
    assert "Working document" in page
    assert "Not marked as exempt" in page


def test_a_document_whose_file_is_gone_is_told_as_no_such_page(attach, asked_by, url):
    document = attach()
    default_storage.delete(document.file.name)
    assert asked_by("reader").get(url("document_file", document.pk)).status_code == 404


def test_what_a_finding_rests_on_stays(attach, rest_on, asked_by, url):
    document = attach()
    rest_on(7, document=document, kind="staff")
    client = asked_by("coordinator")
    answer = client.post(url("take_out_document", document.pk), follow=True)
    page = answer.content.decode()
    assert "a finding rests on it" in page
    assert "Funn nummer 7" in page
    assert Document.objects.get().removed_at is None


@pytest.mark.parametrize(
    ("pdf", "pages"),
    [
        (b"<< /Type/Pages/Count 3/Kids[1 0 R] >>", 3),
        (b"<< /Count 9 /Type /Pages >> << /Type /Pages /Count 4 /Parent 1 0 R >>", 9),
        (b"<< /Type /Pages /Count 3 >> changed << /Type /Pages /Count 5 >>", 5),
        (b"<< /Type /Page /Parent 1 0 R >>", None),
        (b"<< /Type /Pages >>", None),
        (b"all of it is packed", None),
    ],
)
def test_pages_are_counted_where_a_pdf_tells_them(pdf, pages):
    assert pages_in(pdf) == pages
