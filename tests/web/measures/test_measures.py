"""Measures: begun from a decision or an order, followed, and never lost."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import RestrictedError
from django.urls import get_resolver, reverse

from nabolag_web.measures.actions import (
    Origin,
    Told,
    begin_measure,
    change_measure,
    put_back,
    take_out,
)
from nabolag_web.measures.kept import removed
from nabolag_web.measures.models import Measure, MeasureVersion, Stage
from nabolag_web.measures.presenters import waits
from nabolag_web.measures.queries import about_person, search
from nabolag_web.programmes.models import ProgrammeTrace
from nabolag_web.shell.versions import ChangedMeanwhile

WRITERS = ("coordinator", "analyst", "staff", "board")
SETTLERS = ("coordinator", "analyst")
MEMBERS = (*WRITERS, "partner", "reader")


def text_of(answer):
    return " ".join(answer.content.decode().split())


# What may change


def test_a_measure_begins_with_a_decision_or_an_order_and_only_one(
    programme, begin, decision, done_by
):
    assert begin("Nytt lys").decision == decision
    assert begin("Åpent bibliotek", ordered="Bydelsutvalget, 41/26").number == 2
    for origin in (Origin(), Origin(decision=decision, ordered="Begge")):
        with pytest.raises(ValidationError, match="measures_begin_with_one"):
            begin_measure(
                programme=programme, told=Told(title="X"), origin=origin, **done_by
            )
    with pytest.raises(IntegrityError), transaction.atomic():
        Measure.objects.filter(number=1).update(ordered="Begge")


def test_how_it_stood_before_can_be_read_with_the_reason(begin, done_by):
    measure = begin()
    told = Told(title="Nytt lys", stage=Stage.DOING, money=5000)
    change_measure(
        measure=measure, version=1, told=told, reason="Etaten er i gang", **done_by
    )
    rows = measure.versions.values_list("number", "stage", "money", "reason")
    assert list(rows) == [
        (2, "doing", 5000, "Etaten er i gang"),
        (1, "planned", None, ""),
    ]
    assert ProgrammeTrace.objects.filter(done="measure_changed").exists()


def test_of_two_who_change_it_at_once_the_second_is_told(begin, done_by):
    measure = begin()
    change = {"measure": measure, "version": 1, "reason": "Nytt", **done_by}
    change_measure(told=Told(title="Den første"), **change)
    with pytest.raises(ChangedMeanwhile):
        change_measure(told=Told(title="Den andre"), **change)
    assert Measure.objects.get().title == "Den første"
    assert MeasureVersion.objects.count() == 2


def test_one_that_is_taken_out_comes_back_or_is_gone_after_a_month(
    begin, coordinator, moment
):
    measure = begin()
    take_out(measure=measure, by=coordinator, at=moment)
    assert list(removed(moment + timedelta(days=1))) == [measure]
    assert not removed(moment).exists()
    put_back(measure=measure, by=coordinator, at=moment)
    assert not removed(moment + timedelta(days=1)).exists()


def test_a_decision_that_a_measure_began_with_stays(begin, decision):
    begin()
    with pytest.raises(RestrictedError):
        decision.delete()


# The thread


def test_a_gap_in_the_thread_is_shown_to_the_team_only(
    client, client_of, decision, member
):
    address = reverse("knowledge:finding", args=["omradeloft-dalen", 1])
    gap = "No measure has begun from what was decided."
    assert gap in text_of(client.get(address))
    assert gap not in text_of(client_of(member("reader")).get(address))


def test_what_is_due_within_a_month_or_late_waits_for_its_owner(
    programme, begin, coordinator, stranger
):
    today = date(2026, 3, 2)
    begin("Sent", owner=coordinator, due_on=today - timedelta(days=3))
    begin("Snart", owner=coordinator, due_on=today + timedelta(days=30))
    begin("Langt fram", owner=coordinator, due_on=today + timedelta(days=31))
    begin("Gjort", owner=coordinator, due_on=today, stage=Stage.DONE)
    begin("En annens", due_on=today)
    found = waits(programme, coordinator, today)
    assert [(each.title, each.late) for each in found] == [
        ("Sent", True),
        ("Snart", False),
    ]
    assert waits(programme, stranger, today) == []


# Pages


def test_a_measure_is_begun_followed_and_taken_out(client, begin, decision, url):
    sent = {"title": "Nytt lys", "decision": decision.pk, "due_on": "2099-09-01"}
    page = text_of(client.post(url("begin"), sent, follow=True))
    assert "Due 1 September 2099" in page
    assert "No one yet" in page
    sent = {
        "title": "Nytt lys",
        "stage": "doing",
        "reason": "I gang",
        "owner_words": "Driftsetaten",
        "money": "1250000",
        "version": 1,
    }
    page = text_of(client.post(url("change", 1), sent, follow=True))
    assert "Being done" in page
    assert "Driftsetaten" in page
    assert "1,250,000" in page
    assert "Nytt lys" in text_of(client.get(url("measures"), {"stage": "doing"}))
    assert "No measure is like that" in text_of(
        client.get(url("measures"), {"stage": "done"})
    )
    client.post(url("take_out", 1))
    assert client.get(url("measure", 1)).status_code == 404
    assert "Nytt lys" in text_of(client.get(url("taken_out")))
    client.post(url("put_back", 1))
    assert client.get(url("measure", 1)).status_code == 200
    assert "No measure is taken out." in text_of(client.get(url("taken_out")))


@pytest.mark.parametrize("both", [True, False])
def test_a_measure_without_one_beginning_is_refused_and_keeps_what_was_typed(
    client, decision, url, both
):
    sent = {"title": "Nytt lys", "owner_words": "Driftsetaten"}
    if both:
        sent |= {"decision": decision.pk, "ordered": "Bystyret"}
    answer = client.post(url("begin"), sent)
    assert answer.status_code == 422
    assert "Choose a decision, or write which order it is." in text_of(answer)
    assert "Driftsetaten" in text_of(answer)


def test_the_second_of_two_editors_keeps_what_was_typed(client, begin, done_by, url):
    measure = begin()
    told = Told(title="Den første")
    change_measure(measure=measure, version=1, told=told, reason="Først", **done_by)
    sent = {"title": "Min", "stage": "doing", "reason": "Min grunn", "version": 1}
    answer = client.post(url("change", 1), sent)
    assert answer.status_code == 422
    assert "Someone else changed this while you were writing" in text_of(answer)
    assert "What is to be done? Den første" in text_of(answer)
    assert "Min grunn" in text_of(answer)
    assert client.post(url("change", 1), {**sent, "version": 2}).status_code == 302


def test_an_order_and_a_decision_without_findings_are_told_as_they_are(
    client, begin, decision, url
):
    begin("Åpent bibliotek", ordered="Bydelsutvalget, sak 41/26")
    assert "A political order" in text_of(client.get(url("measure", 1)))
    decision.rests_on.all().delete()
    begin()
    assert "rests on no finding" in text_of(client.get(url("measure", 2)))


def test_one_that_is_late_says_so(client, begin, url):
    begin(due_on=date(2020, 1, 2))
    assert "Was due 2 January 2020" in text_of(client.get(url("measures")))


def test_no_measures_yet_says_how_to_begin(client, url):
    assert "No measure is written down yet." in text_of(client.get(url("measures")))


def test_a_search_finds_measures_and_a_copy_holds_ones_own(
    programme, begin, coordinator, done_by
):
    measure = begin("Nytt lys", owner=coordinator)
    (hit,) = search(programme, ("lys",))
    assert hit.title == "Nytt lys"
    assert list(search(programme, ("buss",))) == []
    assert about_person(coordinator)["measures"][0]["you_carry_it_out"] is True
    take_out(measure=measure, **done_by)
    assert list(search(programme, ("lys",))) == []


def test_a_search_ends_somewhere(programme, begin):
    for number in range(51):
        begin(f"Lys {number}")
    assert len(list(search(programme, ("lys",)))) == 50


def test_more_measures_take_no_more_queries(
    client, begin, url, django_assert_max_num_queries
):
    begin()
    client.get(url("measures"))
    with django_assert_max_num_queries(15) as few:
        client.get(url("measures"))
    for number in range(8):
        begin(f"Tiltak {number}")
    with django_assert_max_num_queries(15) as many:
        client.get(url("measures"))
    assert len(many) == len(few)


# Who may

READ = {"measures": [], "measure": [1]}
WRITE = {"begin": [], "change": [1]}
SETTLE = {"taken_out": []}
SEND = {"take_out": [1], "put_back": [2]}


@pytest.fixture
def there(begin, done_by):
    begin()
    take_out(measure=begin("Borte"), **done_by)


def test_every_address_of_measures_has_its_story():
    known = {
        pattern.name
        for included in get_resolver().url_patterns
        if getattr(included, "app_name", None) == "measures"
        for pattern in included.url_patterns
    }
    assert known == {*READ, *WRITE, *SETTLE, *SEND}


@pytest.mark.parametrize("who", MEMBERS)
def test_everyone_reads_some_write_and_two_settle(there, asked_by, url, who):
    client = asked_by(who)
    for name, rest in READ.items():
        assert client.get(url(name, *rest)).status_code == 200
    for name, rest in WRITE.items():
        expected = 200 if who in WRITERS else 403
        assert client.get(url(name, *rest)).status_code == expected
        sent = client.post(url(name, *rest), {}).status_code
        assert sent == (422 if who in WRITERS else 403)
    for name, rest in SETTLE.items():
        expected = 200 if who in SETTLERS else 403
        assert client.get(url(name, *rest)).status_code == expected
    for name, rest in SEND.items():
        expected = 302 if who in SETTLERS else 403
        assert client.get(url(name, *rest)).status_code == 405
        assert client.post(url(name, *rest)).status_code == expected


@pytest.mark.parametrize("who", ["stranger", "other"])
def test_others_are_told_that_there_is_no_such_page(there, asked_by, url, who):
    client = asked_by(who)
    for name, rest in (READ | WRITE | SETTLE).items():
        assert client.get(url(name, *rest)).status_code == 404
    for name, rest in SEND.items():
        assert client.post(url(name, *rest)).status_code == 404


def test_whoever_is_not_signed_in_is_asked_to(there, asked_by, url):
    client = asked_by("nobody")
    for name, rest in (READ | WRITE | SETTLE).items():
        answer = client.get(url(name, *rest))
        assert answer.url.startswith(reverse("account_login"))
