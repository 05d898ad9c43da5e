"""What papers, minutes and pictures hold cannot be put together wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from nabolag.errors import Misbuilt
from nabolag.knowledge.evidence import Kind, Strength, backed
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
    CaseHeard,
    Decided,
    Disqualified,
    Minutes,
    Votes,
)
from nabolag.knowledge.papers.picture import AreaPicture, ReadBy, Side
from nabolag.knowledge.sharing import sharing
from nabolag.values import Dimension

AT = datetime(2026, 11, 5, tzinfo=UTC)
OPEN = Openness(kind=DocumentKind.WORKING)
MEETING = Meeting(
    programme="Dalen", forum="Prosjektgruppen", number="3/26", on=date(2026, 11, 12)
)
FINDING = FindingAsStood(number=1, sentence="Få møtes.", backed=backed([]))
CASE = CaseSheet(number="1/26", title="Lys", findings=(FINDING,), proposal="Bytt.")
LINE = AgendaLine(title="Lys", number="1/26")
HEARD = CaseHeard(number="1/26", title="Lys")
PAPER = Paper(meeting=MEETING, agenda=(LINE,), cases=(CASE,), made_at=AT, openness=OPEN)
MINUTES = Minutes(
    meeting=MEETING, present=(), cases=(HEARD,), openness=OPEN, made_at=AT
)
PICTURE = AreaPicture(
    programme="Dalen",
    area="Dalen",
    sides=(Side(dimension=Dimension.SOCIAL, findings=(FINDING,)),),
    made_at=AT,
    openness=OPEN,
)


@pytest.mark.parametrize(
    ("value", "changed"),
    [
        (MEETING, {"programme": " "}),
        (MEETING, {"forum": ""}),
        (MEETING, {"number": ""}),
        (OPEN, {"legal_ground": "  "}),
        (FigureAsStood(label="a", value="1", source="b"), {"value": ""}),
        (FigureAsStood(label="a", value="1", source="b"), {"source": ""}),
        (
            EvidenceLine(
                kind=Kind.STAFF, strength=Strength.WEAK, supports=True, title="a"
            ),
            {"title": ""},
        ),
        (FINDING, {"sentence": " "}),
        (FINDING, {"number": 0}),
        (ForumView(forum="a", sharing=sharing([])), {"forum": ""}),
        (CASE, {"number": "31"}),
        (CASE, {"number": "031/26"}),
        (CASE, {"title": ""}),
        (CASE, {"proposal": ""}),
        (CASE, {"findings": (FINDING, FINDING)}),
        (LINE, {"title": ""}),
        (LINE, {"number": "1"}),
        (PAPER, {"cases": (CASE, CASE)}),
        (PAPER, {"agenda": ()}),
        (PAPER, {"made_at": AT.replace(tzinfo=None)}),
        (Attendee(name="a"), {"name": ""}),
        (Disqualified(name="a", case="1/26"), {"name": ""}),
        (Disqualified(name="a", case="1/26"), {"case": "1"}),
        (Votes(for_=1, against=0), {"against": -1}),
        (Decided(text="a"), {"text": ""}),
        (HEARD, {"number": "1-26"}),
        (HEARD, {"title": ""}),
        (Approval(by="a", at=AT), {"by": ""}),
        (Approval(by="a", at=AT), {"at": AT.replace(tzinfo=None)}),
        (MINUTES, {"cases": (HEARD, HEARD)}),
        (MINUTES, {"disqualified": (Disqualified(name="a", case="2/26"),)}),
        (MINUTES, {"version": 0}),
        (MINUTES, {"next_meeting": date(2026, 11, 11)}),
        (MINUTES, {"made_at": AT.replace(tzinfo=None)}),
        (ReadBy(forum="a", on=date(2026, 1, 1)), {"forum": ""}),
        (PICTURE, {"programme": ""}),
        (PICTURE, {"area": ""}),
        (PICTURE, {"made_at": AT.replace(tzinfo=None)}),
        (PICTURE, {"sides": (Side(dimension=None), Side(dimension=None))}),
        (
            PICTURE,
            {
                "sides": (
                    Side(dimension=None, findings=(FINDING,)),
                    Side(dimension=Dimension.SOCIAL, findings=(FINDING,)),
                )
            },
        ),
    ],
)
def test_what_cannot_be_is_refused(value, changed):
    with pytest.raises(Misbuilt):
        replace(value, **changed)


def test_a_document_is_exempt_only_by_a_ground_that_is_named():
    exempt = Openness(kind=DocumentKind.CASE, legal_ground="offl. § 14")
    assert (OPEN.public, exempt.public) == (True, False)


def test_the_next_meeting_may_be_the_same_day_and_disqualified_follow_a_case():
    made = replace(
        MINUTES,
        next_meeting=MEETING.on,
        disqualified=(Disqualified(name="a", case="1/26"),),
    )
    assert made.disqualified[0].case == made.cases[0].number


def test_challenges_and_possibilities_are_told_apart():
    chance = replace(FINDING, number=2, possibility=True)
    side = Side(dimension=None, findings=(FINDING, chance))
    assert (side.challenges, side.possibilities) == ((FINDING,), (chance,))
