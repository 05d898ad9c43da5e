"""Who sees and does what about services and what they tell: each role's story."""

from __future__ import annotations

import pytest
from django.urls import reverse

from nabolag_web.knowledge.actions import services
from nabolag_web.knowledge.actions.pulse import freeze_series
from nabolag_web.knowledge.models import (
    Block,
    Contact,
    Pulse,
    PulseRound,
    PulseSeries,
    Service,
    StaffAnswer,
    Stage,
)
from nabolag_web.knowledge.queries import pulse as queries
from nabolag_web.knowledge.urls import staff as urls

LEADS = ("coordinator",)
LOADS = ("coordinator", "analyst")
WRITES = ("coordinator", "analyst", "staff", "board")
READS = ("coordinator", "analyst", "staff", "board", "partner", "reader")
OUTSIDE = ("stranger", "other")
WHO = (*READS, *OUTSIDE, "nobody")

PAGES = {
    "staff": READS,
    "observations": LOADS,
    "series": READS,
    "services": LEADS,
    "service": LEADS,
    "pulse": LEADS,
    "add_service": LEADS,
    "change_service": LEADS,
    "add_contact": LEADS,
    "add_block": LEADS,
    "pulse_question": LEADS,
}
ACTIONS = {
    "take_out_answer": LEADS,
    "keep_series": WRITES,
    "read_for_others": LEADS,
    "show_link": LEADS,
    "mail_link": LEADS,
    "close_links": LEADS,
    "end_contact": LEADS,
    "remove_block": LEADS,
    "start_pulse": LEADS,
    "stop_pulse": LEADS,
    "open_pulse": LEADS,
}
BY_LINK = {"tell", "mine", "take_back", "read", "send_on"}


@pytest.fixture
def address(programme, library, writer, reader, send, opened, coordinator, moment):
    """Gives an address where everything it needs is there."""
    block = services.add_block(
        programme=programme, name="Torget", area=None, by=coordinator, at=moment
    )
    rest = {
        "take_out_answer": [send().pk],
        "service": [library.pk],
        "change_service": [library.pk],
        "add_contact": [library.pk],
        "pulse_question": [queries.questions(programme)[0].pk],
        "keep_series": [queries.questions(programme)[0].pk],
        "series": [_kept(programme, by=coordinator, at=moment).pk],
        "remove_block": [block.pk],
    }
    for name in ("read_for_others", "show_link", "mail_link", "close_links"):
        rest[name] = [writer.pk]
    rest["end_contact"] = [writer.pk]
    return lambda name: reverse(
        f"knowledge:{name}", args=[programme.slug, *rest.get(name, [])]
    )


def _kept(programme, *, by, at):
    return freeze_series(
        programme=programme,
        question=queries.questions(programme)[0],
        service=None,
        by=by,
        at=at,
    )


def stored():
    """Everything these pages can change, to see that nothing did."""
    return (
        list(Service.objects.values_list("pk", "name", "is_active")),
        list(Contact.objects.values_list("pk", "is_reader", "links__fingerprint")),
        list(Block.objects.values_list("pk", "name")),
        list(StaffAnswer.objects.values_list("pk", "stage", "words")),
        list(Pulse.objects.values_list("pk", "site")),
        list(PulseRound.objects.values_list("pk")),
        list(PulseSeries.objects.values_list("pk")),
    )


def test_every_address_about_staff_stands_in_the_table():
    team = {each.name for each in urls._staff}
    assert team == set(PAGES) | set(ACTIONS)
    assert {each.name for each in urls._by_link} == BY_LINK


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_for_those_it_is_for(asked_by, address, name, who):
    answer = asked_by(who).get(address(name))
    if who in PAGES[name]:
        assert answer.status_code == 200
    elif who in READS:
        assert answer.status_code == 403
    elif who in OUTSIDE:
        assert answer.status_code == 404
    else:
        assert answer.url.startswith(reverse("account_login"))


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("name", ACTIONS)
def test_a_button_works_for_those_it_is_for_and_changes_nothing_for_others(
    asked_by, address, name, who
):
    client, where, before = asked_by(who), address(name), stored()
    answer = client.post(where)
    if who in ACTIONS[name]:
        assert answer.status_code in (200, 302)
        assert "/account/" not in answer.get("Location", "")
        return
    expected = {"nobody": 302, **dict.fromkeys(OUTSIDE, 404)}
    assert answer.status_code == expected.get(who, 403)
    assert stored() == before


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("name", [n for n in PAGES if PAGES[n] == LEADS])
def test_a_form_that_others_send_changes_nothing(asked_by, address, name, who):
    if who in LEADS:
        return
    before = stored()
    asked_by(who).post(address(name), {"name": "Noe annet", "email": "x@example.no"})
    assert stored() == before


@pytest.mark.parametrize("name", ACTIONS)
def test_buttons_are_only_pressed(asked_by, address, name):
    assert asked_by("coordinator").get(address(name)).status_code == 405


def test_another_programme_s_coordinator_reaches_nothing_by_its_own_address(
    asked_by, programme, library, writer, send, other_coordinator
):
    theirs = other_coordinator.memberships.get().programme.slug
    client = asked_by("other")
    for name, pk in (
        ("service", library.pk),
        ("change_service", library.pk),
        ("add_contact", library.pk),
    ):
        assert (
            client.get(reverse(f"knowledge:{name}", args=[theirs, pk])).status_code
            == 404
        )
    for name in ("show_link", "mail_link", "close_links", "end_contact"):
        address = reverse(f"knowledge:{name}", args=[theirs, writer.pk])
        assert client.post(address).status_code == 404
    answer = send()
    address = reverse("knowledge:take_out_answer", args=[theirs, answer.pk])
    assert client.post(address).status_code == 404
    answer.refresh_from_db()
    assert answer.stage == Stage.SENT
    assert Contact.objects.filter(pk=writer.pk).exists()


@pytest.mark.parametrize("who", WHO)
def test_a_link_is_enough_whoever_is_signed_in(asked_by, writer, link_of, who):
    address = reverse("knowledge:tell", args=[link_of(writer)])
    assert asked_by(who).get(address).status_code == 200
