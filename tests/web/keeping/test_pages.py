"""What is stored and how long, told to administrators and to everyone."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.conf import settings as django_settings
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import now

from nabolag_web.accounts.actions import describe_operator, note
from nabolag_web.accounts.models import AccountTrace
from nabolag_web.accounts.presenters import cookies, trail_lines
from nabolag_web.programmes.actions import invite
from nabolag_web.programmes.models import Invitation, Role
from nabolag_web.shell.keeping import kept_lines
from nabolag_web.shell.registry import kept

KEPT, TIDY = reverse("accounts:kept"), reverse("accounts:tidy")


@pytest.fixture
def administrator(make_user):
    return make_user("Anna Ansvarlig", administrator=True)


@pytest.fixture
def due_invitation(programme, coordinator, moment):
    """An invitation that ran out long ago."""
    invitation, _token = invite(
        programme=programme,
        email="a@example.no",
        role=Role.STAFF,
        by=coordinator,
        at=now() - timedelta(days=99),
    )
    return invitation


def rows_of(page):
    """Give the table's rows: what a reader sees in each cell."""
    body = page.partition("<tbody")[2].partition("</tbody>")[0]
    cells = [
        re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S) for row in body.split("<tr")
    ]
    return [
        [re.sub(r"<[^>]+>", " ", cell).strip() for cell in row] for row in cells if row
    ]


def test_the_table_is_the_declarations_themselves(administrator, client_of):
    page = client_of(administrator).get(KEPT).content.decode()
    with translation.override("en"):
        lines = kept_lines(kept())
    for line, row in zip(lines, rows_of(page), strict=True):
        what, *rest = (cell.replace("&#x27;", "'") for cell in row)
        assert what.startswith(line.what)
        assert ("About people" in what) is line.personal
        assert rest[:3] == [line.why, line.until, line.then]


def test_the_table_tells_how_much_is_due_and_a_button_takes_it_out(
    administrator, client_of, due_invitation
):
    client = client_of(administrator)
    page = client.get(KEPT).content.decode()
    assert 'id="invitations"' in page
    counts = {row[0].partition(":")[0]: row[4] for row in rows_of(page)}
    assert counts["Invitations"] == "1"
    assert counts["Programmes"] == "–"
    done = client.post(TIDY, follow=True).content.decode()
    assert "1 thing that was due is taken out." in done
    assert "Nothing is due." in done
    assert "Something was last taken out" in done
    assert not Invitation.objects.exists()
    line = AccountTrace.objects.get(done="tidied")
    assert line.by == administrator
    assert line.details == {"kind": "invitations", "count": 1}


def test_the_button_says_so_when_there_was_nothing(administrator, client_of):
    page = client_of(administrator).post(TIDY, follow=True).content.decode()
    assert "Nothing is due." in page


def test_the_trail_tells_in_words_what_was_taken_out(administrator, moment):
    note("tidied", by=None, at=moment, kind="invitations", count=3)
    note("tidied", by=administrator, at=moment, kind="no-longer-stored", count=1)
    with translation.override("en"):
        told = {
            (line.who, line.what)
            for line in trail_lines(list(AccountTrace.objects.filter(done="tidied")))
        }
    assert told == {
        (
            "Nabolag",
            "took out what was due (3): Invitations: e-mail address, role, and who"
            " invited",
        ),
        ("Anna Ansvarlig", "took out what was due (1): no-longer-stored"),
    }


@pytest.mark.parametrize(
    "who", ["coordinator", "analyst", "staff", "board", "partner", "reader", "stranger"]
)
def test_only_those_who_run_the_installation_see_it(asked_by, due_invitation, who):
    client = asked_by(who)
    assert client.get(KEPT).status_code == 403
    assert client.post(TIDY).status_code == 403
    assert Invitation.objects.exists()


def test_whoever_is_not_signed_in_is_asked_to(asked_by, due_invitation):
    client = asked_by("nobody")
    for answer in (client.get(KEPT), client.post(TIDY)):
        assert answer.url.startswith(reverse("account_login"))
    assert Invitation.objects.exists()


def test_taking_out_takes_a_click_and_not_a_link(administrator, client_of):
    assert client_of(administrator).get(TIDY).status_code == 405
    assert client_of(administrator).post(KEPT).status_code == 405


def described(by, moment, **said):
    describe_operator(by=by, at=moment, **said)


def test_the_privacy_page_needs_no_sign_in_and_says_what_is_not_told_yet(client, db):
    page = client.get("/privacy", headers={"accept-language": "en"}).content.decode()
    assert "has not written their name here yet" in page
    assert "has not yet named the law" in page


def test_the_privacy_page_names_who_answers_and_by_what_law(
    client, administrator, moment
):
    described(
        administrator,
        moment,
        name="Storvik kommune",
        contact="personvern@example.no",
        legal_basis="kommuneloven § 10-1",
    )
    page = client.get("/privacy", headers={"accept-language": "en"}).content.decode()
    assert "Storvik kommune runs this installation" in page
    assert 'href="mailto:personvern@example.no"' in page
    assert "The task is given by: kommuneloven § 10-1." in page
    assert "not written" not in page


def test_the_privacy_page_tells_of_all_that_is_about_people_and_nothing_else(
    client, db
):
    page = client.get("/privacy", headers={"accept-language": "en"}).content.decode()
    for thing in kept():
        assert (f'id="{thing.key}"' in page) is thing.personal


def test_the_privacy_page_tells_of_every_cookie_there_is(administrator, client_of, db):
    """What our pages set in a browser stands on the page, and no more."""
    client = client_of(administrator)
    client.get("/account/")
    client.post(TIDY)
    client.post("/language", {"language": "nn", "next": "/"})
    told = {cookie.name for cookie in cookies()}
    assert set(client.cookies) <= told
    assert told == {
        django_settings.SESSION_COOKIE_NAME,
        django_settings.CSRF_COOKIE_NAME,
        django_settings.LANGUAGE_COOKIE_NAME,
        "nabolag_last",
        "messages",
    }
    page = client.get("/privacy").content.decode()
    assert all(name in page for name in told)


def test_reading_the_public_statements_leaves_no_cookie(client, db):
    client.get("/privacy")
    client.get("/accessibility")
    assert not client.cookies


def test_an_accessibility_statement_that_no_one_has_made_says_so(client, db):
    answer = client.get("/accessibility", headers={"accept-language": "en"})
    page = answer.content.decode()
    assert "has not assessed it yet" in page
    assert "has not written an address here yet" in page
    assert "No faults are known" not in page


def test_an_accessibility_statement_says_what_the_operator_found(
    client, administrator, moment
):
    described(
        administrator,
        moment,
        name="Storvik kommune",
        contact="uu@example.no",
        not_accessible="Kartet kan ikke <i>zoomes</i>.\n\nEn PDF mangler merker.",
        assessed_on=date(2026, 11, 2),
    )
    answer = client.get("/accessibility", headers={"accept-language": "en"})
    page = answer.content.decode()
    assert "Assessed by Storvik kommune on 2 November 2026." in page
    assert "<p>Kartet kan ikke &lt;i&gt;zoomes&lt;/i&gt;.</p>" in page
    assert "<p>En PDF mangler merker.</p>" in page
    assert 'href="mailto:uu@example.no"' in page
    assert "uustatus.no" in page


def test_an_assessment_without_faults_and_without_a_name_is_told_too(
    client, administrator, moment
):
    described(administrator, moment, assessed_on=date(2026, 11, 2))
    answer = client.get("/accessibility", headers={"accept-language": "en"})
    page = answer.content.decode()
    assert "Assessed on 2 November 2026." in page
    assert "No faults are known." in page


@pytest.mark.parametrize("address", ["/privacy", "/accessibility"])
def test_the_public_statements_ask_the_store_once(
    client, db, django_assert_num_queries, address
):
    with django_assert_num_queries(1):
        client.get(address)


@pytest.mark.parametrize("address", ["/privacy", "/accessibility"])
def test_the_public_statements_can_only_be_read(client, db, address):
    assert client.post(address).status_code == 405
