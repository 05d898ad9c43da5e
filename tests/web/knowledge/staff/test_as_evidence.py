"""What staff tell becomes evidence: the words stay with those who read them."""

from __future__ import annotations

import pytest
from django.urls import reverse

from nabolag_web.knowledge.models import Evidence, PulseSeries
from nabolag_web.knowledge.queries import pulse as pulses

SLUG = "omradeloft-dalen"
WORDS = "Flere barn blir igjen til vi stenger."


def url(name, *rest):
    return reverse(f"knowledge:{name}", args=[SLUG, *rest])


@pytest.fixture
def finding(write):
    return write("Barn er alene om ettermiddagen")


def test_words_are_used_from_the_page_where_they_are_read(
    asked_by, send, finding, moment
):
    answer = send(at=moment)
    client = asked_by("analyst")
    address = url("use_source", f"staff_answer-{answer.pk}")
    assert address in client.get(url("observations")).content.decode()
    sent = {"number": 1, "supports": "for", "note": "Flere står ute når det stenger"}
    assert client.post(address, sent).url == url("finding", 1)
    piece = Evidence.objects.get()
    assert (piece.kind, piece.rests_on) == ("staff", answer)
    assert piece.title == "What staff saw in March 2026"
    told = client.get(url("observations")).content.decode()
    assert "Barn er alene om ettermiddagen" in told


def test_a_finding_that_rests_on_words_does_not_tell_them_on(
    asked_by, send, finding, moment
):
    answer = send(at=moment)
    key = f"staff_answer-{answer.pk}"
    asked_by("coordinator").post(url("draw", 1), {"source": key, "supports": "for"})
    for who in ("coordinator", "staff", "board", "reader"):
        page = asked_by(who).get(url("finding", 1)).content.decode()
        assert "What staff saw in March 2026" in page
        assert WORDS not in page
        assert answer.service.name not in page


def test_those_who_do_not_read_words_are_not_offered_them(asked_by, send, finding):
    key = f"staff_answer-{send().pk}"
    for who, sees in (("analyst", True), ("staff", False), ("board", False)):
        client = asked_by(who)
        assert (WORDS in client.get(url("draw", 1)).content.decode()) is sees
        address = url("use_source", key)
        assert client.get(address).status_code == (200 if sees else 404)
        sent = client.post(url("draw", 1), {"source": key, "supports": "for"})
        assert sent.status_code == (302 if sees else 422)
    assert Evidence.objects.count() == 1


def test_words_that_are_taken_out_leave_the_finding_without_them(
    asked_by, send, finding, moment
):
    answer = send(at=moment)
    client = asked_by("coordinator")
    sent = {"source": f"staff_answer-{answer.pk}", "supports": "for"}
    client.post(url("draw", 1), sent)
    client.post(url("take_out_answer", answer.pk))
    assert WORDS not in client.get(url("finding", 1)).content.decode()
    assert Evidence.objects.get().ended_at is None


def test_a_series_is_kept_as_it_stands_and_used(
    asked_by, mark, opened, library, finding
):
    mark(opened, library, [(1, 2), (2, 3), (3, 4), (4, 5), (5, 5)])
    client = asked_by("staff")
    question = pulses.questions(library.programme)[0]
    keep = url("keep_series", question.pk)
    assert f'action="{keep}"' in client.get(url("staff")).content.decode()
    address = client.post(keep).url
    kept = PulseSeries.objects.get()
    assert address == url("use_source", f"pulse_series-{kept.pk}")
    client.post(address, {"number": 1, "supports": "for", "strength": 2})
    assert Evidence.objects.get().rests_on == kept
    page = client.get(url("finding", 1)).content.decode()
    assert f'href="{url("series", kept.pk)}"' in page
    shown = client.get(url("series", kept.pk)).content.decode()
    cells = ("March 2026</th><td>3.0</td><td>3.0</td><td>5</td>", "All together")
    assert all(each in shown for each in cells)
    assert "Barn er alene om ettermiddagen" in shown


def test_a_series_that_tells_nothing_cannot_be_used(asked_by, mark, opened, library):
    mark(opened, library, [(1, 2), (2, 3)])
    page = asked_by("coordinator").get(url("staff")).content.decode()
    assert "Fewer than five have answered" in page
    assert "Use it as evidence" not in page
    question = pulses.questions(library.programme)[0]
    asked_by("coordinator").post(url("keep_series", question.pk))
    assert not PulseSeries.objects.exists()


def test_another_programme_s_series_and_questions_are_not_there(
    asked_by, mark, opened, library, other_coordinator
):
    mark(opened, library, [(1, 2), (2, 3), (3, 4), (4, 5), (5, 5)])
    question = pulses.questions(library.programme)[0]
    asked_by("coordinator").post(url("keep_series", question.pk))
    kept = PulseSeries.objects.get()
    theirs = other_coordinator.memberships.get().programme.slug
    client = asked_by("other")
    for name, pk in (("series", kept.pk), ("keep_series", question.pk)):
        address = reverse(f"knowledge:{name}", args=[theirs, pk])
        ask = client.get if name == "series" else client.post
        assert ask(address).status_code == 404
    key = f"pulse_series-{kept.pk}"
    address = reverse("knowledge:use_source", args=[theirs, key])
    assert client.get(address).status_code == 404
