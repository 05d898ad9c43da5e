"""Measures, and the decision they begin with, as tests of measures need them."""

from __future__ import annotations

import pytest
from django.urls import reverse

from nabolag_web.knowledge.actions import agenda, deciding, forums, meetings
from nabolag_web.knowledge.actions.findings import Said, write_finding
from nabolag_web.knowledge.models import CaseKind, ForumType
from nabolag_web.measures.actions import Origin, Told, begin_measure


@pytest.fixture
def done_by(coordinator, moment):
    return {"by": coordinator, "at": moment}


@pytest.fixture
def finding(programme, done_by):
    said = Said(sentence="Undergangen er mørk")
    return write_finding(programme=programme, said=said, **done_by)


@pytest.fixture
def decision(programme, finding, done_by, moment):
    """What a forum decided on the finding."""
    described = forums.Described(name="Styret", type=ForumType.ADMINISTRATIVE)
    forum = forums.found_forum(programme=programme, described=described, **done_by)
    when = meetings.When(on=moment.date())
    meeting = meetings.plan_meeting(forum=forum, when=when, **done_by)
    proposal = agenda.Proposal(title="Lys", kind=CaseKind.FINDING, finding=finding)
    case = agenda.add_case(meeting=meeting, proposal=proposal, **done_by)
    meetings.begin_meeting(meeting=meeting, **done_by)
    decided = deciding.Decided(text="Vi ber om lys.")
    return deciding.decide(case=case, decided=decided, **done_by)


@pytest.fixture
def begin(programme, decision, done_by):
    """Begins a measure: ``begin("Nytt lys")``, or on an order with ``ordered="…"``."""

    def begun(title="Nytt lys", *, ordered="", **told):
        origin = Origin(ordered=ordered) if ordered else Origin(decision=decision)
        return begin_measure(
            programme=programme,
            told=Told(title=title, **told),
            origin=origin,
            **done_by,
        )

    return begun


@pytest.fixture
def url():
    def address(name, *rest):
        return reverse(f"measures:{name}", args=["omradeloft-dalen", *rest])

    return address


@pytest.fixture
def client(client_of, coordinator, programme):
    return client_of(coordinator)
