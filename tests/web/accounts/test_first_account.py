"""The account an installation begins with."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import signing
from django.urls import reverse
from django.utils.timezone import now

from nabolag_web.accounts import actions, queries
from nabolag_web.accounts.models import AccountTrace, Operator, User

TYPED = {
    "name": "Kari Nordmann",
    "email": "Kari@Example.no",
    "password": "grønne trær ved elva",
}


def start(token=None):
    return reverse("accounts:first", args=[token or queries.first_token()])


def test_it_asks_for_three_things(db, client_of):
    page = client_of().get(start())
    assert list(page.context["form"].fields) == ["name", "email", "password"]
    assert page["Cache-Control"].startswith("max-age=0")


def test_it_runs_the_installation_and_leads_to_making_a_programme(
    db, client_of, who, done
):
    client = client_of(language="nn")
    answer = client.post(start(), TYPED)
    assert answer.url == reverse("programmes:new")
    user = User.objects.get()
    assert user.is_administrator
    assert (user.email, user.language) == ("kari@example.no", "nn")
    assert who(client) == user.pk
    assert done() == [("account_made", user, user.pk)]
    assert client.get(answer.url).status_code == 200


def test_it_can_sign_in_afterwards(db, client_of, signs_in, who):
    client_of().post(start(), TYPED)
    client = client_of()
    signs_in(client, "kari@example.no", TYPED["password"])
    assert who(client) == User.objects.get().pk


def test_the_link_works_only_while_no_one_has_an_account(db, client_of, make_user):
    link = start()
    make_user("Ola")
    nonsense = {**TYPED, "name": ""}
    for answer in (
        client_of().get(link),
        client_of().post(link, TYPED),
        client_of().post(link, nonsense),
    ):
        assert answer.status_code == 410
        assert "The first account has been made." in answer.text
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    "token",
    ["made-up", signing.dumps("first"), signing.dumps("last", salt="nabolag.first")],
    ids=["no token", "for something else", "about someone else"],
)
def test_a_link_that_is_made_up_opens_nothing(db, client_of, token):
    answer = client_of().post(start(token), TYPED)
    assert answer.status_code == 410
    assert "Start Nabolag again to get a new one." in answer.text
    assert not User.objects.exists()


def test_a_link_is_good_for_a_day(db, client_of):
    signer = signing.TimestampSigner(salt="nabolag.first")
    yesterday = signing.b62_encode(int((now() - timedelta(hours=25)).timestamp()))
    value = f"{queries.first_token().split(':')[0]}:{yesterday}"
    old = f"{value}:{signer.signature(value)}"
    assert client_of().get(start(old)).status_code == 410
    assert client_of().get(start()).status_code == 200


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("name", "", "This field is required."),
        ("name", "x" * 101, "at most 100 characters"),
        ("email", "kari", "Enter a valid email address."),
        ("password", "kort", "This password is too short."),
        ("password", "", "This field is required."),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_made(db, client_of, field, typed, told):
    answer = client_of().post(start(), {**TYPED, field: typed})
    assert answer.status_code == 422
    assert told in str(answer.context["form"].errors[field])
    assert not User.objects.exists()


def test_a_password_is_never_shown_again(db, client_of):
    answer = client_of().post(start(), {**TYPED, "name": ""})
    assert TYPED["password"] not in answer.text
    assert TYPED["email"] in answer.text


def test_of_two_who_try_at_once_one_is_too_late(db, moment):
    made = {**TYPED, "language": "nb", "at": moment}
    actions.make_first_account(**made)
    with pytest.raises(actions.AlreadyStarted):
        actions.make_first_account(**{**made, "email": "ola@example.no"})
    assert User.objects.count() == 1


def test_nothing_is_left_when_an_account_cannot_be_made(db, moment):
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError):
        actions.make_first_account(**{**TYPED, "name": ""}, language="nb", at=moment)
    assert not User.objects.exists()
    assert not Operator.objects.exists()
    assert not AccountTrace.objects.exists()
