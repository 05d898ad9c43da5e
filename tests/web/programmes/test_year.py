"""What comes every year: next, done, late, moved, and days that are not there."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from nabolag_web.programmes import actions, presenters, queries
from nabolag_web.programmes.models import YearlyTask


def on(year, month, day):
    return datetime(year, month, day, 12, tzinfo=UTC)


@pytest.fixture
def add(programme, coordinator):
    """Adds something that comes every year: ``add("Plan", 11, 1, at=…)``."""

    def added(title, month, day, at):
        return actions.add_task(
            programme=programme,
            title=title,
            month=month,
            day=day,
            by=coordinator,
            at=at,
        )

    return added


def test_an_empty_year_offers_what_most_programmes_have(client, url, text, programme):
    said = text(client.get(url("year")))
    assert "The programme's year is empty" in said
    for title, _month, _day in presenters.usual_year():
        assert title in said
    client.post(url("usual_year"))
    assert programme.year.count() == 4
    said = text(client.get(url("year")))
    assert "Next: " in said
    assert "Put these in place" not in said


def test_taking_the_usual_year_twice_adds_nothing(client, url, programme):
    client.post(url("usual_year"))
    client.post(url("usual_year"))
    assert programme.year.count() == 4


def test_a_reader_sees_an_empty_year_without_a_button(asked_by, url, text, programme):
    assert "Put these in place" not in text(asked_by("reader").get(url("year")))


def test_something_is_added_and_stands_in_its_month(client, url, text, programme):
    sent = {"title": "Beboermøte", "day": "5", "month": "6"}
    assert client.post(url("add_task"), sent).status_code == 302
    assert "June Beboermøte" in text(client.get(url("year")))


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"title": "", "day": "1", "month": "1"}, "This field is required."),
        ({"title": "Møte", "day": "31", "month": "2"}, "February has no more than 29"),
        (
            {"title": "Møte", "day": "31", "month": "4"},
            "April has no more than 30 days",
        ),
        ({"title": "Møte", "day": "0", "month": "4"}, "greater than or equal to 1"),
        ({"title": "Møte", "day": "32", "month": "1"}, "less than or equal to 31"),
        ({"title": "Møte", "day": "x", "month": "1"}, "Enter a whole number."),
        ({"title": "Møte", "day": "1", "month": "13"}, "Select a valid choice"),
    ],
)
def test_a_day_that_is_not_there_is_refused(client, url, text, programme, sent, told):
    answer = client.post(url("add_task"), sent)
    assert answer.status_code == 422
    assert told in text(answer)
    assert not programme.year.exists()


def test_leap_day_is_the_last_of_february_in_other_years(add):
    task = add("Skuddår", 2, 29, on(2026, 1, 5))
    assert queries.due_on(task, today=date(2026, 1, 5)) == date(2026, 2, 28)
    assert queries.due_on(task, today=date(2028, 1, 5)) == date(2028, 2, 29)


def test_something_that_was_not_done_stays_due(add):
    task = add("Årsmelding", 2, 15, on(2026, 1, 5))
    (late,) = presenters.deadlines([task], today=date(2026, 3, 2))
    assert late.when == "Was due 15 February"
    assert late.on == date(2026, 2, 15)


def test_something_whose_day_has_passed_begins_next_year(add):
    task = add("Årsmelding", 2, 15, on(2026, 3, 2))
    assert queries.due_on(task, today=date(2026, 3, 2)) == date(2027, 2, 15)
    assert presenters.finished([task], today=date(2026, 3, 2)) == []


@pytest.mark.parametrize(
    ("today", "when"),
    [
        (date(2026, 12, 31), "Today"),
        (date(2026, 12, 30), "In 1 day"),
        (date(2026, 11, 1), "In 60 days"),
        (date(2026, 10, 31), "31 December 2026"),
    ],
)
def test_how_near_something_is_is_told_in_days_when_it_is_near(task, today, when):
    assert presenters.deadlines([task], today=today)[0].when == when


def test_deadlines_stand_with_the_nearest_first(add, programme):
    add("Plan", 11, 1, on(2026, 3, 2))
    add("Rapport", 3, 15, on(2026, 3, 2))
    add("Årsmelding", 2, 15, on(2026, 3, 2))
    told = presenters.deadlines(programme.year.all(), today=date(2026, 3, 2))
    assert [deadline.title for deadline in told] == ["Rapport", "Plan", "Årsmelding"]
    due = {each.title: each.on for each in queries.due(programme, date(2026, 3, 2))}
    assert due["Rapport"] == date(2026, 3, 15)
    assert due["Årsmelding"] == date(2027, 2, 15)


def test_what_is_done_is_told_and_due_again_next_year(client, url, text, task):
    this = localdate().year
    client.post(url("finish_task", task.pk, this))
    said = text(client.get(url("year")))
    assert f"Next: Årsmelding, 31 December {this + 1}" in said
    assert f", for {this}" in said
    task.refresh_from_db()
    assert task.done_for == this


def test_a_button_pressed_twice_finishes_one_year_only(client, url, programme, task):
    this = localdate().year
    client.post(url("finish_task", task.pk, this))
    client.post(url("finish_task", task.pk, this))
    client.post(url("finish_task", task.pk, this + 7))
    task.refresh_from_db()
    assert task.done_for == this
    assert programme.trail.filter(done="task_done").count() == 1


def test_something_can_be_done_long_before_its_day(client, url, text, task):
    this = localdate().year
    client.post(url("finish_task", task.pk, this))
    client.post(url("finish_task", task.pk, this + 1))
    said = text(client.get(url("year")))
    assert f"Next: Årsmelding, 31 December {this + 2}" in said
    assert f", for {this + 1}" in said
    client.post(url("reopen_task", task.pk, this + 1))
    said = text(client.get(url("year")))
    assert f"Next: Årsmelding, 31 December {this + 1}" in said


def test_what_was_not_done_after_all_is_due_again(client, url, text, programme, task):
    this = localdate().year
    client.post(url("finish_task", task.pk, this))
    client.post(url("reopen_task", task.pk, this))
    client.post(url("reopen_task", task.pk, this))
    said = text(client.get(url("year")))
    assert f"Next: Årsmelding, 31 December {this}" in said
    assert "Done this year Nothing yet." in said
    assert programme.trail.filter(done="task_reopened").count() == 1


def test_something_is_moved_and_called_another_name(client, url, text, task):
    page = client.get(url("change_task", task.pk)).content.decode()
    assert 'value="Årsmelding"' in page
    sent = {"title": "Årsrapport", "day": "30", "month": "12"}
    assert client.post(url("change_task", task.pk), sent).status_code == 302
    assert "Årsrapport, 30 December" in text(client.get(url("year")))
    sent = {"title": "Årsrapport", "day": "31", "month": "2"}
    assert client.post(url("change_task", task.pk), sent).status_code == 422


def test_something_is_taken_out_of_the_year(client, url, task):
    client.post(url("remove_task", task.pk))
    assert not YearlyTask.objects.exists()
    assert client.post(url("remove_task", task.pk)).status_code == 404


def test_the_whole_year_stands_month_by_month_with_this_one_marked(programme, task):
    told = presenters.months([task], today=date(2026, 5, 17))
    assert len(told) == 12
    assert [month.name for month in told if month.current] == ["May"]
    assert told[11].titles == ("Årsmelding",)


def test_the_store_refuses_a_day_outside_the_year(task):
    task.month = 13
    with pytest.raises(ValidationError):
        task.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        task.save()


def test_the_page_asks_the_store_as_often_for_many_as_for_one(
    client, url, add, programme, django_assert_num_queries
):
    for month in range(1, 13):
        add(f"Møte {month}", month, 1, on(2026, 1, 1))
    with django_assert_num_queries(5):  # session, user, place, role, the year
        client.get(url("year"))
