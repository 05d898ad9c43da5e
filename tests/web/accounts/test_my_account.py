"""One's own account: what is known, a copy of it, another address, and the end."""

from __future__ import annotations

import json
import logging

import pytest
from allauth.account.models import EmailAddress
from django.core import signing
from django.urls import reverse

from nabolag_web.accounts import queries
from nabolag_web.accounts.actions import change_address, make_administrator
from nabolag_web.accounts.models import AccountTrace, User

MINE = "/account/"
WORDS = "grønne trær ved elva"
PAGES = ("mine", "describe", "change_address", "delete")


@pytest.mark.parametrize("page", PAGES)
def test_only_whoever_is_signed_in_has_an_account_to_see(page, db, client_of):
    where = reverse(f"accounts:{page}")
    answer = client_of().get(where)
    assert answer.url == f"/account/login/?next={where.replace('/', '%2F')}"


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("who", ["stranger", "coordinator", "reader", "other"])
def test_everyone_sees_their_own(page, who, asked_by):
    answer = asked_by(who).get(reverse(f"accounts:{page}"))
    assert answer.status_code == 200


@pytest.mark.parametrize("page", ["copy", "delete", "describe", "change_address"])
def test_nothing_is_done_for_someone_who_is_not_signed_in(page, kari, client_of):
    answer = client_of().post(reverse(f"accounts:{page}"), {"name": "X"})
    assert answer.url.startswith("/account/login/")
    assert AccountTrace.objects.count() == 1  # that Kari's account was made


def test_the_page_tells_who_one_is_and_how_one_signs_in(kari, client_of):
    page = client_of(kari).get(MINE)
    for told in (
        "Kari Nordmann",
        "kari@example.no",
        "English",
        "Choose a new password",
    ):
        assert told in page.text
    assert "You run this installation" not in page.text


def test_the_page_asks_the_store_for_little(kari, client_of, django_assert_num_queries):
    client = client_of(kari)
    client.get(MINE)
    # the sign-in and the person, the second factor, the providers, what is connected
    with django_assert_num_queries(5):
        client.get(MINE)


def test_the_page_leads_those_who_run_the_installation_to_it(administrator, client_of):
    assert reverse("accounts:installation") in client_of(administrator).get(MINE).text


def test_a_name_and_a_language_are_changed(kari, client_of, done):
    client = client_of(kari)
    where = reverse("accounts:describe")
    assert 'value="Kari Nordmann"' in client.get(where).text
    answer = client.post(where, {"name": "Kari Hansen", "language": "nn"})
    assert answer.url == MINE
    kari.refresh_from_db()
    assert (kari.name, kari.language) == ("Kari Hansen", "nn")
    assert done(done="account_described") == [("account_described", kari, kari.pk)]
    assert '<html lang="nn"' in client.get(MINE).text


@pytest.mark.parametrize(
    "sent",
    [
        {"name": "", "language": "nb"},
        {"name": "x" * 101, "language": "nb"},
        {"name": "Kari", "language": "se"},
        {"name": "Kari\x00", "language": "nb"},
        {},
    ],
)
def test_nonsense_changes_nothing(kari, client_of, sent):
    answer = client_of(kari).post(reverse("accounts:describe"), sent)
    assert answer.status_code == 422
    kari.refresh_from_db()
    assert (kari.name, kari.language) == ("Kari Nordmann", "en")


# another address


def ask_for(client, email, password):
    sent = {"email": email, "password": password}
    return client.post(reverse("accounts:change_address"), sent)


def test_a_new_address_is_ones_own_when_its_link_is_followed(
    kari, client_of, password, mailoutbox, link_in, goes_through, done, signs_in, who
):
    client = client_of(kari)
    page = ask_for(client, "Kari.Ny@example.no", password)
    assert "We have sent a link to kari.ny@example.no." in page.text
    kari.refresh_from_db()
    assert kari.email == "kari@example.no"
    (mail,) = mailoutbox
    assert mail.to == ["kari.ny@example.no"]
    link = link_in(mail)
    assert "From now on you sign in with kari.ny@example.no." in client.get(link).text
    kari.refresh_from_db()
    assert kari.email == "kari@example.no"  # looking is not choosing
    with goes_through():
        answer = client.post(link)
    assert answer.url == MINE
    kari.refresh_from_db()
    assert kari.email == "kari.ny@example.no"
    address = EmailAddress.objects.get(user=kari)
    assert (address.email, address.verified) == ("kari.ny@example.no", True)
    assert mailoutbox[-1].to == ["kari@example.no"]  # the old one is told
    assert done(done="address_changed") == [("address_changed", kari, kari.pk)]
    other = client_of()
    signs_in(other, "kari.ny@example.no")
    assert who(other) == kari.pk


def test_a_link_to_a_new_address_works_once(
    kari, client_of, password, mailoutbox, link_in
):
    client = client_of(kari)
    ask_for(client, "ny@example.no", password)
    link = link_in(mailoutbox[0])
    client.post(link)
    for answer in (client.get(link), client.post(link)):
        assert answer.status_code == 410
        assert "The link no longer works" in answer.text


def test_a_link_is_of_no_use_to_someone_else(kari, make_user, client_of):
    link = reverse(
        "accounts:confirm_address", args=[queries.address_token(kari, "ny@example.no")]
    )
    ola = make_user("Ola")
    assert client_of(ola).post(link).status_code == 410
    assert client_of().post(link).url.startswith("/account/login/")
    assert set(User.objects.values_list("email", flat=True)) == {
        "kari@example.no",
        "ola@example.no",
    }


@pytest.mark.parametrize(
    "token",
    ["made-up", signing.dumps({"new": "x@example.no"})],
    ids=["no token", "for something else"],
)
def test_a_made_up_link_changes_nothing(kari, client_of, token):
    link = reverse("accounts:confirm_address", args=[token])
    assert client_of(kari).post(link).status_code == 410


def test_an_address_that_someone_takes_in_the_meantime_is_not_given_twice(
    kari, make_user, moment, client_of, done
):
    link = reverse(
        "accounts:confirm_address", args=[queries.address_token(kari, "ny@example.no")]
    )
    change_address(user=make_user("Ola"), email="ny@example.no", at=moment)
    assert client_of(kari).post(link).status_code == 410
    kari.refresh_from_db()
    assert kari.email == "kari@example.no"


@pytest.mark.parametrize(
    ("email", "password", "field", "told"),
    [
        ("ola@example.no", WORDS, "email", "An account has that address already."),
        ("KARI@example.no", WORDS, "email", "An account has that address already."),
        ("ikke en adresse", WORDS, "email", "Enter a valid email address."),
        ("ny@example.no", "feil passord", "password", "That is not your password."),
        ("ny@example.no", "", "password", "This field is required."),
    ],
)
def test_what_cannot_be_an_address_is_told(
    kari, make_user, client_of, mailoutbox, email, password, field, told
):
    make_user("Ola")
    answer = ask_for(client_of(kari), email, password)
    assert answer.status_code == 422
    assert answer.context["form"].errors[field] == [told]
    assert mailoutbox == []


def test_without_a_mail_server_no_address_can_be_changed(kari, client_of, no_mail):
    answer = client_of(kari).get(reverse("accounts:change_address"))
    assert answer.status_code == 503
    assert "This installation has no mail server" in answer.text


def test_a_link_that_cannot_be_mailed_is_told_and_logged(
    kari, client_of, password, mail_is_down, caplog
):
    with caplog.at_level(logging.ERROR, "nabolag_web.accounts"):
        answer = ask_for(client_of(kari), "ny@example.no", password)
    assert answer.status_code == 503
    assert "The mail could not be sent" in answer.text
    assert 'value="ny@example.no"' in answer.text
    assert "could not be sent" in caplog.text


# a copy


def test_a_copy_of_everything_is_a_file_that_no_one_else_keeps(
    coordinator, programme, client_of, done
):
    answer = client_of(coordinator).post(reverse("accounts:copy"))
    assert answer["Content-Type"] == "application/json"
    assert answer["Content-Disposition"].startswith('attachment; filename="nabolag-')
    assert answer["Cache-Control"] == "no-store"
    copy = json.loads(answer.content)
    assert copy["account"]["name"] == "Kari Koordinator"
    assert copy["account"]["email"] == coordinator.email
    assert copy["account"]["second_factor"] is False
    (place,) = copy["programmes"]["programmes"]
    assert (place["programme"], place["role"]) == ("Områdeløft Dalen", "coordinator")
    assert "Områdeløft" in answer.text  # readable as it stands
    trail = [line["done"] for line in copy["account"]["trail"]]
    assert trail == ["data_copied", "account_made"]
    made = ("data_copied", coordinator, coordinator.pk)
    assert done(done="data_copied") == [made]


def test_a_copy_tells_nothing_of_others(kari, administrator, moment, client_of):
    make_administrator(user=kari, by=administrator, at=moment)
    answer = client_of(kari).post(reverse("accounts:copy"))
    trail = json.loads(answer.content)["account"]["trail"]
    made = next(line for line in trail if line["done"] == "administrator_made")
    assert (made["by_you"], made["about_you"]) == (False, True)
    assert "Anne" not in answer.text
    assert str(administrator.pk) not in [
        str(v) for line in trail for v in line.values()
    ]


def test_a_copy_tells_of_the_sign_ins_that_are_connected(kari, client_of):
    from allauth.socialaccount.models import SocialAccount

    SocialAccount.objects.create(
        user=kari, provider="openid", uid="abc", extra_data={"email": "k@storvik.no"}
    )
    answer = client_of(kari).post(reverse("accounts:copy"))
    (connected,) = json.loads(answer.content)["account"]["connected_sign_ins"]
    assert connected["number_there"] == "abc"
    assert connected["email_there"] == "k@storvik.no"


def test_a_copy_is_asked_for_by_a_button(kari, client_of):
    assert client_of(kari).get(reverse("accounts:copy")).status_code == 405


# the end


def delete(client, password):
    return client.post(reverse("accounts:delete"), {"password": password})


def test_the_page_tells_what_goes_and_what_stays(kari, client_of):
    page = client_of(kari).get(reverse("accounts:delete")).text
    assert "This goes" in page
    assert "This stays" in page
    assert "It cannot be undone" in page


def test_an_account_is_deleted_with_the_password_and_every_sign_in_ends(
    kari, client_of, password, signs_in, who
):
    here, elsewhere = client_of(kari), client_of(kari)
    page = delete(here, password)
    assert "Your account is deleted" in page.text
    assert not User.objects.exists()
    assert not EmailAddress.objects.exists()
    assert who(here) is None
    assert elsewhere.get(MINE).status_code == 302
    signs_in(here, "kari@example.no")
    assert who(here) is None


def test_the_trail_of_a_deletion_names_no_one(kari, administrator, client_of, password):
    delete(client_of(kari), password)
    page = client_of(administrator).get(reverse("accounts:trail")).text
    assert "deleted their account" in page
    assert "Someone who has left" in page
    assert "Kari" not in page


@pytest.mark.parametrize("wrong", ["", "feil passord"])
def test_a_wrong_password_deletes_nothing(kari, client_of, wrong):
    answer = delete(client_of(kari), wrong)
    assert answer.status_code == 422
    assert User.objects.filter(pk=kari.pk).exists()


def test_guessing_at_the_password_is_stopped(kari, client_of, password):
    client = client_of(kari)
    for _ in range(5):
        delete(client, "feil passord")
    answer = delete(client, password)
    assert "Too many attempts" in str(answer.context["form"].errors["password"])
    assert User.objects.filter(pk=kari.pk).exists()


def test_whoever_alone_coordinates_a_programme_hands_it_over_first(
    coordinator, programme, member, client_of, password
):
    client = client_of(coordinator)
    answer = delete(client, password)
    assert answer.status_code == 422
    assert "Områdeløft Dalen needs a coordinator" in answer.text
    assert User.objects.filter(pk=coordinator.pk).exists()
    member("coordinator")
    assert "Your account is deleted" in delete(client, password).text
    assert programme.memberships.count() == 1


def test_the_last_who_runs_the_installation_stays(
    administrator, kari, moment, client_of, password
):
    client = client_of(administrator)
    answer = delete(client, password)
    told = "The installation needs an administrator. Make someone else one first."
    assert told in answer.text
    make_administrator(user=kari, by=administrator, at=moment)
    assert "Your account is deleted" in delete(client, password).text
