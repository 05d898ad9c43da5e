"""The form for a measure tells of no decision that its writer may not read."""

from __future__ import annotations

import pytest

from nabolag_web.knowledge.actions import approving, forums, seats
from nabolag_web.knowledge.actions.deciding import Decided, decide_by_email
from nabolag_web.knowledge.models import ForumType
from nabolag_web.measures.models import Measure


@pytest.fixture
def sits(programme, decision, member, done_by):
    """Someone who sits in the forum that decided, and may write."""
    user = member("staff")
    seats.seat(forum=decision.forum, sitter=seats.Sitter(user=user), **done_by)
    return user


@pytest.fixture
def sits_elsewhere(programme, member, done_by):
    """Someone who may write, and sits in another forum, which decided by e-mail."""
    described = forums.Described(name="Beboerrådet", type=ForumType.RESIDENTS)
    forum = forums.found_forum(programme=programme, described=described, **done_by)
    user = member("board")
    seats.seat(forum=forum, sitter=seats.Sitter(user=user), **done_by)
    decided = Decided(text="Vi maler veggene.")
    decide_by_email(forum=forum, decided=decided, on=done_by["at"].date(), **done_by)
    return user


def text_of(answer):
    return " ".join(answer.content.decode().split())


def test_whoever_leads_sees_all_that_was_decided(client, sits, sits_elsewhere, url):
    shown = text_of(client.get(url("begin")))
    assert "Vi ber om lys. (Styret)" in shown
    assert "Vi maler veggene. (Beboerrådet)" in shown


def test_each_sees_what_their_own_forum_decided_and_not_the_other_s(
    client_of, sits, sits_elsewhere, url
):
    own = text_of(client_of(sits).get(url("begin")))
    assert "Vi ber om lys. (Styret)" in own
    assert "Vi maler veggene." not in own
    assert "Beboerrådet" not in own
    other = text_of(client_of(sits_elsewhere).get(url("begin")))
    assert "Vi maler veggene. (Beboerrådet)" in other
    assert "Vi ber om lys." not in other
    assert "Styret" not in other


def test_sending_another_forum_s_decision_is_refused_in_the_field(
    client_of, sits_elsewhere, decision, url
):
    client = client_of(sits_elsewhere)
    chosen = {"title": "Nytt lys", "decision": decision.pk}
    answer = client.post(url("begin"), chosen)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["decision"]
    assert len(answer.context["form"].errors["decision"]) == 1
    assert "Vi ber om lys." not in text_of(answer)
    assert not Measure.objects.exists()
    led_here = text_of(client.get(url("begin"), {"decision": decision.pk}))
    assert "Vi ber om lys." not in led_here


def test_approved_minutes_of_an_open_forum_let_everyone_begin_from_them(
    client_of, member, decision, done_by, url
):
    client = client_of(member("staff"))
    assert "Vi ber om lys." not in text_of(client.get(url("begin")))
    described = forums.Described(
        name="Styret", type=ForumType.ADMINISTRATIVE, is_open=True
    )
    forums.change_forum(forum=decision.forum, described=described, **done_by)
    approving.approve(meeting=decision.case.meeting, language="en", **done_by)
    assert "Vi ber om lys. (Styret)" in text_of(client.get(url("begin")))


def test_a_measure_keeps_a_decision_that_its_writer_may_not_read(
    client_of, sits_elsewhere, begin, decision, url
):
    begin()
    client = client_of(sits_elsewhere)
    for page in ("change", "measure"):
        assert "Vi ber om lys." not in text_of(client.get(url(page, 1)))
    told = {"title": "Nytt lys", "stage": "doing", "reason": "I gang", "version": 1}
    assert client.post(url("change", 1), told).status_code == 302
    assert Measure.objects.get().decision == decision


def test_more_decisions_take_no_more_queries(
    client_of, sits, decision, done_by, url, django_assert_max_num_queries
):
    client = client_of(sits)
    client.get(url("begin"))
    with django_assert_max_num_queries(14) as few:
        client.get(url("begin"))
    on = done_by["at"].date()
    for number in range(5):
        decided = Decided(text=f"Vedtak {number}")
        decide_by_email(forum=decision.forum, decided=decided, on=on, **done_by)
    with django_assert_max_num_queries(14) as many:
        client.get(url("begin"))
    assert len(many) == len(few)
