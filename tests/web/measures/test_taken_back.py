"""Decisions that are taken back, and the measures that begin with decisions."""

from __future__ import annotations

import pytest
from django.db import connection
from django.urls import reverse

from nabolag_web.knowledge.actions.deciding import LedToMore, retract_decision
from nabolag_web.knowledge.models import Decision
from nabolag_web.measures.actions import TakenBackError, take_out


def text_of(answer):
    return " ".join(answer.content.decode().split())


def test_a_decision_that_a_measure_began_with_cannot_be_taken_back(
    client, begin, decision, done_by
):
    take_out(measure=begin(), **done_by)  # which can come back
    with pytest.raises(LedToMore):
        retract_decision(decision=decision, **done_by)
    case = decision.case
    where = [case.forum.programme.slug, case.meeting_id, case.pk, decision.pk]
    answer = client.post(reverse("knowledge:retract", args=where), follow=True)
    assert "A measure began with the decision" in text_of(answer)
    assert Decision.objects.get() == decision


def test_no_measure_begins_with_a_decision_that_was_taken_back(
    client, begin, decision, done_by, url
):
    retract_decision(decision=decision, **done_by)
    assert "Vi ber om lys." not in text_of(client.get(url("begin")))
    with pytest.raises(TakenBackError):
        begin()


def test_whoever_was_a_moment_too_late_is_told_in_the_form(
    client, decision, done_by, url
):
    waits = [decision]  # taken back when the form is checked and nothing is written yet

    def meanwhile(execute, sql, params, many, context):
        if waits and sql.startswith("SAVEPOINT"):
            retract_decision(decision=waits.pop(), **done_by)
        return execute(sql, params, many, context)

    sent = {"title": "Nytt lys", "decision": decision.pk}
    with connection.execute_wrapper(meanwhile):
        answer = client.post(url("begin"), sent)
    assert answer.status_code == 422
    assert "The decision was taken back meanwhile." in text_of(answer)
    assert "Nytt lys" in text_of(answer)
