"""The page on a member's own phone: who one is, one mark, and then the spread."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

from nabolag_web.knowledge.actions import marking
from nabolag_web.knowledge.models import CaseKind, Disqualified, Mark
from nabolag_web.knowledge.queries.sharing import (
    key_of,
    meeting_of,
)

from .conftest import give, link_to, page_of, seats_of


def test_a_link_that_is_not_whole_leads_nowhere(up, client_of):
    client, meeting = client_of(), up.meeting
    for key in ("x", key_of(meeting)[:-1], key_of(meeting).upper()):
        address = reverse("knowledge:phone", args=[meeting.pk, key])
        assert client.get(address).status_code == 404
    address = reverse("knowledge:phone", args=[meeting.pk + 999, key_of(meeting)])
    assert client.get(address).status_code == 404
    assert meeting_of(meeting.pk, key_of(meeting)) == meeting


def test_the_link_ends_when_the_minutes_are_approved(up, phone, approve):
    client = phone(0)
    assert client.get(link_to(up.meeting)).status_code == 200
    approve(up.meeting)
    assert client.get(link_to(up.meeting)).status_code == 404


def test_one_says_who_one_is_marks_and_sees_the_spread_when_it_is_closed(
    up, phone, done_by, moment
):
    client, address = phone(0), link_to(up.meeting)
    assert "Wait for the next finding" in page_of(client.get(address))
    marking.open_marks(case=up, **done_by)
    page = page_of(client.get(address))
    assert "Få hilser på naboene" in page
    assert "How far do you share it?" in page
    sent = {"case": up.pk, "value": "4", "missing": "Tall for byen"}
    page = page_of(client.post(address, sent, follow=True))
    assert "Your mark is kept." in page
    assert "share it" not in page.split("Your mark is kept.")[1]
    give(up, [5, 5, 5, 5, 5], moment)
    marking.close_marks(case=up, **done_by)
    page = page_of(client.get(address))
    assert "5 of the 5 who have marked share it; of all 8 at least 5" in page
    assert "Agreement 1.00" in page


def test_one_can_change_ones_mark_while_it_is_open(opened, phone):
    client, address = phone(0), link_to(opened.meeting)
    client.post(address, {"case": opened.pk, "value": "2", "missing": "Mer"})
    page = page_of(client.get(f"{address}?again"))
    assert 'value="2"' in page
    assert "Mer" in page
    client.post(address, {"case": opened.pk, "value": "5"})
    assert opened.marks.get().value == 5


def test_a_mark_without_a_step_is_refused_and_keeps_what_was_typed(opened, phone):
    answer = phone(0).post(
        link_to(opened.meeting), {"case": opened.pk, "missing": "Skriver lenge"}
    )
    assert answer.status_code == 422
    assert "Skriver lenge" in page_of(answer)


def test_a_mark_that_comes_too_late_says_so_and_shows_what_was_typed(
    opened, phone, done_by
):
    client = phone(0)
    marking.close_marks(case=opened, **done_by)
    sent = {"case": opened.pk, "value": "1", "missing": "Det viktigste"}
    answer = client.post(link_to(opened.meeting), sent)
    assert answer.status_code == 409
    assert "Marks were closed before yours came" in page_of(answer)
    assert "Det viktigste" in page_of(answer)
    assert not Mark.objects.exists()


def test_a_mark_meant_for_the_case_before_does_not_count_for_this_one(
    opened, phone, add, known, done_by
):
    client = phone(0)
    other = add(opened.meeting, "Mer", kind=CaseKind.FINDING, finding=known)
    marking.open_marks(case=other, **done_by)
    client.post(link_to(opened.meeting), {"case": opened.pk, "value": "1"})
    assert not Mark.objects.exists()


def test_no_one_takes_anothers_seat(up, phone):
    phone(0)
    other = Client(headers={"accept-language": "en"})
    page = page_of(other.get(link_to(up.meeting)))
    assert "Bjørn" in page
    assert "Anne" not in page
    seat = seats_of(up)[0]
    assert other.post(link_to(up.meeting), {"seat": seat.pk}).status_code == 422


def test_whoever_is_disqualified_is_told_to_wait(opened, phone):
    client, first = phone(0), seats_of(opened)[0]
    Disqualified.objects.create(case=opened, seat=first, ground="fvl. § 6")
    assert "You take no part" in page_of(client.get(link_to(opened.meeting)))


def test_a_cookie_made_by_oneself_is_no_seat(up):
    client = Client(headers={"accept-language": "en"})
    client.cookies[f"nabolag-seat-{up.meeting.pk}"] = "made:up"
    assert "Who are you?" in page_of(client.get(link_to(up.meeting)))
