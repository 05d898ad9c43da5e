"""The start page: what Nabolag is, which programmes anyone may see, and the way in."""

from __future__ import annotations

import pytest

from nabolag_web.programmes.actions import (
    describe_programme,
    make_programme,
    show_to_the_public,
)

pytestmark = pytest.mark.django_db


def text(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_visitor_learns_what_nabolag_is_and_how_to_sign_in(client_of):
    page = text(client_of().get("/"))
    assert "A workbench for neighbourhood renewal" in page
    assert "shows how a neighbourhood stands against its city" in page
    assert 'href="/account/login/"' in page
    assert "No programme does so yet." in page


def test_only_open_programmes_are_listed(programme, coordinator, moment, client_of):
    told = {"by": coordinator, "at": moment}
    describe_programme(programme=programme, main_goal="Flere blir boende.", **told)
    make_programme(name="Hemmelig løft", municipality="", **told)
    assert programme.name not in text(client_of().get("/"))
    show_to_the_public(programme=programme, public=True, **told)
    page = text(client_of().get("/"))
    assert f"/public/{programme.slug}/" in page
    assert "Flere blir boende." in page
    assert "Hemmelig løft" not in page
    show_to_the_public(programme=programme, public=False, **told)
    assert programme.name not in text(client_of().get("/"))


def test_a_fictional_programme_is_listed_as_one(coordinator, moment, client_of):
    told = {"by": coordinator, "at": moment}
    made_up = make_programme(
        name="Oppdiktet løft", municipality="", made_up=True, **told
    )
    show_to_the_public(programme=made_up, public=True, **told)
    assert "Fictional example" in text(client_of().get("/"))


def test_whoever_works_in_one_programme_goes_straight_there(
    programme, coordinator, client_of
):
    answer = client_of(coordinator).get("/")
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/p/{programme.slug}/"


def test_whoever_works_in_several_or_none_chooses(
    programme, coordinator, stranger, moment, client_of
):
    make_programme(name="Et til", municipality="", by=coordinator, at=moment)
    for user in (coordinator, stranger):
        answer = client_of(user).get("/")
        assert answer.status_code == 302
        assert answer.headers["Location"] == "/programmes/"


def test_the_page_is_asked_for_each_time(client_of):
    answer = client_of().get("/")
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert not answer.cookies


def test_it_costs_the_same_however_many_programmes_there_are(
    coordinator, moment, client_of, django_assert_num_queries
):
    for number in range(3):
        more = make_programme(
            name=f"Løft {number}", municipality="", by=coordinator, at=moment
        )
        show_to_the_public(programme=more, public=True, by=coordinator, at=moment)
    with django_assert_num_queries(1):
        client_of().get("/")
