"""What a file is, is found in its content; a name that says otherwise is refused."""

from __future__ import annotations

import io
import struct
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nabolag_web.shell.contents import (
    KINDS,
    MOST_PARTS,
    OtherThanItsName,
    UnknownKind,
    kind_of,
)

ODT = b"application/vnd.oasis.opendocument.text"


def packed(*parts, **options):
    """A packed file with parts of given names, or names with contents."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for part in parts:
            name, content = part if isinstance(part, tuple) else (part, b"<x/>")
            stored = name == "mimetype" and not options.get("squeezed")
            how = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            file.writestr(name, content, how)
    return made.getvalue()


PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 20
DOCX = packed("[Content_Types].xml", "word/document.xml")
XLSX = packed("[Content_Types].xml", "xl/workbook.xml")
ODF = packed(("mimetype", ODT), "content.xml")
HTML = b"<!doctype html><script>alert(1)</script>"
SVG = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"


@pytest.mark.parametrize(
    ("content", "name", "ending"),
    [
        (PDF, "plan.pdf", "pdf"),
        (PDF, "PLAN.PDF", "pdf"),
        (PNG, "kart.png", "png"),
        (JPEG, "kart.jpg", "jpg"),
        (JPEG, "kart.JPEG", "jpg"),
        (DOCX, "notat.docx", "docx"),
        (XLSX, "tabell.xlsx", "xlsx"),
        (ODF, "notat.odt", "odt"),
        ("Gangveien er mørk".encode(), "notat.txt", "txt"),
        ("\ufeffæ;ø".encode(), "tabell.csv", "csv"),
        ("mørk".encode("cp1252"), "gammelt.txt", "txt"),
        (b"a < b, and so on", "notat.txt", "txt"),
    ],
)
def test_a_file_that_is_what_it_says_is_known(content, name, ending):
    assert kind_of(content, name=name) == KINDS[ending]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "tom.pdf"),
        (HTML, "plan.pdf"),
        (HTML, "notat.txt"),
        (b"\xef\xbb\xbf \n" + HTML, "notat.txt"),
        (HTML, "side.html"),
        (SVG, "kart.svg"),
        (SVG, "kart.png"),
        (b"<?xml version='1.0'?>" + SVG, "kart.txt"),
        (b"MZ\x90\0program", "notat.txt"),
        (b"\x7fELF\0", "plan.pdf"),
        (b"GIF89a\0\0", "bilde.png"),
        (b"mellom\x81rom", "notat.txt"),
        (b"   \n ", "notat.txt"),
        (HTML + DOCX, "notat.docx"),
        (PDF + b"\0" * 2000 + HTML, "plan.pdf"),
        (b"PK\x03\x04 not really", "notat.docx"),
        (packed("noe.txt"), "notat.docx"),
        (packed("word/document.xml"), "notat.docx"),
        (packed("[Content_Types].xml", "ppt/presentation.xml"), "vis.docx"),
        (
            packed("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
            "m.docx",
        ),
        (packed(("mimetype", b"application/epub+zip"), "content.xml"), "bok.odt"),
        (packed("content.xml", ("mimetype", ODT)), "bok.odt"),
        (packed(("mimetype", ODT), "content.xml", squeezed=True), "bok.odt"),
        (packed(("mimetype", ODT)), "bok.odt"),
    ],
)
def test_what_could_be_run_or_is_of_no_known_kind_is_refused(content, name):
    with pytest.raises(UnknownKind):
        kind_of(content, name=name)


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (b"just text", "plan.pdf", "txt"),
        (PDF, "notat.docx", "pdf"),
        (DOCX, "notat.pdf", "docx"),
        (PNG, "kart.jpg", "png"),
        (PDF, "plan.pdf.exe", "pdf"),
        (PDF, "plan", "pdf"),
        (b"text", "side.html", "txt"),
    ],
)
def test_a_name_that_says_otherwise_is_refused(content, name, kind):
    with pytest.raises(OtherThanItsName) as refused:
        kind_of(content, name=name)
    assert refused.value.kind == KINDS[kind]


def test_a_document_that_claims_to_hold_far_too_much_is_refused_unopened():
    bomb = bytearray(packed("[Content_Types].xml", "word/document.xml"))
    at = bomb.rindex(b"PK\x01\x02")  # the list of parts, where sizes are claimed
    bomb[at + 24 : at + 28] = struct.pack("<I", 2**32 - 2)
    with pytest.raises(UnknownKind):
        kind_of(bytes(bomb), name="bombe.docx")


def test_a_document_of_endlessly_many_parts_is_refused():
    names = [f"word/{number}.xml" for number in range(MOST_PARTS)]
    many = packed("[Content_Types].xml", "word/document.xml", *names)
    with pytest.raises(UnknownKind):
        kind_of(many, name="mange.docx")


@given(st.binary(max_size=200), st.sampled_from([b"", PDF, DOCX, ODF, JPEG]))
def test_anything_at_all_is_known_by_its_name_or_refused(tail, head):
    known = None
    with suppress(UnknownKind, OtherThanItsName):
        known = kind_of(head + tail, name="x.docx").ending
    assert known in (None, "docx")
    assert known is None or head in (b"", DOCX)
