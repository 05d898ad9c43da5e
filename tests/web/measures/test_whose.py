"""The list of measures shows everyone's, one's own or another person's."""

from __future__ import annotations

import re

import pytest

from nabolag_web.measures.actions import take_out
from nabolag_web.measures.models import Stage


@pytest.fixture
def staff(member):
    return member("staff")


@pytest.fixture
def three(begin, coordinator, staff):
    return (
        begin("Mitt", owner=coordinator, stage=Stage.DOING),
        begin("Ditt", owner=staff),
        begin("Etatens", owner_words="Bymiljøetaten"),
    )


@pytest.fixture
def shown(client, url):
    """Gives which measures a page of the list shows: ``shown(owner="mine")``."""

    def titles(**asked):
        page = client.get(url("measures"), asked)
        assert page.status_code == 200
        return [line.title for line in page.context["measures"]]

    return titles


def test_one_s_own_or_another_s_or_all(three, shown, staff, coordinator):
    assert shown() == ["Etatens", "Ditt", "Mitt"]
    assert shown(owner="mine") == shown(owner=coordinator.pk, stage="doing") == ["Mitt"]
    assert shown(owner=staff.pk) == ["Ditt"]
    assert shown(owner="mine", stage="planned") == []


@pytest.mark.parametrize("owner", ["alle", "99999", "-1", "1 or 1"])
def test_what_is_no_choice_is_as_if_it_had_not_been_asked(three, shown, owner):
    assert shown(owner=owner) == ["Etatens", "Ditt", "Mitt"]


def test_only_those_who_carry_something_out_can_be_chosen(
    three, client, url, staff, member, done_by
):
    member("board")
    choices = client.get(url("measures")).context["form"].fields["owner"].choices
    assert [str(word) for _, word in choices] == ["Everyone", "I do", staff.name]
    take_out(measure=three[1], **done_by)
    choices = client.get(url("measures")).context["form"].fields["owner"].choices
    assert [str(word) for _, word in choices] == ["Everyone", "I do"]


def test_whose_and_how_far_go_together(three, client, url, begin, coordinator):
    for number in range(31):
        begin(f"Tiltak {number}", owner=coordinator)
    page = client.get(url("measures"), {"owner": "mine", "page": 2}).content.decode()
    assert re.search(r'href="\?owner=mine&amp;stage=done"', page)
    assert re.search(r'href="\?owner=mine"', page)
    assert re.search(r'href="\?owner=mine&amp;page=1"', page)
    page = client.get(url("measures"), {"stage": "done"}).content.decode()
    assert '<input type="hidden" name="stage" value="done">' in page
    assert "No measure is like that." in page


def test_many_owners_take_no_more_queries(
    client, url, begin, member, django_assert_max_num_queries
):
    begin(owner=member("staff"))
    client.get(url("measures"))
    with django_assert_max_num_queries(16) as few:
        client.get(url("measures"), {"owner": "mine"})
    for role in ("board", "partner", "reader"):
        begin(owner=member(role))
    with django_assert_max_num_queries(16) as many:
        client.get(url("measures"), {"owner": "mine"})
    assert len(many) == len(few)
