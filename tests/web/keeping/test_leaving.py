"""Whoever deletes their account leaves no name and no address behind."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import override

from nabolag_web.accounts.actions import StillNeeded, delete_account
from nabolag_web.accounts.models import AccountTrace
from nabolag_web.accounts.presenters import copy_of
from nabolag_web.areas.models import City, Import
from nabolag_web.methods.actions import write_note
from nabolag_web.programmes import actions, queries
from nabolag_web.programmes.models import Invitation, ProgrammeTrace, Role
from nabolag_web.programmes.presenters import trail_lines


@pytest.fixture
def active(programme, coordinator, make_user, moment):
    """Someone who has been invited, has worked in a programme, and changed role."""
    user = make_user("Åse Ørland", email="aase@example.no")
    invitation, _token = actions.invite(
        programme=programme,
        email=user.email,
        role=Role.STAFF,
        by=coordinator,
        at=moment,
    )
    actions.accept_invitation(invitation=invitation, by=user, at=moment)
    place = programme.memberships.get(user=user)
    actions.change_role(place=place, role=Role.ANALYST, by=coordinator, at=moment)
    write_note(
        programme=programme,
        did="Flyttet kafeen",
        happened="Flere kom",
        again="Ja",
        by=user,
        at=moment,
    )
    city = City.objects.create(name="Storvik", slug="storvik", keeper=programme)
    Import.objects.create(
        city=city,
        file_name="tall.csv",
        sha256="0" * 64,
        begun_by=user,
        begun_at=moment,
    )
    return user


def said(traces):
    return [f"{line.who} {line.what}" for line in trail_lines(traces)]


def test_the_trail_tells_who_while_they_are_there(active, programme):
    with override("en"):
        lines = said(programme.trail.order_by("pk"))
    assert lines[1:] == [
        "Kari Koordinator sent an invitation (Front-line staff)",
        "Åse Ørland joined the programme",
        "Kari Koordinator gave Åse Ørland another role (Analyst)",
        "Åse Ørland wrote down an experience: Områdeløft Dalen",
    ]


def test_the_trail_stays_and_names_them_no_more(active, programme, moment):
    delete_account(user=active, at=moment + timedelta(days=1))
    with override("en"):
        lines = said(programme.trail.order_by("pk"))
    assert lines[1:] == [
        "Kari Koordinator sent an invitation (Front-line staff)",
        "Someone who has left joined the programme",
        "Kari Koordinator gave someone who has left another role (Analyst)",
        "Someone who has left wrote down an experience: Områdeløft Dalen",
        "Someone who has left deleted their account and left the programme",
    ]


def test_neither_name_nor_address_is_left_in_any_trail(active, moment):
    name, address = active.name, active.email
    delete_account(user=active, at=moment)
    for trace in [*ProgrammeTrace.objects.all(), *AccountTrace.objects.all()]:
        left = f"{trace.subject} {trace.details}"
        assert name not in left
        assert address not in left


def test_no_trail_holds_the_address_of_someone_who_never_came(
    programme, coordinator, moment
):
    invitation, _token = actions.invite(
        programme=programme,
        email="kom.aldri@example.no",
        role=Role.READER,
        by=coordinator,
        at=moment,
    )
    actions.withdraw_invitation(invitation=invitation, by=coordinator, at=moment)
    assert not Invitation.objects.exists()
    for trace in programme.trail.all():
        assert "kom.aldri" not in f"{trace.subject} {trace.details}"
    with override("en"):
        assert "Kari Koordinator withdrew an invitation (Reader)" in said(
            programme.trail.all()
        )


def test_someone_taken_out_is_named_only_while_they_have_an_account(
    active, programme, coordinator, moment
):
    place = programme.memberships.get(user=active)
    actions.remove_person(place=place, by=coordinator, at=moment)
    with override("en"):
        named = "Kari Koordinator took Åse Ørland out of the programme"
        assert said(programme.trail.all())[0] == named
        delete_account(user=active, at=moment)
        gone = "Kari Koordinator took someone who has left out of the programme"
        assert gone in said(programme.trail.all())


def test_a_trail_asks_for_all_names_at_once(
    active, programme, django_assert_num_queries
):
    with django_assert_num_queries(2):
        said(queries.trail(programme))


def test_whoever_alone_coordinates_a_programme_must_hand_it_over_first(
    programme, coordinator, member, moment
):
    with override("en"), pytest.raises(StillNeeded) as refused:
        delete_account(user=coordinator, at=moment)
    assert refused.value.sentences == [
        "Områdeløft Dalen needs a coordinator. Make someone else one first."
    ]
    member("coordinator")
    delete_account(user=coordinator, at=moment)
    assert programme.memberships.count() == 1


def test_a_copy_holds_what_every_room_has_stored_and_nothing_of_others(
    active, coordinator, programme, moment
):
    write_note(
        programme=programme,
        did="Noe en annen gjorde",
        happened="x",
        again="y",
        by=coordinator,
        at=moment,
    )
    copy = json.loads(json.dumps(copy_of(active, at=moment), cls=DjangoJSONEncoder))
    assert [place["role"] for place in copy["programmes"]["programmes"]] == ["analyst"]
    assert [each["email"] for each in copy["programmes"]["invitations"]] == [
        active.email
    ]
    done = {
        (each["done"], each["by_you"])
        for each in copy["programmes"]["done_in_programmes"]
    }
    assert done == {
        ("joined", True),
        ("role_changed", False),
        ("experience_written", True),
    }
    (note,) = copy["methods"]["experience_notes"]
    assert note["what_we_did"] == "Flyttet kafeen"
    (loaded,) = copy["areas"]["files_loaded"]
    assert loaded["file"] == "tall.csv"
    assert coordinator.email not in json.dumps(copy)
    assert coordinator.name not in json.dumps(copy, ensure_ascii=False)
