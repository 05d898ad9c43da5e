"""Forums, those who sit there and their meetings, as the tests of them need them."""

from __future__ import annotations

import re
from datetime import date, time
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from nabolag_web.knowledge.actions import (
    agenda,
    approving,
    forums,
    marking,
    meetings,
    seats,
)
from nabolag_web.knowledge.actions.agenda import Proposal
from nabolag_web.knowledge.actions.findings import Said, write_finding
from nabolag_web.knowledge.actions.forums import Described
from nabolag_web.knowledge.actions.meetings import When
from nabolag_web.knowledge.actions.seats import Sitter
from nabolag_web.knowledge.models import (
    CaseKind,
    Duty,
    Evidence,
    Finding,
    ForumType,
    Question,
    Status,
)
from nabolag_web.knowledge.queries.sharing import key_of

SLUG = "omradeloft-dalen"
DAY = date(2026, 3, 12)


@pytest.fixture
def done_by(coordinator, moment):
    """Who does something, and when, as every action asks."""
    return {"by": coordinator, "at": moment}


@pytest.fixture
def found(programme, done_by):
    """Founds a forum: ``found("Prosjektgruppa")``."""

    def founded(name="Prosjektgruppa", kind=ForumType.ADMINISTRATIVE, **options):
        described = Described(name=name, type=kind, **options)
        return forums.found_forum(programme=programme, described=described, **done_by)

    return founded


@pytest.fixture
def forum(found):
    return found()


@pytest.fixture
def sit(done_by):
    """Gives someone a seat: ``sit(forum, "Rektor Ås")`` or ``sit(forum, user)``."""

    def seated(forum, who, duty=Duty.MEMBER, **options):
        named = {"name": who} if isinstance(who, str) else {"user": who}
        sitter = Sitter(duty=duty, **named, **options)
        return seats.seat(forum=forum, sitter=sitter, **done_by)

    return seated


@pytest.fixture
def plan(done_by):
    """Plans a meeting: ``plan(forum, on=date(2026, 3, 12))``."""

    def planned(forum, on=DAY, begins=time(12), place="Biblioteket"):
        when = When(on=on, begins=begins, place=place)
        return meetings.plan_meeting(forum=forum, when=when, **done_by)

    return planned


@pytest.fixture
def add(done_by):
    """Adds a case to a meeting: ``add(meeting, "Lyset i gangveien")``."""

    def added(meeting, title="Status", **options):
        proposal = Proposal(title=title, **options)
        return agenda.add_case(meeting=meeting, proposal=proposal, **done_by)

    return added


@pytest.fixture
def meeting(forum, plan):
    return plan(forum)


@pytest.fixture
def held(meeting, add, done_by):
    """A meeting that has begun, with one case that is open and one for consent."""
    add(meeting, "Lyset i gangveien", proposed="Vi ber om lys.")
    add(meeting, "Regnskap", kind=CaseKind.CONSENT, proposed="Regnskapet godkjennes.")
    meetings.begin_meeting(meeting=meeting, **done_by)
    return meeting


@pytest.fixture
def case(held):
    return held.cases.get(title="Lyset i gangveien")


@pytest.fixture
def finding(programme, coordinator, moment):
    """Writes a finding as it is stored: ``finding("Gangveien er mørk.")``."""

    def written(sentence="Gangveien er mørk.", status=Status.QUESTIONED):
        return Finding.objects.create(
            programme=programme,
            number=programme.findings.count() + 1,
            sentence=sentence,
            status=status,
            made_by=coordinator,
            made_at=moment,
            changed_at=moment,
        )

    return written


@pytest.fixture
def ask(coordinator, moment):
    """Asks about a finding: ``ask(finding, "Når på døgnet?")``."""

    def asked(finding, text, answer=""):
        return Question.objects.create(
            finding=finding,
            text=text,
            asked_by=coordinator,
            asked_at=moment,
            answer=answer,
            answered_at=moment if answer else None,
        )

    return asked


@pytest.fixture
def back(coordinator, moment):
    """Gives evidence: ``back(finding, "residents", "To turer")``."""

    def backed(finding, kind, title, *, strength=2, supports=True, **options):
        return Evidence.objects.create(
            finding=finding,
            kind=kind,
            title=title,
            strength=strength,
            supports=supports,
            added_by=coordinator,
            added_at=moment,
            **options,
        )

    return backed


@pytest.fixture
def url():
    """Gives an address: ``url("case", 3, 7)``."""

    def found(name, *rest):
        return reverse(f"knowledge:{name}", args=[SLUG, *rest])

    return found


@pytest.fixture
def text():
    """Gives what a page says, as one line of text without markup."""

    def said(answer):
        body = re.sub(r"(?s)^.*?<main", "<main", answer.content.decode())
        plain = re.sub(r"(?s)<(svg|script).*?</\1>|<[^>]+>", " ", body)
        return " ".join(unescape(plain).split())

    return said


@pytest.fixture
def client(client_of, coordinator):
    """The coordinator's own browser."""
    return client_of(coordinator)


@pytest.fixture
def trail(programme):
    """What the programme's trail says was done, the oldest first."""
    return lambda: list(programme.trail.order_by("pk").values_list("done", flat=True))


@pytest.fixture
def approve(done_by):
    """Approves a meeting's minutes: ``approve(meeting)``."""

    def approved(meeting, language="nb"):
        return approving.approve(meeting=meeting, language=language, **done_by)

    return approved


# Marks

NAMES = ("Anne", "Bjørn", "Cecilie", "Dag", "Eva", "Fredrik", "Grete", "Hans")


@pytest.fixture
def known(programme, coordinator, moment):
    said = Said(sentence="Få hilser på naboene")
    return write_finding(programme=programme, said=said, by=coordinator, at=moment)


@pytest.fixture
def up(known, forum, sit, plan, add, done_by):
    """A case about a finding in a meeting that has begun, with eight who sit there."""
    for name in NAMES:
        sit(forum, name)
    meeting = plan(forum)
    made = add(meeting, "Hilsing", kind=CaseKind.FINDING, finding=known)
    meetings.begin_meeting(meeting=meeting, **done_by)
    made.refresh_from_db()
    return made


@pytest.fixture
def opened(up, done_by):
    marking.open_marks(case=up, **done_by)
    up.refresh_from_db()
    return up


def seats_of(case):
    return list(case.forum.seats.order_by("pk"))


def give(case, marks, at, missing=""):
    for seat, value in zip(seats_of(case), marks, strict=False):
        marking.mark(case=case, seat=seat, value=value, missing=missing, at=at)


def link_to(meeting):
    return reverse("knowledge:phone", args=[meeting.pk, key_of(meeting)])


def page_of(answer):
    return " ".join(answer.content.decode().split())


@pytest.fixture
def phone(up):
    """A phone without any account that has taken a seat: ``phone(0)``."""

    def opened(number):
        client = Client(headers={"accept-language": "en"})
        seat = seats_of(up)[number]
        assert client.post(link_to(up.meeting), {"seat": seat.pk}).status_code == 302
        return client

    return opened
