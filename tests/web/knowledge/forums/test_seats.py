"""Forums and who sits in them: what changed, and what the trail says."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from nabolag_web.accounts.actions import delete_account
from nabolag_web.knowledge.actions import forums, seats
from nabolag_web.knowledge.actions.forums import Described
from nabolag_web.knowledge.actions.seats import Sitter
from nabolag_web.knowledge.models import Duty, Forum, ForumType, Seat
from nabolag_web.knowledge.queries.meetings import forums_of, seat_of, sitting


def test_the_law_opens_an_elected_forum_whatever_is_said(found):
    assert found("Bydelsutvalget", ForumType.ELECTED, is_open=False).is_open
    assert not found("Ledergruppa", ForumType.ADMINISTRATIVE).is_open
    assert found("Beboerforum", ForumType.RESIDENTS, is_open=True).is_open


def test_a_forum_is_described_anew_ended_and_goes_on(forum, done_by, trail):
    described = Described(
        name="Prosjektgruppe øst", type=ForumType.PARTNERSHIP, rhythm="Annenhver uke"
    )
    forums.change_forum(forum=forum, described=described, **done_by)
    forums.end_forum(forum=forum, **done_by)
    assert Forum.objects.get().ended_at == done_by["at"]
    forums.reopen_forum(forum=forum, **done_by)
    stored = Forum.objects.get()
    assert (stored.name, stored.rhythm) == ("Prosjektgruppe øst", "Annenhver uke")
    assert stored.ended_at is None
    assert trail()[-4:] == [
        "forum_founded",
        "forum_changed",
        "forum_ended",
        "forum_reopened",
    ]


def test_a_seat_needs_no_account(forum, sit, coordinator):
    head = sit(forum, "Siri Biblioteksjef", title="Biblioteksjef")
    own = sit(forum, coordinator, Duty.SECRETARY)
    assert [str(head), str(own)] == ["Siri Biblioteksjef", "Kari Koordinator"]
    assert seat_of(coordinator, forum) == own
    assert list(forums_of(coordinator, forum.programme)) == [forum]


def test_the_name_of_someone_with_an_account_is_read_there(forum, coordinator, done_by):
    sitter = Sitter(user=coordinator, name="Et annet navn")
    assert seats.seat(forum=forum, sitter=sitter, **done_by).name == ""


def test_a_seat_that_is_no_one_s_is_refused(forum, done_by):
    with pytest.raises(ValidationError):
        seats.seat(forum=forum, sitter=Sitter(), **done_by)


def test_a_new_chair_takes_over_from_the_old_one(forum, sit, done_by):
    old = sit(forum, "Anne", Duty.CHAIR)
    new = sit(forum, "Bjørn", Duty.CHAIR)
    old.refresh_from_db()
    assert (old.duty, new.duty) == (Duty.MEMBER, Duty.CHAIR)
    seats.change_seat(place=old, sitter=Sitter(name="Anne", duty=Duty.CHAIR), **done_by)
    new.refresh_from_db()
    assert (old.duty, new.duty) == (Duty.CHAIR, Duty.MEMBER)


def test_one_who_leaves_keeps_the_place_in_old_meetings(forum, sit, done_by, trail):
    place = sit(forum, "Anne")
    seats.unseat(place=place, **done_by)
    assert not sitting(forum).exists()
    assert str(Seat.objects.get()) == "Anne"
    assert trail()[-2:] == ["seated", "unseated"]


def test_an_account_that_is_deleted_leaves_a_seat_without_a_name(
    forum, sit, member, done_by, moment, trail
):
    user = member("staff")
    old = sit(forum, user)
    seats.unseat(place=old, **done_by)
    sit(forum, user)
    delete_account(user=user, at=moment + timedelta(days=2))
    ended, left = Seat.objects.order_by("pk")
    assert (left.user, str(left), left.until) == (
        None,
        "",
        moment.date() + timedelta(2),
    )
    assert ended.until == moment.date()
    assert trail().count("unseated") == 2


def test_the_trail_names_the_forum_and_never_the_person(forum, sit, programme):
    sit(forum, "Anne Andersen")
    assert {trace.subject for trace in programme.trail.all()} == {
        "Områdeløft Dalen",
        "Prosjektgruppa",
    }
