"""A programme's overview: what comes next for whoever reads, what is due, what is new."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.timezone import localdate, now

from nabolag_web.programmes.actions import add_task, describe_programme, enter_phase
from nabolag_web.programmes.models import Phase

pytestmark = pytest.mark.django_db(transaction=True)

STEPS = ("Load figures", "Choose the area", "Invite people", "See the year")


@pytest.fixture
def page(client_of, programme):
    """What the overview says to someone."""

    def ask(user):
        address = reverse("overview:overview", args=[programme.slug])
        answer = client_of(user).get(address)
        assert answer.status_code == 200
        return answer.content.decode()

    return ask


@pytest.fixture
def add(programme, coordinator, moment):
    """Adds something that comes every year."""

    def added(title, on):
        add_task(
            programme=programme,
            title=title,
            month=on.month,
            day=on.day,
            by=coordinator,
            at=now(),
        )

    return added


def words_of(html):
    return re.sub(r"\s+", " ", strip_tags(html))


def buttons(html):
    """The first steps that someone is offered to take."""
    steps = html.partition('id="begin"')[2]
    return [word for word in STEPS if f">{word}</a>" in steps]


def test_a_new_programme_is_shown_how_to_begin(page, coordinator):
    shown = page(coordinator)
    assert "Områdeløft Dalen: this is how you begin" in words_of(shown)
    assert buttons(shown) == list(STEPS)
    assert "Nothing yet. What the others do, stands here." in words_of(shown)
    assert "No deadlines yet." in words_of(shown)


def test_what_has_been_done_is_not_asked_for_again(loaded, add, page, coordinator):
    add("Årsmelding", localdate() + timedelta(days=100))
    shown = page(coordinator)
    assert buttons(shown) == ["Choose the area", "Invite people"]
    assert words_of(shown).count("Done") == 2


@pytest.mark.parametrize(
    ("role", "offered"),
    [
        ("analyst", ["Load figures", "Choose the area"]),
        ("staff", []),
        ("board", []),
        ("partner", []),
        ("reader", []),
    ],
)
def test_no_one_is_offered_what_their_role_may_not_do(page, member, role, offered):
    assert buttons(page(member(role))) == offered


def test_someone_who_can_do_none_of_it_is_told_of_the_phase(
    page, member, programme, coordinator, moment
):
    enter_phase(programme=programme, phase=Phase.PLANNING, by=coordinator, at=moment)
    assert "See the phases" in page(member("reader"))


def test_with_an_area_the_page_tells_how_it_stands(focused, member, page, coordinator):
    member("reader")
    shown = words_of(page(coordinator))
    assert "See all about the area" in shown
    assert "Four steps to get going" not in shown
    assert "measures" in shown


def test_the_nearest_deadline_within_two_weeks_is_the_title(
    focused, add, page, coordinator
):
    soon = localdate() + timedelta(days=3)
    add("Årsmelding", soon)
    add("Budsjett", localdate() + timedelta(days=40))
    title = re.search(r"<h1[^>]*>(.*?)</h1>", page(coordinator))[1]
    assert title.startswith("Årsmelding: ")
    assert "Budsjett" in words_of(page(coordinator))


def test_three_deadlines_and_four_news_are_enough(
    programme, coordinator, add, page, moment, member
):
    for number in range(5):
        add(f"Frist {number}", localdate() + timedelta(days=30 + number))
    for role in ("analyst", "staff", "board", "partner", "reader"):
        member(role)
    shown = words_of(page(coordinator))
    assert [n for n in range(5) if f"Frist {n}" in shown] == [0, 1, 2]
    assert shown.count("joined") <= 4


def test_the_years_stand_under_the_title(programme, coordinator, moment, page):
    this = localdate().year
    describe_programme(
        programme=programme,
        first_year=this - 1,
        last_year=this + 1,
        by=coordinator,
        at=moment,
    )
    shown = words_of(page(coordinator))
    assert f"{this - 1}–{this + 1}" in shown
    assert "Year 2 of 3" in shown
