"""Marks and those who gave them: apart from others' eyes, and cut loose afterwards."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from nabolag_web.knowledge.actions import marking, meetings, recording
from nabolag_web.knowledge.actions.findings import move_on
from nabolag_web.knowledge.models import Came, Case, CaseKind, Mark, Status, TakenSeat
from nabolag_web.knowledge.queries.person import about_person
from nabolag_web.knowledge.queries.sharing import spread, spreads_on

from .conftest import NAMES, SLUG, give, link_to, page_of, seats_of


def at(name, case):
    return reverse(f"knowledge:{name}", args=[SLUG, case.meeting.pk, case.pk])


def again(case):
    """Give a case as it is stored now, with nothing remembered."""
    return Case.objects.get(pk=case.pk)


# Before marks are closed


def test_whoever_takes_a_seat_that_was_freed_does_not_see_what_was_marked_there(
    opened, phone, done_by
):
    address, seat = link_to(opened.meeting), seats_of(opened)[0]
    sent = {"case": opened.pk, "value": "2", "missing": "Bare for meg"}
    phone(0).post(address, sent)
    marking.free_seat(meeting=opened.meeting, seat=seat, **done_by)
    other = phone(0)
    for page in (address, f"{address}?again"):
        said = page_of(other.get(page))
        assert "How far do you share it?" in said
        assert "checked" not in said
        assert "Bare for meg" not in said
    assert opened.marks.get().value == 2  # it counts until it is marked anew
    other.post(address, {"case": opened.pk, "value": "4"})
    assert opened.marks.get().value == 4


def test_whoever_is_disqualified_while_they_mark_sees_no_spread_before_the_others(
    opened, phone, moment, done_by
):
    client, first = phone(0), seats_of(opened)[0]
    give(opened, [4] * 8, moment)
    recording.disqualify(case=opened, seat=first, ground="fvl. § 6", **done_by)
    sent = {"case": opened.pk, "value": "5"}
    answer = client.post(link_to(opened.meeting), sent)
    assert answer.status_code == 409
    assert "share it." not in page_of(answer)
    assert "circle" not in page_of(answer)


def test_papers_do_not_keep_marks_that_are_still_open_in_another_forum(
    opened, known, found, plan, add, done_by, moment
):
    give(opened, [2] * 8, moment)
    other = plan(found("Ledergruppa"))
    add(other, "Hilsing", kind=CaseKind.FINDING, finding=known)
    meetings.call_meeting(meeting=other, **done_by)
    assert other.cases.get().frozen["views"] == []


def test_one_is_told_what_is_kept_before_one_marks(opened, phone):
    page = page_of(phone(0).get(link_to(opened.meeting)))
    told = page.index("No one sees who marked what.")
    assert told < page.index("How far do you share it?")
    assert "until the minutes are approved" in page
    assert "access to documents" in page


# On its way while something else happens


def test_a_mark_for_the_case_before_is_told_of_and_gives_back_what_was_typed(
    opened, phone, add, known, done_by
):
    client = phone(0)
    other = add(opened.meeting, "Mer", kind=CaseKind.FINDING, finding=known)
    marking.open_marks(case=other, **done_by)
    sent = {"case": opened.pk, "value": "1", "missing": "Det viktigste"}
    answer = client.post(link_to(opened.meeting), sent)
    assert answer.status_code == 409
    assert "Marks were closed before yours came" in page_of(answer)
    assert "You marked: I do not share it" in page_of(answer)
    assert "Det viktigste" in page_of(answer)
    assert not Mark.objects.exists()
    assert "How far do you share it?" in page_of(client.get(link_to(opened.meeting)))


def test_what_was_typed_too_late_comes_back_whole(opened, phone, done_by):
    client = phone(0)
    marking.close_marks(case=opened, **done_by)
    sent = {"case": opened.pk, "value": "2", "missing": "Det viktigste"}
    page = page_of(client.post(link_to(opened.meeting), sent))
    assert "You marked: I doubt it" in page
    assert "Det viktigste" in page


def test_a_phone_whose_seat_was_freed_meanwhile_gets_back_what_was_typed(
    opened, phone, done_by
):
    client, seat = phone(0), seats_of(opened)[0]
    marking.free_seat(meeting=opened.meeting, seat=seat, **done_by)
    sent = {"case": opened.pk, "value": "2", "missing": "Det viktigste"}
    answer = client.post(link_to(opened.meeting), sent)
    assert answer.status_code == 422
    assert "Say who you are, and mark again." in page_of(answer)
    assert "Det viktigste" in page_of(answer)


def test_saying_who_one_is_twice_does_no_harm(opened, phone):
    client, seat = phone(0), seats_of(opened)[0]
    answer = client.post(link_to(opened.meeting), {"seat": seat.pk})
    assert "closed before" not in page_of(answer)
    assert "How far do you share it?" in page_of(answer)


# Afterwards


def test_marks_are_cut_loose_when_the_minutes_are_approved(
    opened, moment, done_by, approve
):
    for seat, value in zip(seats_of(opened), (5, 1, 4, 4, 2, 4), strict=False):
        words = f"Ord {value}"
        marking.mark(case=opened, seat=seat, value=value, missing=words, at=moment)
    marking.close_marks(case=opened, **done_by)
    before = spread(again(opened))
    approve(opened.meeting)
    assert spread(again(opened)) == before
    marks = opened.marks.order_by("pk")
    assert {mark.seat for mark in marks} == {None}
    assert [mark.value for mark in marks] == [1, 2, 4, 4, 4, 5]  # not as they came
    assert len({mark.at for mark in marks}) == 1
    assert not TakenSeat.objects.exists()


def test_approval_closes_marks_that_were_left_open_so_that_none_are_lost(
    opened, known, moment, approve
):
    give(opened, [4] * 6, moment)
    approve(opened.meeting)
    assert not again(opened).takes_marks
    assert [told.counts for told in spreads_on(known).spreads] == [(0, 0, 0, 6, 0)]
    with pytest.raises(marking.MarksClosedError):
        give(again(opened), [1], moment)


def test_the_copy_someone_asks_for_holds_their_mark_only_while_it_is_theirs(
    up, sit, member, done_by, moment, approve
):
    user = member("board")
    seat = sit(up.forum, user)
    marking.open_marks(case=up, **done_by)
    marking.mark(case=again(up), seat=seat, value=2, missing="Tall", at=moment)
    (told,) = about_person(user)["how_far_you_share_findings"]
    assert (told["mark"], told["missing"]) == (2, "Tall")
    approve(up.meeting)
    assert about_person(user)["how_far_you_share_findings"] == []


def test_whoever_joins_later_does_not_change_how_it_was_shared_before(
    opened, sit, done_by, moment
):
    give(opened, [4] * 8, moment)
    marking.close_marks(case=opened, **done_by)
    sit(opened.forum, "Ny i gruppa")
    newcomer = opened.forum.seats.get(name="Ny i gruppa")
    newcomer.since = opened.meeting.on + timedelta(days=30)
    newcomer.save()
    told = spread(again(opened)).sharing
    assert (told.n, told.members) == (8, len(NAMES))


def test_a_meeting_written_down_long_after_counts_those_who_sat_there_then(
    forum, known, sit, plan, add, done_by, moment
):
    for name in NAMES:
        sit(forum, name)
    meeting = plan(forum, on=moment.date() - timedelta(days=90))
    case = add(meeting, "Hilsing", kind=CaseKind.FINDING, finding=known)
    meetings.begin_meeting(meeting=meeting, **done_by)
    marking.count_hands(case=case, counts=[0, 0, 0, 3, 3], **done_by)
    assert spread(again(case)).sharing.members == len(NAMES)


# Hands


def test_no_more_hands_are_counted_than_there_are_people_in_the_room(
    client, up, done_by
):
    first, second, *_others = seats_of(up)
    came = {first: Came.APOLOGIES, second: Came.ABSENT}
    recording.set_attendance(meeting=up.meeting, came=came, **done_by)
    answer = client.post(at("count_hands", up), {"on_4": 7})
    assert answer.status_code == 422
    assert "7 hands are counted, but only 6 who may mark are here." in page_of(answer)
    assert client.post(at("count_hands", up), {"on_4": 6}).status_code == 302
    assert spread(again(up)).sharing.members == len(NAMES)


def test_words_from_fewer_than_five_phones_are_not_shown_beside_hands(
    opened, moment, done_by
):
    give(opened, [2], moment, missing="Bare min")
    marking.count_hands(case=opened, counts=[0, 1, 0, 3, 3], **done_by)
    told = spread(again(opened))
    assert told.counts == (0, 1, 0, 3, 3)
    assert told.missing == ()


def test_hands_that_were_counted_in_the_wrong_case_can_be_taken_back(
    client, opened, moment, trail, done_by
):
    give(opened, [4] * 8, moment)
    marking.close_marks(case=opened, **done_by)
    client.post(at("count_hands", opened), {"on_1": 8})
    page = page_of(client.get(at("marks", opened)))
    assert "Take back the count of hands" in page
    assert client.post(at("drop_hands", opened)).status_code == 302
    assert spread(again(opened)).counts == (0, 0, 0, 8, 0)
    assert trail()[-1] == "hands_dropped"
    client.post(at("drop_hands", opened))
    assert trail().count("hands_dropped") == 1


# On the wall, and over time


def test_the_wall_leads_on_to_the_next_finding(client, up, add, known):
    assert "Next finding" not in page_of(client.get(at("marks", up)))
    add(up.meeting, "Orientering")
    later = add(up.meeting, "Mer", kind=CaseKind.FINDING, finding=known)
    assert at("marks", later) in page_of(client.get(at("marks", up)))
    assert "Next finding" not in page_of(client.get(at("marks", later)))


@pytest.fixture
def shared_page(client):
    def said():
        address = reverse("knowledge:shared_understanding", args=[SLUG])
        return page_of(client.get(address))

    return said


@pytest.fixture
def questioned(known, coordinator, moment):
    return move_on(
        finding=known,
        version=known.version,
        status=Status.QUESTIONED,
        reason="Tas opp",
        by=coordinator,
        at=moment,
    )


@pytest.mark.usefixtures("questioned")
def test_the_table_tells_the_same_as_the_dots_and_how_it_was_before(
    up, known, plan, add, shared_page, done_by
):
    marking.count_hands(case=up, counts=[0, 3, 2, 1, 2], **done_by)
    later = plan(up.forum, on=up.meeting.on + timedelta(days=28))
    case = add(later, "Igjen", kind=CaseKind.FINDING, finding=known)
    meetings.begin_meeting(meeting=later, **done_by)
    marking.count_hands(case=case, counts=[0, 0, 1, 4, 3], **done_by)
    table = shared_page().split("The same as a table")[1].split("</table>")[0]
    cells = [int(cell) for cell in re.findall(r'<td class="r">(\d+)</td>', table)]
    assert cells == [0, 0, 1, 4, 3]
    now, before = table.index("7 of 8 share it."), table.index("3 of 8 share it.")
    assert now < before


@pytest.mark.usefixtures("questioned")
def test_a_forum_where_few_have_marked_has_no_numbers_in_the_table(
    up, known, found, plan, add, shared_page, done_by
):
    marking.count_hands(case=up, counts=[0, 0, 0, 4, 4], **done_by)
    few = plan(found("Styret"))
    case = add(few, "Hilsing", kind=CaseKind.FINDING, finding=known)
    meetings.begin_meeting(meeting=few, **done_by)
    marking.count_hands(case=case, counts=[0, 0, 0, 0, 4], **done_by)
    row = shared_page().split("The same as a table")[1].split("Styret")[1]
    assert row.count('<td class="r">–</td>') == 5
    assert "Fewer than 5 answers. Not shown." in row


def test_a_finding_says_which_forum_does_not_share_it(
    client, up, known, found, plan, add, sit, done_by
):
    marking.count_hands(case=up, counts=[0, 0, 0, 4, 4], **done_by)
    leaders = plan(found("Ledergruppa"))
    for name in NAMES[:6]:
        sit(leaders.forum, f"{name} leder")
    case = add(leaders, "Hilsing", kind=CaseKind.FINDING, finding=known)
    meetings.begin_meeting(meeting=leaders, **done_by)
    marking.count_hands(case=case, counts=[3, 0, 0, 0, 3], **done_by)
    page = page_of(client.get(reverse("knowledge:finding", args=[SLUG, 1])))
    assert "1 forum shares the finding, Ledergruppa does not" in page


def test_a_finding_that_few_have_marked_tells_no_more_than_that(
    client, up, known, done_by
):
    marking.count_hands(case=up, counts=[1, 0, 0, 0, 3], **done_by)
    page = page_of(client.get(reverse("knowledge:finding", args=[SLUG, known.number])))
    assert "Too few have marked to show how far it is shared" in page
    assert "<circle" not in page.split("Too few have marked")[1].split("</section>")[0]


# Seats


def test_freeing_a_seat_where_nothing_can_be_marked_leads_to_the_meeting(
    client, held, sit, done_by
):
    seat = sit(held.forum, "Anne")
    marking.take_seat(meeting=held, seat=seat, key="one", at=done_by["at"])
    place = [SLUG, held.pk, seat.pk]
    answer = client.post(reverse("knowledge:free_seat", args=place))
    assert answer.url == reverse("knowledge:meeting", args=[SLUG, held.pk])
    assert not TakenSeat.objects.exists()


@pytest.mark.only_postgresql  # SQLite lets one in at a time
@pytest.mark.django_db(transaction=True)
def test_of_many_phones_that_take_a_seat_at_once_one_gets_it(up):
    seat, together = seats_of(up)[0], Barrier(8)

    def take(_number):
        phone = Client(headers={"accept-language": "en"})
        try:
            phone.get(link_to(up.meeting))
            together.wait(timeout=60)
            return phone.post(link_to(up.meeting), {"seat": seat.pk}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as many:
        answers = sorted(many.map(take, range(8)))
    assert answers == [302] + [422] * 7
    assert TakenSeat.objects.count() == 1
