"""Invitations: sent, not sent, used, used up, withdrawn, and by whom."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.conf import settings as live
from django.db import connection
from django.urls import reverse
from django.utils.timezone import now

from nabolag_web.accounts.models import User
from nabolag_web.programmes import actions, queries
from nabolag_web.programmes.models import Invitation, Membership, Role

ACCOUNT = {"name": "Nora Ny", "password": "grønne trær ved elva"}


def test_an_invitation_is_mailed_and_lets_a_newcomer_in(
    client, client_of, url, text, programme, sent
):
    answer = client.post(url("invite"), {"email": "nora@example.no", "role": "staff"})
    assert "The invitation is on its way to nora@example.no" in text(answer)
    assert "/invitation/" not in text(answer)
    (letter,) = sent
    assert letter.to == ["nora@example.no"]
    assert letter.subject == "Invitation to Områdeløft Dalen"
    assert "Kari Koordinator invites you to Områdeløft Dalen" in letter.body
    link = next(line for line in letter.body.splitlines() if "/invitation/" in line)
    newcomer = client_of()
    page = text(newcomer.get(link))
    assert "Make an account for nora@example.no, and you are in." in page
    assert "Your role there: Front-line staff." in page
    answer = newcomer.post(link, ACCOUNT, follow=True)
    assert "You are in. Welcome to Områdeløft Dalen." in text(answer)
    user = User.objects.get(email="nora@example.no")
    assert (user.name, user.language) == ("Nora Ny", "en")
    assert Membership.objects.get(user=user).role == Role.STAFF


@pytest.mark.parametrize("backend", ["none", "broken"])
def test_mail_that_cannot_be_sent_is_told_aloud_with_the_link_to_hand_over(
    client, client_of, url, text, programme, settings, backend, caplog
):
    settings.EMAIL_BACKEND = {
        "none": "nabolag_web.accounts.mail.NoMailServer",
        "broken": "django.core.mail.backends.smtp.EmailBackend",
    }[backend]
    settings.EMAIL_HOST, settings.EMAIL_PORT = "localhost", 1
    answer = client.post(url("invite"), {"email": "nora@example.no", "role": "staff"})
    assert "The invitation to nora@example.no could not be mailed" in text(answer)
    assert "No mail was sent." in text(answer)
    assert "An invitation could not be mailed" in caplog.text
    link = answer.context["link"]
    assert link in text(answer)
    assert client_of().get(link).status_code == 200
    assert "no-store" in answer["Cache-Control"]


def test_only_a_fingerprint_of_the_link_is_kept(client, url, programme, no_mail):
    answer = client.post(url("invite"), {"email": "nora@example.no", "role": "staff"})
    token = answer.context["link"].rpartition("/")[2]
    invitation = Invitation.objects.get()
    assert token not in {str(value) for value in vars(invitation).values()}
    assert token not in client.get(url("people")).content.decode()


@pytest.mark.parametrize(
    "sent",
    [
        {"email": "", "role": "staff"},
        {"email": "nora", "role": "staff"},
        {"email": "nora@example.no", "role": "mayor"},
        {"email": "nora@example.no", "role": ""},
        {"email": f"{'x' * 250}@example.no", "role": "staff"},
    ],
)
def test_an_invitation_takes_an_address_and_a_role(client, url, programme, sent):
    answer = client.post(url("invite"), sent)
    assert answer.status_code == 422
    assert not Invitation.objects.exists()


def test_someone_who_is_in_already_is_not_invited(client, url, text, programme):
    answer = client.post(
        url("invite"), {"email": "KARI.Koordinator@example.no", "role": "staff"}
    )
    assert answer.status_code == 422
    assert "is part of the programme already." in text(answer)


def test_a_new_invitation_to_the_same_address_replaces_the_old(invite, client_of):
    _, old = invite("nora@example.no")
    _, new = invite("Nora@Example.no", Role.ANALYST)
    assert client_of().get(old).status_code == 410
    assert client_of().get(new).status_code == 200
    assert Invitation.objects.count() == 1


def test_an_invitation_works_once(client_of, invite, text):
    _, link = invite()
    client_of().post(link, ACCOUNT)
    again = client_of().get(link)
    assert again.status_code == 410
    assert "The invitation no longer works" in text(again)


def test_of_two_people_on_one_link_the_first_comes_in(client_of, invite, text):
    _, link = invite()
    first, second = client_of(), client_of()
    assert first.get(link).status_code == second.get(link).status_code == 200
    assert first.post(link, ACCOUNT).status_code == 302
    late = second.post(link, {**ACCOUNT, "name": "En Annen"})
    assert late.status_code == 410
    assert not User.objects.filter(name="En Annen").exists()


def test_of_two_who_send_at_the_same_moment_the_second_gets_no_account(
    programme, invite
):
    invitation, link = invite()
    token = link.rpartition("/")[2]
    seen_by_both = queries.invitation(token, at=now())
    actions.accept_as_newcomer(
        invitation=invitation, language="nb", at=now(), **ACCOUNT
    )
    with pytest.raises(actions.InvitationOver):
        actions.accept_as_newcomer(
            invitation=seen_by_both, language="nb", at=now(), **ACCOUNT
        )
    with pytest.raises(actions.InvitationOver):
        actions.accept_invitation(
            invitation=seen_by_both, by=programme.members.first(), at=now()
        )
    assert User.objects.filter(email="nora@example.no").count() == 1


def test_a_moment_too_late_is_told_like_any_other_link_that_is_over(
    client_of, stranger, invite, text
):
    """Between the page finding the invitation and using it, someone else used it."""
    invitation, link = invite()
    client = client_of(stranger)

    def used_meanwhile(execute, sql, params, many, context):
        open_ones = Invitation.objects.filter(accepted_at=None)
        if sql.startswith('UPDATE "programmes_invitation"') and open_ones.exists():
            Invitation.objects.filter(pk=invitation.pk).delete()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(used_meanwhile):
        answer = client.post(link)
    assert answer.status_code == 410
    assert not Membership.objects.filter(user=stranger).exists()


def test_an_invitation_works_for_two_weeks(client_of, invite, long_ago):
    _, link = invite(at=long_ago)
    assert client_of().get(link).status_code == 410
    assert client_of().post(link, ACCOUNT).status_code == 410
    _, link = invite("ola@example.no", at=long_ago + timedelta(minutes=2))
    assert client_of().get(link).status_code == 200


@pytest.mark.parametrize("token", ["feil", "x" * 43, "a%00b", "æøå"])
def test_a_link_that_is_no_invitation_is_over(client_of, db, token, text):
    answer = client_of().get(f"/invitation/{token}")
    assert answer.status_code == 410
    assert "Ask whoever invited you for a new one." in text(answer)


def test_an_invitation_is_withdrawn(client, client_of, url, text, invite):
    invitation, link = invite()
    assert "nora@example.no" in text(client.get(url("people")))
    answer = client.post(url("withdraw", invitation.pk), follow=True)
    assert "The invitation to nora@example.no no longer works." in text(answer)
    assert client_of().get(link).status_code == 410
    assert client.post(url("withdraw", invitation.pk)).status_code == 404


def test_whoever_has_an_account_signs_in_and_joins(client_of, make_user, invite, text):
    user = make_user("Nora Ny")
    _, link = invite("NORA.ny@example.no", Role.ANALYST)
    answer = client_of().get(link)
    assert answer.url == f"{reverse('account_login')}?{urlencode({'next': link})}"
    client = client_of(user)
    page = text(client.get(link))
    assert "You are invited. Your role there: Analyst." in page
    assert "it is this account that joins" not in page
    assert Membership.objects.filter(user=user).count() == 0
    answer = client.post(link, follow=True)
    assert "You are in." in text(answer)
    assert Membership.objects.get(user=user).role == Role.ANALYST


def test_whoever_is_signed_in_with_another_address_is_told_which_account_joins(
    client_of, stranger, invite, text
):
    _, link = invite("noen.andre@example.no")
    client = client_of(stranger)
    said = text(client.get(link))
    assert "The invitation was sent to noen.andre@example.no." in said
    assert "You are signed in as frida.fremmed@example.no" in said
    client.post(link)
    assert Membership.objects.get(user=stranger).role == Role.STAFF


def test_whoever_is_in_already_keeps_their_role(client, programme, invite):
    _, link = invite("kari@privat.example", Role.READER)
    client.post(link)
    assert programme.memberships.get().role == Role.COORDINATOR
    assert programme.trail.first().done == "was_in_already"


def test_an_invitation_names_the_role_in_the_programme_s_own_word(
    client_of, programme, coordinator, invite, text, moment
):
    actions.name_roles(
        programme=programme,
        names={Role.STAFF: "Nærmiljøvert"},
        by=coordinator,
        at=moment,
    )
    _, link = invite()
    assert "Your role there: Nærmiljøvert." in text(client_of().get(link))


@pytest.mark.parametrize(
    ("password", "told"),
    [("kort", "at least 12"), ("passwordpassword", ""), ("", "required")],
)
def test_a_weak_password_is_refused_and_the_invitation_still_holds(
    client_of, invite, text, password, told
):
    _, link = invite()
    answer = client_of().post(link, {"name": "Nora", "password": password})
    if not told:
        assert answer.status_code == 302
        return
    assert answer.status_code == 422
    assert told in text(answer)
    assert 'value="Nora"' in answer.content.decode()
    assert client_of().get(link).status_code == 200
    assert not User.objects.filter(email="nora@example.no").exists()


def test_a_newcomer_s_language_is_the_one_they_read(client_of, invite):
    _, link = invite()
    client_of(language="nn").post(link, ACCOUNT)
    assert User.objects.get(email="nora@example.no").language == "nn"


def test_the_letter_is_written_in_the_language_of_the_page(
    client_of, coordinator, url, programme, sent
):
    coordinator.language = "nb"
    coordinator.save()
    client = client_of(coordinator, language="nb")
    client.post(url("invite"), {"email": "nora@example.no", "role": "staff"})
    assert sent[0].subject == "Invitasjon til Områdeløft Dalen"
    assert sent[0].from_email == live.DEFAULT_FROM_EMAIL


def test_invitations_that_ran_out_are_not_shown(client, url, text, invite, long_ago):
    invite(at=long_ago)
    assert "nora@example.no" not in text(client.get(url("people")))


def test_a_letter_says_nothing_strange_of_a_name_with_signs(
    client, url, programme, coordinator, sent
):
    coordinator.name = "Kari & Co <kari>"
    coordinator.save()
    client.post(url("invite"), {"email": "nora@example.no", "role": "staff"})
    assert "Kari & Co <kari> invites you" in sent[0].body
