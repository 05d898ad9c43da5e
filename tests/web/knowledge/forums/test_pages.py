"""What the pages of forums and meetings say, and what they do with what is sent."""

from __future__ import annotations

from datetime import date

import pytest

from nabolag_web.knowledge.actions import deciding, meetings, recording
from nabolag_web.knowledge.actions.deciding import Decided
from nabolag_web.knowledge.models import (
    Attendance,
    Came,
    Case,
    CaseKind,
    Decision,
    Disqualified,
    Duty,
    Forum,
    Meeting,
    Minutes,
    Seat,
    Status,
)
from nabolag_web.knowledge.queries.search import search
from nabolag_web.shell.folding import search_words


def test_a_programme_without_forums_says_what_one_is(client, url, text, asked_by):
    assert "No forums yet" in text(client.get(url("forums")))
    assert "Found a forum" not in text(asked_by("reader").get(url("forums")))


def test_a_forum_is_founded_with_two_answers(client, url, text, programme):
    sent = {"name": "Prosjektgruppa", "type": "administrative"}
    answer = client.post(url("found_forum"), sent, follow=True)
    assert "Prosjektgruppa" in text(answer)
    assert "No one sits here yet." in text(answer)
    again = client.post(url("found_forum"), {**sent, "name": "prosjektgruppa"})
    assert again.status_code == 422
    assert "There is a forum called prosjektgruppa already." in text(again)
    assert Forum.objects.count() == 1


def test_a_forum_is_changed_ended_and_goes_on_from_its_page(
    client, url, text, forum, found
):
    change = url("change_forum", forum.pk)
    assert 'value="Prosjektgruppa"' in client.get(change).content.decode()
    sent = {"name": "Prosjektgruppa", "type": "residents", "rhythm": "Hver måned"}
    client.post(change, sent)
    page = text(client.get(url("forum", forum.pk)))
    assert "Residents Hver måned" in page
    client.post(url("end_forum", forum.pk))
    assert "Forums that have ended" in text(client.get(url("forums")))
    assert "This forum has ended." in text(client.get(url("forum", forum.pk)))
    found()
    answer = client.post(url("reopen_forum", forum.pk), follow=True)
    assert "Another forum has the same name now." in answer.content.decode()
    Forum.objects.exclude(pk=forum.pk).delete()
    client.post(url("reopen_forum", forum.pk))
    assert Forum.objects.get().ended_at is None


def test_seats_are_given_changed_and_ended_from_the_forum_s_page(
    client, url, text, forum, member
):
    staff = member("staff")
    seat = url("seat", forum.pk)
    assert "Person Staff" in client.get(seat).content.decode()
    client.post(seat, {"name": "Anne", "title": "Rektor", "duty": "chair"})
    client.post(seat, {"user": staff.pk, "duty": "member"})
    page = text(client.get(url("forum", forum.pk)))
    assert "Anne Chair · Rektor" in page
    assert "Person Staff" in page
    taken = client.get(seat).content.decode()
    assert "Person Staff" not in taken
    own = Seat.objects.get(user=staff)
    change = url("change_seat", forum.pk, own.pk)
    assert "Person Staff" in client.get(change).content.decode()
    client.post(change, {"user": staff.pk, "duty": "secretary"})
    own.refresh_from_db()
    assert own.duty == Duty.SECRETARY
    staff.memberships.all().delete()
    assert "Person Staff" in client.get(change).content.decode()
    client.post(url("unseat", forum.pk, own.pk))
    assert "Person Staff" not in text(client.get(url("forum", forum.pk)))


def test_a_seat_without_anyone_in_it_is_refused_with_what_was_typed(
    client, url, text, forum
):
    sent = {"title": "Rektor", "duty": "member"}
    answer = client.post(url("seat", forum.pk), sent)
    assert answer.status_code == 422
    assert "Write a name, or choose someone in the programme." in text(answer)
    assert 'value="Rektor"' in answer.content.decode()


def test_planning_a_meeting_leads_to_its_agenda(client, url, text, forum, finding):
    finding("Gangveien er mørk.")
    sent = {"on": "12.03.2026", "begins": "12.30", "place": "Skolen"}
    answer = client.post(url("plan", forum.pk), sent, follow=True)
    meeting = Meeting.objects.get()
    assert meeting.on == date(2026, 3, 12)
    assert "What should the meeting take up?" in text(answer)
    assert "Gangveien er mørk. is being questioned" in text(answer)
    assert "at 12:30 Skolen" in text(client.get(url("meeting", meeting.pk)))
    refused = client.post(url("plan", forum.pk), {"on": "snart"})
    assert refused.status_code == 422


def test_the_agenda_says_why_each_thing_is_suggested(
    client, url, text, meeting, found, plan, add, finding, ask
):
    earlier = finding("Torget er stille.")
    ask(earlier, "Når?")
    add(plan(found("Ledergruppa")), "Torget", kind=CaseKind.FINDING, finding=earlier)
    asked = finding("Gangveien er mørk.")
    ask(asked, "Hvor?")
    ask(asked, "Når?")
    ask(finding("Trærne er fine.", Status.SHARED), "Hvem sier det?")
    page = text(client.get(url("agenda", meeting.pk)))
    assert "Torget er stille. not answered in an earlier meeting" in page
    assert "is being questioned, 2 questions not answered" in page
    assert "Hvem sier det? – about: Trærne er fine. a question that no one" in page


def test_what_is_chosen_comes_on_the_agenda(client, url, text, meeting, finding, ask):
    dark, shared = finding("Gangveien er mørk."), finding("Trær.", Status.SHARED)
    finding("Torget er stille.")
    question = ask(shared, "Hvem sier det?")
    none = client.post(url("agenda", meeting.pk), {})
    assert none.status_code == 422
    assert "Choose at least one." in text(none)
    chosen = [f"finding-{dark.pk}", f"question-{question.pk}"]
    client.post(url("agenda", meeting.pk), {"chosen": chosen})
    assert list(meeting.cases.values_list("title", flat=True)) == [
        "Gangveien er mørk.",
        "Hvem sier det?",
    ]


def test_with_nothing_under_discussion_the_agenda_is_the_coordinator_s_own(
    client, url, text, meeting
):
    answer = client.get(url("agenda", meeting.pk), follow=True)
    assert "The agenda is empty." in text(answer)
    sent = {"title": "Status", "kind": "information"}
    answer = client.post(url("add_case", meeting.pk), sent, follow=True)
    assert "1/26 Status" in text(answer)


def test_a_case_is_changed_moved_and_dropped(client, url, text, meeting, add, finding):
    add(meeting, "Status")
    case = add(meeting, "Gangveien", kind=CaseKind.FINDING, finding=finding())
    change = url("change_case", meeting.pk, case.pk)
    page = client.get(change).content.decode()
    assert "Decided without discussion" in page
    assert "Information" not in page
    sent = {"title": "Lys", "kind": "finding", "proposed": "Vi ber om lys."}
    client.post(change, {**sent, "version": 1})
    page = text(client.get(url("case", meeting.pk, case.pk)))
    assert "Proposed decision Vi ber om lys." in page
    client.post(url("move_case", meeting.pk, case.pk))
    assert meeting.cases.first() == case
    client.post(url("drop_case", meeting.pk, case.pk))
    assert not Case.objects.filter(pk=case.pk).exists()


def test_two_who_change_a_case_at_once_read_each_other_s_words(
    client, url, text, meeting, add
):
    case = add(meeting, "Status")
    change = url("change_case", meeting.pk, case.pk)
    sent = {"kind": "information", "version": 1}
    client.post(change, {**sent, "title": "Den enes ord"})
    answer = client.post(change, {**sent, "title": "Den andres ord"})
    assert answer.status_code == 422
    assert "Someone else changed this while you were writing" in text(answer)
    assert "Den enes ord" in text(answer)
    body = answer.content.decode()
    assert 'value="Den andres ord"' in body
    assert 'name="version" value="2"' in body
    client.post(change, {**sent, "title": "Begges ord", "version": 2})
    case.refresh_from_db()
    assert case.title == "Begges ord"


@pytest.mark.parametrize("page", ["move_meeting", "close"])
def test_two_who_change_a_meeting_at_once_read_each_other_s_words(
    client, url, text, held, page
):
    where = url(page, held.pk)
    sent = {"on": "2026-03-12", "version": 1}
    mine, theirs = (
        ({"place": "Skolen"}, {"place": "Torget"})
        if page == "move_meeting"
        else ({"others": "Skolen"}, {"others": "Torget"})
    )
    assert client.post(where, {**sent, **theirs}).status_code == 302
    answer = client.post(where, {**sent, **mine})
    assert answer.status_code == 422
    assert "Torget" in text(answer)
    assert 'value="Skolen"' in answer.content.decode()


def test_a_case_with_something_recorded_is_not_dropped(
    client, url, held, case, done_by
):
    recording.write_said(case=case, said="Lyset.", version=1, **done_by)
    answer = client.post(url("drop_case", held.pk, case.pk), follow=True)
    assert "so it stays on the agenda" in answer.content.decode()


def test_a_meeting_is_called_and_begun_and_asks_who_is_there(
    client, url, text, meeting, add, finding, sit
):
    add(meeting, "Gangveien", kind=CaseKind.FINDING, finding=finding())
    sit(meeting.forum, "Anne")
    page = url("meeting", meeting.pk)
    assert "Make the papers" in text(client.get(page))
    called = client.post(url("call", meeting.pk), follow=True)
    assert "They keep what is known" in text(called)
    assert "Begin the meeting" in text(client.get(page))
    begun = client.post(url("begin", meeting.pk), follow=True)
    assert "Who is here?" in text(begun)
    seat = Seat.objects.get()
    client.post(url("attendance", meeting.pk), {f"seat-{seat.pk}": "present"})
    assert Attendance.objects.get().came == "present"
    assert "Present: 1" in text(client.get(page))


def test_a_meeting_goes_from_its_first_case_to_approved_minutes(
    client, url, text, held, case, sit
):
    seat = sit(held.forum, "Anne")
    client.post(url("attendance", held.pk), {f"seat-{seat.pk}": "present"})
    page = url("meeting", held.pk)
    assert "Go to case 1/26" in text(client.get(page))
    sent = {"said": "Ja.", "version": 1, "text": "Vi ber om lys.", "owner": seat.pk}
    client.post(url("decide", held.pk, case.pk), {**sent, "due_on": "2026-05-01"})
    client.post(url("consent", held.pk))
    assert "Go to the minutes" in text(client.get(page))
    closing = {"secretary": seat.pk, "next_on": "2026-04-09", "version": 1}
    shown = text(client.post(url("close", held.pk), closing, follow=True))
    assert "This is how the minutes will be." in shown
    assert "Present Anne" in shown
    assert "Anne carries it out by 1 May 2026." in shown
    assert "Before they are approved" not in shown
    shown = text(client.post(url("approve", held.pk), follow=True))
    assert "Nothing of it can be altered." in shown
    assert Minutes.objects.get().fingerprint in shown
    assert "they say what they said when they were approved" in shown
    forum = text(client.get(url("forum", held.forum.pk)))
    assert "Minutes approved · 2 cases · 2 decisions" in forum


def test_a_meeting_says_only_what_is_known_of_it(
    client, url, text, plan, forum, add, done_by
):
    meeting = plan(forum, begins=None, place="")
    case = add(meeting, "Status")
    page = text(client.get(url("meeting", meeting.pk)))
    assert "Planned Agenda" in page
    assert "Not said yet" in page
    meetings.begin_meeting(meeting=meeting, **done_by)
    recording.write_said(case=case, said="Lang debatt.", version=1, **done_by)
    assert "Information · discussed" in text(client.get(url("meeting", meeting.pk)))


def test_the_next_meeting_comes_after_this_one(client, url, text, held):
    sent = {"next_on": "2026-03-12", "version": 1}
    answer = client.post(url("close", held.pk), sent)
    assert answer.status_code == 422
    assert "The next meeting comes after this one." in text(answer)


def test_consent_is_decided_in_one_press(client, url, text, held):
    page = text(client.get(url("meeting", held.pk)))
    assert "1 case is to be decided without discussion" in page
    answer = client.post(url("consent", held.pk), follow=True)
    assert "is to be decided without discussion" not in text(answer)
    assert Decision.objects.get().text == "Regnskapet godkjennes."


def test_minutes_that_were_altered_outside_are_told_aloud(
    client, url, text, held, approve
):
    approve(held)
    minutes = Minutes.objects.get()
    minutes.parts["cases"][0]["said"] = "Noe annet."
    minutes.save()
    page = text(client.get(url("minutes", held.pk)))
    assert "The minutes no longer match their fingerprint." in page


def test_minutes_are_exempted_from_their_page(client, url, text, held):
    client.post(url("exempt", held.pk), {"legal_ground": "offl. § 13"})
    page = text(client.get(url("minutes", held.pk)))
    assert "Exempt from public access: offl. § 13" in page
    assert "offl. § 13" in client.get(url("exempt", held.pk)).content.decode()


def test_whoever_comes_a_moment_too_late_is_led_to_the_minutes(
    client, url, text, held, case, done_by
):
    """The minutes are approved between finding the page and saving it."""
    from django.test import RequestFactory

    from nabolag_web.knowledge.actions.locks import MinutesLocked
    from nabolag_web.knowledge.views.refusing import told_when_locked

    @told_when_locked
    def late(request, slug, pk):
        raise MinutesLocked

    request = RequestFactory().post("/")
    request._messages = _Messages()
    answer = late(request, "omradeloft-dalen", held.pk)
    assert answer.url == url("minutes", held.pk)
    assert "approved a moment ago" in request._messages.told[0]


class _Messages:
    """Keeps what a page would say on the next one."""

    def __init__(self):
        self.told = []

    def add(self, _level, message, _tags=""):
        self.told.append(str(message))


def test_a_decision_by_email_is_written_down_for_the_next_minutes(
    client, url, text, forum
):
    where = url("decide_by_email", forum.pk)
    sent = {"text": "Vi søker.", "owner_words": "Biblioteket", "on": "2026-03-01"}
    client.post(where, sent)
    page = text(client.get(url("forum", forum.pk)))
    assert "Decided by e-mail Vi søker. Biblioteket carries it out. No day" in page
    later = client.post(where, {**sent, "on": "2999-01-01"})
    assert "The day has not come yet." in text(later)
    nothing = client.post(where, {"on": "2026-03-01"})
    assert nothing.status_code == 422
    assert Decision.objects.count() == 1


def test_the_forum_s_page_asks_the_store_as_often_for_many_meetings_as_for_one(
    client, url, forum, plan, sit, add, done_by, django_assert_num_queries
):
    for month in (1, 2, 3):
        meeting = plan(forum, on=date(2026, month, 5))
        add(meeting, "Status")
        meetings.begin_meeting(meeting=meeting, **done_by)
    sit(forum, "Anne")
    page = url("forum", forum.pk)
    client.get(page)
    with django_assert_num_queries(9):
        client.get(page)
    for month in range(4, 12):
        add(plan(forum, on=date(2026, month, 5)), "Status")
        sit(forum, f"Person {month}")
    with django_assert_num_queries(9):
        client.get(page)


@pytest.mark.parametrize(("page", "times"), [("meeting", 12), ("minutes", 13)])
def test_a_meeting_asks_the_store_as_often_for_many_cases_as_for_one(
    client, url, held, case, add, sit, done_by, django_assert_num_queries, page, times
):
    where = url(page, held.pk)

    def record(case):
        seat = sit(held.forum, f"Person {case.pk}")
        decided = Decided(text="Ja.", owner=seat)
        deciding.decide(case=case, decided=decided, **done_by)
        recording.disqualify(case=case, seat=seat, ground="fvl. § 6", **done_by)
        came = {seat: Came.PRESENT}
        recording.set_attendance(meeting=held, came=came, **done_by)

    record(case)
    client.get(where)
    with django_assert_num_queries(times):
        client.get(where)
    for number in range(4):
        record(add(held, f"Sak {number}"))
    with django_assert_num_queries(times):
        client.get(where)


def test_a_case_page_asks_the_store_a_fixed_number_of_times(
    client, url, held, case, sit, done_by, django_assert_num_queries
):
    page = url("case", held.pk, case.pk)
    client.get(page)
    for name in ("Anne", "Ole"):
        seat = sit(held.forum, name)
        decided = Decided(text=f"{name} gjør det.", owner=seat)
        deciding.decide(case=case, decided=decided, **done_by)
        recording.disqualify(case=case, seat=seat, ground="fvl. § 6", **done_by)
    with django_assert_num_queries(15):
        client.get(page)
    assert Disqualified.objects.count() == 2


def test_a_search_of_the_programme_finds_forums_by_name(programme, found):
    forum = found("Ungdomsrådet i Ådalen", rhythm="Hver måned")
    found("Ledergruppa")
    (hit,) = search(programme, search_words("ÅDALEN ungdom"))
    assert (hit.title, hit.text) == ("Ungdomsrådet i Ådalen", "Hver måned")
    assert hit.address.endswith(f"/forums/{forum.pk}/")
    assert list(search(programme, search_words("ådalen leder"))) == []
