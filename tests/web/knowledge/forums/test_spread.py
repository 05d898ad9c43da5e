"""What marks come to: the spread, its bounds, and what few do not tell."""

from __future__ import annotations

from datetime import timedelta

from nabolag_web.knowledge.actions import marking, meetings
from nabolag_web.knowledge.actions.questions import answer, ask
from nabolag_web.knowledge.models import Case, CaseKind
from nabolag_web.knowledge.queries.sharing import (
    spread,
    spreads_on,
    understandings,
)

from .conftest import give, seats_of


def test_the_spread_counts_and_bounds_those_who_have_not_marked(opened, moment):
    give(opened, [5, 4, 4, 2, 3, 4], moment)
    told = spread(opened)
    assert told.counts == (0, 1, 1, 3, 1)
    assert (told.sharing.n, told.sharing.members) == (6, 8)
    assert (told.sharing.at_least, told.sharing.at_most) == (4, 6)


def test_fewer_than_five_marks_tell_nothing_but_how_many(opened, moment):
    give(opened, [5, 4, 4, 2], moment, missing="Tall")
    told = spread(opened)
    assert (told.counts, told.missing, told.sharing.n) == ((), (), 4)
    assert told.sharing.shared is None or told.sharing.shared is False


def test_what_is_missing_does_not_tell_who_was_first(opened, moment):
    for seat, words in zip(seats_of(opened), "cabde", strict=False):
        marking.mark(case=opened, seat=seat, value=4, missing=words, at=moment)
    assert spread(opened).missing == ("a", "b", "c", "d", "e")


def test_an_open_question_keeps_a_finding_from_being_shared(
    opened, known, coordinator, moment
):
    give(opened, [5] * 8, moment)
    asked = ask(finding=known, asks="question", text="Hvem?", by=coordinator, at=moment)
    assert spread(opened).sharing.shared is False
    answer(question=asked, text="Alle", by=coordinator, at=moment)
    opened.refresh_from_db()
    assert spread(Case.objects.get(pk=opened.pk)).sharing.shared is True


def test_hands_replace_marks(opened, done_by, moment):
    give(opened, [1] * 8, moment)
    marking.count_hands(case=opened, counts=[0, 0, 0, 3, 5], **done_by)
    assert spread(Case.objects.get(pk=opened.pk)).counts == (0, 0, 0, 3, 5)


def test_the_newest_in_each_forum_stands_and_what_was_before_is_kept(
    opened, known, plan, add, done_by, moment
):
    give(opened, [2] * 8, moment)
    marking.close_marks(case=opened, **done_by)
    later = plan(opened.forum, on=opened.meeting.on + timedelta(days=28))
    case = add(later, "Igjen", kind=CaseKind.FINDING, finding=known)
    meetings.begin_meeting(meeting=later, **done_by)
    marking.open_marks(case=case, **done_by)
    give(case, [4] * 8, moment)
    assert [s.counts for s in spreads_on(known).spreads] == [(0, 8, 0, 0, 0)]
    marking.close_marks(case=case, **done_by)
    told = spreads_on(known)
    assert [s.counts for s in told.spreads] == [(0, 0, 0, 8, 0)]
    assert [s.counts for s in told.before] == [(0, 8, 0, 0, 0)]


def test_many_findings_take_no_more_queries_than_one(
    opened, known, done_by, moment, django_assert_num_queries
):
    give(opened, [4] * 8, moment)
    marking.close_marks(case=opened, **done_by)
    with django_assert_num_queries(5):
        understandings([known])
    with django_assert_num_queries(5):
        understandings([known] * 20)
