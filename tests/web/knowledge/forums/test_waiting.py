"""What waits for each, and the mails that remind them."""

from __future__ import annotations

import logging
from datetime import date, timedelta

import pytest
from django.core import mail
from django.utils.timezone import localdate

from nabolag_web.accounts.mail import MailNotSent
from nabolag_web.knowledge.actions import deciding, meetings
from nabolag_web.knowledge.actions.deciding import Decided
from nabolag_web.knowledge.actions.reminding import remind_due
from nabolag_web.knowledge.models import Duty, Reminded
from nabolag_web.knowledge.queries.person import about_person
from nabolag_web.knowledge.queries.waiting import Waits, waiting_for

TODAY = date(2026, 3, 2)


@pytest.fixture
def sent(settings):
    """What is mailed, where there is a mail server."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    return mail.outbox


@pytest.fixture
def owns(held, case, sit, member, done_by):
    """Someone in the forum who is to carry something out by a day."""

    def owner(due_on, role="staff"):
        user = member(role)
        decided = Decided(
            text=f"{role} ber om lys.", owner=sit(held.forum, user), due_on=due_on
        )
        deciding.decide(case=case, decided=decided, **done_by)
        return user

    return owner


@pytest.fixture
def waits(programme):
    """What waits for someone: ``waits(user)``."""

    def found(user, today=TODAY):
        place = programme.memberships.get(user=user)
        return [each.kind for each in waiting_for(user, place, today=today)]

    return found


def test_what_someone_carries_out_waits_until_it_is_done(owns, waits, case, done_by):
    user = owns(date(2026, 5, 1))
    assert waits(user) == [Waits.DECISION]
    deciding.finish_decision(decision=case.decisions.get(), **done_by)
    assert waits(user) == []


def test_minutes_wait_for_the_chair_and_the_coordinator(
    held, sit, member, waits, coordinator
):
    chair, sitter = member("board"), member("partner")
    sit(held.forum, chair, Duty.CHAIR)
    sit(held.forum, sitter)
    assert waits(chair) == waits(coordinator) == [Waits.MINUTES]
    assert waits(sitter) == []


def test_papers_wait_for_the_secretary_two_weeks_before(
    meeting, sit, member, waits, done_by
):
    secretary = member("staff")
    sit(meeting.forum, secretary, Duty.SECRETARY)
    assert waits(secretary, date(2026, 2, 25)) == []
    assert waits(secretary, date(2026, 2, 26)) == [Waits.PAPERS]
    meetings.call_meeting(meeting=meeting, **done_by)
    assert waits(secretary) == []


def test_the_most_urgent_comes_first_and_what_has_no_day_last(
    owns, sit, held, case, waits, done_by
):
    user = owns(date(2026, 4, 1))
    seat = held.forum.seats.get()
    for day in (None, date(2026, 2, 1)):
        decided = Decided(text="Mer.", owner=seat, due_on=day)
        deciding.decide(case=case, decided=decided, **done_by)
    place = held.forum.programme.memberships.get(user=user)
    due = [each.due_on for each in waiting_for(user, place, today=TODAY)]
    assert due == [date(2026, 2, 1), date(2026, 4, 1), None]


def test_the_page_says_what_waits_and_lets_it_be_done(
    owns, client_of, client, url, text, case, held, forum, done_by, plan, sit
):
    late = localdate() - timedelta(days=3)
    user = owns(late)
    decided = Decided(text="Vi søker.", owner=held.forum.seats.get())
    deciding.decide_by_email(forum=forum, decided=decided, on=TODAY, **done_by)
    soon = localdate() + timedelta(days=10)
    plan(forum, on=soon)
    browser = client_of(user)
    page = text(browser.get(url("forums")))
    assert "staff ber om lys." in page
    assert "Was due" in page
    assert "No day is set" in page
    both = text(client.get(url("forums")))
    assert "Approve the minutes of Prosjektgruppa 1/26" in both
    assert "Make the papers for Prosjektgruppa 2/26" in both
    decision = case.decisions.get()
    shown = browser.post(url("done", decision.pk), follow=True)
    assert "staff ber om lys." not in text(shown)
    browser.post(url("not_done", decision.pk))
    assert "staff ber om lys." in text(browser.get(url("forums")))


def test_each_is_reminded_in_their_own_language_once_a_week(
    owns, sent, moment, coordinator, settings, sit, held, plan
):
    settings.SITE = "https://nabolag.example.no"
    owns(date(2026, 3, 5))
    plan(held.forum, on=date(2026, 3, 13))
    assert remind_due(at=moment) == 2
    by_whom = {message.to[0]: message for message in sent}
    own = by_whom["person.staff@example.no"]
    assert own.subject == "What waits for you in Områdeløft Dalen"
    assert "- staff ber om lys. (Prosjektgruppa, 5 March 2026)" in own.body
    assert "https://nabolag.example.no/p/omradeloft-dalen/forums/" in own.body
    leads = by_whom[coordinator.email].body
    assert "Make the papers for Prosjektgruppa 2/26" in leads
    assert remind_due(at=moment + timedelta(days=6)) == 0
    assert remind_due(at=moment + timedelta(days=8)) == 2
    assert Reminded.objects.count() == 2


def test_no_one_is_reminded_of_what_can_wait(owns, sent, moment):
    owns(date(2026, 5, 1))
    assert remind_due(at=moment - timedelta(days=14)) == 0
    assert sent == []


def test_minutes_that_wait_are_told_without_an_address_we_do_not_know(
    held, sent, moment, coordinator
):
    assert remind_due(at=moment + timedelta(days=12)) == 1
    assert "Approve the minutes of Prosjektgruppa 1/26" in sent[0].body
    assert "Sign in to Nabolag and open “Forums”" in sent[0].body


def test_without_a_mail_server_it_is_said_that_no_one_was_reminded(
    owns, settings, moment, caplog
):
    settings.EMAIL_BACKEND = "nabolag_web.accounts.mail.NoMailServer"
    owns(date(2026, 3, 5))
    with caplog.at_level(logging.WARNING):
        assert remind_due(at=moment) == 0
    assert "No one was reminded of what is due." in caplog.text
    assert not Reminded.objects.exists()


def test_mail_that_cannot_be_sent_is_told_of_and_tried_again(
    owns, settings, moment, sent
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    owns(date(2026, 3, 5), "staff")
    owns(date(2026, 3, 5), "board")
    with pytest.raises(ExceptionGroup) as failed:
        remind_due(at=moment)
    assert [type(each) for each in failed.value.exceptions] == [MailNotSent] * 2
    assert not Reminded.objects.exists()


def test_someone_s_copy_tells_their_part_in_forums(owns, held, case, moment, done_by):
    from nabolag_web.knowledge.actions.recording import set_attendance
    from nabolag_web.knowledge.actions.seats import unseat
    from nabolag_web.knowledge.models import Came, Mark

    user = owns(date(2026, 3, 5))
    seat = held.forum.seats.get()
    set_attendance(meeting=held, came={seat: Came.PRESENT}, **done_by)
    Mark.objects.create(case=case, seat=seat, value=2, missing="Tall", at=moment)
    told = about_person(user)
    assert told["seats_in_forums"][0]["forum"] == "Prosjektgruppa"
    assert told["seats_in_forums"][0]["until"] is None
    assert told["meetings_you_were_asked_to"][0]["on"] == "2026-03-12"
    assert told["decisions_you_carry_out"][0]["due_on"] == "2026-03-05"
    assert told["how_far_you_share_findings"] == [
        {"case": "1/26 Lyset i gangveien", "mark": 2, "missing": "Tall"}
    ]
    unseat(place=seat, **done_by)
    assert about_person(user)["seats_in_forums"][0]["until"] == "2026-03-02"


def test_what_waits_stands_on_the_overview_the_most_urgent_first(
    client, held, case, sit, coordinator, done_by, text
):
    seat = sit(held.forum, coordinator)
    for days, what in ((40, "Måle lyset"), (3, "Ringe etaten")):
        due = held.on + timedelta(days=days)
        decided = Decided(text=what, owner=seat, due_on=due)
        deciding.decide(case=case, decided=decided, **done_by)
    page = text(client.get("/p/omradeloft-dalen/"))
    assert page.index("Ringe etaten") < page.index("Måle lyset")


def test_where_nothing_waits_the_overview_says_nothing_of_it(client, programme, text):
    assert "Waiting for you" not in text(client.get("/p/omradeloft-dalen/"))
