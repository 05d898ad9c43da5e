"""Making a programme, what it says of itself, its phases, and who may see it."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from nabolag_web.programmes import actions, presenters
from nabolag_web.programmes.models import Phase, Programme, Role

LIST, NEW = reverse("programmes:programmes"), reverse("programmes:new")


def test_someone_without_a_programme_is_told_how_to_get_one(client_of, stranger, text):
    said = text(client_of(stranger).get(LIST))
    assert "You are not part of any programme yet." in said
    assert "Make a programme" in said


def test_a_name_is_enough_to_make_a_programme_which_one_then_coordinates(
    client_of, stranger
):
    client = client_of(stranger)
    answer = client.post(NEW, {"name": "Områdeløft Ågotnes"})
    assert answer.url == reverse("overview:overview", args=["omradeloft-agotnes"])
    made = Programme.objects.get()
    assert made.memberships.get().role == Role.COORDINATOR
    assert made.memberships.get().user == stranger
    assert not made.is_public
    assert client.get(answer.url).status_code == 200


def test_a_programme_without_a_name_is_not_made(client, text):
    answer = client.post(NEW, {"name": "   ", "municipality": "Storvik"})
    assert answer.status_code == 422
    assert 'value="Storvik"' in answer.content.decode()
    assert "1 thing must be put right" in text(answer)


def test_a_name_that_is_too_long_is_kept_and_told_of(client, programme):
    answer = client.post(NEW, {"name": "Ø" * 121})
    assert answer.status_code == 422
    assert "Ø" * 121 in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Områdeløft Dalen", "omradeloft-dalen"),
        ("Æra Østre", "aera-ostre"),
        ("!!!", "n"),
        ("a" * 120, "a" * 50),
    ],
)
def test_an_address_is_made_of_any_name(coordinator, moment, name, slug):
    made = actions.make_programme(name=name, municipality="", by=coordinator, at=moment)
    assert made.slug == slug


def test_programmes_of_one_name_have_an_address_each(coordinator, moment):
    slugs = [
        actions.make_programme(
            name="Dalen", municipality="", by=coordinator, at=moment
        ).slug
        for _ in range(3)
    ]
    assert slugs == ["dalen", "dalen-2", "dalen-3"]


def test_the_list_holds_one_s_own_programmes_with_the_role_in_each(
    client_of, programme, other_coordinator, coordinator, moment, text
):
    kvernlia = other_coordinator.programmes.get()
    actions.join(
        programme=kvernlia, user=coordinator, role=Role.PARTNER, by=None, at=moment
    )
    actions.name_roles(
        programme=kvernlia,
        names={Role.PARTNER: "Medspiller"},
        by=other_coordinator,
        at=moment,
    )
    said = text(client_of(coordinator).get(LIST))
    assert "Områdeløft Dalen Storvik · Coordinator" in said
    assert "Områdeløft Kvernlia Medspiller" in said
    assert "Dalen" not in text(client_of(other_coordinator).get(LIST))


def test_two_programmes_never_see_each_other(
    client_of, programme, coordinator, other_coordinator, goal, task, text, moment
):
    actions.describe_programme(
        programme=programme, by=coordinator, at=moment, main_goal="Et felles løft"
    )
    hers = client_of(other_coordinator)
    for page in ("about", "people", "year", "trail"):
        said = text(
            hers.get(reverse(f"programmes:{page}", args=["omradeloft-kvernlia"]))
        )
        for ours in ("Dalen", "Flere møtes", "Årsmelding", "Et felles løft", "Kari"):
            assert ours not in said


def test_the_list_asks_the_store_as_often_for_many_programmes_as_for_one(
    client, coordinator, moment, programme, django_assert_num_queries
):
    for number in range(5):
        actions.make_programme(
            name=f"Løft {number}", municipality="", by=coordinator, at=moment
        )
    with django_assert_num_queries(4):  # session, user, places, role names
        client.get(LIST)


def test_the_page_about_it_asks_the_store_a_fixed_number_of_times(
    client, url, programme, coordinator, goal, moment, django_assert_num_queries
):
    for above in (None, goal, goal):
        actions.add_goal(
            programme=programme, text="Mål", above=above, by=coordinator, at=moment
        )
    with django_assert_num_queries(6):  # session, user, place, role, goals, those below
        client.get(url("about"))


@pytest.mark.parametrize(
    ("page", "sent", "said"),
    [
        ("describe", {"name": "Løft Dalen", "municipality": ""}, "Løft Dalen"),
        ("period", {"first_year": "2024", "last_year": "2030"}, "2024–2030"),
        ("period", {"first_year": "2024", "last_year": ""}, "From 2024"),
        ("period", {"first_year": "", "last_year": "2030"}, "Until 2030"),
        ("main_goal", {"main_goal": "Flere blir boende"}, "Flere blir boende"),
    ],
)
def test_what_it_says_of_itself_is_changed_a_little_at_a_time(
    client, url, text, programme, page, sent, said
):
    assert client.get(url(page)).status_code == 200
    answer = client.post(url(page), sent, follow=True)
    assert "Saved." in text(answer)
    assert said in text(answer)
    assert programme.trail.first().done == "programme_described"


@pytest.mark.parametrize(
    ("page", "sent", "told"),
    [
        ("describe", {"name": ""}, "This field is required."),
        (
            "period",
            {"first_year": "2030", "last_year": "2024"},
            "comes before the first",
        ),
        ("period", {"first_year": "soon"}, "Enter a whole number."),
        ("period", {"first_year": "1066"}, "greater than or equal to 1990"),
        ("main_goal", {"main_goal": "x" * 501}, "at most 500 characters"),
    ],
)
def test_what_cannot_be_is_refused_beside_the_field(
    client, url, text, programme, page, sent, told
):
    answer = client.post(url(page), sent)
    assert answer.status_code == 422
    assert told in text(answer)
    assert programme.trail.count() == 1


def test_no_form_asks_for_more_than_three_things(client, url, programme, goal, task):
    pages = ["describe", "period", "main_goal", "add_goal", "invite", "add_task"]
    for page in (*pages, "name_roles"):
        form = client.get(url(page)).context["form"]
        assert sum(field.required for field in form.fields.values()) <= 3, page
    assert sum(f.required for f in client.get(NEW).context["form"].fields.values()) == 1


def test_the_phases_are_a_guide_to_what_comes_next(client, url, text, programme):
    said = text(client.get(url("about")))
    assert "Go on to the next" in said
    assert "Go back one" not in said
    client.post(url("phase", 2))
    said = text(client.get(url("about")))
    assert "Gather statistics, place analyses" in said
    assert "Go back one" in said
    client.post(url("phase", 5))
    said = text(client.get(url("about")))
    assert "Go on to the next" not in said
    assert "Go back one" in said


def test_a_phase_that_is_not_there_is_not_found(client, url, programme):
    assert client.post(url("phase", 6)).status_code == 404
    assert client.post(url("phase", 0)).status_code == 404


def test_staying_in_a_phase_is_no_news(client, url, programme):
    client.post(url("phase", Phase.CHOOSING))
    assert not programme.trail.filter(done="phase_entered").exists()


@pytest.mark.parametrize("phase", Phase)
def test_every_phase_has_its_words(programme, phase):
    programme.phase = phase
    found = presenters.guide(programme)
    assert [line.number for line in found.lines if line.current] == [phase]
    assert all(line.title and line.usually for line in found.lines)


def test_the_public_pages_are_opened_and_closed_by_one_button(
    client, client_of, url, text, programme
):
    public = reverse("areas:public", args=[programme.slug])
    assert client_of().get(public).status_code == 404
    client.post(url("publish"), {"public": "yes"})
    assert client_of().get(public).status_code == 200
    said = text(client.get(url("about")))
    assert "Anyone can see the public pages" in said
    client.post(url("publish"), {"public": "yes"})  # twice is once
    client.post(url("publish"), {"public": "no"})
    assert client_of().get(public).status_code == 404
    done = [trace.done for trace in programme.trail.all()]
    assert done == ["closed", "opened", "programme_made"]


def test_the_public_pages_tell_nothing_of_who_works_there(
    client, client_of, url, text, programme
):
    client.post(url("publish"), {"public": "yes"})
    public = reverse("areas:public", args=[programme.slug])
    assert "Kari" not in client_of().get(public).content.decode()


def test_the_year_of_a_programme_is_told_while_it_runs(programme, moment):
    programme.first_year, programme.last_year = 2024, 2030
    told = presenters.year_of_programme
    assert told(programme, today=moment.date()) == "Year 3 of 7"
    assert told(programme, today=moment.date().replace(year=2031)) == ""
    programme.last_year = None
    assert told(programme, today=moment.date()) == ""


def test_the_store_refuses_a_programme_that_ends_before_it_begins(programme):
    programme.first_year, programme.last_year = 2030, 2024
    with pytest.raises(ValidationError), transaction.atomic():
        programme.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        programme.save()


def test_what_was_typed_is_there_again_after_signing_in(
    client, url, programme, coordinator
):
    page = url("main_goal")
    client.get(page)
    del client.cookies["sessionid"]  # it ran out
    sent = client.post(
        page,
        {"main_goal": "Halvskrevet"},
        headers={"referer": f"http://testserver{page}"},
    )
    assert sent.url.startswith(reverse("account_login"))
    client.force_login(coordinator)
    assert "Halvskrevet" in client.get(page).content.decode()
