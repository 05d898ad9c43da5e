"""What the pages about places say, and how often they ask the store."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from nabolag_web.knowledge.models import PlaceAnalysis, PlaceNote


def test_an_analysis_is_begun_with_three_things_and_leads_to_its_page(asked_by, url):
    client = asked_by("staff")
    form = client.get(url("begin_place")).context["form"]
    required = [name for name, field in form.fields.items() if field.required]
    assert required == ["title", "method", "on"]
    said = {"title": "Gangveiene", "method": "walk", "on": str(localdate())}
    answer = client.post(url("begin_place"), said)
    analysis = PlaceAnalysis.objects.get()
    assert answer.url == url("place", analysis.pk)
    assert (analysis.on, analysis.area) == (localdate(), None)


def test_it_can_be_in_one_of_the_programme_s_areas(asked_by, url, focused, programme):
    area = programme.focus_areas.get()
    said = {"title": "Torget", "method": "mapping", "on": "02.03.2026", "area": area.pk}
    page = asked_by("staff").post(url("begin_place"), said, follow=True)
    assert "2 March 2026" in page.content.decode()
    assert PlaceAnalysis.objects.get().area == area


def test_a_day_that_is_still_to_come_is_given_back(asked_by, url):
    later = str(localdate() + timedelta(days=2))
    said = {"title": "Torget", "method": "walk", "on": later}
    answer = asked_by("staff").post(url("begin_place"), said)
    assert "The day is still to come." in answer.content.decode()


def test_an_analysis_is_changed_and_the_second_who_does_is_told(asked_by, url, look):
    analysis = look("Torget")
    client = asked_by("coordinator")
    page = url("change_place", analysis.pk)
    said = {"title": "Torget om kvelden", "method": "walk", "on": "2026-03-02"}
    assert client.get(page).context["form"]["title"].value() == "Torget"
    assert client.post(page, {**said, "version": 1}).status_code == 302
    late = client.post(page, {**said, "title": "Torget om natta", "version": 1})
    assert late.status_code == 422
    assert "Torget om natta" in late.content.decode()
    assert PlaceAnalysis.objects.get().title == "Torget om kvelden"


def test_the_list_tells_how_much_was_noted_with_the_newest_first(
    read, look, take, moment
):
    old, new = look("Torget", on=moment.date() - timedelta(days=9)), look("Trappene")
    take(new), take(new, photo=True)
    page = read("places", who="reader")
    assert page.index("Trappene") < page.index("Torget")
    assert "2 notes · 1 picture" in page
    assert "0 notes" in page
    assert url_of(old) in page


def url_of(analysis):
    return reverse("knowledge:place", args=["omradeloft-dalen", analysis.pk])


@pytest.mark.parametrize(("who", "asked"), [("staff", True), ("reader", False)])
def test_empty_lists_say_so_and_ask_those_who_write(read, who, asked):
    assert ("Begin a place analysis" in read("places", who=who)) is asked
    assert ("Add a document" in read("documents", who=who)) is asked
    for name in ("places_taken_out", "documents_taken_out"):
        assert "Nothing has been taken out that you may put back." in read(
            name, who=who
        )


def test_notes_stand_by_what_they_are_about_and_by_who_said_it(read, look, take):
    analysis = look(took_part="Seks elever")
    assert "Nothing has been noted yet." in read("place", analysis.pk)
    take(analysis, "Spøkelsesveien", code="images", said_by="elev")
    take(analysis, "Vil ha lys", code="interests", said_by="Beboer")
    take(analysis, "Farlig", code="images", said_by="Planlegger")
    take(analysis, "Fin om dagen", code="images", said_by="Elev")
    page = read("place", analysis.pk)
    order = [
        "Use: what people do here",
        "No one has noted anything about this.",
        "Images: how people see",
        "<h3>elev</h3>",
        "Spøkelsesveien",
        "Fin om dagen",
        "<h3>Planlegger</h3>",
        "Farlig",
        "Interests: what people want",
        "Vil ha lys",
    ]
    places = [page.index(part) for part in order]
    assert places == sorted(places)
    assert "Seks elever" in page
    assert "<h3>Elev</h3>" not in page


def test_a_picture_is_shown_with_its_words_and_its_size(read, look, take, url):
    note = take(look(), photo=True)
    tag = f'<img src="{url("photo", note.pk)}" width="64" height="48" alt="En gangvei"'
    assert tag in read("place", note.analysis_id)
    assert tag in read("place_note", note.pk)


def test_a_long_note_has_a_short_title_and_is_told_whole(read, look, take):
    long, short = "Ingen går her. " * 30 + "Slutt.", "Ingen går her."
    analysis = look()
    page = read("place_note", take(analysis, long).pk)
    assert f"<p>{long}</p>" in page
    assert page.count("Slutt.") == 1
    assert read("place_note", take(analysis, short).pk).count(f"{short}</") == 1


def test_the_picture_itself_is_a_jpeg_that_no_browser_takes_for_more(
    asked_by, look, take, url
):
    note = take(look(), photo=True)
    answer = asked_by("reader").get(url("photo", note.pk))
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer.content.startswith(b"\xff\xd8")


def test_a_note_without_a_picture_has_none_to_give_or_delete(asked_by, look, take, url):
    note = take(look())
    client = asked_by("coordinator")
    assert client.get(url("photo", note.pk)).status_code == 404
    assert client.post(url("delete_photo", note.pk)).status_code == 302


def test_a_note_that_was_taken_out_can_be_put_back(asked_by, read, look, take, url):
    note = take(look(), "Vil ha lys")
    client = asked_by("coordinator")
    client.post(url("take_out_note", note.pk))
    page = read("place", note.analysis_id)
    assert "Notes that were taken out" in page
    assert url("put_back_note", note.pk) in page
    assert "Vil ha lys" not in read("place", note.analysis_id, who="reader")
    client.post(url("put_back_note", note.pk))
    assert PlaceNote.objects.get().removed_at is None


@pytest.mark.parametrize(("who", "seen"), [("coordinator", True), ("board", False)])
def test_what_was_taken_out_is_seen_by_those_who_may_put_it_back(
    asked_by, read, look, attach, url, who, seen
):
    analysis, document = look("Om Per Hansen"), attach("Per Hansen")
    client = asked_by("coordinator")
    client.post(url("take_out_place", analysis.pk))
    client.post(url("take_out_document", document.pk))
    for name in ("places_taken_out", "documents_taken_out"):
        assert ("Per Hansen" in read(name, who=who)) is seen


def test_what_a_finding_rests_on_is_told_and_stays(
    asked_by, read, look, take, rest_on, url
):
    note = take(look())
    rest_on(4, place_note=note)
    client = asked_by("coordinator")
    for name, pk in (("take_out_note", note.pk), ("take_out_place", note.analysis_id)):
        answer = client.post(url(name, pk), follow=True)
        assert "a finding rests on it" in answer.content.decode()
    assert "Funn nummer 4" in read("place_note", note.pk)
    assert "Used in 1 finding" in read("place", note.analysis_id)
    assert "It has not been taken up in any finding yet." in read(
        "place", note.analysis_id
    )


@pytest.mark.parametrize("many", [1, 12])
@pytest.mark.parametrize(
    ("name", "questions"), [("places", 6), ("place", 10), ("documents", 6)]
)
def test_pages_ask_the_store_as_often_however_much_there_is(
    asked_by,
    url,
    look,
    take,
    attach,
    rest_on,
    name,
    questions,
    many,
    django_assert_num_queries,
):
    analysis = look()
    for number in range(many):
        look(f"Nummer {number}")
        note = take(analysis, f"{number}", photo=True, point=(59.9, 10.7))
        rest_on(number, place_note=note)
        attach(f"{number}", content=b"%d" % number, name="a.txt")
    client = asked_by("coordinator")
    with django_assert_num_queries(questions):
        client.get(url(name, *([analysis.pk] if name == "place" else [])))


def test_who_has_left_has_no_name(read, look, take, attach, member, url):
    staff = member("staff")
    analysis = look(by=staff)
    note, document = take(analysis, by=staff), attach(by=staff)
    staff.delete()
    assert "Someone who has left" in read("place_note", note.pk)
    assert "Someone who has left" in read("document", document.pk)
