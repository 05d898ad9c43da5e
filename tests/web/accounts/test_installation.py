"""The installation, for those who run it and no one else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from nabolag_web.accounts import actions, queries
from nabolag_web.accounts.models import AccountTrace, User

PAGES = ("installation", "trail", "describe_operator", "describe_accessibility")
CHANGES = (
    "close",
    "open",
    "make_administrator",
    "unmake_administrator",
    "take_second_factor",
    "new_password",
)
NOT_THEIRS = ("stranger", "other", "coordinator", "analyst", "staff", "board", "reader")


@pytest.mark.parametrize("page", PAGES)
def test_strangers_are_asked_to_sign_in(page, db, client_of):
    answer = client_of().get(reverse(f"accounts:{page}"))
    assert answer.url.startswith("/account/login/")


@pytest.mark.parametrize("page", [*PAGES, "account"])
@pytest.mark.parametrize("who", NOT_THEIRS)
def test_no_role_in_a_programme_opens_it(page, who, asked_by, kari):
    numbers = [kari.pk] if page == "account" else []
    answer = asked_by(who).get(reverse(f"accounts:{page}", args=numbers))
    assert answer.status_code == 403


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("who", [*NOT_THEIRS, "nobody"])
def test_no_role_in_a_programme_changes_anyones_account(
    change, who, asked_by, kari, no_mail
):
    answer = asked_by(who).post(reverse(f"accounts:{change}", args=[kari.pk]))
    if who == "nobody":
        assert answer.url.startswith("/account/login/")
    else:
        assert answer.status_code == 403
    kari.refresh_from_db()
    assert kari.is_active
    assert not kari.is_administrator
    assert set(AccountTrace.objects.values_list("done", flat=True)) == {"account_made"}


@pytest.mark.parametrize("change", CHANGES)
def test_changes_are_made_with_buttons_only(change, kari, administrator, client_of):
    where = reverse(f"accounts:{change}", args=[kari.pk])
    assert client_of(administrator).get(where).status_code == 405


@pytest.mark.parametrize("change", CHANGES)
def test_a_browser_left_open_is_asked_who_it_is(
    change, kari, administrator, client_of, password, no_mail, done
):
    client = client_of(administrator)
    where = reverse(f"accounts:{change}", args=[kari.pk])
    asked = client.post(where)
    assert asked.url.startswith(reverse("account_reauthenticate"))
    assert len(done()) == 2
    client.post(asked.url, {"password": password})
    assert len(done()) == 3


@pytest.mark.parametrize("change", CHANGES)
def test_an_account_that_is_not_there_cannot_be_changed(
    change, administrator, browser_of, no_mail
):
    where = reverse(f"accounts:{change}", args=[12345])
    assert browser_of(administrator).post(where).status_code == 404


def test_running_the_installation_opens_no_programme(
    administrator, programme, client_of
):
    answer = client_of(administrator).get(
        reverse("overview:overview", args=[programme.slug])
    )
    assert answer.status_code == 404


def test_the_page_lists_everyone(administrator, make_user, moment, client_of):
    closed = make_user("Ola Stengt")
    actions.close_account(user=closed, by=administrator, at=moment)
    page = client_of(administrator).get(reverse("accounts:installation")).text
    assert "2 people have an account." in page
    assert "runs the installation" in page
    assert "closed" in page
    assert "ola.stengt@example.no" in page


def test_a_long_list_comes_in_pages(administrator, make_user, client_of):
    for number in range(55):
        make_user(f"Person {number:02d}")
    client = client_of(administrator)
    where = reverse("accounts:installation")
    first, second = client.get(where), client.get(f"{where}?page=2")
    assert "Page 1 of 2" in first.text
    assert "Further down" in first.text
    assert "Person 10" in first.text
    assert "Person 54" in second.text
    assert "Further up" in second.text
    assert client.get(f"{where}?page=nonsense").status_code == 200


def test_a_list_asks_the_store_as_little_however_long_it_is(
    administrator, make_user, client_of, django_assert_num_queries
):
    for number in range(20):
        make_user(f"Person {number:02d}")
    client = client_of(administrator)
    where = reverse("accounts:installation")
    client.get(where)
    # the sign-in and the person, how many, the page of them, and who runs it
    with django_assert_num_queries(5):
        client.get(where)


def press(client, change, person):
    return client.post(reverse(f"accounts:{change}", args=[person.pk]), follow=True)


def test_an_account_is_closed_and_opened_again(
    kari, administrator, browser_of, signs_in, client_of, who, done
):
    client = browser_of(administrator)
    assert "Open the account" in press(client, "close", kari).text
    outside = client_of()
    signs_in(outside, kari.email)
    assert who(outside) is None
    assert "Close the account" in press(client, "open", kari).text
    signs_in(outside, kari.email)
    assert who(outside) == kari.pk
    assert done(by=administrator)[1:] == [
        ("account_closed", administrator, kari.pk),
        ("account_opened", administrator, kari.pk),
    ]


def test_someone_is_made_an_administrator_and_unmade(
    kari, administrator, browser_of, client_of, done
):
    client = browser_of(administrator)
    press(client, "make_administrator", kari)
    where = reverse("accounts:installation")
    assert client_of(kari).get(where).status_code == 200
    press(client, "unmake_administrator", kari)
    assert client_of(kari).get(where).status_code == 403
    assert [line[0] for line in done(by=administrator)[1:]] == [
        "administrator_made",
        "administrator_unmade",
    ]


@pytest.mark.parametrize("change", ["close", "unmake_administrator"])
def test_the_last_administrator_is_never_taken_away(
    change, administrator, kari, moment, browser_of
):
    client = browser_of(administrator)
    page = press(client, change, administrator)
    told = "The installation needs an administrator. Make someone else one first."
    assert told in page.text
    administrator.refresh_from_db()
    assert administrator.is_active
    assert administrator.is_administrator


def test_an_administrator_whose_account_is_closed_does_not_count(
    administrator, make_user, moment
):
    other = make_user("Berit", administrator=True)
    actions.close_account(user=other, by=administrator, at=moment)
    with pytest.raises(actions.LastAdministrator):
        actions.unmake_administrator(user=administrator, by=administrator, at=moment)


def test_the_code_is_turned_off_for_someone_who_lost_the_phone(
    kari, administrator, browser_of, turns_on_code, goes_through, mailoutbox, done
):
    turns_on_code(browser_of(kari))
    client = browser_of(administrator)
    page = client.get(reverse("accounts:account", args=[kari.pk]))
    assert "Be sure of who asks before you turn the code off." in page.text
    with goes_through():
        press(client, "take_second_factor", kari)
    assert not Authenticator.objects.filter(user=kari).exists()
    assert mailoutbox[-1].to == [kari.email]
    made = ("second_factor_taken", administrator, kari.pk)
    assert done(done="second_factor_taken") == [made]


def test_without_a_mail_server_a_link_to_a_new_password_is_handed_over(
    kari, administrator, browser_of, client_of, no_mail, signs_in, who, done
):
    client = browser_of(administrator)
    account = client.get(reverse("accounts:account", args=[kari.pk]))
    assert "Make a link to a new password" in account.text
    page = press(client, "new_password", kari)
    link = page.context["link"].removeprefix("http://testserver")
    assert page.context["link"] in page.text
    own = client_of()
    form = own.get(link, follow=True).redirect_chain[-1][0]
    new = "et annet godt passord"
    own.post(form, {"password1": new, "password2": new})
    signs_in(own, kari.email, new)
    assert who(own) == kari.pk
    assert ("password_link_made", administrator, kari.pk) in done()


def test_with_a_mail_server_people_ask_for_the_link_themselves(
    kari, administrator, browser_of, done
):
    client = browser_of(administrator)
    account = client.get(reverse("accounts:account", args=[kari.pk]))
    assert "Make a link to a new password" not in account.text
    page = press(client, "new_password", kari)
    assert "Mail is set up: the person can ask for a link." in page.text
    assert done(done="password_link_made") == []


def test_a_closed_account_is_given_no_link(
    kari, administrator, moment, browser_of, no_mail
):
    actions.close_account(user=kari, by=administrator, at=moment)
    assert press(browser_of(administrator), "new_password", kari).status_code == 404


# the trail


def test_the_trail_tells_who_did_what_with_whom(kari, administrator, moment, client_of):
    actions.make_administrator(user=kari, by=administrator, at=moment)
    actions.close_account(user=kari, by=administrator, at=moment + timedelta(hours=1))
    page = client_of(administrator).get(reverse("accounts:trail")).text
    text = " ".join(page.split())
    assert "<b>Anne Drift</b> closed the account of Kari Nordmann" in text
    assert "<b>Anne Drift</b> made Kari Nordmann an administrator" in text
    assert text.index("closed the account") < text.index("an administrator")


def test_the_trail_comes_in_pages(administrator, moment, client_of):
    for _ in range(55):
        actions.note("data_copied", by=administrator, at=moment)
    client = client_of(administrator)
    page = client.get(reverse("accounts:trail"))
    assert "Page 1 of 2" in page.text
    assert len(page.context["lines"]) == 50
    assert len(client.get(page.request["PATH_INFO"] + "?page=2").context["lines"]) == 6


def test_the_trail_asks_the_store_as_little_however_long_it_is(
    administrator, make_user, moment, client_of, django_assert_num_queries
):
    for number in range(20):
        user = make_user(f"Person {number}")
        actions.make_administrator(user=user, by=administrator, at=moment)
    client = client_of(administrator)
    where = reverse("accounts:trail")
    client.get(where)
    # the sign-in and the person, how many, the lines, and the names in them
    with django_assert_num_queries(5):
        client.get(where)


def test_every_thing_that_can_be_done_has_words():
    import re
    from pathlib import Path

    from nabolag_web.accounts import presenters, views

    room = Path(views.__file__).parents[1]
    code = "\n".join(path.read_text("utf-8") for path in room.rglob("*.py"))
    written = set(re.findall(r'note\(\s*"(\w+)"', code))
    written |= set(re.findall(r'_carry_out\(\s*"(\w+)"', code))
    assert written == set(presenters.DONE_WORDS)


# who runs it


def test_the_operator_is_described_in_three_fields(administrator, client_of, done):
    client = client_of(administrator)
    where = reverse("accounts:describe_operator")
    form = client.get(where).context["form"]
    assert list(form.fields) == ["name", "contact", "legal_basis"]
    sent = {
        "name": "Storvik kommune",
        "contact": "personvern@storvik.example",
        "legal_basis": "Kommuneloven § 1-1",
    }
    assert client.post(where, sent).url == reverse("accounts:installation")
    operator = queries.operator()
    assert {name: getattr(operator, name) for name in sent} == sent
    assert "Storvik kommune" in client.get(reverse("accounts:installation")).text
    assert 'value="Storvik kommune"' in client.get(where).text
    assert done(done="operator_described")[0][1] == administrator


def test_what_is_said_of_accessibility_leaves_the_rest_alone(
    administrator, moment, client_of
):
    actions.describe_operator(by=administrator, at=moment, name="Storvik")
    where = reverse("accounts:describe_accessibility")
    client = client_of(administrator)
    sent = {"not_accessible": "Ett kart.", "assessed_on": "2026-10-01"}
    assert client.post(where, sent).status_code == 302
    operator = queries.operator()
    assert operator.name == "Storvik"
    assert operator.not_accessible == "Ett kart."
    assert operator.assessed_on.isoformat() == "2026-10-01"
    assert 'value="2026-10-01"' in client.get(where).text


@pytest.mark.parametrize(
    ("page", "sent"),
    [
        ("describe_operator", {"name": "", "contact": "a@example.no"}),
        ("describe_operator", {"name": "Storvik", "contact": "ingen adresse"}),
        ("describe_operator", {"name": "x" * 201, "contact": "a@example.no"}),
        ("describe_accessibility", {"not_accessible": "x" * 4001}),
        ("describe_accessibility", {"assessed_on": "i fjor"}),
    ],
)
def test_nonsense_is_told_and_changes_nothing(administrator, client_of, page, sent):
    answer = client_of(administrator).post(reverse(f"accounts:{page}"), sent)
    assert answer.status_code == 422
    assert queries.operator().pk is None


def test_there_is_one_operator(administrator, moment):
    actions.describe_operator(by=administrator, at=moment, name="Storvik")
    actions.describe_operator(by=administrator, at=moment, name="Bydel Nord")
    assert queries.operator().name == "Bydel Nord"
    assert User.objects.count() == 1
