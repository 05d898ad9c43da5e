"""Whoever leads a meeting: marks opened, closed and shown, and who may."""

from __future__ import annotations

import pytest
from django.urls import reverse

from nabolag_web.knowledge.actions import marking
from nabolag_web.knowledge.actions.findings import Said, write_finding
from nabolag_web.knowledge.models import TakenSeat
from nabolag_web.knowledge.queries.sharing import (
    key_of,
)

from .conftest import give, page_of, seats_of


def at(name, case, *rest):
    place = ["omradeloft-dalen", case.meeting.pk, case.pk, *rest]
    return reverse(f"knowledge:{name}", args=place)


def test_whoever_records_opens_closes_and_shows_the_spread(client, up, moment):
    client.post(at("open_marks", up))
    page = page_of(client.get(at("marks", up)))
    assert "<b>0</b> of 8 have marked" in page
    assert key_of(up.meeting) in page
    give(up, [4, 4, 4, 4, 4, 1], moment)
    page = page_of(client.get(at("marks", up)))
    assert "<b>6</b> of 8 have marked" in page
    assert "5 of" not in page
    client.post(at("close_marks", up))
    assert "5 of the 6 who have marked share it" in page_of(client.get(at("marks", up)))


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ({}, "Count at least one hand."),
        ({"on_4": 9}, "9 hands are counted, but only 8 who may mark are here."),
        ({"on_1": -1}, "greater than or equal to 0"),
    ],
)
def test_hands_that_cannot_be_are_refused(client, up, counts, said):
    answer = client.post(at("count_hands", up), counts)
    assert answer.status_code == 422
    assert said in page_of(answer)


def test_hands_are_counted_and_the_minority_is_kept_in_words(client, up):
    client.post(at("count_hands", up), {"on_2": 2, "on_4": 4})
    client.post(at("write_minority", up), {"minority": "Vent på tall for hele byen."})
    page = page_of(client.get(at("marks", up)))
    assert "4 of the 6 who have marked share it" in page
    assert "The minority thinks</b> Vent på tall" in page
    finding = reverse("knowledge:finding", args=["omradeloft-dalen", 1])
    assert "0 of 1 forum shares the finding" in page_of(client.get(finding))


def test_a_minority_view_that_is_too_long_stands_as_it_was_typed(client, up):
    answer = client.post(at("write_minority", up), {"minority": "x" * 601})
    assert answer.status_code == 422
    assert "x" * 601 in page_of(answer)


def test_a_phone_that_took_the_wrong_name_is_helped(client, up, phone):
    phone(0)
    seat = seats_of(up)[0]
    address = reverse(
        "knowledge:free_seat", args=["omradeloft-dalen", up.meeting.pk, seat.pk]
    )
    assert client.post(address).url == at("marks", up)
    assert not TakenSeat.objects.exists()


def test_a_case_without_a_finding_takes_no_marks(client, held, case):
    assert client.get(at("marks", case)).status_code == 404


def test_where_forums_agree_and_where_they_do_not_stands_on_one_page(
    client, opened, write_other, done_by, moment
):
    write_other("Skolen er et samlingssted")
    give(opened, [1, 1, 5, 5, 5, 5, 5, 5], moment)
    marking.close_marks(case=opened, **done_by)
    shared = reverse("knowledge:shared_understanding", args=["omradeloft-dalen"])
    page = page_of(client.get(shared))
    differ, agree, unasked = (
        page.index(f'id="{part}"') for part in ("differ", "agree", "unasked")
    )
    assert differ < page.index("Få hilser på naboene") < agree
    assert page.index("Skolen er et samlingssted") > unasked


@pytest.fixture
def write_other(programme, coordinator, moment, known):
    """Writes a finding that is questioned; the other is as well."""
    from nabolag_web.knowledge.actions.findings import move_on
    from nabolag_web.knowledge.models import Status

    def questioned(finding):
        move_on(
            finding=finding,
            version=1,
            status=Status.QUESTIONED,
            reason="Tatt opp",
            by=coordinator,
            at=moment,
        )

    def written(sentence):
        said = Said(sentence=sentence)
        made = write_finding(programme=programme, said=said, by=coordinator, at=moment)
        questioned(made)

    questioned(known)
    return written


@pytest.mark.parametrize(
    ("who", "reads", "records"),
    [
        ("coordinator", 200, 302),
        ("in the forum", 200, 403),
        ("staff", 403, 403),
        ("reader", 403, 403),
        ("stranger", 404, 404),
        ("other", 404, 404),
    ],
)
def test_only_those_in_the_forum_see_the_marks_and_only_its_secretary_opens_them(
    up, sit, member, client_of, asked_by, who, reads, records
):
    if who == "in the forum":
        user = member("board")
        sit(up.forum, user)
        client = client_of(user)
    else:
        client = asked_by(who)
    assert client.get(at("marks", up)).status_code == reads
    for name in ("open_marks", "close_marks", "drop_hands"):
        assert client.post(at(name, up)).status_code == records
    sent = client.post(at("count_hands", up), {"on_4": 2})
    assert sent.status_code == records
    assert client.post(at("write_minority", up), {}).status_code == records
    place = ["omradeloft-dalen", up.meeting.pk, seats_of(up)[0].pk]
    free = reverse("knowledge:free_seat", args=place)
    assert client.post(free).status_code == records
    shared = reverse("knowledge:shared_understanding", args=["omradeloft-dalen"])
    outside = who in ("stranger", "other")
    assert client.get(shared).status_code == (404 if outside else 200)


def test_whoever_is_not_signed_in_is_asked_to(up, client_of):
    assert client_of().get(at("marks", up)).url.startswith(reverse("account_login"))
