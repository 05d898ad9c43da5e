"""An area's picture: what is shared, what is still discussed, what no one has asked."""

from __future__ import annotations

import pytest
from django.urls import reverse

from nabolag_web.areas.actions.cities import set_focus
from nabolag_web.knowledge.actions.findings import move_on
from nabolag_web.knowledge.models import Status
from nabolag_web.knowledge.queries.picture import picture

SLUG = "omradeloft-dalen"


@pytest.fixture
def dalen(city, programme, coordinator, moment):
    """The programme's own area; another of its areas is Lia."""
    areas = {"01": "Dalen", "02": "Lia"}
    set_focus(programme=programme, areas=areas, by=coordinator, at=moment)
    return programme.focus_areas.get(code="01")


@pytest.fixture
def come(write, coordinator, moment):
    """Writes a finding whose discussion has come somewhere: ``come("shared")``."""

    def written(status, sentence="Få hilser", **said):
        finding = write(sentence, **said)
        return move_on(
            finding=finding,
            version=1,
            status=Status(status),
            reason="Drøftet",
            by=coordinator,
            at=moment,
        )

    return written


def test_only_what_is_shared_and_about_the_area_is_in_it(programme, dalen, come):
    lia = programme.focus_areas.get(code="02")
    about_all = come("shared", "Om alle")
    about_dalen = come("shared", "Om Dalen", area=dalen.pk)
    come("shared", "Om Lia", area=lia.pk)
    come("aside", "Lagt til side")
    discussed = come("questioned", "Drøftes ennå")
    shown = picture(dalen)
    assert {each.finding for each in shown.shared} == {about_all, about_dalen}
    assert [each.finding for each in shown.discussed] == [discussed]


def test_what_no_resident_was_asked_about_is_told(dalen, come, back):
    asked, unasked = come("shared", "Spurt"), come("shared", "Ikke spurt")
    back(asked, "residents")
    back(unasked, "staff")
    assert [each.finding for each in picture(dalen).unasked] == [unasked]


def page_of(client, code="01"):
    answer = client.get(reverse("knowledge:picture", args=[SLUG, code]))
    return " ".join(answer.content.decode().split())


def test_the_page_shows_challenges_and_possibilities_side_by_side(
    client_of, coordinator, dalen, come, back, ask
):
    back(come("shared", "Få hilser", dimension="social"), "staff")
    come("shared", "Alle kjenner skolen", dimension="social", bears="possibility")
    come("shared", "Ingen vet", bears="possibility")
    ask(come("questioned", "Bussen går sjelden"), "Gjelder det helgene?")
    page = page_of(client_of(coordinator))
    assert "Shared understanding: 1 challenge and 2 possibilities." in page
    assert page.index("Social") < page.index("Not sorted yet")
    assert "Gjelder det helgene?" in page
    assert "No resident has been asked" in page
    assert "Statistics: 0; Place analysis: 0; Staff: 1; Residents: 0." in page


def test_an_empty_picture_says_how_it_fills(client_of, coordinator, dalen):
    page = page_of(client_of(coordinator))
    assert "Nothing is shared understanding yet." in page
    assert "A finding stands here when it has been discussed" in page
    assert "No question stands open." in page


def test_many_findings_take_no_more_queries_than_few(
    client_of, coordinator, dalen, come, back, django_assert_max_num_queries
):
    client = client_of(coordinator)
    back(come("shared"), "staff")
    page_of(client)
    with django_assert_max_num_queries(20) as few:
        page_of(client)
    for number in range(9):
        back(come("shared", f"Funn {number}"), "staff")
    with django_assert_max_num_queries(20) as many:
        page_of(client)
    assert len(many) == len(few)


def test_a_programme_with_one_area_is_led_straight_to_its_picture(
    client_of, coordinator, focused
):
    address = reverse("knowledge:pictures", args=[SLUG])
    answer = client_of(coordinator).get(address)
    assert answer.url == reverse("knowledge:picture", args=[SLUG, "01"])


def test_a_programme_without_areas_is_told_to_choose(client_of, coordinator, programme):
    page = client_of(coordinator).get(reverse("knowledge:pictures", args=[SLUG]))
    assert "has not chosen its areas yet" in page.content.decode()
