"""Papers as HTML, PDF and Word: the same words, safely, and the same bytes each time."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from html.parser import HTMLParser

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import example, given, settings
from hypothesis import strategies as st

from nabolag.reports.papers.area_picture import picture_document
from nabolag.reports.papers.document import (
    Board,
    Card,
    Document,
    Facts,
    Heading,
    Listing,
    Passage,
    Sheet,
    printable,
)
from nabolag.reports.papers.html import fragment_of, html_of
from nabolag.reports.papers.meeting_minutes import minutes_document
from nabolag.reports.papers.meeting_papers import paper_document
from nabolag.reports.papers.pdf import UNSEEN, archived, as_seen, pdf_of, told
from nabolag.reports.papers.word import word_of
from nabolag.reports.wording.language import LANGUAGES, Span

AT = datetime(2026, 11, 5, 13, 40, tzinfo=UTC)
TYPED = st.text(max_size=60) | st.text(
    alphabet="#*$_`<>&\"'[]{}\\/@=-+~|:;()%\n\t\r\x00\x0b\u202e\u2067 aåم", max_size=40
)
HOSTILE = (
    "#panic() *b* $x$ _i_ `c` \\ [a] <l> @ref = h // c",
    "<script>alert(1)</script>&amp;</style>{{ 7 * 7 }}{% x %}",
    "a\x00\x01\x1b[31m\u202eb",
    "مرحبا <b>בית</b>",
    "]]></w:t><w:p/>",
)


def all_of(text):
    """A document that says one text in every place where people's words stand."""
    line = (Span(text=text), Span(text=text, strong=True))
    blocks = (
        Heading(text="Over"),
        Heading(text=f"Funn {text}", minor=True),
        Passage(text=text),
        Passage(text=text, quiet=True),
        Listing(items=(text,)),
        Listing(items=(text,), numbered=True),
        Facts(pairs=(("e", text),)),
        Board(caption="a", columns=("b", "c"), rows=((line, line),), shares=(4, 4)),
        Card(title="d", text=text, notes=(text,)),
    )
    return Document(
        language="nb",
        title=f"Sak {text}",
        kicker=text,
        author=text,
        meta=(text,),
        sheets=(Sheet(id="a", title=f"Ark {text}", blocks=blocks),),
        made_at=AT,
        notice=text,
        mark=text,
    )


class Read(HTMLParser):
    """Reads a page back: its tags, and the text of each, lines kept."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.texts = [], [""]
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, sorted(name for name, _ in attrs)))
        if tag == "br":
            self.texts[-1] += "\n"
        else:
            self.texts.append("")

    def handle_endtag(self, _tag):
        self.texts.append("")

    def handle_data(self, data):
        self.texts[-1] += data


def read_word(data):
    return docx.Document(io.BytesIO(data))


@pytest.fixture
def documents(paper, minutes, picture):
    return (
        paper_document(paper, language="nb"),
        minutes_document(minutes, language="nb"),
        picture_document(picture, language="nb"),
    )


# HTML


@settings(max_examples=60, deadline=None)
@given(TYPED.filter(printable))
@example(HOSTILE[0])
@example(HOSTILE[1])
@example(HOSTILE[2])
@example(HOSTILE[3])
def test_html_says_what_was_typed_and_nothing_typed_becomes_markup(typed):
    plain, page = Read(html_of(all_of("x"))), Read(html_of(all_of(typed)))
    assert [t for t in page.tags if t[0] != "br"] == plain.tags
    held = printable(typed)
    assert sum(text == held for text in page.texts) >= 15


def test_a_page_holds_all_it_needs_and_forbids_everything_else(documents):
    for document in documents:
        page = html_of(document)
        assert "default-src 'none'" in page
        assert re.search(r"<script|https?://", page) is None
        assert page.count("<h1") == 1


def test_a_fragment_fits_into_a_page_with_its_own_ids_and_levels(documents):
    part = fragment_of(documents[0], prefix="p-", level=3)
    assert 'id="p-case-31-26"' in part
    assert re.search(r"<h[12]\b", part) is None
    assert "<h3" in part
    assert "style=" not in part


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_its_language(paper, language):
    page = html_of(paper_document(paper, language=language))
    assert f'<html lang="{language}">' in page


# PDF


@settings(max_examples=12, deadline=None)
@given(TYPED)
@example(HOSTILE[0])
@example(HOSTILE[1])
@example(HOSTILE[2])
@example(HOSTILE[3])
@example("日本語 😀 abc\u0378 e\u0301\u0650")
def test_nothing_typed_can_keep_a_pdf_from_being_made(typed):
    document = all_of(typed)
    assert archived(document).data.startswith(b"%PDF-1.7")
    assert told(document)["sheets"][0]["blocks"][2]["text"] == printable(typed)


def test_a_sign_that_no_font_has_leaves_the_rest_of_the_text():
    seen = as_seen(told(all_of("Kaffe på\nfredag\u0378 kl. 10")))
    assert seen["kicker"] == f"Kaffe på\nfredag{UNSEEN} kl. 10"


def test_the_archives_file_keeps_both_standards_and_comes_with_its_hash(documents):
    sealed = archived(documents[1])
    assert b"<pdfuaid:part>1</pdfuaid:part>" in sealed.data
    assert b"<pdfaid:part>2</pdfaid:part>" in sealed.data
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in sealed.data
    assert sealed.sha256 == hashlib.sha256(sealed.data).hexdigest()


def test_the_file_says_title_author_language_and_time(documents):
    made = archived(documents[1]).data.decode("latin-1").encode("latin-1")
    assert "Referat: Programstyret, møte 6/26".encode() in made
    assert "Områdeløft Dalen".encode() in made
    assert b"2026-11-12T13:40:00" in made
    assert re.search(rb"/Lang\s*\(nb", made)
    assert b"/StructTreeRoot" in made


def test_a_time_is_the_same_moment_whatever_clock_it_was_read_from(documents):
    oslo = timezone(timedelta(hours=1))
    moved = replace(documents[0], made_at=documents[0].made_at.astimezone(oslo))
    assert pdf_of(moved) == pdf_of(documents[0])


def pages(made):
    return len(re.findall(rb"/Type\s*/Page\b", made))


@pytest.mark.parametrize("language", LANGUAGES)
def test_papers_fill_one_page_for_each_case_and_one_in_front(paper, language):
    made = pdf_of(paper_document(paper, language=language))
    assert pages(made) == 1 + len(paper.cases)


def test_a_fuller_case_is_set_a_little_smaller_to_stay_on_its_page(paper):
    full = replace(
        paper.cases[0],
        open_questions=tuple(f"Spørsmål nummer {n}?" for n in range(7)),
    )
    document = paper_document(replace(paper, cases=(full,)), language="nb")
    assert pages(pdf_of(document)) == 2
    one_size = replace(document, one_page_each=False)
    assert pages(pdf_of(one_size)) == 3


def test_a_case_that_is_too_long_flows_on_in_full_size(paper):
    questions = tuple(f"Spørsmål nummer {n}?" for n in range(120))
    long = replace(paper.cases[0], open_questions=questions)
    document = paper_document(replace(paper, cases=(long,)), language="nb")
    one_size = replace(document, one_page_each=False)
    assert pages(pdf_of(document)) == pages(pdf_of(one_size)) > 3


# Word


@settings(max_examples=40, deadline=None)
@given(TYPED)
@example(HOSTILE[2])
@example(HOSTILE[4])
def test_word_says_what_was_typed(typed):
    file, held = read_word(word_of(all_of(typed))), printable(typed)
    by_style = {p.style.name: p.text for p in file.paragraphs}
    assert by_style["Title"] == f"Sak {held}"
    assert by_style["Heading 1"] == f"Ark {held}"
    assert by_style["Heading 3"] == f"Funn {held}"
    assert {by_style[s] for s in ("List Number", "Decision")} == {held}
    assert {cell.text for cell in file.tables[0].rows[1].cells} == {f"{held}\n{held}"}


def test_word_has_headings_header_rows_and_a_table_for_each(documents):
    document, file = documents[0], read_word(word_of(documents[0]))
    titles = [p.text for p in file.paragraphs if p.style.name == "Heading 1"]
    assert titles == [sheet.title for sheet in document.sheets]
    boards = [b for s in document.sheets for b in s.blocks if isinstance(b, Board)]
    assert len(file.tables) == len(boards)
    for table, board in zip(file.tables, boards, strict=True):
        assert [cell.text for cell in table.rows[0].cells] == list(board.columns)
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == (
            board.caption
        )


@pytest.mark.parametrize(
    ("language", "locale"), [("nb", "nb-NO"), ("nn", "nn-NO"), ("en", "en-GB")]
)
def test_word_says_its_language_title_and_time(paper, language, locale):
    document = paper_document(paper, language=language)
    file = read_word(word_of(document))
    assert file.styles.element.find(f".//{qn('w:lang')}").get(qn("w:val")) == locale
    known = file.core_properties
    assert (known.title, known.language) == (document.title, locale)
    assert known.created.replace(tzinfo=UTC) == paper.made_at
    assert document.mark in file.sections[0].footer.paragraphs[0].text


def test_each_case_opens_a_page_in_word(documents):
    file = read_word(word_of(documents[0]))
    opens = [
        p.paragraph_format.page_break_before
        for p in file.paragraphs
        if p.style.name == "Heading 1"
    ]
    assert opens == [False, True, True, True, True]


# Bytes


def test_the_same_values_give_the_same_bytes_in_every_edition(documents):
    for document in documents:
        assert html_of(document) == html_of(document)
        assert pdf_of(document) == pdf_of(document)
        assert word_of(document) == word_of(document)
        assert archived(document) == archived(document)


def test_no_part_of_a_word_file_carries_the_time_it_was_packed(documents):
    with zipfile.ZipFile(io.BytesIO(word_of(documents[0]))) as parts:
        assert {part.date_time for part in parts.infolist()} == {
            (2026, 11, 5, 13, 40, 0)
        }
