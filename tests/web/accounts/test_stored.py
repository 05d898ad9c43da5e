"""What the store refuses, and what is taken out when its time is up."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils.timezone import now

from nabolag_web.accounts.actions import AddressTaken, change_address, tidy_up
from nabolag_web.accounts.models import AccountTrace, Attempt, Operator, User


def user(moment, **fields):
    return User(**{"email": "a@example.no", "name": "A", "made_at": moment, **fields})


def test_an_address_belongs_to_one_account_however_it_is_written(kari, make_user):
    with pytest.raises(ValidationError):
        make_user("Ola", email="KARI@Example.no")


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"email": "A@example.no"}, "accounts_addresses_in_small_letters"),
        ({"name": ""}, "accounts_have_a_name"),
    ],
)
def test_the_store_itself_refuses_what_must_never_be(db, moment, fields, rule):
    with pytest.raises(IntegrityError, match=rule):
        user(moment, **fields).save()


def test_there_cannot_be_two_operators(db):
    Operator.objects.create()
    with pytest.raises(IntegrityError):
        Operator.objects.create()


def test_an_account_is_found_by_the_name_that_signs_in(kari):
    assert User.objects.get_by_natural_key("KARI@example.no") == kari
    with pytest.raises(User.DoesNotExist):
        User.objects.get_by_natural_key(None)


def test_things_say_what_they_are(kari, moment):
    assert str(kari) == "Kari Nordmann"
    assert str(Operator(name="Storvik")) == "Storvik"
    assert str(Attempt(key="k")) == "k"


def test_an_address_that_another_has_is_not_given_away(kari, make_user, moment):
    ola = make_user("Ola")
    with pytest.raises(AddressTaken):
        change_address(user=ola, email="Kari@example.no", at=moment)
    change_address(user=kari, email="KARI@example.no", at=moment)  # one's own


def test_an_action_that_fails_leaves_no_line_in_the_trail(kari, moment):
    from nabolag_web.accounts.actions import describe_account

    before = AccountTrace.objects.count()
    with pytest.raises(ValidationError):
        describe_account(user=kari, name="", language="nb", at=moment)
    assert AccountTrace.objects.count() == before


def test_counts_of_attempts_go_when_they_are_over(db):
    cache.set("tried", [1], 60)
    cache.set("still", [1], 7200)
    assert tidy_up(at=now() + timedelta(minutes=2)) == {"attempts": 1}
    (left,) = Attempt.objects.all()
    assert "still" in left.key
    assert cache.get("still") == [1]
