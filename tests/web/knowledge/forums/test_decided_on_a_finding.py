"""What was decided on a finding stands on its page, for those who may read it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from nabolag_web.knowledge.actions import deciding, meetings
from nabolag_web.knowledge.actions.deciding import Decided
from nabolag_web.knowledge.actions.findings import Said, change_finding, write_finding
from nabolag_web.knowledge.models import CaseKind, ForumType

DECIDED = Decided(
    text="Vi prøver det i to gårder.",
    votes_for=5,
    votes_against=1,
    minority="Vent på tall for hele byen.",
)


@pytest.fixture
def known(programme, coordinator, moment):
    said = Said(sentence="Få hilser")
    return write_finding(programme=programme, said=said, by=coordinator, at=moment)


@pytest.fixture
def decide(known, found, plan, add, done_by):
    """Lets a forum decide on the finding: ``decide("Styret")``."""

    def decided(name="Styret", *, is_open=False):
        kind = ForumType.ELECTED if is_open else ForumType.ADMINISTRATIVE
        meeting = plan(found(name, kind=kind))
        case = add(meeting, "Hilsing", kind=CaseKind.FINDING, finding=known)
        meetings.begin_meeting(meeting=meeting, **done_by)
        deciding.decide(case=case, decided=DECIDED, **done_by)
        return meeting

    return decided


@pytest.fixture
def page(url, text):
    return lambda client: text(client.get(url("finding", 1)))


def test_the_decision_stands_there_with_votes_minority_and_minutes(
    client, page, decide, url
):
    meeting = decide()
    shown = page(client)
    assert "Decided in Styret 12 March 2026" in shown
    assert "Vi prøver det i to gårder." in shown
    assert "5 voted for it and 1 against." in shown
    assert "The minority thinks Vent på tall for hele byen." in shown
    assert "changed since" not in shown
    assert url("minutes", meeting.pk) in client.get(url("finding", 1)).content.decode()


def test_what_the_finding_said_then_can_be_read_when_it_says_otherwise_now(
    client, page, decide, known, coordinator, moment
):
    decide()
    change_finding(
        finding=known,
        version=1,
        said=Said(sentence="Mange hilser"),
        reason="Nye tall",
        by=coordinator,
        at=moment.replace(month=6),
    )
    assert "The finding has changed since. See how it stood" in page(client)
    address = reverse("knowledge:history", args=["omradeloft-dalen", 1])
    then = client.get(f"{address}?on=2026-03-12").content.decode()
    assert "Få hilser" in then[then.index('id="then"') :]


def test_those_who_sit_in_the_forum_read_it_and_others_do_not(
    decide, page, sit, member, client_of
):
    meeting = decide()
    reader, board = member("reader"), member("board")
    sit(meeting.forum, board)
    assert "Vi prøver det" in page(client_of(board))
    assert "Vi prøver det" not in page(client_of(reader))


def test_approved_minutes_of_an_elected_forum_are_for_everyone_in_the_programme(
    decide, page, member, client_of, approve
):
    meeting = decide(is_open=True)
    client = client_of(member("reader"))
    assert "Vi prøver det" not in page(client)
    approve(meeting)
    assert "Vi prøver det" in page(client)


def test_what_was_decided_by_email_stands_there_for_those_who_sit_in_the_forum(
    client, page, known, forum, done_by, moment
):
    deciding.decide_by_email(
        forum=forum,
        decided=DECIDED,
        on=moment.date(),
        findings=[known],
        **done_by,
    )
    assert "Decided in Prosjektgruppa 2 March 2026" in page(client)


def test_more_decisions_take_no_more_queries(
    client, page, decide, django_assert_max_num_queries
):
    decide("Styret")
    page(client)
    with django_assert_max_num_queries(25) as few:
        page(client)
    for name in ("Ledergruppa", "Prosjektgruppa", "Beboerforum"):
        decide(name)
    with django_assert_max_num_queries(25) as many:
        page(client)
    assert len(many) == len(few)


def test_the_thread_goes_from_evidence_to_decision_and_gaps_are_for_the_team(
    client, page, client_of, member, known, decide, coordinator, moment
):
    reader = client_of(member("reader"))
    assert "Nothing is decided on it yet" in page(client)
    assert "Nothing is decided on it yet" not in page(reader)
    decide()
    shown = page(client)
    assert "Nothing is decided on it yet" not in shown
    assert "Decision 12 March 2026 Styret" in shown
    assert "Measure No measure has begun from what was decided." in shown


def test_a_decision_on_a_finding_that_is_contested_or_changed_is_a_weak_spot(
    client, page, known, decide, coordinator, moment
):
    from nabolag_web.knowledge.actions.evidence import Piece, add_evidence

    decide()
    assert "A decision rests on it" not in page(client)
    for supports in (True, False):
        piece = Piece(kind="staff", title="Skolen", supports=supports, strength=2)
        add_evidence(finding=known, piece=piece, by=coordinator, at=moment)
    assert "A decision rests on it, and it is contested." in page(client)
    known.refresh_from_db()
    change_finding(
        finding=known,
        version=1,
        said=Said(sentence="Mange hilser"),
        reason="Nytt",
        by=coordinator,
        at=moment,
    )
    assert "A decision rests on it, and it says something else now." in page(client)
