"""Sixty phones at once: none of their marks is lost."""

from __future__ import annotations

import threading

import pytest
from django.db import connections
from django.test import Client

from nabolag_web.knowledge.actions import marking, meetings
from nabolag_web.knowledge.models import CaseKind, Mark

from .conftest import link_to


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
