"""What is due goes, and nothing else: each rule a moment before and a moment after."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings as django_settings
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django_tasks_db.models import DBTaskResult

from nabolag_web.accounts.actions import note, tidy_up
from nabolag_web.accounts.models import AccountTrace, User
from nabolag_web.programmes.actions import accept_invitation, invite, join
from nabolag_web.programmes.models import Invitation, ProgrammeTrace, Role
from nabolag_web.shell.registry import Kept, Room, Then, register

JUST = timedelta(seconds=1)


def session(until):
    made = SessionStore()
    made["typed"] = "x"
    made.save()
    Session.objects.filter(pk=made.session_key).update(expire_date=until)
    return made.session_key


def test_a_sign_in_goes_when_it_is_over(db, moment, goes_at):
    session(moment)
    open_still = session(moment + timedelta(hours=1))
    goes_at("sessions", moment, gone={"sessions.Session": 1})
    assert Session.objects.get().pk == open_still


def test_a_sign_in_lasts_as_long_as_the_settings_say(thing):
    age = timedelta(seconds=django_settings.SESSION_COOKIE_AGE)
    assert thing("sessions").how_long == age


def job(finished, status="SUCCESSFUL"):
    made = DBTaskResult.objects.create(
        status=status,
        args_kwargs={"args": [], "kwargs": {}},
        task_path="x.y",
        backend_name="default",
    )
    DBTaskResult.objects.filter(pk=made.pk).update(finished_at=finished)
    return made


def test_a_job_goes_30_days_after_it_was_done(db, moment, goes_at):
    job(moment), job(None, status="READY"), job(moment + timedelta(days=1))
    due = moment + timedelta(days=30)
    goes_at("jobs", due, gone={"django_tasks_database.DBTaskResult": 1})


def test_the_trail_of_accounts_goes_after_five_years(coordinator, moment, goes_at):
    AccountTrace.objects.all().delete()
    note("account_described", by=coordinator, at=moment)
    note("account_described", by=coordinator, at=moment + timedelta(days=1))
    User.objects.update(last_login=moment + timedelta(days=5 * 365))
    due = moment + timedelta(days=5 * 365)
    goes_at("account_trail", due, gone={"accounts.AccountTrace": 1})


def test_an_invitation_goes_30_days_after_it_ran_out(
    programme, coordinator, moment, goes_at
):
    ran_out, _token = invite(
        programme=programme,
        email="a@example.no",
        role=Role.STAFF,
        by=coordinator,
        at=moment,
    )
    invite(
        programme=programme,
        email="b@example.no",
        role=Role.STAFF,
        by=coordinator,
        at=moment + timedelta(days=1),
    )
    due = ran_out.good_until + timedelta(days=30)
    goes_at("invitations", due, gone={"programmes.Invitation": 1})
    assert Invitation.objects.get().email == "b@example.no"


def test_an_invitation_goes_30_days_after_it_was_accepted(
    programme, coordinator, stranger, moment, goes_at
):
    invitation, _token = invite(
        programme=programme,
        email=stranger.email,
        role=Role.STAFF,
        by=coordinator,
        at=moment,
    )
    accept_invitation(invitation=invitation, by=stranger, at=moment)
    due = moment + timedelta(days=30)
    goes_at("invitations", due, gone={"programmes.Invitation": 1})
    assert programme.memberships.filter(user=stranger).exists()


TWO_YEARS = timedelta(days=730)


def signed_in_last(user, at):
    User.objects.filter(pk=user.pk).update(last_login=at)


def test_an_account_goes_when_no_one_has_used_it_for_two_years(
    programme, coordinator, member, moment, goes_at
):
    analyst = member("analyst")
    signed_in_last(coordinator, moment + TWO_YEARS)
    signed_in_last(analyst, moment + timedelta(days=9))
    due = moment + timedelta(days=9) + TWO_YEARS
    goes_at(
        "unused_accounts",
        due,
        gone={
            "accounts.User": 1,
            "account.EmailAddress": 1,
            "programmes.Membership": 1,
            "accounts.AccountTrace": -1,
            "programmes.ProgrammeTrace": -1,
        },
    )
    assert not User.objects.filter(pk=analyst.pk).exists()


def test_an_account_that_was_never_used_counts_from_when_it_was_made(stranger, moment):
    tidy_up(at=moment + TWO_YEARS - JUST)
    assert User.objects.filter(pk=stranger.pk).exists()
    tidy_up(at=moment + TWO_YEARS)
    assert not User.objects.filter(pk=stranger.pk).exists()


def test_an_administrator_stays(make_user, moment):
    runs_it = make_user("Anna", administrator=True)
    tidy_up(at=moment + 2 * TWO_YEARS)
    assert User.objects.filter(pk=runs_it.pk).exists()


def test_whoever_alone_coordinates_a_programme_stays(programme, coordinator, moment):
    tidy_up(at=moment + 2 * TWO_YEARS)
    assert User.objects.filter(pk=coordinator.pk).exists()


def test_one_of_two_coordinators_goes_when_the_other_is_there(
    programme, coordinator, member, moment
):
    other = member("coordinator")
    signed_in_last(other, moment + TWO_YEARS)
    tidy_up(at=moment + TWO_YEARS)
    assert not User.objects.filter(pk=coordinator.pk).exists()


def test_coordinators_who_have_both_been_away_both_stay(
    programme, coordinator, member, moment
):
    other = member("coordinator")
    tidy_up(at=moment + TWO_YEARS)
    assert User.objects.filter(pk__in=[coordinator.pk, other.pk]).count() == 2


def test_a_coordinator_whose_account_is_closed_does_not_count(
    programme, coordinator, member, moment
):
    other = member("coordinator")
    signed_in_last(other, moment + TWO_YEARS)
    User.objects.filter(pk=other.pk).update(is_active=False)
    tidy_up(at=moment + TWO_YEARS)
    assert User.objects.filter(pk=coordinator.pk).exists()


def test_an_account_that_a_room_still_needs_stays(stranger, moment, thing):
    rule = thing("unused_accounts")
    needs = Room(name="needs", before_leaving=lambda _user: ["Hand over the key."])
    register(needs)
    try:
        assert rule.take_out(stranger, moment) is False
        assert "unused_accounts" not in tidy_up(at=moment + TWO_YEARS)
    finally:
        register(Room(name="needs"))
    assert User.objects.filter(pk=stranger.pk).exists()


def test_more_than_a_batch_goes_and_the_trail_tells_how_much(db, moment):
    for _number in range(401):
        session(moment)
    assert tidy_up(at=moment) == {"sessions": 401}
    lines = AccountTrace.objects.filter(done="tidied")
    assert sorted(line.details["count"] for line in lines) == [1, 200, 200]
    assert {line.details["kind"] for line in lines} == {"sessions"}
    assert {line.by for line in lines} == {None}


def test_nothing_due_leaves_no_line_in_the_trail(db, moment):
    assert tidy_up(at=moment) == {}
    assert not AccountTrace.objects.filter(done="tidied").exists()


def test_the_trail_of_a_programme_is_never_taken_out(programme, moment, keep_people):
    keep_people()
    before = ProgrammeTrace.objects.count()
    tidy_up(at=moment + timedelta(days=20 * 365))
    assert ProgrammeTrace.objects.count() == before > 0


def test_whoever_came_back_in_the_meantime_stays(programme, stranger, moment, thing):
    """The rows are asked for once more, in the transaction that takes them out."""
    from nabolag_web.accounts.actions.tidying import tidy

    rule = thing("unused_accounts")
    listed = []

    def due(before):
        found = rule.due(before)
        if not listed:
            listed.append(True)
            keys = list(found.values_list("pk", flat=True))
            signed_in_last(stranger, moment + TWO_YEARS)
            return User.objects.filter(pk__in=keys)
        return found

    asked = Kept(
        key="x",
        models=(User,),
        what="",
        why="",
        until="",
        then=Then.DELETED,
        how_long=rule.how_long,
        due=due,
        take_out=rule.take_out,
    )
    assert tidy(asked, by=None, at=moment + TWO_YEARS) == 0
    assert User.objects.filter(pk=stranger.pk).exists()


def test_someone_who_joined_late_is_not_gone_with_the_others(
    programme, coordinator, make_user, moment
):
    late = make_user("Lise", at=moment + timedelta(days=100))
    join(programme=programme, user=late, role=Role.READER, by=coordinator, at=moment)
    tidy_up(at=moment + TWO_YEARS)
    assert programme.memberships.filter(user=late).exists()


def test_a_kind_that_cannot_go_holds_no_other_back_and_is_told_of(db, moment):
    session(moment)

    def broken(_before):
        raise LookupError("table")

    broken_kind = Kept(
        key="broken",
        models=(),
        what="",
        why="",
        until="",
        then=Then.DELETED,
        how_long=timedelta(days=1),
        due=broken,
    )
    register(Room(name="a room that fails", kept=(broken_kind,)))
    try:
        with pytest.raises(ExceptionGroup) as caught:
            tidy_up(at=moment)
    finally:
        register(Room(name="a room that fails"))
    assert [str(error) for error in caught.value.exceptions] == ["table"]
    assert not Session.objects.exists()
