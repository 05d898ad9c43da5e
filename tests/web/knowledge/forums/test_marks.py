"""Marks: each once, unseen before they are closed, none lost, and never with a name."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, connections, transaction
from django.test import Client
from django.urls import reverse

from nabolag_web.knowledge.actions import marking, meetings
from nabolag_web.knowledge.actions.findings import Said, write_finding
from nabolag_web.knowledge.actions.marking import MarksClosedError, SeatTakenError
from nabolag_web.knowledge.actions.questions import answer, ask
from nabolag_web.knowledge.models import Case, CaseKind, Disqualified, Mark, TakenSeat
from nabolag_web.knowledge.queries.sharing import (
    key_of,
    meeting_of,
    spread,
    spreads_on,
    understandings,
)

from .conftest import NAMES, give, link_to, page_of, seats_of

# Marking


def test_a_mark_can_be_changed_while_marks_are_open_and_counts_once(opened, moment):
    seat = seats_of(opened)[0]
    give(opened, [2], moment)
    marking.mark(case=opened, seat=seat, value=4, missing="Hvorfor?", at=moment)
    told = opened.marks.get()
    assert (told.value, told.missing, told.seat) == (4, "Hvorfor?", seat)


def test_no_mark_is_taken_before_marks_open_or_after_they_close(up, done_by, moment):
    with pytest.raises(MarksClosedError):
        give(up, [4], moment)
    marking.open_marks(case=up, **done_by)
    give(up, [4], moment)
    marking.close_marks(case=up, **done_by)
    with pytest.raises(MarksClosedError):
        give(up, [1], moment)
    assert up.marks.get().value == 4


def test_whoever_is_disqualified_does_not_mark(opened, moment):
    first, *_others = seats_of(opened)
    Disqualified.objects.create(case=opened, seat=first, ground="fvl. § 6")
    with pytest.raises(MarksClosedError):
        give(opened, [4], moment)
    assert spread(opened).sharing.members == len(NAMES) - 1


def test_one_case_takes_marks_at_a_time(opened, add, known, done_by, moment):
    other = add(opened.meeting, "Mer", kind=CaseKind.FINDING, finding=known)
    marking.open_marks(case=other, **done_by)
    opened.refresh_from_db()
    other.refresh_from_db()
    assert (opened.takes_marks, other.takes_marks) == (False, True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=opened.pk).update(marks_closed_at=None)


def test_a_seat_is_taken_by_one_phone(up, done_by, moment):
    seat = seats_of(up)[0]
    take = {"meeting": up.meeting, "seat": seat, "at": moment}
    marking.take_seat(key="one", **take)
    marking.take_seat(key="one", **take)
    with pytest.raises(SeatTakenError):
        marking.take_seat(key="another", **take)
    assert "one" not in TakenSeat.objects.get().key
    marking.free_seat(meeting=up.meeting, seat=seat, **done_by)
    marking.take_seat(key="another", **take)


def test_the_trail_tells_that_marks_opened_and_never_who_marked(
    opened, trail, done_by, moment
):
    before = trail()
    give(opened, [1, 2, 3], moment)
    assert trail() == before
    marking.close_marks(case=opened, **done_by)
    marking.close_marks(case=opened, **done_by)
    assert trail()[len(before) :] == ["marks_closed"]


# The spread


def test_the_spread_counts_and_bounds_those_who_have_not_marked(opened, moment):
    give(opened, [5, 4, 4, 2, 3, 4], moment)
    told = spread(opened)
    assert told.counts == (0, 1, 1, 3, 1)
    assert (told.sharing.n, told.sharing.members) == (6, 8)
    assert (told.sharing.at_least, told.sharing.at_most) == (4, 6)


def test_fewer_than_five_marks_tell_nothing_but_how_many(opened, moment):
    give(opened, [5, 4, 4, 2], moment, missing="Tall")
    told = spread(opened)
    assert (told.counts, told.missing, told.sharing.n) == ((), (), 4)
    assert told.sharing.shared is None or told.sharing.shared is False


def test_what_is_missing_does_not_tell_who_was_first(opened, moment):
    for seat, words in zip(seats_of(opened), "cabde", strict=False):
        marking.mark(case=opened, seat=seat, value=4, missing=words, at=moment)
    assert spread(opened).missing == ("a", "b", "c", "d", "e")


def test_an_open_question_keeps_a_finding_from_being_shared(
    opened, known, coordinator, moment
):
    give(opened, [5] * 8, moment)
    asked = ask(finding=known, asks="question", text="Hvem?", by=coordinator, at=moment)
    assert spread(opened).sharing.shared is False
    answer(question=asked, text="Alle", by=coordinator, at=moment)
    opened.refresh_from_db()
    assert spread(Case.objects.get(pk=opened.pk)).sharing.shared is True


def test_hands_replace_marks(opened, done_by, moment):
    give(opened, [1] * 8, moment)
    marking.count_hands(case=opened, counts=[0, 0, 0, 3, 5], **done_by)
    assert spread(Case.objects.get(pk=opened.pk)).counts == (0, 0, 0, 3, 5)


def test_the_newest_in_each_forum_stands_and_what_was_before_is_kept(
    opened, known, plan, add, done_by, moment
):
    give(opened, [2] * 8, moment)
    marking.close_marks(case=opened, **done_by)
    later = plan(opened.forum, on=opened.meeting.on + timedelta(days=28))
    case = add(later, "Igjen", kind=CaseKind.FINDING, finding=known)
    meetings.begin_meeting(meeting=later, **done_by)
    marking.open_marks(case=case, **done_by)
    give(case, [4] * 8, moment)
    assert [s.counts for s in spreads_on(known).spreads] == [(0, 8, 0, 0, 0)]
    marking.close_marks(case=case, **done_by)
    told = spreads_on(known)
    assert [s.counts for s in told.spreads] == [(0, 0, 0, 8, 0)]
    assert [s.counts for s in told.before] == [(0, 8, 0, 0, 0)]


def test_many_findings_take_no_more_queries_than_one(
    opened, known, done_by, moment, django_assert_num_queries
):
    give(opened, [4] * 8, moment)
    marking.close_marks(case=opened, **done_by)
    with django_assert_num_queries(5):
        understandings([known])
    with django_assert_num_queries(5):
        understandings([known] * 20)


# The phone


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


# Whoever leads the meeting


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


# Who may


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


# Many at once


@pytest.mark.only_postgresql  # on SQLite in a browser: here its tests share one memory
@pytest.mark.django_db(transaction=True)
def test_sixty_phones_at_once_lose_no_mark(
    known, forum, sit, plan, add, done_by, moment
):
    for number in range(60):
        sit(forum, f"Person {number}")
    meeting = plan(forum)
    case = add(meeting, "Hilsing", kind=CaseKind.FINDING, finding=known)
    meetings.begin_meeting(meeting=meeting, **done_by)
    marking.open_marks(case=case, **done_by)
    troubles = []

    def person(number, seat):
        client = Client()
        try:
            client.post(link_to(meeting), {"seat": seat})
            sent = {"case": case.pk, "value": str(1 + number % 5)}
            answer = client.post(link_to(meeting), sent)
            if answer.status_code != 302:
                troubles.append(answer.status_code)
        finally:
            connections.close_all()

    seats = list(forum.seats.order_by("pk").values_list("pk", flat=True))
    people = [
        threading.Thread(target=person, args=(number, seat))
        for number, seat in enumerate(seats)
    ]
    for thread in people:
        thread.start()
    for thread in people:
        thread.join()
    assert troubles == []
    told = sorted(Mark.objects.values_list("value", flat=True))
    assert told == sorted(list(range(1, 6)) * 12)
