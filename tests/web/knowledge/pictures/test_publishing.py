"""The picture of an area: read by residents, published, and taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from nabolag_web.areas.actions.cities import set_focus
from nabolag_web.knowledge.actions import area_pictures
from nabolag_web.knowledge.actions.evidence import pin_figure
from nabolag_web.knowledge.actions.findings import Said, change_finding
from nabolag_web.knowledge.models import (
    ForumType,
    PublishedPicture,
    ReadPicture,
)
from nabolag_web.knowledge.queries.figures import figure_now, measured
from nabolag_web.knowledge.queries.person import about_person
from nabolag_web.programmes.models import ProgrammeTrace

SLUG = "omradeloft-dalen"
HOUR = timedelta(hours=1)


def url(name, *rest):
    return reverse(f"knowledge:{name}", args=[SLUG, *rest])


def text_of(answer):
    return " ".join(answer.content.decode().split())


def test_a_picture_that_no_residents_have_read_cannot_be_published(
    asked_by, dalen, share, meet
):
    share()
    meet("Ledergruppa", ForumType.ADMINISTRATIVE)
    meet("Beboerforum", begun=False)
    page = text_of(asked_by("coordinator").get(url("picture", "01")))
    assert "No forum of residents has read it yet." in page
    assert "Note that residents have read it" not in page


@pytest.mark.parametrize(
    ("kind", "begun"), [(ForumType.ADMINISTRATIVE, True), (ForumType.RESIDENTS, False)]
)
def test_a_meeting_of_others_or_not_held_has_read_nothing(meet, read, kind, begun):
    with pytest.raises(area_pictures.NotByResidents):
        read(meet(kind=kind, begun=begun))


def test_from_the_reading_to_what_anyone_can_open(
    asked_by, dalen, share, ask, meet, open_to_all, client_of
):
    ask(share("Få hilser", dimension="social"), "Gjelder det hele byen?")
    meeting = meet()
    client = asked_by("coordinator")
    assert "Note that residents have read it" in text_of(
        client.get(url("picture", "01"))
    )
    sent = {"meeting": meeting.pk, "said": "Ta med skolen"}
    assert client.post(url("note_reading", "01"), sent).url == url("picture", "01")
    noted = ReadPicture.objects.get()
    page = text_of(client.get(url("picture", "01")))
    assert "Read by Beboerforum 2 March 2026" in page
    assert "Not published" in page
    anyone = client_of()
    area = reverse("areas:public_area", args=[SLUG, "01"])
    assert anyone.get(url("public_picture", "01")).status_code == 404
    assert "found out together" not in text_of(anyone.get(area))
    client.post(url("publish_picture", noted.pk))
    assert url("public_picture", "01") in anyone.get(area).content.decode()
    shown = text_of(anyone.get(url("public_picture", "01")))
    for said in ("Få hilser", "Gjelder det hele byen?", "Ta med skolen", "Beboerforum"):
        assert said in shown
    assert "No resident has been asked: Få hilser" in shown
    file = anyone.get(url("public_picture_file", "01", "html")).content.decode()
    assert "Få hilser" in file
    assert "Read by Beboerforum" in file
    assert anyone.get(url("public_picture_file", "01", "exe")).status_code == 404
    assert (
        url("public_picture", "01") in client.get(url("picture", "01")).content.decode()
    )


def test_what_changes_later_is_told_and_does_not_change_what_is_published(
    asked_by, dalen, share, meet, read, open_to_all, client_of, coordinator, moment
):
    finding = share("Få hilser")
    noted = read(meet())
    area_pictures.publish(read=noted, by=coordinator, at=moment)
    change_finding(
        finding=finding,
        version=2,
        said=Said(sentence="Mange hilser"),
        reason="Nytt",
        by=coordinator,
        at=moment + 2 * HOUR,
    )
    share("Nytt funn")
    page = text_of(asked_by("reader").get(url("picture", "01")))
    assert "Changed since they read it: findings 1, 2." in page
    shown = text_of(client_of().get(url("public_picture", "01")))
    assert "Få hilser" in shown
    assert "Mange hilser" not in shown


def test_it_is_taken_back_for_a_reason_and_can_be_published_again(
    asked_by, dalen, share, meet, read, open_to_all, client_of, coordinator, moment
):
    share()
    noted = read(meet())
    area_pictures.publish(read=noted, by=coordinator, at=moment)
    client = asked_by("coordinator")
    assert client.post(url("take_back_picture", noted.pk), {}).status_code == 422
    client.post(url("take_back_picture", noted.pk), {"reason": "Feil i tallene"})
    assert client_of().get(url("public_picture", "01")).status_code == 404
    assert client.get(url("take_back_picture", noted.pk)).status_code == 404
    late = client.post(
        url("take_back_picture", noted.pk), {"reason": "Den andre"}, follow=True
    )
    assert "Someone else has taken it back already." in text_of(late)
    assert PublishedPicture.objects.get().taken_back_for == "Feil i tallene"
    with pytest.raises(area_pictures.NotOut):
        area_pictures.take_back(read=noted, reason="To", by=coordinator, at=moment)
    client.post(url("publish_picture", noted.pk))
    assert client_of().get(url("public_picture", "01")).status_code == 200
    client.post(url("publish_picture", noted.pk))
    assert "Feil i tallene" in text_of(client.get(url("picture", "01")))
    done = list(ProgrammeTrace.objects.order_by("pk").values_list("done", flat=True))
    assert done[-4:] == [
        "picture_read",
        "picture_published",
        "picture_taken_back",
        "picture_published",
    ]


def test_taking_back_the_newest_does_not_bring_an_older_one_out(
    dalen, share, meet, read, open_to_all, client_of, coordinator, moment
):
    share()
    first, second = read(meet("Beboerforum")), read(meet("Beboerforum øst"))
    for hours, noted in enumerate((first, second)):
        at = moment + hours * HOUR
        area_pictures.publish(read=noted, by=coordinator, at=at)
    shown = text_of(client_of().get(url("public_picture", "01")))
    assert "Read by Beboerforum øst" in shown
    area_pictures.take_back(read=second, reason="Feil", by=coordinator, at=moment)
    assert client_of().get(url("public_picture", "01")).status_code == 404


def test_figures_that_are_not_published_are_not_told_to_anyone(
    asked_by, loaded, dalen, share, back, city, meet, read, open_to_all, client_of, by
):
    finding = share("Mange bor trangt", dimension="physical")
    key, name = measured(dalen.programme, "01", "en")[0]
    figure = figure_now(dalen.programme, "01", key)
    pinned = pin_figure(programme=dalen.programme, figure=figure, **by)
    back(finding, "statistics", "Det Per Hansen fant", rests_on=pinned)
    area_pictures.publish(read=read(meet()), **by)
    for published in (False, True, False):
        city.indicators.update(is_public=published)
        page = text_of(client_of().get(url("public_picture", "01")))
        file = client_of().get(url("public_picture_file", "01", "html"))
        assert (f"{name}, Dalen" in page) is published
        assert (f"{name}, Dalen" in file.content.decode()) is published
        assert "Per Hansen" not in page
    assert f"{name}, Dalen" in text_of(
        asked_by("reader").get(url("picture_file", "01", "html"))
    )


def test_an_area_the_programme_lets_go_of_is_no_longer_public(
    asked_by, programme, dalen, share, meet, read, open_to_all, client_of, by
):
    share()
    noted = read(meet())
    area_pictures.publish(read=noted, **by)
    set_focus(programme=programme, areas={"02": "Lia"}, **by)
    assert client_of().get(url("public_picture", "01")).status_code == 404
    client = asked_by("coordinator")
    sent = client.post(url("take_back_picture", noted.pk), {"reason": "Ikke vårt"})
    assert sent.url == url("pictures")
    assert PublishedPicture.objects.get().taken_back_for == "Ikke vårt"


def test_a_copy_of_ones_data_tells_what_one_has_noted(
    dalen, share, meet, read, coordinator
):
    share()
    read(meet())
    (noted,) = about_person(coordinator)["pictures_noted_as_read"]
    assert noted["area"] == "Dalen"


def test_a_programme_that_is_closed_to_the_public_shows_no_picture(
    dalen, share, meet, read, client_of, coordinator, moment
):
    share()
    area_pictures.publish(read=read(meet()), by=coordinator, at=moment)
    for name, rest in (("public_picture", ()), ("public_picture_file", ("pdf",))):
        assert client_of().get(url(name, "01", *rest)).status_code == 404


def test_a_meeting_reads_the_picture_once(asked_by, dalen, share, meet, read):
    share()
    meeting = meet()
    read(meeting)
    with pytest.raises(area_pictures.ReadBefore):
        read(meeting)
    client = asked_by("coordinator")
    sent = {"meeting": meeting.pk}
    assert client.post(url("note_reading", "01"), sent).status_code == 422
    assert ReadPicture.objects.count() == 1


def test_the_store_refuses_one_that_is_taken_back_without_a_reason_or_is_out_twice(
    dalen, share, meet, read, moment, by
):
    share()
    noted = read(meet())
    area_pictures.publish(read=noted, **by)
    for change in ({"taken_back_at": moment}, {"taken_back_for": "Feil"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            PublishedPicture.objects.update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        PublishedPicture.objects.create(read=noted, published_at=moment)


@pytest.mark.parametrize(
    "who",
    ["analyst", "staff", "board", "partner", "reader", "stranger", "other", "nobody"],
)
def test_only_the_coordinator_notes_publishes_and_takes_back(
    asked_by, dalen, share, meet, read, coordinator, moment, who
):
    share()
    noted = read(meet())
    area_pictures.publish(read=noted, by=coordinator, at=moment)
    client = asked_by(who)
    expected = {"stranger": 404, "other": 404, "nobody": 302}.get(who, 403)
    asked = (
        client.get(url("note_reading", "01")),
        client.post(url("note_reading", "01"), {}),
        client.post(url("publish_picture", noted.pk)),
        client.get(url("take_back_picture", noted.pk)),
        client.post(url("take_back_picture", noted.pk), {"reason": "x"}),
    )
    assert [answer.status_code for answer in asked] == [expected] * len(asked)
    assert PublishedPicture.objects.get().taken_back_at is None
    file = client.get(url("picture_file", "01", "html"))
    assert file.status_code == (200 if expected == 403 else expected)


def test_nothing_shared_yet_is_a_picture_too(
    asked_by, dalen, meet, read, open_to_all, client_of, by
):
    area_pictures.publish(read=read(meet()), **by)
    shown = text_of(client_of().get(url("public_picture", "01")))
    assert "Nothing was shared understanding when it was read." in shown
    assert asked_by("reader").get(url("picture_file", "01", "pdf")).status_code == 200
