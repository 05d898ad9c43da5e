"""What papers, minutes and pictures say, before they become any edition."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nabolag.errors import WrongUsage
from nabolag.knowledge.papers.meetings import DocumentKind, Openness
from nabolag.reports.papers.area_picture import picture_document
from nabolag.reports.papers.document import (
    Board,
    Card,
    Facts,
    Heading,
    Listing,
    Passage,
    printable,
)
from nabolag.reports.papers.meeting_minutes import minutes_document
from nabolag.reports.papers.meeting_papers import paper_document
from nabolag.reports.papers.phrases import openness
from nabolag.reports.wording.language import LANGUAGES, Span, words


def blocks(sheet, kind):
    return [block for block in sheet.blocks if isinstance(block, kind)]


def sheet(document, id_):
    return next(each for each in document.sheets if each.id == id_)


def rows(board):
    return [
        ["\n".join(line.text for line in cell) for cell in row] for row in board.rows
    ]


# Meeting papers


def test_the_front_sheet_lists_the_agenda_and_the_cases_in_short(paper):
    document = paper_document(paper, language="nb")
    front = document.sheets[0]
    assert (document.title, document.kicker) == (
        "Møtepapir: Programstyret, møte 6/26",
        "Områdeløft Dalen",
    )
    assert document.meta == (
        "12.11.2026 kl. 09.00",
        "Dalen bibliotek, sal 2",
        "Saksdokument, offentlig",
        "Laget 05.11.2026 kl. 13.40",
    )
    assert blocks(front, Listing)[0].items[:2] == (
        "Godkjenning av referat fra 10. september",
        "Sak 31/26: Leie til eie for familier",
    )
    assert rows(blocks(front, Board)[0])[2] == [
        "33/26\nLørdagsåpent bibliotek",
        "Funn 31: delvis underbygd\nFunn 35: tynt underbygd",
        "Hold biblioteket åpent til klokka 18 på lørdager i et halvt år.",
    ]


def test_each_case_has_a_sheet_that_opens_a_page(paper):
    document = paper_document(paper, language="nb")
    assert [(s.id, s.new_page) for s in document.sheets] == [
        ("agenda", False),
        ("case-31-26", True),
        ("case-32-26", True),
        ("case-33-26", True),
        ("case-34-26", True),
    ]


def test_a_case_tells_evidence_by_kind_for_and_against_and_the_figures(paper):
    case = sheet(paper_document(paper, language="nb"), "case-31-26")
    evidence, figures, _ = blocks(case, Board)
    told = rows(evidence)
    assert [row[0] for row in told] == [
        "Statistikk",
        "Stedsanalyser",
        "Ansatte",
        "Beboere",
    ]
    assert told[0][2] == (
        "Samme mønster i hele byen (middels)\nBotid betyr like mye i de andre områdene."
    )
    assert told[1][2] == "Ikke noe notert"
    assert rows(figures) == [
        [
            "Bodd under to år på adressen",
            "27 % (25–29), 16 % i byen ellers",
            "Storvik kommune, botid, 31.12.2025",
        ]
    ]


def test_a_kind_nobody_asked_is_told_where_it_is_missing(paper):
    case = sheet(paper_document(paper, language="nb"), "case-33-26")
    told = rows(blocks(case, Board)[1])
    assert told[0] == ["Statistikk", "Ingen tall er sett på.", ""]
    assert told[3] == ["Beboere", "Ingen beboere er spurt.", ""]


def test_evidence_only_against_leaves_what_speaks_for_it_open(paper):
    only = paper.cases[0].findings[0]
    against = replace(only, evidence=tuple(e for e in only.evidence if not e.supports))
    case = replace(paper.cases[0], findings=(against,))
    document = paper_document(replace(paper, cases=(case,)), language="nb")
    assert rows(blocks(document.sheets[1], Board)[0])[0][1] == "Ikke noe notert"


def test_weak_spots_stand_under_the_finding_and_are_told_once(paper):
    case = sheet(paper_document(paper, language="nb"), "case-33-26")
    thin = blocks(case, Passage)[1].text
    assert thin == (
        "Tynt underbygd. Lite taler for det ennå. Nok til å spørre mer, ikke til å velge"
        " tiltak. Bare ett slags kilde taler for det. Alt belegg for det er svakt."
        " Ingen har lett etter det som taler imot."
    )


def test_what_forums_share_is_told_with_the_minoritys_view(paper):
    case = sheet(paper_document(paper, language="nb"), "case-31-26")
    assert rows(blocks(case, Board)[2]) == [
        [
            "Prosjektgruppen\n15.10.2026",
            "6 av 9 deler det.\nDet er felles forståelse.",
            "To er i tvil om hvorfor.",
        ],
        [
            "Ledergruppen\n22.10.2026",
            "3 av de 7 som har markert, deler det; av alle 9 minst 3 og høyst 5.\n"
            "Det er ikke felles: halvparten eller flere har markert under 4.",
            "Tre peker på at dette gjelder hele byen.",
        ],
        ["Beboerforum", "Færre enn 5 svar. Vises ikke.", "Ikke noe notert"],
    ]


def test_open_questions_and_other_readings_stand_before_the_proposal(paper):
    case = sheet(paper_document(paper, language="nb"), "case-31-26")
    assert [h.text for h in blocks(case, Heading)] == [
        "Hva vi vet",
        "Funn 14: Der folk bor kort, kjenner færre naboene sine.",
        "Hva vi er uenige om",
        "Åpne spørsmål",
        "Andre måter å lese det på",
    ]
    assert isinstance(case.blocks[-1], Card)
    assert case.blocks[-1].text == paper.cases[0].proposal


def test_a_case_without_findings_says_so_and_makes_no_table(paper):
    document = paper_document(paper, language="nb")
    case = sheet(document, "case-34-26")
    assert blocks(case, Board) == []
    assert [p.text for p in blocks(case, Passage)] == [
        "Denne saken bygger ikke på noe funn.",
        "Ingen åpne spørsmål og ingen andre måter å lese det på er notert.",
    ]
    assert rows(blocks(document.sheets[0], Board)[0])[3][1] == "Ingen funn"


def test_a_finding_no_forum_has_marked_says_so(paper):
    case = sheet(paper_document(paper, language="nb"), "case-33-26")
    told = [p.text for p in blocks(case, Passage)]
    assert "Ingen forum har markert hvor langt de deler dette." in told


def test_a_meeting_without_cases_time_or_place_is_short(paper):
    bare = replace(paper.meeting, at=None, place="", made_up=False)
    document = paper_document(
        replace(paper, meeting=bare, cases=(), agenda=()), language="en"
    )
    assert document.meta[0] == "12 November 2026"
    assert (document.notice, document.mark) == ("", "")
    assert blocks(document.sheets[0], Board) == []


# Minutes


def test_minutes_tell_who_was_there_and_who_took_no_part(minutes):
    document = minutes_document(minutes, language="nb")
    assert blocks(sheet(document, "present"), Facts)[0].pairs == (
        ("Til stede", "Berit Aas (leder), Omar Nordli (bydelen) og Lise Moe"),
        ("Forfall", "Jon Vik (Bymiljøetaten)"),
        ("Inhabil", "Omar Nordli i sak 31/26"),
    )
    first = blocks(sheet(document, "case-31-26"), Passage)[0]
    assert first.text == (
        "Omar Nordli var inhabil og deltok ikke i saken. Han eier en av gårdene."
    )


def test_a_decision_is_told_with_votes_minority_owner_and_due_date(minutes):
    card = blocks(sheet(minutes_document(minutes, language="nb"), "case-31-26"), Card)[
        0
    ]
    assert card.notes == (
        "5 for, 1 mot",
        "Mindretallet mener: Vi bør vente på tall for hele byen. Gjelder dette overalt,"
        " er det boligpolitikken som må svare.",
        "Følger opp: Lise Moe",
        "Frist: 31.01.2027",
    )


def test_who_does_what_gathers_all_decisions(minutes):
    board = blocks(sheet(minutes_document(minutes, language="nb"), "tasks"), Board)[0]
    assert [row[1:] for row in rows(board)] == [
        ["Lise Moe", "31.01.2027"],
        ["Berit Aas", "Ikke satt"],
        ["Ikke satt", "17.10.2026"],
    ]


def test_minutes_say_their_version_and_who_approved_it_or_that_they_are_a_draft(
    minutes,
):
    approved = minutes_document(minutes, language="nb").meta[2]
    draft = minutes_document(replace(minutes, approval=None), language="nb").meta[2]
    assert approved == "Versjon 2, godkjent av Berit Aas 13.11.2026 kl. 13.40"
    assert draft == "Utkast, versjon 2"


def test_a_case_without_a_decision_says_so(minutes):
    case = sheet(minutes_document(minutes, language="nb"), "case-33-26")
    assert [p.text for p in blocks(case, Passage)] == [
        "Det ble ikke gjort vedtak i denne saken."
    ]


def test_minutes_of_a_meeting_where_little_happened_have_few_sheets(minutes):
    bare = replace(
        minutes,
        present=(),
        apologies=(),
        disqualified=(),
        consent=(),
        cases=(),
        between_meetings=(),
        next_meeting=None,
    )
    document = minutes_document(bare, language="nb")
    assert [s.id for s in document.sheets] == ["present", "next"]
    assert {text for _, text in document.sheets[0].blocks[0].pairs} == {"Ingen"}
    assert document.sheets[1].blocks[0].text == "Ikke satt"


def test_next_meeting_consent_and_decisions_by_mail_are_told(minutes):
    document = minutes_document(minutes, language="nb")
    assert sheet(document, "next").blocks[0].text == "10.12.2026"
    assert sheet(document, "consent").blocks[0].items == minutes.consent
    assert sheet(document, "between").blocks[0].title == "Vedtatt på e-post 01.10.2026"


# The area's picture


def test_a_picture_tells_challenges_and_possibilities_by_dimension(picture):
    document = picture_document(picture, language="nb")
    assert [s.title for s in document.sheets] == [
        "Fysisk",
        "Sosialt og levekår",
        "Omdømme",
        "På tvers av dimensjonene",
        "Hva vi ikke har spurt om",
        "Kilder",
    ]
    social = [h.text for h in blocks(sheet(document, "social"), Heading)]
    assert social == [
        "Utfordringer",
        "Funn 14: Der folk bor kort, kjenner færre naboene sine.",
        "Muligheter",
        "Funn 31: Biblioteket samler folk som ellers ikke møtes.",
        "Åpne spørsmål",
    ]
    assert document.meta[1] == "Lest av beboerforumet 03.11.2026"


def test_a_picture_says_what_findings_rest_on_and_whom_nobody_asked(picture):
    physical = sheet(picture_document(picture, language="nb"), "physical")
    assert blocks(physical, Passage)[1].text == (
        "Bygger på: stedsanalyser, ansatte og beboere. Ingen tall er sett på."
    )


def test_a_finding_that_rests_on_nothing_only_names_what_is_missing(picture):
    side = picture.sides[3]
    bare = replace(side.findings[0], backed=replace(side.findings[0].backed, kinds=()))
    document = picture_document(
        replace(picture, sides=(replace(side, findings=(bare,)),)), language="nb"
    )
    assert blocks(document.sheets[0], Passage)[1].text.startswith("Ingen tall")


def test_a_dimension_where_nothing_is_shared_says_so(picture):
    reputation = sheet(picture_document(picture, language="nb"), "reputational")
    assert [p.text for p in blocks(reputation, Passage)] == [
        "Ingen utfordring er felles forståelse ennå.",
        "Ingen mulighet er felles forståelse ennå.",
    ]


def test_a_picture_without_gaps_or_sources_is_shorter(picture):
    bare = replace(picture, not_asked=(), sources=(), made_up=False)
    document = picture_document(bare, language="nb")
    assert document.sheets[-1].blocks[0].text == "Ikke noe er notert."
    assert (document.notice, document.mark) == ("", "")


# All of them


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", DocumentKind)
def test_openness_is_told_with_its_legal_ground(language, kind):
    said = words(language)
    public = openness(Openness(kind=kind), said)
    exempt = openness(Openness(kind=kind, legal_ground="offl. § 14"), said)
    assert public != exempt
    assert exempt.endswith("offl. § 14")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_made_up_is_marked_so_in_every_document(
    language, paper, minutes, picture
):
    for document in (
        paper_document(paper, language=language),
        minutes_document(minutes, language=language),
        picture_document(picture, language=language),
    ):
        assert document.notice
        assert document.notice.startswith(document.mark)


def test_an_unknown_language_is_refused(paper):
    with pytest.raises(WrongUsage):
        paper_document(paper, language="sv")


@pytest.mark.parametrize(
    ("typed", "held"),
    [
        ("plain – text", "plain – text"),
        ("a\r\nb\rc\u2028d\x0be", "a\nb\nc\nd\ne"),
        ("a\x00b\x07c\x9f\x7f", "abc"),
        ("\ufeffa\u202eb\u2066", "ab"),
        ("a\ud800b\ue000c\ufdd0\U0001ffff", "abc"),
        ("\tb", "\tb"),
        ("مرحبا 😀 日本", "مرحبا 😀 日本"),
    ],
)
def test_only_signs_that_no_document_can_hold_are_left_out(typed, held):
    assert printable(typed) == held
    assert Heading(text=typed).text == held


def test_signs_are_left_out_wherever_they_stand_in_a_table():
    cell = (Span(text="a\x00", strong=True),)
    board = Board(caption="c\x00", columns=("d\x00",), rows=((cell,),), shares=(1,))
    assert (board.caption, board.columns) == ("c", ("d",))
    assert board.rows == (((Span(text="a", strong=True),),),)
