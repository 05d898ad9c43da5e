"""Who may see and do what in a programme: each role's story, for every address."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from django.urls import reverse

from nabolag_web.programmes.models import ProgrammeTrace
from nabolag_web.programmes.urls import urlpatterns

LEADS = ("coordinator",)
READS = ("coordinator", "analyst", "staff", "board", "partner", "reader")
SEES_TRAIL = ("coordinator", "analyst", "board")
OUTSIDE = ("stranger", "other")

PAGES = {
    "about": READS,
    "people": READS,
    "year": READS,
    "trail": SEES_TRAIL,
    "describe": LEADS,
    "period": LEADS,
    "main_goal": LEADS,
    "add_goal": LEADS,
    "change_goal": LEADS,
    "invite": LEADS,
    "name_roles": LEADS,
    "change_role": LEADS,
    "add_task": LEADS,
    "change_task": LEADS,
}
"""Who opens which page. Those that hold a form are sent by the same."""

ACTIONS = {
    "phase": LEADS,
    "publish": LEADS,
    "take": LEADS,
    "remove_goal": LEADS,
    "withdraw": LEADS,
    "remove": LEADS,
    "leave": READS,
    "usual_year": LEADS,
    "finish_task": LEADS,
    "reopen_task": LEADS,
    "remove_task": LEADS,
}
"""Who does what by a button of its own."""

READ_ONLY = {"about", "people", "year", "trail"}
SIGNED_IN = {"programmes", "new"}
ANYONE_WITH_THE_LINK = {"accept"}
WHO = (*READS, *OUTSIDE, "nobody")


@pytest.fixture
def address(url, programme, goal, task, invite, make_user, moment):
    """Gives an address where everything it needs is there."""
    from nabolag_web.programmes.actions import join
    from nabolag_web.programmes.models import Role

    someone = join(
        programme=programme,
        user=make_user("Siri Andre"),
        role=Role.READER,
        by=None,
        at=moment,
    )
    invitation, _link = invite()
    rest = {
        "phase": [2],
        "take": ["oslo"],
        "change_goal": [goal.pk],
        "remove_goal": [goal.pk],
        "withdraw": [invitation.pk],
        "change_role": [someone.pk],
        "remove": [someone.pk],
        "change_task": [task.pk],
        "finish_task": [task.pk, 2026],
        "reopen_task": [task.pk, 2026],
        "remove_task": [task.pk],
    }
    return lambda name: url(name, *rest.get(name, []))


def _names(patterns):
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            yield from _names(pattern.url_patterns)
        else:
            yield pattern.name


def test_every_address_has_a_rule():
    ruled = {*PAGES, *ACTIONS, *SIGNED_IN, *ANYONE_WITH_THE_LINK}
    assert set(_names(urlpatterns)) == ruled


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("who", WHO)
def test_pages_open_for_those_they_are_for(asked_by, address, who, name):
    answer = asked_by(who).get(address(name))
    if who == "nobody":
        assert answer.url.startswith(reverse("account_login"))
    elif who in OUTSIDE:
        assert answer.status_code == 404
    else:
        assert answer.status_code == (200 if who in PAGES[name] else 403)


@pytest.mark.parametrize("name", sorted(PAGES.keys() - READ_ONLY))
@pytest.mark.parametrize("who", WHO)
def test_forms_are_taken_from_those_who_lead_and_no_one_else(
    asked_by, address, who, name
):
    where, client = address(name), asked_by(who)
    before = ProgrammeTrace.objects.count()
    answer = client.post(where, {"role": "nonsense", "first_year": "soon"})
    if who in PAGES[name]:
        assert answer.status_code in (302, 422)
        return
    refused = {"nobody": 302, **dict.fromkeys(OUTSIDE, 404)}
    assert answer.status_code == refused.get(who, 403)
    assert ProgrammeTrace.objects.count() == before


@pytest.mark.parametrize("name", ACTIONS)
@pytest.mark.parametrize("who", WHO)
def test_buttons_work_for_those_they_are_for(asked_by, address, who, name):
    where, client = address(name), asked_by(who)
    before = ProgrammeTrace.objects.count()
    answer = client.post(where)
    if who == "nobody":
        assert answer.url.startswith(reverse("account_login"))
    elif who in OUTSIDE:
        assert answer.status_code == 404
    else:
        assert answer.status_code == (302 if who in ACTIONS[name] else 403)
    if who not in ACTIONS[name]:
        assert ProgrammeTrace.objects.count() == before


@pytest.mark.parametrize("name", ACTIONS)
def test_a_button_s_address_cannot_be_opened(asked_by, address, name):
    assert asked_by("coordinator").get(address(name)).status_code == 405


@pytest.mark.parametrize("name", sorted(READ_ONLY))
def test_a_page_without_a_form_takes_nothing_in(asked_by, address, name):
    assert asked_by("coordinator").post(address(name)).status_code == 405


@pytest.mark.parametrize(
    ("name", "rest"),
    [
        ("change_goal", ["{goal}"]),
        ("remove_goal", ["{goal}"]),
        ("change_task", ["{task}"]),
        ("remove_task", ["{task}"]),
        ("finish_task", ["{task}", 2026]),
        ("reopen_task", ["{task}", 2026]),
        ("withdraw", ["{invitation}"]),
        ("change_role", ["{place}"]),
        ("remove", ["{place}"]),
    ],
)
def test_a_coordinator_reaches_nothing_of_another_programme_through_their_own(
    client_of, other_coordinator, programme, goal, task, invite, name, rest
):
    of_dalen = {
        "goal": goal.pk,
        "task": task.pk,
        "invitation": invite()[0].pk,
        "place": programme.memberships.get().pk,
    }
    filled = [str(part).format(**of_dalen) for part in rest]
    where = reverse(f"programmes:{name}", args=["omradeloft-kvernlia", *filled])
    assert client_of(other_coordinator).post(where).status_code == 404


@pytest.mark.parametrize("name", sorted(SIGNED_IN))
def test_anyone_with_an_account_sees_their_own_and_makes_new(asked_by, name):
    where = reverse(f"programmes:{name}")
    assert asked_by("stranger").get(where).status_code == 200
    answer = asked_by("nobody").get(where)
    assert answer.url == f"{reverse('account_login')}?{urlencode({'next': where})}"


@pytest.mark.parametrize("who", READS)
def test_pages_offer_only_what_whoever_looks_may_do(asked_by, address, text, who):
    client = asked_by(who)
    about, people = text(client.get(address("about"))), client.get(address("people"))
    year = text(client.get(address("year")))
    leads = who in LEADS
    assert ("Add a goal" in about) is leads
    assert ("Open the public pages" in about) is leads
    assert ("Invite someone" in text(people)) is leads
    assert ("Withdraw" in text(people)) is leads
    assert ("nora@example.no" in text(people)) is leads
    assert ("Leave the programme" in text(people)) is not leads
    assert ("Add something" in year) is leads
    in_menu = address("trail") in people.content.decode()
    assert in_menu is (who in SEES_TRAIL)
