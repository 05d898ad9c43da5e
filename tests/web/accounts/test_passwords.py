"""Forgotten and changed passwords, and mail that cannot be sent."""

from __future__ import annotations

import logging

import pytest
from django.urls import reverse

from nabolag_web.accounts.actions import mail
from nabolag_web.accounts.mail import MailNotSent

NEW = "et annet godt passord"
RESET = "account_reset_password"


def ask(client, email):
    return client.post(reverse(RESET), {"email": email})


def choose(client, link, password=NEW):
    """Follow the link of a mail, and choose a password on the page it leads to."""
    page = client.get(link, follow=True)
    where = page.redirect_chain[-1][0]
    sent = {"password1": password, "password2": password}
    return client.post(where, sent)


def test_a_forgotten_password_is_replaced_through_a_link_by_mail(
    kari, client_of, mailoutbox, link_in, signs_in, who, done
):
    client = client_of()
    answer = ask(client, "KARI@example.no")
    assert "Look in your mail" in client.get(answer.url).text
    (mail,) = mailoutbox
    assert mail.to == ["kari@example.no"]
    answer = choose(client, link_in(mail))
    page = client.get(answer.url)
    assert "You have a new password" in page.text
    assert who(client) is None  # the new password is to be used
    signs_in(client, kari.email, NEW)
    assert who(client) == kari.pk
    assert done(done="password_changed") == [("password_changed", kari, kari.pk)]


def test_the_mail_is_plain_text_in_the_language_of_whoever_receives_it(
    make_user, client_of, mailoutbox, settings
):
    make_user("Ola", language="nn")
    make_user("Eva", language="en")
    client = client_of(language="nb")
    ask(client, "ola@example.no")
    ask(client, "eva@example.no")
    nynorsk, english = mailoutbox
    assert english.subject == "Choose a new password in Nabolag"
    assert english.body.startswith("Hello Eva,")
    assert nynorsk.subject == "Vel nytt passord i Nabolag"
    assert not english.alternatives
    assert english.content_subtype == "plain"


def test_the_page_does_not_tell_which_addresses_have_accounts(
    kari, client_of, mailoutbox
):
    answers = [ask(client_of(), email) for email in (kari.email, "ingen@example.no")]
    assert [answer.url for answer in answers] == [reverse(f"{RESET}_done")] * 2
    known, unknown = mailoutbox
    assert "/password/reset/key/" in known.body
    assert unknown.to == ["ingen@example.no"]
    assert unknown.subject == "There is no account for this address in Nabolag"
    assert "http" not in unknown.body


def test_a_closed_account_gets_no_link(
    kari, administrator, moment, client_of, mailoutbox
):
    from nabolag_web.accounts.actions import close_account

    close_account(user=kari, by=administrator, at=moment)
    ask(client_of(), kari.email)
    (mail,) = mailoutbox
    assert "key" not in mail.body


def test_a_link_works_once(kari, client_of, mailoutbox, link_in):
    ask(client_of(), kari.email)
    link = link_in(mailoutbox[0])
    choose(client_of(), link)
    page = client_of().get(link)
    assert "The link no longer works" in page.text
    assert "Ask for a new link" in page.text


@pytest.mark.parametrize("key", ["1-abc-def", "zz-1", "1-" + "x" * 40])
def test_a_link_that_is_made_up_opens_nothing(kari, client_of, key):
    page = client_of().get(f"/account/password/reset/key/{key}/")
    assert "The link no longer works" in page.text


def test_a_link_stops_working_when_the_address_is_changed(
    kari, moment, client_of, mailoutbox, link_in
):
    from nabolag_web.accounts.actions import change_address

    ask(client_of(), kari.email)
    change_address(user=kari, email="ny@example.no", at=moment)
    assert "no longer works" in client_of().get(link_in(mailoutbox[0])).text


def test_a_link_that_someone_else_opens_signs_them_out_first(
    kari, make_user, client_of, mailoutbox, link_in, who
):
    ask(client_of(), kari.email)
    client = client_of(make_user("Ola"))
    page = client.get(link_in(mailoutbox[0]), follow=True)
    assert who(client) is None
    assert "Choose a new password" in page.text


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("kort", "This password is too short. It must contain at least 12 characters."),
        ("qwerty123456", "This password is too common."),
    ],
)
def test_a_password_that_is_easily_guessed_is_not_taken(
    kari, client_of, mailoutbox, link_in, typed, told
):
    ask(client_of(), kari.email)
    answer = choose(client_of(), link_in(mailoutbox[0]), typed)
    assert told in str(answer.context["form"].errors["password1"])


def test_two_different_passwords_are_not_taken(kari, browser_of, password):
    sent = {"oldpassword": password, "password1": NEW, "password2": "noe helt annet"}
    answer = browser_of(kari).post(reverse("account_change_password"), sent)
    told = "You must type the same password each time."
    assert answer.context["form"].errors["password2"] == [told]


def test_a_password_is_changed_here_and_ends_sign_ins_elsewhere(
    kari, client_of, password, done
):
    here, elsewhere = client_of(kari), client_of(kari)
    sent = {"oldpassword": password, "password1": NEW, "password2": NEW}
    answer = here.post(reverse("account_change_password"), sent)
    assert answer.url == reverse("accounts:mine")
    assert "You have a new password." in here.get(answer.url).text
    assert elsewhere.get(reverse("accounts:mine")).status_code == 302
    assert done(done="password_changed") == [("password_changed", kari, kari.pk)]


def test_the_password_one_has_must_be_right(kari, client_of):
    sent = {"oldpassword": "feil", "password1": NEW, "password2": NEW}
    answer = client_of(kari).post(reverse("account_change_password"), sent)
    assert answer.context["form"].errors["oldpassword"] == [
        "That is not your password."
    ]
    kari.refresh_from_db()
    assert not kari.check_password(NEW)


def test_a_changed_password_is_told_by_mail(
    make_user, client_of, password, mailoutbox, goes_through
):
    kari = make_user("Kari", language="nb")
    sent = {"oldpassword": password, "password1": NEW, "password2": NEW}
    with goes_through():
        client_of(kari).post(reverse("account_change_password"), sent)
    (mail,) = mailoutbox
    assert mail.to == [kari.email]
    assert mail.subject == "Du har fått nytt passord i Nabolag"


def test_a_notice_that_cannot_be_mailed_is_told_and_logged(
    kari, client_of, password, mail_is_down, goes_through, caplog
):
    client = client_of(kari)
    sent = {"oldpassword": password, "password1": NEW, "password2": NEW}
    with goes_through(), caplog.at_level(logging.ERROR, "nabolag_web.accounts"):
        client.post(reverse("account_change_password"), sent)
    assert "A notice about a sign-in could not be sent" in caplog.text
    kari.refresh_from_db()
    assert kari.check_password(NEW)


def test_without_a_mail_server_the_page_says_so_and_it_is_logged(
    kari, client_of, no_mail, caplog
):
    for ask_once in (lambda c: c.get(reverse(RESET)), lambda c: ask(c, kari.email)):
        caplog.clear()
        with caplog.at_level(logging.WARNING, "nabolag_web.accounts"):
            answer = ask_once(client_of())
        assert answer.status_code == 503
        assert "This installation has no mail server" in answer.text
        assert "<form class" not in answer.text.split("<main")[1].split("</main")[0]
        assert "no mail server is set" in caplog.text


@pytest.mark.parametrize("email", ["kari@example.no", "ingen@example.no"])
def test_a_mail_server_that_does_not_answer_is_told_and_logged(
    kari, client_of, mail_is_down, caplog, email
):
    with caplog.at_level(logging.ERROR, "nabolag_web.accounts"):
        answer = ask(client_of(), email)
    assert answer.status_code == 503
    assert "The mail could not be sent" in answer.text
    assert f'value="{email}"' in answer.text  # nothing typed is lost
    assert "could not be sent" in caplog.text


def test_no_one_can_flood_someones_mail(kari, client_of, mailoutbox):
    answers = [ask(client_of(), kari.email).status_code for _ in range(6)]
    assert answers == [302] * 5 + [429]
    assert len(mailoutbox) == 5


def test_no_notice_is_tried_where_there_is_no_mail_server(
    kari, client_of, password, no_mail, goes_through, caplog
):
    sent = {"oldpassword": password, "password1": NEW, "password2": NEW}
    with goes_through(), caplog.at_level(logging.INFO, "nabolag_web.accounts"):
        client_of(kari).post(reverse("account_change_password"), sent)
    assert {record.name for record in caplog.records} == {"nabolag_web.requests"}


def test_an_answer_is_never_given_as_data(kari, client_of):
    answer = client_of().post(
        reverse("account_login"),
        {"login": kari.email, "password": "feil"},
        headers={"x-requested-with": "XMLHttpRequest", "accept": "application/json"},
    )
    assert answer["Content-Type"].startswith("text/html")


def test_without_a_mail_server_no_mail_is_pretended_to_be_sent(no_mail):
    with pytest.raises(MailNotSent, match="NABOLAG_MAIL is not set"):
        mail(to="kari@example.no", subject="Hei", text="Hei")
