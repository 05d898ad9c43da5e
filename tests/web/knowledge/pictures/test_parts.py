"""What is in the picture of an area, now and when residents read it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from nabolag_web.knowledge.actions.evidence import pin_figure
from nabolag_web.knowledge.actions.findings import Said, change_finding
from nabolag_web.knowledge.models import (
    Evidence,
)
from nabolag_web.knowledge.queries.figures import Figure
from nabolag_web.knowledge.queries.picture_parts import parts_at

SLUG = "omradeloft-dalen"
HOUR = timedelta(hours=1)


def url(name, *rest):
    return reverse(f"knowledge:{name}", args=[SLUG, *rest])


def text_of(answer):
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize(
    ("kind", "begins"),
    [("pdf", b"%PDF"), ("docx", b"PK"), ("html", b"<!doctype html>")],
)
def test_the_picture_as_it_stands_is_taken_along(asked_by, dalen, share, kind, begins):
    share("Få hilser", dimension="social")
    answer = asked_by("reader").get(url("picture_file", "01", kind))
    assert answer.content.startswith(begins)
    if kind == "html":
        assert "Få hilser" in answer.content.decode()
        assert "Working document" in answer.content.decode()
    assert asked_by("reader").get(url("picture_file", "01", "exe")).status_code == 404


def test_what_residents_read_is_the_picture_as_it_stood_when_they_met(
    dalen, share, meet, read, moment, coordinator
):
    finding = share("Få hilser")
    share("Delt etterpå").versions.update(at=moment + 2 * HOUR)
    change_finding(
        finding=finding,
        version=2,
        said=Said(sentence="Mange hilser"),
        reason="Nytt",
        by=coordinator,
        at=moment + 2 * HOUR,
    )
    noted = read(meet())
    assert [each["sentence"] for each in noted.parts["findings"]] == ["Få hilser"]
    assert noted.parts == parts_at(dalen, moment + HOUR)


def test_only_what_is_about_the_area_and_was_not_taken_out_is_in_it(
    dalen, programme, share, moment
):
    lia = programme.focus_areas.get(code="02")
    share("Om alle")
    share("Om Dalen", area=dalen.pk)
    share("Om Lia", area=lia.pk)
    gone = share("Tatt ut")
    gone.removed_at = moment
    gone.save()
    told = [each["sentence"] for each in parts_at(dalen, moment)["findings"]]
    assert told == ["Om alle", "Om Dalen"]


def test_no_words_of_evidence_are_in_it_but_pinned_figures_are(
    dalen, share, back, programme, by, moment, asked_by
):
    finding = share("Få hilser", dimension="social")
    figure = Figure(
        key="members",
        names={"en": "Members"},
        area="01",
        area_name="Dalen",
        period="2024",
        value=120.0,
        low=None,
        high=None,
        unit="",
        facts={"measure": "amount", "per": None},
        source="Storvik statistics",
        recipe="",
    )
    pinned = pin_figure(programme=programme, figure=figure, **by)
    back(finding, "statistics", "Members, Dalen, 2024", rests_on=pinned)
    back(finding, "staff", "Helsestasjonen", note="Et sitat ingen skal kjenne igjen")
    page = asked_by("reader").get(url("picture_file", "01", "html")).content.decode()
    assert "Members, Dalen, 2024" in page
    assert "Storvik statistics" in page
    assert "Et sitat" not in page
    assert "Helsestasjonen" not in page


def test_new_evidence_against_a_finding_is_a_change_too(
    asked_by, dalen, share, back, meet, read, moment
):
    finding = share("Få hilser")
    read(meet())
    assert "Changed since" not in text_of(asked_by("reader").get(url("picture", "01")))
    back(finding, "place", "Telling", supports=False, at=moment + 2 * HOUR)
    page = text_of(asked_by("reader").get(url("picture", "01")))
    assert "Changed since they read it: finding 1." in page


def test_an_area_that_is_called_something_else_keeps_its_picture(
    dalen, share, meet, moment
):
    share("Om Dalen", area=dalen.pk)
    dalen.name = "Dalen og Lia"
    dalen.save()
    told = [each["sentence"] for each in parts_at(dalen, moment)["findings"]]
    assert told == ["Om Dalen"]


def test_more_findings_take_no_more_queries(
    asked_by, dalen, share, back, django_assert_max_num_queries
):
    back(share())
    client = asked_by("reader")
    for name, rest in (("picture", ()), ("picture_file", ("html",))):
        client.get(url(name, "01", *rest))
        with django_assert_max_num_queries(30) as few:
            client.get(url(name, "01", *rest))
        for number in range(5):
            back(share(f"Funn {number}"))
        with django_assert_max_num_queries(30) as many:
            client.get(url(name, "01", *rest))
        assert len(many) == len(few)
    assert Evidence.objects.count() == 11
