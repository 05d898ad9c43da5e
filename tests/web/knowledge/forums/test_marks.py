"""Marks: each once, unseen before they are closed, and never with a name."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from nabolag_web.knowledge.actions import marking
from nabolag_web.knowledge.actions.marking import MarksClosedError, SeatTakenError
from nabolag_web.knowledge.models import Case, CaseKind, Disqualified, TakenSeat
from nabolag_web.knowledge.queries.sharing import (
    spread,
)

from .conftest import NAMES, give, seats_of


def test_a_mark_can_be_changed_while_marks_are_open_and_counts_once(opened, moment):
    seat = seats_of(opened)[0]
    give(opened, [2], moment)
    marking.mark(case=opened, seat=seat, value=4, missing="Hvorfor?", at=moment)
    told = opened.marks.get()
    assert (told.value, told.missing, told.seat) == (4, "Hvorfor?", seat)


def test_no_mark_is_taken_before_marks_open_or_after_they_close(up, done_by, moment):
    with pytest.raises(MarksClosedError):
        give(up, [4], moment)
    marking.open_marks(case=up, **done_by)
    give(up, [4], moment)
    marking.close_marks(case=up, **done_by)
    with pytest.raises(MarksClosedError):
        give(up, [1], moment)
    assert up.marks.get().value == 4


def test_whoever_is_disqualified_does_not_mark(opened, moment):
    first, *_others = seats_of(opened)
    Disqualified.objects.create(case=opened, seat=first, ground="fvl. § 6")
    with pytest.raises(MarksClosedError):
        give(opened, [4], moment)
    assert spread(opened).sharing.members == len(NAMES) - 1


def test_one_case_takes_marks_at_a_time(opened, add, known, done_by, moment):
    other = add(opened.meeting, "Mer", kind=CaseKind.FINDING, finding=known)
    marking.open_marks(case=other, **done_by)
    opened.refresh_from_db()
    other.refresh_from_db()
    assert (opened.takes_marks, other.takes_marks) == (False, True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=opened.pk).update(marks_closed_at=None)


def test_a_seat_is_taken_by_one_phone(up, done_by, moment):
    seat = seats_of(up)[0]
    take = {"meeting": up.meeting, "seat": seat, "at": moment}
    marking.take_seat(key="one", **take)
    marking.take_seat(key="one", **take)
    with pytest.raises(SeatTakenError):
        marking.take_seat(key="another", **take)
    assert "one" not in TakenSeat.objects.get().key
    marking.free_seat(meeting=up.meeting, seat=seat, **done_by)
    marking.take_seat(key="another", **take)


def test_the_trail_tells_that_marks_opened_and_never_who_marked(
    opened, trail, done_by, moment
):
    before = trail()
    give(opened, [1, 2, 3], moment)
    assert trail() == before
    marking.close_marks(case=opened, **done_by)
    marking.close_marks(case=opened, **done_by)
    assert trail()[len(before) :] == ["marks_closed"]
