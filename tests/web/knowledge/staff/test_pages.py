"""The team's pages about services: who is asked, what they tell, how it moves."""

from __future__ import annotations

import pytest
from django.core import mail
from django.db import IntegrityError
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import override

from nabolag_web.knowledge.actions import pulse, services
from nabolag_web.knowledge.kept import KEPT
from nabolag_web.knowledge.models import Contact, Service, StaffAnswer, Stage
from nabolag_web.knowledge.queries import pulse as queries
from nabolag_web.programmes.presenters import trail_lines


@pytest.fixture
def url(programme):
    return lambda name, *rest: reverse(
        f"knowledge:{name}", args=[programme.slug, *rest]
    )


@pytest.fixture
def page(asked_by):
    """The coordinator's browser: ``page(address)`` reads, ``page(address, form)`` sends."""
    client = asked_by("coordinator")

    def shown(address, form=None):
        if form is None:
            return client.get(address)
        return client.post(address, form, follow=True)

    return shown


def text(answer):
    return answer.content.decode()


def test_a_service_is_added_and_someone_is_asked_there(page, url):
    page(url("add_service"), {"name": "Dalen bibliotek"})
    service = Service.objects.get()
    shown = page(
        url("add_contact", service.pk), {"name": "Anders", "phone": "412 34 567"}
    )
    assert "Anders" in text(shown)
    assert "Has no link" in text(shown)
    listed = text(page(url("services")))
    assert "1 asked, 0 of them second readers" in listed
    assert "Someone else must be named here" in listed


def test_two_services_are_not_called_the_same(page, url, library):
    answer = page(url("add_service"), {"name": "biblioteket"})
    assert answer.status_code == 422
    assert "There is one called “biblioteket” already." in text(answer)
    with pytest.raises(IntegrityError):
        Service.objects.create(programme=library.programme, name="BIBLIOTEKET")


def test_someone_who_cannot_be_reached_is_refused(page, url, library):
    answer = page(url("add_contact", library.pk), {"name": "Anders"})
    assert answer.status_code == 422
    assert "Give an e-mail address or a telephone." in text(answer)
    unnamed = page(url("add_contact", library.pk), {})
    assert "Give an e-mail address" not in text(unnamed)


def test_a_service_without_a_reader_says_so(page, url, writer, library, add_contact):
    add_contact(library, "Cato")
    assert "No one here is named to read" in text(page(url("services")))
    page(url("read_for_others", writer.pk), {})
    listed = text(page(url("services")))
    assert "2 asked, 1 of them second readers" in listed
    assert "No one here is named" not in listed
    page(url("read_for_others", writer.pk), {})
    assert not Contact.objects.get(pk=writer.pk).is_reader


def test_a_service_can_rest(page, url, library):
    page(url("change_service", library.pk), {"name": "Biblioteket"})
    assert "Not asked now" in text(page(url("services")))
    assert "its links do not work" in text(page(url("service", library.pk)))
    refused = page(url("change_service", library.pk), {"name": ""})
    assert refused.status_code == 422


def test_a_link_is_shown_once_and_works(page, url, writer, client_of):
    answer = page(url("show_link", writer.pk), {})
    link = text(answer).split('id="link">')[1].split("<")[0]
    assert "no-store" in answer["Cache-Control"]
    assert client_of().get(link).status_code == 200
    page(url("close_links", writer.pk), {})
    assert client_of().get(link).status_code == 404


def test_a_link_is_mailed(page, url, writer):
    assert "The link is sent." in text(page(url("mail_link", writer.pk), {}))
    assert mail.outbox[0].to == [writer.email]


def test_where_no_mail_can_be_sent_it_is_said(page, url, writer, settings):
    settings.EMAIL_BACKEND = "nabolag_web.accounts.mail.NoMailServer"
    assert "No mail was sent." in text(page(url("mail_link", writer.pk), {}))
    assert not writer.links.exists()


def test_someone_who_leaves_is_deleted_and_what_was_sent_stays(
    page, url, send, writer, reader
):
    send()
    page(url("end_contact", writer.pk), {})
    assert list(Contact.objects.all()) == [reader]
    assert StaffAnswer.objects.get().stage == Stage.SENT


def test_a_block_is_never_an_address(page, url, programme):
    answer = page(url("add_block"), {"name": "Storgata 5"})
    assert answer.status_code == 422
    assert "Name something larger." in text(answer)
    page(url("add_block"), {"name": "Rundt torget"})
    block = programme.blocks.get()
    assert "Rundt torget" in text(page(url("services")))
    page(url("remove_block", block.pk), {})
    assert not programme.blocks.exists()


def test_a_block_lies_in_one_of_the_programme_s_areas(page, url, focused, programme):
    area = programme.focus_areas.get()
    page(url("add_block"), {"name": "Rundt torget", "area": area.pk})
    assert programme.blocks.get().area == area
    assert "Dalen" in text(page(url("services")))


def test_what_was_told_is_read_by_service_and_month(
    page, url, send, library, add_service
):
    answer = send("Ingen lys på gangveien")
    month = f"{answer.written_on:%Y-%m}"
    for asked, is_shown in (
        ("", True),
        (f"?service={library.pk}", True),
        (f"?service={add_service('Skolen').pk}", False),
        ("?service=0", True),
        (f"?month={month}", True),
        ("?service=99999999999999999999999", True),
        ("?month=2020-01", False),
        ("?month=nonsense&service=x", True),
    ):
        shown = text(page(url("observations") + asked))
        assert ("Ingen lys" in shown) is is_shown
    assert "Not taken up yet." in text(page(url("observations")))


def test_words_that_name_someone_are_deleted_for_good(page, url, send, asked_by):
    answer = send("Om Per")
    assert "Delete the words" in text(page(url("observations")))
    assert "Delete the words" not in text(asked_by("analyst").get(url("observations")))
    assert "The words are gone." in text(page(url("take_out_answer", answer.pk), {}))
    answer.refresh_from_db()
    assert (answer.stage, answer.words) == (Stage.REFUSED, "")
    assert page(url("take_out_answer", answer.pk), {}).status_code == 404


def test_what_is_not_sent_is_seen_by_no_one_in_the_team(page, url, tell, reader):
    tell("Ikke sendt ennå")
    assert "Ikke sendt" not in text(page(url("observations")))


def test_the_pulse_is_started_and_stopped(page, url, library, writer):
    assert "No one is asked every month." in text(page(url("pulse")))
    assert "The pulse is on." in text(page(url("start_pulse"), {}))
    opened = text(page(url("open_pulse"), {}))
    assert "1 links were sent." in opened
    assert "Fewer than five so far." in opened
    assert "No new rounds are opened." in text(page(url("stop_pulse"), {}))
    assert "No one is asked every month." in text(page(url("stop_pulse"), {}))
    assert "No one is asked every month." in text(page(url("open_pulse"), {}))


def test_the_pulse_s_page_says_who_has_got_no_link(page, url, writer, settings):
    settings.EMAIL_BACKEND = "nabolag_web.accounts.mail.NoMailServer"
    page(url("start_pulse"), {})
    shown = text(page(url("open_pulse"), {}))
    assert "1 links could not be sent by mail." in shown
    assert "1 person has got no link" in shown


def test_a_round_says_how_many_have_answered_when_they_are_five(
    page, url, started, library, mark, programme
):
    asked = pulse.open_round(programme=programme, at=now())
    mark(asked, library, [(1, 2)] * 5)
    assert "5 so far." in text(page(url("pulse")))


def test_a_round_that_is_over_says_how_many_by_service_and_never_few(
    page, url, opened, library, add_service, mark
):
    school, club = add_service("Skolen"), add_service("Klubben")
    mark(opened, library, [(1, 2), (2, 3)])
    mark(
        opened, school, [(1, 2), (2, 3), (3, 4), (4, 5), (5, 5), (1, 1), (2, 2), (3, 3)]
    )
    mark(opened, club, [(1, 2), (2, 3), (3, 4), (4, 5), (5, 5)])
    shown = text(page(url("pulse")))
    assert "Klubben: 5" in shown
    assert "Together (Biblioteket, Skolen): 10" in shown
    assert "In all: 15" in shown
    assert "Skolen: 8" not in shown
    figures = text(page(url("staff")))
    assert "The other services together" in figures


def test_a_round_where_all_services_may_be_told_says_how_many_in_each(
    page, url, opened, library, mark
):
    mark(opened, library, [(1, 2), (2, 3), (3, 4), (4, 5), (5, 5)])
    shown = text(page(url("pulse")))
    assert "Biblioteket: 5" in shown
    assert "Together" not in shown


def test_what_was_told_of_a_block_says_where(
    page, url, send, programme, coordinator, moment, client_of, writer, link_of
):
    block = services.add_block(
        programme=programme, name="Torget", area=None, by=coordinator, at=moment
    )
    send("Ingen lys", block=block)
    assert "Biblioteket · March 2026 · Torget" in text(page(url("observations")))
    theirs = reverse("knowledge:tell", args=[link_of(writer)])
    assert "March 2026 · Torget" in text(client_of().get(theirs))


def test_a_round_with_few_answers_says_no_more(page, url, opened, library, mark):
    mark(opened, library, [(1, 2), (2, 3)])
    assert "Fewer than five in all, or all alike" in text(page(url("pulse")))
    assert "so nothing is shown" in text(page(url("staff")))


def test_a_question_is_changed_and_says_that_its_series_ends(
    page, url, opened, programme
):
    question = queries.questions(programme)[0]
    address = url("pulse_question", question.pk)
    assert "its series ends here" in text(page(address))
    assert page(address, {"nb": "x"}).status_code == 422
    texts = {"nb": "Nytt", "nn": "Nytt", "en": "Something new"}
    assert "Something new" in text(page(address, texts))


def test_a_question_that_is_asked_no_more_keeps_its_series(
    page, url, opened, library, mark, programme, coordinator, moment
):
    mark(opened, library, [(1, 2), (2, 3), (3, 4), (4, 5), (5, 5)])
    question = queries.questions(programme)[0]
    texts = {"nb": "Nytt", "nn": "Nytt", "en": "New"}
    pulse.reword_question(question=question, texts=texts, by=coordinator, at=moment)
    shown = text(page(url("staff")))
    assert "Not asked any more." in shown
    assert "In March 2026: 3.0 of 5 on average, by 5 who answered." in shown


def test_a_series_over_the_turn_of_a_year_has_every_month(
    page, url, started, library, mark, programme, moment
):
    for year, month in ((2025, 11), (2026, 1)):
        asked = pulse.open_round(
            programme=programme, at=moment.replace(year=year, month=month)
        )
        mark(asked, library, [(1, 2), (2, 3), (3, 4), (4, 5), (5, 5)])
    shown = text(page(url("staff")))
    assert "December 2025" in shown
    assert "January 2026" in shown


def test_the_page_of_a_programme_without_services_says_what_to_do(
    page, url, asked_by, coordinator
):
    assert "Add the first one." in text(page(url("staff")))
    assert "No round is over yet." in text(asked_by("reader").get(url("staff")))


def test_what_is_not_sent_is_due_after_thirty_days(tell, send, moment):
    tell("Venter"), send("Sendt")
    (kept,) = [each for each in KEPT if each.key == "staff_unsent"]
    assert kept.due(moment).count() == 0
    assert [each.words for each in kept.due(moment.replace(day=5))] == ["Venter"]


def test_links_that_are_old_are_due(writer, link_of, moment):
    link_of(writer)
    (kept,) = [each for each in KEPT if each.key == "staff_links"]
    assert kept.due(moment).count() == 0
    assert kept.due(moment.replace(day=3)).count() == 1


def test_the_trail_tells_which_service_and_never_whom(page, url, writer, programme):
    page(url("show_link", writer.pk), {})
    page(url("end_contact", writer.pk), {})
    with override("en"):
        lines = [line.what for line in trail_lines(programme.trail.all())]
    assert "deleted someone who was asked in Biblioteket" in lines
    assert not any("Anders" in line for line in lines)


def test_the_store_refuses_what_was_sent_with_its_writer(send, writer):
    answer = send()
    answer.writer = writer
    with pytest.raises(IntegrityError, match="lead_to_no_one"):
        answer.save()


def test_pages_ask_the_store_as_often_however_many_there_are(
    asked_by, url, add_service, add_contact, django_assert_num_queries
):
    client = asked_by("coordinator")
    client.get(url("services"))
    for number in range(8):
        add_contact(add_service(f"Tjeneste {number}"), f"Person{number}", reads=True)
    with django_assert_num_queries(11):
        client.get(url("services"))


def test_things_are_called_by_what_they_are(
    opened, library, writer, link_of, tell, mark, coordinator, programme, moment
):
    link_of(writer)
    mark(opened, library, [(1, 2)])
    block = services.add_block(
        programme=programme, name="Torget", area=None, by=coordinator, at=moment
    )
    series = pulse.freeze_series(
        programme=programme,
        question=queries.questions(programme)[0],
        service=None,
        by=coordinator,
        at=moment,
    )
    assert str(block) == "Torget"
    assert str(writer) == "Anders"
    assert str(tell("Ord")) == "Ord"
    assert str(opened) == "2026-03"
    assert str(series) == str(series.question) != ""
    assert str(opened.marks.get()) == f"{opened.pk} {library.pk}"
    assert str(opened.done.get()) == opened.done.get().fingerprint[:8]
    assert str(writer.links.get()) == writer.links.get().fingerprint[:8]
    assert str(programme.pulse) == "http://testserver/"
