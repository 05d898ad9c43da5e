"""The pulse: a round each month, links by mail, and series that hide the few."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.core import mail
from django.db import IntegrityError
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nabolag_web.config.rooms import SCHEDULED
from nabolag_web.knowledge.actions import asking, pulse, services
from nabolag_web.knowledge.kept import KEPT
from nabolag_web.knowledge.models import (
    PulseDone,
    PulseMarks,
    PulseQuestion,
    PulseRound,
)
from nabolag_web.knowledge.presenters.pulse import first_questions
from nabolag_web.knowledge.queries import pulse as queries

WEEK = timedelta(days=7)


def url(name, programme, *rest):
    return reverse(f"knowledge:{name}", args=[programme.slug, *rest])


def test_a_pulse_begins_with_two_scales_and_one_in_words(started, programme):
    asked = list(queries.questions(programme))
    assert [each.kind for each in asked] == ["scale", "scale", "words"]
    assert all(set(each.texts) == {"nb", "nn", "en"} for each in asked)


def test_a_pulse_that_is_started_again_keeps_its_questions(
    started, programme, coordinator, moment
):
    before = list(queries.questions(programme))
    pulse.stop_pulse(pulse=started, by=coordinator, at=moment)
    assert queries.pulse(programme) is None
    pulse.start_pulse(
        programme=programme,
        first=first_questions(),
        site="http://testserver/",
        language="nb",
        by=coordinator,
        at=moment,
    )
    assert list(queries.questions(programme)) == before


def test_there_are_never_four_questions(started, programme, moment):
    with pytest.raises(IntegrityError):
        PulseQuestion.objects.create(
            programme=programme,
            kind="scale",
            texts={"nb": "x"},
            order=4,
            active_from=moment.date(),
        )


def test_the_month_s_round_is_opened_once_and_links_are_mailed_once(
    started, writer, reader, moment
):
    assert asking.ask_every_month(at=moment) == 2
    assert asking.ask_every_month(at=moment + timedelta(days=1)) == 0
    assert sorted(sent.to[0] for sent in mail.outbox) == [writer.email, reader.email]
    assert PulseRound.objects.get().month == date(2026, 3, 1)


def test_the_link_that_is_mailed_opens_the_page(started, writer, client_of, moment):
    asking.ask_every_month(at=moment)
    (link,) = [word for word in mail.outbox[0].body.split() if "/tell/" in word]
    assert client_of().get(link).status_code == 200


def test_the_job_is_among_those_that_are_done_by_themselves(started, writer, moment):
    (job,) = [each for each in SCHEDULED if "questions to services" in each.name]
    assert job.do(moment) == 1


def test_no_round_is_opened_without_anyone_to_ask(started, moment):
    assert asking.ask_every_month(at=moment) == 0
    assert not PulseRound.objects.exists()


def test_a_pulse_that_is_stopped_asks_no_one(started, writer, coordinator, moment):
    pulse.stop_pulse(pulse=started, by=coordinator, at=moment)
    assert asking.ask_every_month(at=moment) == 0


def test_those_without_an_address_for_mail_are_left_to_the_coordinator(
    started, library, add_contact, moment
):
    add_contact(library, "Dina", email="", phone="412 34 567")
    assert asking.ask_every_month(at=moment) == 0
    assert mail.outbox == []


def test_mail_that_cannot_be_sent_fails_loudly_and_is_tried_again(
    started, writer, moment, settings
):
    with settings_without_mail(settings), pytest.raises(asking.LinksNotSent):
        asking.ask_every_month(at=moment)
    assert not writer.links.exists()
    assert asking.ask_every_month(at=moment + timedelta(days=1)) == 1


class settings_without_mail:  # noqa: N801 - reads as a sentence
    def __init__(self, settings):
        self.settings, self.before = settings, settings.EMAIL_BACKEND

    def __enter__(self):
        self.settings.EMAIL_BACKEND = "nabolag_web.accounts.mail.NoMailServer"

    def __exit__(self, *_error):
        self.settings.EMAIL_BACKEND = self.before


def test_all_in_a_service_with_no_answer_are_reminded_alike_and_once(
    started, library, writer, reader, add_service, mark, moment
):
    asking.ask_every_month(at=moment)
    answered = add_service("Skolen")
    asked = PulseRound.objects.get()
    mark(asked, answered, [(4, 4)])
    asking.ask_every_month(at=moment + timedelta(days=6))
    mail.outbox.clear()
    asking.ask_every_month(at=moment + WEEK)
    assert sorted(sent.to[0] for sent in mail.outbox) == [writer.email, reader.email]
    assert "Biblioteket" in mail.outbox[0].body
    mail.outbox.clear()
    asking.ask_every_month(at=moment + WEEK + timedelta(days=1))
    assert mail.outbox == []


def test_no_one_is_asked_and_reminded_at_once(started, writer, reader, moment):
    asking.ask_every_month(at=moment)
    writer.asked_in = None
    writer.save()
    mail.outbox.clear()
    asking.ask_every_month(at=moment + WEEK)
    assert sorted(sent.to[0] for sent in mail.outbox) == [writer.email, reader.email]


def test_a_question_that_was_asked_is_never_reworded_but_replaced(
    opened, programme, coordinator, moment
):
    first = queries.questions(programme)[0]
    texts = {"nb": "Noe annet", "nn": "Noko anna", "en": "Something else"}
    second = pulse.reword_question(
        question=first, texts=texts, by=coordinator, at=moment
    )
    first.refresh_from_db()
    assert first.texts != texts
    assert (first.active_until, second.order) == (moment.date(), first.order)
    assert queries.questions(programme)[0] == second
    assert first in opened.questions.all()


def test_a_question_that_was_not_asked_is_only_corrected(
    started, programme, coordinator, moment
):
    first = queries.questions(programme)[0]
    texts = {"nb": "Noe annet", "nn": "Noko anna", "en": "Something else"}
    for _twice in range(2):
        kept = pulse.reword_question(
            question=first, texts=texts, by=coordinator, at=moment
        )
        assert (kept, kept.texts) == (first, texts)
    assert programme.trail.filter(done="question_reworded").count() == 1


def test_nothing_is_told_of_a_round_before_it_closes(
    opened, library, mark, programme, moment, closed
):
    mark(opened, library, [(1, 2), (2, 3), (3, 4), (4, 5), (5, 5)])
    assert queries.all_series(programme, at=moment) == []
    assert queries.counted_rounds(programme, at=moment) == []
    assert len(queries.all_series(programme, at=closed)) == 2


def test_a_series_holds_what_was_marked(opened, library, mark, programme, closed):
    mark(opened, library, [(1, 2), (2, 3), (3, 4), (4, 5), (5, 5)])
    safe, reach = queries.all_series(programme, at=closed)
    told = safe.alone[library.pk][opened.month]
    assert (told.n, told.mean, told.median) == (5, 3.0, 3.0)
    assert reach.whole[opened.month].mean == 3.8


def test_a_small_service_is_hidden_and_so_is_another(
    opened, library, add_service, mark, programme, closed
):
    school, club = add_service("Skolen"), add_service("Klubben")
    mark(opened, library, [(1, 2), (2, 3)])
    mark(
        opened, school, [(1, 2), (2, 3), (3, 4), (4, 5), (5, 5), (1, 1), (2, 2), (3, 3)]
    )
    mark(opened, club, [(1, 2), (2, 3), (3, 4), (4, 5), (5, 5)])
    safe, _reach = queries.all_series(programme, at=closed)
    assert list(safe.alone) == [club.pk]
    assert safe.others[opened.month] == (library.pk, school.pk)
    (counted,) = queries.counted_rounds(programme, at=closed)
    assert (counted.whole, counted.alone) == (15, {club.pk: 5})
    assert counted.together == 10


def test_a_service_that_came_later_changes_nothing_that_was_told(
    opened, library, mark, programme, add_service, closed, moment, coordinator
):
    mark(opened, library, [(1, 2), (2, 3), (3, 4), (4, 5), (5, 5)])
    before = queries.all_series(programme, at=closed)
    services.add_service(programme=programme, name="Skolen", by=coordinator, at=closed)
    assert queries.all_series(programme, at=closed) == before


def test_a_service_that_is_taken_in_again_is_asked_in_the_open_round(
    opened, library, coordinator, moment, programme
):
    school = services.add_service(
        programme=programme, name="Skolen", by=coordinator, at=moment
    )
    opened.services.remove(school)
    for is_active in (False, True):
        services.change_service(
            service=school,
            name="Skolen",
            is_active=is_active,
            by=coordinator,
            at=moment,
        )
        assert (school in opened.services.all()) is is_active


def test_that_someone_has_answered_is_forgotten_when_the_round_is_over(
    opened, library, mark, closed
):
    mark(opened, library, [(1, 2)])
    (kept,) = [each for each in KEPT if each.key == "pulse_done"]
    assert kept.due(opened.opened_at).count() == 0
    assert list(kept.due(closed)) == list(PulseDone.objects.all())
    assert PulseDone.objects.count() == 1


def test_a_frozen_series_stays_as_it_was_and_holds_only_what_may_be_shown(
    opened, library, add_service, mark, programme, closed, coordinator
):
    school = add_service("Skolen")
    mark(opened, library, [(1, 2), (2, 3), (3, 4), (4, 5), (5, 5)])
    mark(opened, school, [(5, 5)])
    question = queries.questions(programme)[0]

    def frozen(service):
        return pulse.freeze_series(
            programme=programme,
            question=question,
            service=service,
            by=coordinator,
            at=closed,
        ).months

    assert frozen(school) == []
    (month,) = frozen(None)
    assert month["month"] == "2026-03-01"
    assert month["n"] == 6
    assert set(month) == {"month", "n", "mean", "median"}


def test_a_question_of_another_programme_has_no_series_here(opened, programme, closed):
    assert queries.series_of(programme, question=0, service=None, at=closed) == {}


MARK = st.integers(1, 5)
SERVICE = st.lists(st.tuples(MARK, MARK), max_size=8)


@given(first=SERVICE, second=SERVICE, third=SERVICE)
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_no_page_lets_anyone_compute_a_small_service_s_answers(
    opened, library, programme, coordinator, client_of, first, second, third
):
    PulseMarks.objects.all().delete()
    places = [library, *_others(programme, coordinator, opened)]
    scales = [str(q.pk) for q in opened.questions.all() if q.kind == "scale"]
    answers = dict(zip(places, (first, second, third), strict=True))
    PulseMarks.objects.bulk_create(
        PulseMarks(
            round=opened, service=place, marks=dict(zip(scales, one, strict=True))
        )
        for place, given_marks in answers.items()
        for one in given_marks
    )
    after = opened.closes_at + timedelta(minutes=1)
    for series in queries.all_series(programme, at=after):
        shown = [of[opened.month].n for of in series.alone.values()]
        assert all(n >= 5 for n in shown)
        whole = series.whole.get(opened.month)
        if whole is None:
            assert not shown
        else:
            left = whole.n - sum(shown)
            assert left == 0 or left >= 5
    small = {place.pk for place, given_marks in answers.items() if len(given_marks) < 5}
    (counted,) = queries.counted_rounds(programme, at=after)
    assert not small & set(counted.alone)


def _others(programme, coordinator, opened):
    for name in ("Skolen", "Klubben"):
        there = programme.staff_services.filter(name=name).first()
        yield there or services.add_service(
            programme=programme, name=name, by=coordinator, at=opened.opened_at
        )


def test_a_month_without_a_round_is_a_gap_on_the_page(
    started, library, mark, programme, asked_by, moment
):
    for month in (1, 3):
        at = datetime(2026, month, 2, 9, tzinfo=moment.tzinfo)
        asked = pulse.open_round(programme=programme, at=at)
        mark(asked, library, [(1, 2), (2, 3), (3, 4), (4, 5), (5, 5)])
    text = asked_by("reader").get(url("staff", programme)).content.decode()
    assert "January 2026" in text
    assert "February 2026" in text
    assert text.count("not asked") == 4
    assert "3.0 (median 3.0, n = 5)" in text
