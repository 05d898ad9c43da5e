"""In the demo anyone may be anyone in the example, and nowhere else."""

from __future__ import annotations

import pytest
from django.urls import reverse

from nabolag_web.programmes.actions import join, make_programme, name_roles
from nabolag_web.programmes.models import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(make_user, moment):
    """A fictional programme with two people in it."""
    ingrid = make_user("Ingrid", email="ingrid@dalen.invalid")
    programme = make_programme(
        name="Oppdiktet løft", municipality="", made_up=True, by=ingrid, at=moment
    )
    lise = make_user("Lise", email="lise@dalen.invalid")
    return programme, join(
        programme=programme, user=lise, role=Role.STAFF, by=ingrid, at=moment
    )


def test_everyone_in_the_example_can_be_tried_by_their_role(team, client_of, settings):
    settings.DEMO = True
    page = client_of().get("/").content.decode()
    assert "Ingrid, coordinator" in page
    assert "Lise, front-line staff" in page
    nb = client_of(language="nb").get("/").content.decode()
    assert "coordinator" not in nb


def test_a_role_is_called_what_the_programme_calls_it(
    team, client_of, settings, moment
):
    settings.DEMO = True
    programme, _ = team
    name_roles(
        programme=programme,
        names={Role.STAFF: "Førstelinje"},
        by=programme.members.get(name="Ingrid"),
        at=moment,
    )
    assert "Lise, førstelinje" in client_of().get("/").content.decode()


def test_one_click_makes_one_someone_else(team, client_of, settings):
    settings.DEMO = True
    programme, _ = team
    place = programme.memberships.get(user__name="Lise")
    client = client_of()
    answer = client.post(reverse("overview:try_as", args=[place.pk]))
    assert answer.url == reverse("overview:overview", args=[programme.slug])
    assert client.get(answer.url).status_code == 200


def test_outside_the_demo_no_one_is_let_in_so(team, client_of):
    programme, _ = team
    place = programme.memberships.get(user__name="Lise")
    client = client_of()
    assert "Lise" not in client.get("/").content.decode()
    assert client.post(reverse("overview:try_as", args=[place.pk])).status_code == 404
    assert "_auth_user_id" not in client.session


def test_in_the_demo_no_one_else_is_let_in_so(
    team, programme, coordinator, client_of, settings
):
    settings.DEMO = True
    place = programme.memberships.get(user=coordinator)
    address = reverse("overview:try_as", args=[place.pk])
    assert client_of().post(address).status_code == 404
    assert client_of().get(address).status_code == 405
