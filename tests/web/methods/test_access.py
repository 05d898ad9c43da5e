"""Who may read, write, change and take out experience: each role's story."""

from __future__ import annotations

import pytest
from django.urls import reverse

from nabolag_web.methods.models import ExperienceNote

LINES = {"did": "Plantet trær", "happened": "De vokser", "again": "Ja"}
WRITERS = ("coordinator", "analyst", "staff", "board")
READERS = ("partner", "reader")


def url(name, *rest):
    return reverse(f"methods:{name}", args=["omradeloft-dalen", *rest])


@pytest.mark.parametrize("who", WRITERS + READERS)
def test_everyone_in_the_programme_reads_experience(asked_by, write, who):
    write("Malte benker")
    page = asked_by(who).get(url("notes")).content.decode()
    assert "Malte benker" in page
    assert ("Write down an experience" in page) is (who in WRITERS)


@pytest.mark.parametrize("who", WRITERS)
def test_those_who_work_in_the_programme_write_it_down(asked_by, who):
    client = asked_by(who)
    assert client.get(url("write")).status_code == 200
    assert client.post(url("write"), LINES).status_code == 302
    assert ExperienceNote.objects.count() == 1


@pytest.mark.parametrize("who", READERS)
def test_those_who_only_read_are_told_so(asked_by, who):
    client = asked_by(who)
    assert client.get(url("write")).status_code == 403
    assert client.post(url("write"), LINES).status_code == 403
    assert not ExperienceNote.objects.exists()


@pytest.mark.parametrize("who", ["stranger", "other"])
def test_others_are_told_that_there_is_no_such_page(asked_by, write, who):
    note = write("Malte benker")
    client = asked_by(who)
    for address in (url("notes"), url("write"), url("change", note.pk)):
        assert client.get(address).status_code == 404
    assert client.post(url("write"), LINES).status_code == 404
    assert client.post(url("change", note.pk), LINES).status_code == 404
    assert client.post(url("remove", note.pk)).status_code == 404
    assert ExperienceNote.objects.get().did == "Malte benker"


def test_whoever_is_not_signed_in_is_asked_to(asked_by, write):
    note = write("Malte benker")
    client = asked_by("nobody")
    addresses = [url("notes"), url("write"), url("change", note.pk)]
    for address in addresses:
        assert client.get(address).url.startswith(reverse("account_login"))
    assert client.post(url("remove", note.pk)).status_code == 302
    assert ExperienceNote.objects.exists()


@pytest.mark.parametrize("who", ["analyst", "staff", "board"])
def test_writers_change_and_take_out_their_own(asked_by, who):
    client = asked_by(who)
    client.post(url("write"), LINES)
    note = ExperienceNote.objects.get()
    assert url("change", note.pk) in client.get(url("notes")).content.decode()
    client.post(url("change", note.pk), {**LINES, "did": "Plantet epletrær"})
    assert ExperienceNote.objects.get().did == "Plantet epletrær"
    client.post(url("remove", note.pk))
    assert not ExperienceNote.objects.exists()


@pytest.mark.parametrize("who", ["analyst", "staff", "board", "partner", "reader"])
def test_no_one_but_the_coordinator_changes_what_another_wrote(asked_by, write, who):
    note = write("Malte benker")
    client = asked_by(who)
    assert url("change", note.pk) not in client.get(url("notes")).content.decode()
    assert client.get(url("change", note.pk)).status_code == 403
    assert client.post(url("change", note.pk), LINES).status_code == 403
    assert client.post(url("remove", note.pk)).status_code == 403
    assert ExperienceNote.objects.get().did == "Malte benker"


def test_the_coordinator_changes_and_takes_out_anyone_s(asked_by, write, member):
    note = write("Navnga noen", by=member("staff"))
    client = asked_by("coordinator")
    client.post(url("change", note.pk), LINES)
    assert ExperienceNote.objects.get().did == "Plantet trær"
    client.post(url("remove", note.pk))
    assert not ExperienceNote.objects.exists()


def test_a_writer_who_may_only_read_now_changes_nothing(
    asked_by, programme, client_of, member, write
):
    from nabolag_web.programmes.actions import change_role
    from nabolag_web.programmes.models import Role

    user = member("staff")
    note = write("Malte benker", by=user)
    place = programme.memberships.get(user=user)
    change_role(place=place, role=Role.READER, by=user, at=note.written_at)
    assert client_of(user).post(url("change", note.pk), LINES).status_code == 403


@pytest.mark.parametrize("name", ["notes", "remove"])
def test_pages_and_actions_take_only_their_own_kind_of_request(asked_by, write, name):
    note = write("Malte benker")
    client = asked_by("coordinator")
    if name == "notes":
        assert client.post(url("notes")).status_code == 405
    else:
        assert client.get(url("remove", note.pk)).status_code == 405
