"""Several who do something in the same moment: nothing is lost, nothing comes twice.

SQLite lets one in at a time; PostgreSQL lets all in, and is where it could go wrong.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from nabolag_web.knowledge.actions import agenda, deciding, recording
from nabolag_web.knowledge.actions.agenda import Proposal
from nabolag_web.knowledge.actions.deciding import Decided
from nabolag_web.knowledge.actions.locks import MinutesLocked, TakenOffMeanwhile
from nabolag_web.knowledge.models import Case, Decision, Meeting, Minutes
from nabolag_web.knowledge.queries.minutes import parts_of
from nabolag_web.shell.versions import ChangedMeanwhile

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.only_postgresql]
SECRETARIES = 8
TOLD = (ChangedMeanwhile, MinutesLocked, TakenOffMeanwhile, agenda.HasDecisions)


@pytest.fixture
def at_once():
    """Has each of many do something in a thread of its own; gives what came of it."""

    def done(do):
        def alone(number):
            try:
                return do(number)
            except TOLD as told:
                return told
            finally:
                connection.close()

        with ThreadPoolExecutor(SECRETARIES) as many:
            return list(many.map(alone, range(SECRETARIES)))

    return done


def test_of_many_who_write_at_once_one_is_saved_and_the_others_are_told(
    case, done_by, at_once
):
    def write(number):
        own = Case.objects.get(pk=case.pk)
        recording.write_said(case=own, said=f"Ord {number}.", version=1, **done_by)
        return own.said

    answers = at_once(write)
    case.refresh_from_db()
    saved = [each for each in answers if isinstance(each, str)]
    told = [each for each in answers if isinstance(each, ChangedMeanwhile)]
    assert saved == [case.said]
    assert len(told) == SECRETARIES - 1
    assert {each.now.said for each in told} == {case.said}


def test_cases_that_are_added_at_once_have_numbers_of_their_own(
    meeting, done_by, at_once
):
    def add(number):
        own, proposal = Meeting.objects.get(), Proposal(title=f"Sak {number}")
        return agenda.add_case(meeting=own, proposal=proposal, **done_by).number

    assert sorted(at_once(add)) == list(range(1, SECRETARIES + 1))


def test_what_is_written_while_minutes_are_approved_is_in_them_or_is_told(
    held, case, done_by, at_once, approve
):
    def write_or_approve(number):
        if number == SECRETARIES // 2:
            return approve(Meeting.objects.get())
        own = Case.objects.exclude(pk=case.pk).get() if number % 2 else case
        own = Case.objects.get(pk=own.pk)
        said = f"Ord {number}."
        recording.write_said(case=own, said=said, version=own.version, **done_by)
        return said

    at_once(write_or_approve)
    assert parts_of(Meeting.objects.get()) == Minutes.objects.get().parts


def test_a_case_is_decided_or_off_the_agenda_and_never_both(case, done_by, at_once):
    def decide_or_drop(number):
        own = Case._base_manager.get(pk=case.pk)  # also when another has dropped it
        if number % 2:
            return agenda.drop_case(case=own, **done_by)
        return deciding.decide(case=own, decided=Decided(text="Ja."), **done_by)

    at_once(decide_or_drop)
    stands = Case.objects.filter(pk=case.pk).exists()
    assert stands == Decision.objects.filter(case=case).exists()


def test_of_many_who_put_a_case_back_at_once_one_does(case, done_by, at_once, trail):
    agenda.drop_case(case=case, **done_by)

    def put_back(_number):
        own = Case._base_manager.get(pk=case.pk)
        agenda.put_case_back(case=own, **done_by)

    at_once(put_back)
    assert trail().count("case_put_back") == 1
