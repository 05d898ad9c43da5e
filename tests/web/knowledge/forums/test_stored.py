"""What the store refuses of forums and meetings, whoever asks."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import RestrictedError

from nabolag_web.knowledge.models import (
    Attendance,
    Case,
    CaseKind,
    Decision,
    DecisionFinding,
    Disqualified,
    Finding,
    Forum,
    ForumType,
    Hands,
    Mark,
    Meeting,
    Minutes,
    Reminded,
    Seat,
)

DAY = date(2026, 3, 2)


@pytest.fixture
def forum(programme, moment):
    return Forum.objects.create(
        programme=programme,
        name="Prosjektgruppa",
        type=ForumType.ADMINISTRATIVE,
        founded_at=moment,
    )


@pytest.fixture
def seat(forum):
    return Seat.objects.create(forum=forum, name="Rektor Ås", since=DAY)


@pytest.fixture
def meeting(forum, moment):
    return Meeting.objects.create(
        forum=forum, year=2026, number=1, on=DAY, planned_at=moment
    )


@pytest.fixture
def case(forum, meeting):
    return Case.objects.create(
        meeting=meeting,
        forum=forum,
        year=2026,
        number=1,
        position=1,
        kind=CaseKind.INFORMATION,
        title="Status",
    )


@pytest.fixture
def finding(programme, coordinator, moment):
    return Finding.objects.create(
        programme=programme,
        number=1,
        sentence="Gangveien er mørk.",
        made_by=coordinator,
        made_at=moment,
        changed_at=moment,
    )


@contextmanager
def refused(name):
    """The store refuses it. SQLite tells of a pair by its columns, not by its name."""
    with pytest.raises(IntegrityError, match=f"{name}|UNIQUE"), transaction.atomic():
        yield


def test_the_meetings_of_an_elected_forum_are_open(programme, moment):
    elected = {"programme": programme, "type": ForumType.ELECTED, "founded_at": moment}
    with refused("knowledge_elected_forums_are_open"):
        Forum.objects.create(name="Bydelsutvalget", **elected)
    Forum.objects.create(name="Bydelsutvalget", is_open=True, **elected)


def test_two_forums_have_one_name_only_when_one_has_ended(programme, forum, moment):
    again = {
        "programme": programme,
        "name": forum.name,
        "type": ForumType.RESIDENTS,
        "founded_at": moment,
    }
    with refused("knowledge_forum_names"):
        Forum.objects.create(**again)
    Forum.objects.create(**again, ended_at=moment)


def test_a_seat_is_someone_s_while_it_lasts(forum, make_user):
    with refused("knowledge_seats_are_someones"):
        Seat.objects.create(forum=forum, since=DAY)
    user = make_user("Nora Nilsen")
    Seat.objects.create(forum=forum, user=user, since=DAY, until=DAY)
    user.delete()
    assert Seat.objects.get().user is None


def test_no_one_has_two_seats_at_once(forum, coordinator):
    Seat.objects.create(forum=forum, user=coordinator, since=DAY, until=DAY)
    Seat.objects.create(forum=forum, user=coordinator, since=DAY)
    with refused("knowledge_one_seat_each"):
        Seat.objects.create(forum=forum, user=coordinator, since=DAY)


def test_a_forum_has_one_chair_at_a_time(forum, seat):
    seat.duty = "chair"
    seat.save()
    with refused("knowledge_one_chair_at_a_time"):
        Seat.objects.create(forum=forum, name="En annen", duty="chair", since=DAY)


def test_a_seat_does_not_end_before_it_begins(forum):
    with refused("knowledge_seats_end_after_they_begin"):
        Seat.objects.create(
            forum=forum, name="Ås", since=DAY, until=DAY - timedelta(days=1)
        )


def test_meetings_and_cases_have_numbers_of_their_own(forum, meeting, case, moment):
    with refused("knowledge_meeting_numbers"):
        Meeting.objects.create(
            forum=forum, year=2026, number=1, on=DAY, planned_at=moment
        )
    other = Meeting.objects.create(
        forum=forum, year=2026, number=2, on=DAY, planned_at=moment
    )
    case.pk, case.meeting = None, other
    with refused("knowledge_case_numbers"):
        case.save(force_insert=True)


def test_a_meeting_is_held_at_a_moment_and_the_next_is_later(meeting):
    meeting.stage = "held"
    with refused("knowledge_held_meetings_have_a_moment"):
        meeting.save()
    meeting.stage, meeting.next_on = "planned", DAY
    with refused("knowledge_next_meeting_is_later"):
        meeting.save()


@pytest.mark.parametrize("value", [0, 6])
def test_a_mark_is_from_one_to_five(case, seat, moment, value):
    with refused("knowledge_marks_one_to_five"):
        Mark.objects.create(case=case, seat=seat, value=value, at=moment)


def test_each_marks_a_case_once(case, seat, moment):
    Mark.objects.create(case=case, seat=seat, value=4, at=moment)
    with refused("knowledge_one_mark_each"):
        Mark.objects.create(case=case, seat=seat, value=5, at=moment)


def test_a_case_has_one_show_of_hands(case, coordinator, moment):
    Hands.objects.create(case=case, counts=[0, 1, 2, 3, 4], at=moment)
    with refused("knowledge_hands"):
        Hands.objects.create(case=case, counts=[0, 1, 2, 3, 4], at=moment)


def test_a_decision_belongs_to_a_case_or_came_by_email(forum, case, moment):
    told = {"forum": forum, "on": DAY, "text": "Vi lyssetter.", "decided_at": moment}
    for wrong in ({}, {"case": case, "by_email": True}):
        with refused("knowledge_decided_in_a_case_or_by_email"):
            Decision.objects.create(**told, **wrong)
    with refused("knowledge_votes_of_both_sides"):
        Decision.objects.create(**told, by_email=True, votes_for=3)
    Decision.objects.create(**told, case=case)
    Decision.objects.create(**told, by_email=True, votes_for=3, votes_against=0)


def test_a_finding_that_something_was_decided_on_goes_only_with_its_programme(
    forum, finding, programme, moment
):
    decision = Decision.objects.create(
        forum=forum, by_email=True, on=DAY, text="Vi lyssetter.", decided_at=moment
    )
    DecisionFinding.objects.create(decision=decision, finding=finding, version=1)
    with pytest.raises(RestrictedError):
        finding.delete()
    programme.delete()
    assert not Decision.objects.exists()


def test_exempt_minutes_name_a_ground(meeting):
    with refused("knowledge_exempt_on_a_ground"):
        Minutes.objects.create(meeting=meeting, is_exempt=True)
    with refused("knowledge_exempt_on_a_ground"):
        Minutes.objects.create(meeting=meeting, legal_ground="offl. § 14")


def test_approved_minutes_are_whole(meeting, moment):
    with refused("knowledge_approved_minutes_are_whole"):
        Minutes.objects.create(meeting=meeting, status="case")
    with refused("knowledge_approved_minutes_are_whole"):
        Minutes.objects.create(meeting=meeting, approved_at=moment)
    with refused("knowledge_minutes_files_have_a_hash"):
        Minutes.objects.create(
            meeting=meeting,
            status="case",
            approved_at=moment,
            fingerprint="a" * 64,
            file="minutes/2026/referat.pdf",
        )


def test_each_row_tells_what_it_is(forum, seat, meeting, case, finding, moment):
    """As logs and the shell show it."""
    decision = Decision.objects.create(
        forum=forum, case=case, on=DAY, text="Vi lyssetter.", decided_at=moment
    )
    rests = DecisionFinding(decision=decision, finding=finding, version=1)
    said = {
        str(forum): "Prosjektgruppa",
        str(seat): "Rektor Ås",
        str(meeting): "1/26",
        str(case): "1/26 Status",
        str(decision): "Vi lyssetter.",
        str(rests): f"{decision.pk} {finding.pk}",
        str(Mark(value=4)): "4",
        str(Hands(counts=[1, 0, 0, 0, 0])): "[1, 0, 0, 0, 0]",
        str(Attendance(came="absent")): "absent",
        str(Disqualified(ground="fvl. § 6")): "fvl. § 6",
        str(Minutes(meeting=meeting)): f"{meeting.pk} working",
        str(Reminded(user_id=3, at=moment)): "3 2026-03-02",
    }
    assert list(said) == list(said.values())
