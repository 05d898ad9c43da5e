"""The page someone has by a link: three questions, read by another, and what came of it."""

from __future__ import annotations

import re

import pytest
from django.contrib.messages.storage.cookie import CookieStorage
from django.core import mail
from django.urls import reverse
from django.utils.timezone import now

from nabolag_web.knowledge.actions import answering, pulse, services
from nabolag_web.knowledge.models import PulseMarks, StaffAnswer, Stage
from nabolag_web.knowledge.queries import staff
from nabolag_web.knowledge.views.answering import by_link

WORDS = "Flere barn blir igjen til vi stenger."


@pytest.fixture
def open_now(started, library, programme):
    """A round that is open as the pages see it."""
    return pulse.open_round(programme=programme, at=now())


@pytest.fixture
def page(client_of, writer, link_of):
    """The writer's page: ``page()`` opens it, ``page(form)`` sends it."""
    address = reverse("knowledge:tell", args=[link_of(writer)])
    client = client_of()

    def sent(form=None):
        if form is None:
            return client.get(address)
        return client.post(address, form, follow=True)

    sent.address = address
    sent.client = client
    return sent


def marks(asked, *given):
    scales = [each for each in asked.questions.all() if each.kind == "scale"]
    return {
        f"question_{each.pk}": mark for each, mark in zip(scales, given, strict=True)
    }


def test_the_page_asks_three_things_and_needs_no_sign_in(page, open_now):
    answer = page()
    text = answer.content.decode()
    assert answer.status_code == 200
    assert text.count("<fieldset") == 2
    assert text.count("<textarea") == 1
    assert "Under a minute" in text
    assert "What have you seen this month that others should know?" in text
    assert "This month it has felt safe to be out and about where we are." in text


def test_marks_are_counted_once_and_lead_to_no_one(page, open_now, library, writer):
    text = page(marks(open_now, 4, 2)).content.decode()
    assert "Your marks are counted in" in text
    (kept,) = PulseMarks.objects.all()
    assert sorted(kept.marks.values()) == [2, 4]
    assert kept.service == library
    fields = {field.name for field in PulseMarks._meta.get_fields()}
    assert fields == {"id", "round", "service", "marks"}
    assert "<fieldset" not in page().content.decode()
    answering.give_marks(asked=open_now, contact=writer, marks={"1": 1})
    assert PulseMarks.objects.count() == 1


def test_marks_alone_are_enough(page, open_now):
    page(marks(open_now, 5, 5))
    assert not StaffAnswer.objects.exists()


def test_a_form_that_lacks_a_mark_keeps_what_was_typed(page, open_now):
    answer = page({"words": WORDS, "sure": "on"})
    assert answer.status_code == 422
    assert WORDS in answer.content.decode()
    assert not StaffAnswer.objects.exists()
    assert not PulseMarks.objects.exists()


def test_words_wait_for_another_in_the_service(page, open_now, reader, library):
    text = page({**marks(open_now, 4, 2), "words": WORDS, "sure": "on"})
    assert "Someone else in Biblioteket reads it first." in text.content.decode()
    (answer,) = StaffAnswer.objects.all()
    assert (answer.stage, answer.service) == (Stage.WITH_SECOND_READER, library)
    assert answer.question.kind == "words"
    (sent,) = mail.outbox
    assert sent.to == [reader.email]
    assert WORDS not in sent.body


def test_between_rounds_anyone_may_tell_something(page, reader):
    page({"words": WORDS, "sure": "on"})
    assert StaffAnswer.objects.get().question is None


def test_between_rounds_words_must_be_written(page):
    assert page({"words": "  "}).status_code == 422


def test_the_same_words_sent_twice_are_kept_once(page, reader):
    page({"words": WORDS, "sure": "on"})
    page({"words": WORDS, "sure": "on"})
    assert StaffAnswer.objects.count() == 1


def test_a_service_where_no_one_else_reads_is_told_and_so_is_the_coordinator(
    page, asked_by, programme
):
    text = page({"words": WORDS, "sure": "on"}).content.decode()
    assert "What you wrote waits" in text
    assert StaffAnswer.objects.get().stage == Stage.WITH_SECOND_READER
    told = asked_by("coordinator").get(
        reverse("knowledge:services", args=[programme.slug])
    )
    assert "no one else there is named to read it" in told.content.decode()


def test_it_waits_though_no_mail_gets_through(page, reader, settings):
    settings.EMAIL_BACKEND = "nabolag_web.accounts.mail.NoMailServer"
    page({"words": WORDS, "sure": "on"})
    assert staff.to_read(reader).count() == 1
    assert not reader.links.exists()


def test_one_is_asked_whether_anyone_could_be_recognised(page):
    answer = page({"words": WORDS})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "Could anyone recognise a person, a family, a stairwell?" in text
    assert WORDS in text


def test_words_that_may_give_someone_away_are_asked_about_and_never_taken_out(
    page, reader
):
    words = "Gutten i Storgata 5 heter Tor"
    answer = page({"words": words, "sure": "on"})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "“Storgata 5” looks like an address" in text
    assert "“heter Tor” looks like a name" in text
    assert words in text
    page({"words": words, "sure": "on", "meant": "on"})
    assert StaffAnswer.objects.get().words == words


def test_a_place_is_chosen_among_blocks_and_never_typed(
    page, reader, programme, coordinator, moment
):
    block = services.add_block(
        programme=programme, name="Rundt torget", area=None, by=coordinator, at=moment
    )
    text = page().content.decode()
    assert "Rundt torget" in text
    assert 'type="text"' not in text
    assert (
        page({"words": WORDS, "sure": "on", "block": "Storgata 5"}).status_code == 422
    )
    page({"words": WORDS, "sure": "on", "block": block.pk})
    assert StaffAnswer.objects.get().block == block


def test_one_link_fills_no_store(page, tell, reader):
    for number in range(20):
        tell(f"Nummer {number}")
    answer = page({"words": WORDS, "sure": "on"})
    assert answer.status_code == 422
    assert "Much of yours waits already" in answer.content.decode()
    assert StaffAnswer.objects.count() == 20


def test_a_second_reader_sends_it_and_then_nothing_leads_to_anyone(
    client_of, reader, link_of, tell
):
    answer = tell()
    token = link_of(reader)
    client = client_of()
    assert WORDS in client.get(reverse("knowledge:tell", args=[token])).content.decode()
    read = client.get(reverse("knowledge:read", args=[token, answer.pk]))
    assert WORDS in read.content.decode()
    client.post(reverse("knowledge:send_on", args=[token, answer.pk]))
    answer.refresh_from_db()
    assert (answer.stage, answer.writer) == (Stage.SENT, None)
    assert answer.read_on is not None


def test_a_second_reader_gives_it_back_with_a_word(
    client_of, reader, writer, link_of, tell
):
    answer = tell("Far i blokka er sjuk")
    address = reverse("knowledge:read", args=[link_of(reader), answer.pk])
    client = client_of()
    assert "“sjuk” tells how people" in client.get(address).content.decode()
    assert client.post(address, {"word": " "}).status_code == 422
    client.post(address, {"word": "Uten at noen er syke"})
    answer.refresh_from_db()
    assert answer.stage == Stage.WRITTEN
    token = link_of(writer)
    theirs = client.get(reverse("knowledge:tell", args=[token])).content.decode()
    assert "Uten at noen er syke" in theirs
    mine = reverse("knowledge:mine", args=[token, answer.pk])
    assert "Far i blokka" in client.get(mine).content.decode()
    assert client.post(mine, {"words": "Uro", "sure": ""}).status_code == 422
    client.post(mine, {"words": "Det er uro i blokka", "sure": "on"})
    answer.refresh_from_db()
    assert answer.stage == Stage.WITH_SECOND_READER
    assert answer.sent_back_with == ""
    assert answer.words == "Det er uro i blokka"


def test_the_writer_takes_back_what_is_not_sent_and_the_words_are_gone(
    page, tell, reader
):
    answer = tell()
    page.client.post(f"{page.address}mine/{answer.pk}/off")
    answer.refresh_from_db()
    assert (answer.stage, answer.words) == (Stage.TAKEN_BACK, "")
    assert (answer.writer, answer.block) == (None, None)


def test_no_one_reads_their_own(client_of, writer, link_of, tell, coordinator, moment):
    services.make_reader(contact=writer, reads=True, by=coordinator, at=moment)
    answer = tell()
    token = link_of(writer)
    address = reverse("knowledge:read", args=[token, answer.pk])
    assert client_of().get(address).status_code == 404
    sent = client_of().post(reverse("knowledge:send_on", args=[token, answer.pk]))
    assert sent.status_code == 404
    with pytest.raises(answering.NoLongerThere):
        answering.send_on(answer=answer, by=writer, at=moment)


@pytest.mark.parametrize("reads", [True, False], ids=["reader", "no reader"])
def test_no_one_of_another_service_reads_it(
    client_of, add_service, add_contact, link_of, tell, moment, reads
):
    other = add_contact(add_service("Skolen"), "Cato", reads=reads)
    answer = tell()
    address = reverse("knowledge:read", args=[link_of(other), answer.pk])
    assert client_of().get(address).status_code == 404
    with pytest.raises(answering.NoLongerThere):
        answering.send_on(answer=answer, by=other, at=moment)


def test_no_one_changes_what_another_wrote(client_of, reader, link_of, tell):
    answer = tell()
    token = link_of(reader)
    for name in ("mine", "take_back"):
        address = reverse(f"knowledge:{name}", args=[token, answer.pk])
        assert client_of().post(address, {"words": "Noe annet"}).status_code == 404
    with pytest.raises(answering.NoLongerThere):
        answering.take_back(answer=answer, by=reader)


def test_of_two_who_see_to_it_at_once_the_second_changes_nothing(reader, tell, moment):
    answer = tell()
    answering.take_back(answer=answer, by=answer.writer)
    with pytest.raises(answering.NoLongerThere):
        answering.send_on(answer=answer, by=reader, at=moment)


def test_whoever_came_second_is_told_so_on_their_page(rf, writer, link_of):
    @by_link
    def seen_to(request, token, contact):
        raise answering.NoLongerThere

    token = link_of(writer)
    request = rf.post("/")
    request._messages = CookieStorage(request)
    answer = seen_to(request, token)
    assert answer.url == reverse("knowledge:tell", args=[token])
    assert [str(each) for each in request._messages]


def test_what_came_of_the_last_ones_is_told(page, send):
    send("Ingen lys på gangveien")
    text = page().content.decode()
    assert "Ingen lys på gangveien" in text
    assert "Not taken up yet." in text


def test_a_service_that_has_told_nothing_says_so(page):
    assert "Nothing has been sent from your service yet." in page().content.decode()


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("token", ["x", "x" * 43, "x" * 500, "%00", "..", "æ", "'--"])
def test_a_wrong_link_is_told_calmly(client_of, db, token, language):
    answer = client_of(language=language).get(f"/tell/{token}/")
    assert answer.status_code == 404
    assert f'lang="{language}"' in answer.content.decode()


@pytest.mark.parametrize("name", ["read", "mine"])
def test_an_endless_number_is_no_page(client_of, writer, link_of, name):
    address = reverse(f"knowledge:{name}", args=[link_of(writer), 10**30])
    assert client_of().get(address).status_code == 404


@pytest.mark.parametrize("sent", ["9" * 30, "x", "0", "-1"])
def test_a_block_that_is_not_there_is_refused_and_nothing_is_lost(page, sent):
    answer = page({"words": WORDS, "sure": "on", "block": sent})
    assert answer.status_code == 422
    assert WORDS in answer.content.decode()


@pytest.mark.parametrize("words", ["Ord\0", "x" * 601])
def test_words_that_cannot_be_kept_are_given_back(page, words):
    answer = page({"words": words, "sure": "on"})
    assert answer.status_code == 422
    assert not StaffAnswer.objects.exists()


def test_a_link_that_was_renewed_or_closed_opens_nothing(
    client_of, writer, link_of, coordinator, moment
):
    first = link_of(writer)
    second = services.renew_link(contact=writer, by=coordinator, at=moment)
    address = {each: reverse("knowledge:tell", args=[each]) for each in (first, second)}
    assert client_of().get(address[first]).status_code == 404
    assert client_of().get(address[second]).status_code == 200
    services.close_links(contact=writer, by=coordinator, at=moment)
    assert client_of().get(address[second]).status_code == 404


def test_links_of_a_service_that_is_not_asked_rest(
    client_of, writer, library, link_of, coordinator, moment
):
    address = reverse("knowledge:tell", args=[link_of(writer)])
    services.change_service(
        service=library, name="Biblioteket", is_active=False, by=coordinator, at=moment
    )
    assert client_of().get(address).status_code == 404


def test_only_a_fingerprint_of_a_link_is_kept(writer, link_of):
    token = link_of(writer)
    (link,) = writer.links.all()
    assert token not in link.fingerprint
    assert re.fullmatch("[0-9a-f]{64}", link.fingerprint)


def test_the_page_is_told_to_no_other_site_and_is_not_listed(page):
    answer = page()
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["X-Robots-Tag"] == "noindex"
    assert "no-cache" in answer["Cache-Control"]


def test_the_trail_holds_no_moment_of_an_answer(
    programme, send, open_now, writer, reader
):
    before = programme.trail.count()
    answering.give_marks(asked=open_now, contact=writer, marks={"1": 3})
    send()
    assert programme.trail.count() == before


def test_the_page_asks_the_store_as_often_however_much_was_told(
    page, send, django_assert_max_num_queries
):
    for number in range(8):
        send(f"Nummer {number}")
    with django_assert_max_num_queries(12):
        page()
