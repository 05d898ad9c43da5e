"""A decision on a page of its own: what it says, rests on and led to, for whom."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from nabolag_web.knowledge.actions import deciding, meetings
from nabolag_web.knowledge.actions.deciding import Decided
from nabolag_web.knowledge.actions.findings import Said, change_finding
from nabolag_web.knowledge.models import CaseKind, Decision, ForumType
from nabolag_web.measures.actions import Origin, Told, begin_measure

DECIDED = Decided(text="Vi prøver det i to gårder.", votes_for=5, votes_against=1)


@pytest.fixture
def decide(known, found, plan, add, done_by):
    """Lets a forum decide on the finding: ``decide("Styret")``."""

    def decided(name="Styret", *, kind=ForumType.ADMINISTRATIVE):
        meeting = plan(found(name, kind=kind))
        case = add(meeting, "Hilsing", kind=CaseKind.FINDING, finding=known)
        meetings.begin_meeting(meeting=meeting, **done_by)
        return deciding.decide(case=case, decided=DECIDED, **done_by)

    return decided


def test_it_tells_what_it_rests_on_and_what_it_led_to(
    client, url, text, decide, programme, done_by
):
    decision = decide()
    begin_measure(
        programme=programme,
        told=Told(title="Benker i to gårdsrom"),
        origin=Origin(decision=decision),
        **done_by,
    )
    answer = client.get(url("decision", decision.pk))
    said, page = text(answer), answer.content.decode()
    assert "Decided in Styret 12 March 2026" in said
    assert "Vi prøver det i to gårder. 5 voted for it and 1 against." in said
    assert f'href="{url("finding", 1)}"' in page
    assert f'href="{url("minutes", decision.case.meeting_id)}"' in page
    assert "The thread goes from 1 finding to 1 measure" in said
    assert "Benker i to gårdsrom" in said


def test_the_thread_on_the_finding_and_the_measure_leads_to_it(
    client, url, decide, programme, done_by
):
    decision = decide()
    measure = begin_measure(
        programme=programme,
        told=Told(title="Benker"),
        origin=Origin(decision=decision),
        **done_by,
    )
    there = f'href="{url("decision", decision.pk)}"'
    measures = reverse("measures:measure", args=[programme.slug, measure.number])
    for address in (url("finding", 1), measures):
        assert there in client.get(address).content.decode()


def test_it_says_that_a_finding_has_changed_since_and_that_it_is_done(
    client, url, text, decide, known, done_by
):
    decision = decide()
    changed = {"version": 1, "said": Said(sentence="Mange hilser"), "reason": "Nytt"}
    change_finding(finding=known, **changed, **done_by)
    deciding.finish_decision(decision=decision, **done_by)
    said = text(client.get(url("decision", decision.pk)))
    assert "The finding has changed since. See how it stood" in said
    assert "Done 2 March 2026" in said


def test_what_was_decided_by_email_on_no_finding_has_a_page_too(
    client, url, text, forum, done_by
):
    decision = deciding.decide_by_email(
        forum=forum, decided=DECIDED, on=date(2026, 3, 1), findings=[], **done_by
    )
    said = text(client.get(url("decision", decision.pk)))
    assert "Decided in Prosjektgruppa 1 March 2026" in said
    assert "It points to no finding." in said


def test_one_that_is_taken_back_has_no_page(client, url, decide, done_by):
    decision = decide()
    deciding.retract_decision(decision=decision, **done_by)
    assert client.get(url("decision", decision.pk)).status_code == 404


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("coordinator", 200),
        ("analyst", 403),
        ("staff", 403),
        ("partner", 403),
        ("reader", 403),
        ("stranger", 404),
        ("other", 404),
        ("nobody", 302),
    ],
)
def test_those_who_do_not_sit_in_the_forum_do_not_read_it(
    asked_by, url, decide, who, expected
):
    answer = asked_by(who).get(url("decision", decide().pk))
    assert answer.status_code == expected


def test_those_who_sit_in_the_forum_read_it(client_of, member, sit, url, decide):
    decision, board = decide(), member("board")
    sit(decision.forum, board)
    answer = client_of(board).get(url("decision", decision.pk))
    assert answer.status_code == 200


def test_what_an_elected_forum_decided_is_for_all_when_the_minutes_are_approved(
    asked_by, url, decide, approve
):
    decision = decide(kind=ForumType.ELECTED)
    reader = asked_by("reader")
    assert reader.get(url("decision", decision.pk)).status_code == 403
    approve(decision.case.meeting)
    assert reader.get(url("decision", decision.pk)).status_code == 200
    assert Decision.objects.get().removed_at is None
