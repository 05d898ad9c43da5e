"""A meeting in the fictional programme of Dalen, with four cases of ordinary length."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from nabolag.knowledge.evidence import Evidence, Kind, Strength, backed
from nabolag.knowledge.papers.cases import (
    AgendaLine,
    CaseSheet,
    EvidenceLine,
    FigureAsStood,
    FindingAsStood,
    ForumView,
    Paper,
)
from nabolag.knowledge.papers.meetings import DocumentKind, Meeting, Openness
from nabolag.knowledge.papers.minutes import (
    Approval,
    Attendee,
    BetweenMeetings,
    CaseHeard,
    Decided,
    Disqualified,
    Minutes,
    Votes,
)
from nabolag.knowledge.papers.picture import AreaPicture, ReadBy, Side
from nabolag.knowledge.sharing import sharing
from nabolag.values import Dimension

AT = datetime(2026, 11, 5, 13, 40, tzinfo=UTC)
OPEN = Openness(kind=DocumentKind.CASE)
MEETING = Meeting(
    programme="Områdeløft Dalen",
    forum="Programstyret",
    number="6/26",
    on=date(2026, 11, 12),
    at=time(9, 0),
    place="Dalen bibliotek, sal 2",
    made_up=True,
)
STATISTICS, PLACE, STAFF, RESIDENTS = Kind
WEAK, FAIR, STRONG = Strength


def line(kind, strength, title, note="", *, supports=True):
    return EvidenceLine(
        kind=kind, strength=strength, supports=supports, title=title, note=note
    )


def found(number, sentence, lines, *, figures=(), looked=False, possibility=False):
    pieces = [
        Evidence(
            kind=each.kind,
            strength=each.strength,
            supports=each.supports,
            origin=each.title,
        )
        for each in lines
    ]
    return FindingAsStood(
        number=number,
        sentence=sentence,
        backed=backed(pieces, looked_against=looked),
        evidence=tuple(lines),
        figures=tuple(figures),
        possibility=possibility,
    )


NEIGHBOURS = found(
    14,
    "Der folk bor kort, kjenner færre naboene sine.",
    [
        line(
            STATISTICS,
            STRONG,
            "Naboer kjent etter botid, 2025",
            "412 svar. Bodd under 2 år: 31 % kjenner flere naboer (24–38). Over 5 år:"
            " 63 % (57–69).",
        ),
        line(
            STATISTICS,
            FAIR,
            "Leietid i utleieboliger",
            "Halvparten flytter innen 19 måneder.",
        ),
        line(
            STATISTICS,
            FAIR,
            "Samme mønster i hele byen",
            "Botid betyr like mye i de andre områdene.",
            supports=False,
        ),
        line(
            PLACE,
            FAIR,
            "Gårdsrom uten felles innganger",
            "7 av 11 leiegårder har ikke plass der folk møtes.",
        ),
        line(
            STAFF,
            WEAK,
            "Helsestasjon og skole, gruppesamtale",
            "«Vi rekker å bli kjent med familiene, så er de borte.»",
        ),
        line(
            STAFF,
            WEAK,
            "Vaktmestere, intervju",
            "Noen gårder med hyppig bytte har sterkt fellesskap.",
            supports=False,
        ),
        line(
            RESIDENTS,
            STRONG,
            "«Naboene bytter for ofte til at jeg hilser»",
            "64 % av de 186 som svarte, er enige.",
        ),
    ],
    figures=[
        FigureAsStood(
            label="Bodd under to år på adressen",
            value="27 % (25–29), 16 % i byen ellers",
            source="Storvik kommune, botid",
            on=date(2025, 12, 31),
        )
    ],
)
PATHS = found(
    22,
    "Gangveien mot skolen er mørk og lite brukt etter klokka sju.",
    [
        line(PLACE, STRONG, "Kveldsvandring i oktober", "9 av 14 lykter lyste ikke."),
        line(STAFF, FAIR, "Fritidsklubben", "Ungdom går rundt langs bilveien."),
        line(RESIDENTS, FAIR, "Ti innspill fra kafédialog", "Åtte nevner lyset."),
    ],
    looked=True,
)
LIBRARY = found(
    31,
    "Biblioteket samler folk som ellers ikke møtes.",
    [
        line(STAFF, FAIR, "Biblioteket, fast puls", "Seks språk på en vanlig lørdag."),
        line(RESIDENTS, WEAK, "Samtaler ved inngangen"),
    ],
    possibility=True,
)
ALONE = found(
    35,
    "Få vet hvem de skal spørre om plass til et arrangement.",
    [line(STAFF, WEAK, "Ett møte")],
)
CASES = (
    CaseSheet(
        number="31/26",
        title="Leie til eie for familier",
        findings=(NEIGHBOURS,),
        views=(
            ForumView(
                forum="Prosjektgruppen",
                sharing=sharing([5, 5, 4, 4, 4, 4, 3, 3, 2]),
                on=date(2026, 10, 15),
                minority="To er i tvil om hvorfor.",
            ),
            ForumView(
                forum="Ledergruppen",
                sharing=sharing([5, 4, 4, 3, 2, 2, 2], members=9),
                on=date(2026, 10, 22),
                minority="Tre peker på at dette gjelder hele byen.",
            ),
            ForumView(forum="Beboerforum", sharing=sharing([4, 4], members=12)),
        ),
        open_questions=(
            "Gjelder dette Dalen særskilt?",
            "Hvem er ikke spurt? Få leietakere under 30 år.",
        ),
        other_readings=("Det kan være at de som leier, er yngre.",),
        proposal="Prøv «Leie til eie for familier» i to gårder i 2027, og mål nabokontakt"
        " før og etter. Avgjør videre bruk i mars 2028.",
    ),
    CaseSheet(
        number="32/26",
        title="Lys på gangveien",
        findings=(PATHS,),
        views=(
            ForumView(forum="Prosjektgruppen", sharing=sharing([5, 5, 4, 4, 5, 4])),
        ),
        proposal="Be Bymiljøetaten bytte lyktene før 1. desember.",
    ),
    CaseSheet(
        number="33/26",
        title="Lørdagsåpent bibliotek",
        findings=(LIBRARY, ALONE),
        open_questions=("Hvem kommer ikke?",),
        proposal="Hold biblioteket åpent til klokka 18 på lørdager i et halvt år.",
    ),
    CaseSheet(
        number="34/26",
        title="Møteplan for 2027",
        findings=(),
        proposal="Møt annenhver måned, første gang 14. januar.",
    ),
)


@pytest.fixture
def paper():
    return Paper(
        meeting=MEETING,
        agenda=(
            AgendaLine(title="Godkjenning av referat fra 10. september"),
            *(AgendaLine(title=case.title, number=case.number) for case in CASES),
            AgendaLine(title="Eventuelt"),
        ),
        cases=CASES,
        made_at=AT,
        openness=OPEN,
    )


@pytest.fixture
def minutes():
    return Minutes(
        meeting=MEETING,
        present=(
            Attendee(name="Berit Aas", role="leder"),
            Attendee(name="Omar Nordli", role="bydelen"),
            Attendee(name="Lise Moe"),
        ),
        apologies=(Attendee(name="Jon Vik", role="Bymiljøetaten"),),
        disqualified=(
            Disqualified(
                name="Omar Nordli", case="31/26", reason="Han eier en av gårdene."
            ),
        ),
        consent=(
            "Referat fra 10. september er godkjent.",
            "Regnskapet er tatt til orientering.",
        ),
        cases=(
            CaseHeard(
                number="31/26",
                title="Leie til eie for familier",
                recorded=(
                    "Forskjellen består når vi tar hensyn til alder.",
                    "Styret ville vite hvem som ikke er spurt.",
                ),
                decisions=(
                    Decided(
                        text=CASES[0].proposal,
                        votes=Votes(for_=5, against=1),
                        minority="Vi bør vente på tall for hele byen. Gjelder dette overalt,"
                        " er det boligpolitikken som må svare.",
                        owner="Lise Moe",
                        due=date(2027, 1, 31),
                    ),
                ),
            ),
            CaseHeard(
                number="32/26",
                title="Lys på gangveien",
                recorded=("Alle kjente igjen stedet.",),
                decisions=(
                    Decided(text="Be etaten bytte lyktene.", owner="Berit Aas"),
                ),
            ),
            CaseHeard(number="33/26", title="Lørdagsåpent bibliotek"),
        ),
        between_meetings=(
            BetweenMeetings(
                on=date(2026, 10, 1),
                decision=Decided(
                    text="Nabodagen flyttes til 17. oktober.", due=date(2026, 10, 17)
                ),
            ),
        ),
        next_meeting=date(2026, 12, 10),
        approval=Approval(by="Berit Aas", at=AT.replace(day=13)),
        made_at=AT.replace(day=12),
        openness=OPEN,
        version=2,
    )


@pytest.fixture
def picture():
    return AreaPicture(
        programme="Områdeløft Dalen",
        area="Dalen",
        sides=(
            Side(
                dimension=Dimension.PHYSICAL,
                findings=(PATHS,),
                figures=(
                    FigureAsStood(
                        label="Trangbodde",
                        value="21 % (19–23)",
                        source="Storvik kommune",
                    ),
                ),
            ),
            Side(
                dimension=Dimension.SOCIAL,
                findings=(NEIGHBOURS, LIBRARY),
                open_questions=("Gjelder dette Dalen særskilt?",),
            ),
            Side(dimension=Dimension.REPUTATIONAL),
            Side(dimension=None, findings=(ALONE,)),
        ),
        not_asked=("Leietakere under 30 år.", "De som har flyttet ut."),
        sources=("Storvik kommune: botid, 2025.", "Naboundersøkelsen 2025."),
        read_by=(ReadBy(forum="beboerforumet", on=date(2026, 11, 3)),),
        made_at=AT,
        openness=Openness(kind=DocumentKind.WORKING),
        made_up=True,
    )
