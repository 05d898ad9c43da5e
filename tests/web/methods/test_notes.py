"""Experience in three lines: written, found again, changed and taken out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import reverse
from django.utils.translation import override

from nabolag_web.methods.actions import write_note
from nabolag_web.methods.models import ExperienceNote
from nabolag_web.methods.places import NOWHERE, opened, place
from nabolag_web.methods.queries import about_person, notes, notes_on, search
from nabolag_web.programmes.access import here as programme_here
from nabolag_web.programmes.actions import make_programme
from nabolag_web.programmes.presenters import trail_lines
from nabolag_web.shell.folding import search_words

LINES = {
    "did": "Flyttet leksehjelpen til biblioteket",
    "happened": "Dobbelt så mange kom",
    "again": "Ja, og vi ville begynt før jul",
}


def url(name, programme, *rest):
    return reverse(f"methods:{name}", args=[programme.slug, *rest])


def sealed_for(programme, title="Øvre Dalen", page="about/"):
    return place(page=f"/p/{programme.slug}/{page}", about=title).sealed()


def test_a_note_is_three_lines_and_stands_in_the_list(asked_by, programme):
    client = asked_by("staff")
    answer = client.post(url("write", programme), LINES, follow=True)
    page = answer.content.decode()
    assert all(line in page for line in LINES.values())
    assert "Person Staff" in page


def test_the_form_asks_for_three_things(asked_by, programme):
    page = asked_by("staff").get(url("write", programme)).content.decode()
    assert page.count("<textarea") == 3
    assert page.count('type="text"') == 0


def test_a_note_belongs_to_the_page_it_was_begun_from(asked_by, programme):
    client = asked_by("staff")
    begun = client.get(url("write", programme), {"page": sealed_for(programme)})
    assert "It will stand on the page “Øvre Dalen”." in begun.content.decode()
    sent = client.post(
        url("write", programme), {**LINES, "page": sealed_for(programme)}
    )
    assert sent.url == f"/p/{programme.slug}/about/"
    note = ExperienceNote.objects.get()
    assert (note.page, note.about) == (f"/p/{programme.slug}/about/", "Øvre Dalen")


@pytest.mark.parametrize(
    "sent",
    [
        "",
        "cut-short",
        "/p/another/about/",
        place(page="/p/another/", about="x").sealed(),
    ],
    ids=["none", "cut short", "an address", "another programme's"],
)
def test_a_note_cannot_be_put_on_a_page_elsewhere_and_is_kept_all_the_same(
    asked_by, programme, sent
):
    client = asked_by("staff")
    client.post(url("write", programme), {**LINES, "page": sent})
    note = ExperienceNote.objects.get()
    assert (note.page, note.about) == ("", "")


def test_a_page_with_an_endless_address_is_left_out():
    assert place(page="/p/dalen/" + "x" * 300, about="Dalen") == NOWHERE
    long = place(page="/p/dalen/", about="x" * 500)
    assert len(opened(long.sealed(), slug="dalen").about) == 200


def test_a_page_whose_address_has_strange_letters_is_found_again(asked_by, programme):
    page = f"/p/{programme.slug}/areas/at/Ø 1#?/"
    client = asked_by("staff")
    seal = place(page=page, about="Øvre").sealed()
    sent = client.post(url("write", programme), {**LINES, "page": seal})
    assert sent.url == f"/p/{programme.slug}/areas/at/%C3%98%201%23%3F/"
    assert sent.url in client.get(url("notes", programme)).content.decode()
    assert [hit.address for hit in search(programme, ("øvre",))] == [sent.url]


@pytest.mark.parametrize("missing", ["did", "happened", "again"])
def test_a_note_without_one_of_the_lines_is_given_back_as_it_was_written(
    asked_by, programme, missing
):
    client = asked_by("staff")
    answer = client.post(url("write", programme), {**LINES, missing: "  "})
    assert answer.status_code == 422
    kept = [text for name, text in LINES.items() if name != missing]
    assert all(text in answer.content.decode() for text in kept)
    assert not ExperienceNote.objects.exists()


def test_what_is_written_over_several_lines_becomes_one(asked_by, programme):
    asked_by("staff").post(url("write", programme), {**LINES, "did": "En\r\n\r\nto"})
    assert ExperienceNote.objects.get().did == "En to"


def test_nothing_is_lost_when_the_sign_in_ran_out(client_of, member, programme):
    user = member("staff")
    client = client_of(user)
    client.get(url("write", programme))
    del client.cookies["sessionid"]
    sent = {**LINES, "page": sealed_for(programme)}
    assert client.post(url("write", programme), sent).status_code == 302
    client.force_login(user)
    page = client.get(url("write", programme)).content.decode()
    assert all(line in page for line in LINES.values())
    assert "Øvre Dalen" in page


def test_the_store_refuses_a_note_without_its_lines(write):
    note = write("Noe")
    note.did = ""
    with pytest.raises(IntegrityError, match="methods_notes_have_three_lines"):
        note.save()


def test_an_action_refuses_it_too(programme, coordinator, moment):
    with pytest.raises(ValidationError):
        write_note(
            programme=programme,
            did="",
            happened="a",
            again="b",
            by=coordinator,
            at=moment,
        )


@pytest.mark.parametrize(
    ("asked", "is_found"),
    [
        ("ØVRE", True),
        ("gårdsrom åpnet", True),
        ("åpnet gårdsrom", True),
        ("gård", True),
        ("opnet", False),
        ("gårdsrom brann", False),
        ("100%", True),
        ("100_", False),
        ("\0gård", True),
        ("", True),
    ],
)
def test_words_are_found_in_any_order_with_all_norwegian_letters(
    write, programme, asked, is_found
):
    write("Åpnet gårdsrom i ØVRE Dalen, 100% dugnad")
    assert notes(programme, search_words(asked)).exists() is is_found


def test_the_title_of_the_page_is_searched_too(write, programme):
    write("Noe", page="/p/x/", about="Ærfuglveien")
    assert notes(programme, ("ærfugl",)).exists()


def test_the_list_can_be_searched_and_says_when_nothing_is_found(
    asked_by, programme, write
):
    write("Plantet trær"), write("Malte benker")
    client = asked_by("reader")
    found = client.get(url("notes", programme), {"q": "TRÆR"}).content.decode()
    assert "Plantet trær" in found
    assert "Malte benker" not in found
    assert "1 note found." in found
    nothing = client.get(url("notes", programme), {"q": "<b>brann"}).content.decode()
    assert "No note holds all of “&lt;b&gt;brann”." in nothing


def test_an_empty_list_says_so(asked_by, programme):
    page = asked_by("reader").get(url("notes", programme)).content.decode()
    assert "No one has written anything down yet." in page


def test_a_long_list_comes_in_pages_with_the_newest_first(
    asked_by, programme, write, moment
):
    for number in range(21):
        write(f"Nummer {number}.", at=moment + timedelta(days=number))
    client = asked_by("reader")
    first = client.get(url("notes", programme), {"q": "nummer"})
    assert "Nummer 20." in first.content.decode()
    assert "Nummer 0." not in first.content.decode()
    assert "?q=nummer&amp;page=2" in first.content.decode()
    second = client.get(url("notes", programme), {"q": "nummer", "page": 2})
    assert "Nummer 0." in second.content.decode()


def test_the_list_asks_the_store_as_often_however_long_it_is(
    asked_by, programme, write, django_assert_num_queries
):
    client = asked_by("coordinator")
    for number in range(20):
        write(f"Nummer {number}")
    with django_assert_num_queries(6):
        client.get(url("notes", programme))


def test_a_note_is_changed_and_keeps_its_writer_and_its_day(asked_by, programme, write):
    note = write("Flyttet kafeen")
    page = asked_by("coordinator").get(url("change", programme, note.pk))
    assert "Flyttet kafeen" in page.content.decode()
    asked_by("coordinator").post(url("change", programme, note.pk), LINES)
    changed = ExperienceNote.objects.get()
    assert changed.did == LINES["did"]
    assert (changed.written_by, changed.written_at) == (
        note.written_by,
        note.written_at,
    )
    assert notes(programme, ("biblioteket",)).exists()
    assert not notes(programme, ("kafeen",)).exists()


def test_a_change_that_says_nothing_is_given_back(asked_by, programme, write):
    note = write("Noe")
    client = asked_by("coordinator")
    answer = client.post(url("change", programme, note.pk), {**LINES, "did": ""})
    assert answer.status_code == 422
    assert ExperienceNote.objects.get().did == "Noe"


def test_a_note_that_is_taken_out_leaves_no_word_in_the_trail(
    asked_by, programme, write
):
    note = write("Om Per Hansen", page="/p/x/", about="Kafeen")
    client = asked_by("coordinator")
    client.post(url("change", programme, note.pk), LINES)
    client.post(url("remove", programme, note.pk))
    assert not ExperienceNote.objects.exists()
    traces = list(programme.trail.filter(done__startswith="experience").order_by("pk"))
    assert [trace.done for trace in traces] == [
        "experience_written",
        "experience_changed",
        "experience_removed",
    ]
    told = " ".join(f"{trace.subject} {trace.details}" for trace in traces)
    assert "Kafeen" in told
    assert "Hansen" not in told
    assert "biblioteket" not in told


def test_the_trail_tells_it_in_words(programme, write):
    write("Noe", page="/p/x/", about="Kafeen")
    write("Noe uten side")
    with override("en"):
        lines = [line.what for line in trail_lines(list(programme.trail.all()))]
    assert "wrote down an experience: Kafeen" in lines
    assert "wrote down an experience: Områdeløft Dalen" in lines


def test_someone_who_has_left_is_not_named(asked_by, programme, write, member):
    user = member("staff")
    write("Noe", by=user)
    user.delete()
    page = asked_by("coordinator").get(url("notes", programme)).content.decode()
    assert "Someone who has left" in page
    assert "Person Staff" not in page


def shown_on(page, programme, user, template="{% experience here 'Øvre Dalen' %}"):
    request = RequestFactory().get(page)
    request.user = user
    here = programme_here(request, programme.slug, to="read")
    whole = Template("{% load experience %}" + template)
    return whole.render(Context({"request": request, "here": here}))


def test_a_page_carries_its_own_notes_and_leads_to_more(programme, coordinator, write):
    page = f"/p/{programme.slug}/areas/S601/"
    write("Her", page=page, about="Øvre Dalen")
    write("Et annet sted", page="/p/x/", about="Nedre Dalen")
    shown = shown_on(page, programme, coordinator)
    assert "Her" in shown
    assert "Et annet sted" not in shown
    address = shown.split('href="')[-1].split('"')[0]
    sealed = address.partition("?page=")[2]
    assert opened(sealed, slug=programme.slug) == place(page=page, about="Øvre Dalen")


def test_a_page_with_many_notes_shows_three_and_leads_to_all(
    programme, coordinator, write
):
    page = f"/p/{programme.slug}/areas/S601/"
    for number in range(4):
        write(f"Nummer {number}.", page=page, about="Øvre Dalen")
    shown = shown_on(page, programme, coordinator)
    assert shown.count("<li") == 3
    assert url("notes", programme) in shown


def test_a_page_without_notes_asks_only_those_who_may_write(
    programme, coordinator, member
):
    page = f"/p/{programme.slug}/areas/S601/"
    assert "No one has written down" in shown_on(page, programme, coordinator)
    assert shown_on(page, programme, member("reader")).strip() == ""
    assert "Write down" in shown_on(
        page, programme, coordinator, "{% experience here %}"
    )


def test_a_page_s_notes_cost_one_question(
    programme, coordinator, write, django_assert_num_queries
):
    page = f"/p/{programme.slug}/areas/S601/"
    for number in range(5):
        write(f"Nummer {number}", page=page, about="Øvre Dalen")
    with django_assert_num_queries(1):
        list(notes_on(programme, page)[:4])


def test_a_search_of_the_programme_finds_notes_and_their_page(write, programme):
    write("Plantet trær", page="/p/x/", about="Kafeen")
    write("Felte trær")
    hits = list(search(programme, ("trær",)))
    assert [hit.title for hit in hits] == ["Felte trær", "Plantet trær"]
    assert [hit.address.partition("#")[0] for hit in hits] == [
        url("notes", programme),
        "/p/x/",
    ]


def test_a_copy_of_one_s_data_holds_one_s_own_notes_only(
    write, coordinator, member, moment
):
    analyst = member("analyst")
    write("Min", by=analyst)
    write("Deres", by=coordinator)
    (mine,) = about_person(analyst)["experience_notes"]
    assert mine["what_we_did"] == "Min"
    assert mine["written_at"] == moment.isoformat()


def test_two_programmes_never_see_each_other_s_notes(
    asked_by, programme, write, other_coordinator, moment
):
    note = write("Hemmelig")
    other = make_programme(
        name="Et annet", municipality="", by=other_coordinator, at=moment
    )
    client = asked_by("other")
    assert "Hemmelig" not in client.get(url("notes", other)).content.decode()
    assert client.get(url("change", other, note.pk)).status_code == 404
    assert client.post(url("remove", other, note.pk)).status_code == 404
    assert not list(search(other, ("hemmelig",)))
    assert ExperienceNote.objects.count() == 1
