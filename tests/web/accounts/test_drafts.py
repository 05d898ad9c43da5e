"""What someone types in a form is kept until they send it, for their eyes only."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from nabolag_web.accounts.actions import (
    DraftTooLong,
    delete_account,
    discard_draft,
    save_draft,
    tidy_up,
)
from nabolag_web.accounts.actions.drafts import LONGEST
from nabolag_web.accounts.models import AccountTrace, Draft
from nabolag_web.accounts.queries import draft_key

ROLES = ("coordinator", "analyst", "staff", "board")
PAGE = "/p/omradeloft-dalen/measures/new"
TYPED = {"title": ["Nytt lys i undergangen"], "due_on": [""]}


@pytest.fixture
def save(kari, moment):
    """Keeps what Kari typed: ``save()``, or ``save(title=["Noe"])``."""

    def saved(page=PAGE, *, at=moment, **fields):
        return save_draft(user=kari, page=page, fields=fields or TYPED, at=at)

    return saved


def address_of(page):
    """Give where a page's form keeps what is typed, as the page itself tells it."""
    found = re.search(r'data-draft="([^"]+)"', page.content.decode())
    return found and found.group(1)


# What may change


def test_what_is_typed_later_takes_the_place_of_what_was_typed_before(save, moment):
    save()
    save(at=moment + timedelta(minutes=1), title=["Nytt lys og hvite vegger"])
    draft = Draft.objects.get()
    assert draft.fields == {"title": ["Nytt lys og hvite vegger"]}
    assert draft.saved_at == moment + timedelta(minutes=1)
    assert str(draft) == f"{draft.user_id} {PAGE}"


def test_each_page_and_each_person_has_a_draft_of_their_own(
    save, kari, stranger, moment
):
    save()
    save("/p/omradeloft-dalen/findings/new", sentence=["Få hilser"])
    save_draft(user=stranger, page=PAGE, fields=TYPED, at=moment)
    discard_draft(user=kari, page=PAGE)
    left = Draft.objects.order_by("page").values_list("user__name", "page")
    assert list(left) == [
        (kari.name, "/p/omradeloft-dalen/findings/new"),
        (stranger.name, PAGE),
    ]


def test_what_is_too_long_is_refused_and_what_was_kept_stays(save):
    save()
    with pytest.raises(DraftTooLong):
        save(title=["a" * LONGEST])
    assert Draft.objects.get().fields == TYPED


def test_the_trail_tells_nothing_of_what_someone_types(save, kari):
    before = AccountTrace.objects.count()
    save()
    discard_draft(user=kari, page=PAGE)
    assert AccountTrace.objects.count() == before


def test_the_store_holds_one_a_page_and_only_of_our_pages(kari, save, moment):
    save()
    for page in (PAGE, "https://example.no/"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Draft.objects.create(user=kari, page=page, saved_at=moment)


# How long


def test_it_is_deleted_thirty_days_after_it_was_typed(save, moment):
    save()
    tidy_up(at=moment + timedelta(days=30, seconds=-1))
    assert Draft.objects.exists()
    assert tidy_up(at=moment + timedelta(days=30))["drafts"] == 1
    assert not Draft.objects.exists()


def test_it_is_in_one_s_own_copy_and_goes_with_the_account(
    save, kari, administrator, client_of, moment
):
    save()
    copy = json.loads(client_of(kari).post(reverse("accounts:copy")).content)
    (draft,) = copy["account"]["drafts"]
    assert (draft["page"], draft["fields"]) == (PAGE, TYPED)
    delete_account(user=kari, at=moment)
    assert not Draft.objects.exists()


# On pages


@pytest.fixture
def client(client_of, coordinator, programme):
    return client_of(coordinator)


@pytest.mark.parametrize("who", ROLES)
def test_everyone_who_may_write_has_their_form_kept_and_offered_again(who, asked_by):
    client = asked_by(who)
    page = client.get(PAGE)
    assert "data-draft-offer" not in page.content.decode()
    saved = client.post(address_of(page), {"title": "Nytt lys"})
    assert re.fullmatch(r"Draft saved \d\d:\d\d\.\n", saved.content.decode())
    again = client.get(PAGE).content.decode()
    assert "and did not send it." in again
    assert "Nytt lys" in again
    assert 'value="Nytt lys"' not in again  # no field is filled in unasked


def test_it_is_not_offered_over_what_was_just_refused(client):
    client.post(address_of(client.get(PAGE)), {"title": "Nytt lys"})
    refused = client.post(PAGE, {"title": ""})
    assert refused.status_code == 422
    assert "data-draft-offer" not in refused.content.decode()
    assert address_of(refused)
    assert Draft.objects.exists()


def test_sending_the_form_ends_it(client):
    client.post(address_of(client.get(PAGE)), {"title": "Nytt lys"})
    client.post("/programmes/new", {"name": "Et annet", "municipality": ""})
    assert Draft.objects.exists()
    sent = client.post(PAGE, {"title": "Nytt lys", "ordered": "Bydelen, sak 4"})
    assert sent.status_code == 302
    assert not Draft.objects.exists()


def test_it_can_be_thrown_away(client):
    page = client.get(PAGE)
    client.post(address_of(page), {"title": "Nytt lys"})
    answer = client.post(f"{address_of(page)}/off")
    assert answer.content.decode() == "The draft is thrown away."
    assert not Draft.objects.exists()


def test_passwords_and_the_form_s_own_mark_are_never_kept(client):
    typed = {
        "title": "Nytt lys",
        "password": "hemmelig",
        "new_password2": "hemmelig",
        "csrfmiddlewaretoken": "abc",
        "chosen": ["a", "b"],
    }
    client.post(address_of(client.get(PAGE)), typed)
    assert Draft.objects.get().fields == {"title": ["Nytt lys"], "chosen": ["a", "b"]}


def test_what_is_too_long_says_so(client):
    too_long = {"title": "a" * LONGEST}
    answer = client.post(address_of(client.get(PAGE)), too_long)
    assert answer.status_code == 413
    assert answer.content.decode() == "This is too long to be kept as a draft."


# Who may


def test_no_one_else_writes_or_ends_it(client, client_of, stranger, kari):
    where = address_of(client.get(PAGE))
    client.post(where, {"title": "Nytt lys"})
    for other in (stranger, kari):
        browser = client_of(other)
        assert browser.post(where, {"title": "Tull"}).status_code == 404
        assert browser.post(f"{where}/off").status_code == 404
    assert Draft.objects.get().fields == {"title": ["Nytt lys"]}


def test_no_one_sees_what_another_typed(client, member, client_of):
    client.post(address_of(client.get(PAGE)), {"title": "Bare mitt"})
    assert "Bare mitt" not in client_of(member("staff")).get(PAGE).content.decode()


@pytest.mark.parametrize("key", ["/etc/passwd", "made-up", "WzEsIi8iXQ:abc"])
def test_a_key_that_we_did_not_sign_is_no_page(client, key):
    where = reverse("accounts:draft", args=[key.replace("/", "-")])
    assert client.post(where, {"title": "Tull"}).status_code == 404
    assert not Draft.objects.exists()


def test_whoever_was_signed_out_is_asked_to_sign_in(coordinator, client_of):
    where = reverse("accounts:draft", args=[draft_key(coordinator, PAGE)])
    for address in (where, f"{where}/off"):
        answer = client_of().post(address, {"title": "Nytt lys"})
        assert answer.url.startswith(reverse("account_login"))
    assert not Draft.objects.exists()


def test_it_is_only_saved_by_sending_and_only_from_our_own_pages(client, coordinator):
    where = reverse("accounts:draft", args=[draft_key(coordinator, PAGE)])
    assert client.get(where).status_code == 405
    assert client.get(f"{where}/off").status_code == 405
    elsewhere = Client(enforce_csrf_checks=True)
    elsewhere.force_login(coordinator)
    assert elsewhere.post(where, {"title": "Tull"}).status_code == 403
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    "page", ["/account/describe", "/account/delete", "/account/password/change/"]
)
def test_forms_about_one_s_own_account_are_not_kept(client, page):
    assert address_of(client.get(page)) is None


def test_a_form_that_takes_no_sign_in_keeps_nothing(client_of, rf):
    """As the one that a newcomer fills in, who has no account yet."""
    from django.contrib.auth.models import AnonymousUser
    from django.template.loader import render_to_string

    request = rf.get("/invitation/abc")
    request.user = AnonymousUser()
    shown = render_to_string("shell/_page_form.html", {}, request)
    assert "<form" in shown
    assert "data-draft" not in shown


def test_a_form_page_asks_the_store_once_for_it(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(12) as asked:
        client.get("/p/omradeloft-dalen/findings/new")
    of_drafts = [q["sql"] for q in asked.captured_queries if "draft" in q["sql"]]
    assert len(of_drafts) == 1
