"""Who may see and do what with areas and figures: every address, every role."""

from __future__ import annotations

import pytest

from nabolag_web.areas import urls
from nabolag_web.areas.models import Import, Stage

pytestmark = pytest.mark.django_db(transaction=True)

MEMBERS = ("coordinator", "analyst", "staff", "board", "partner", "reader")
STRANGERS = ("stranger", "other")
READ = {
    "areas": ("", 302),
    "city": ("city/", 200),
    "area": ("at/01/", 200),
    "compare": ("compare/", 200),
    "indicator": ("indicators/crowded/", 200),
    "report": ("at/01/report.html", 200),
    "figures": ("at/01/figures.csv", 200),
    "copy": ("at/01/copy/profile/table", 200),
    "copy_city": ("city/copy/main/table", 200),
    "copy_indicator": ("indicators/crowded/copy/measure/table", 200),
}
LOAD = {
    "imports": ("imports/", 200),
    "import": ("imports/new", 200),
    "import_one": ("imports/{pk}/", 200),
    "focus": ("focus", 200),
    "choose_city": ("city/choose", 200),
    "division": ("division", 200),
    "described": ("measures", 200),
    "describe": ("measures/crowded/describe", 200),
    "refreshes": ("fetched", 200),
    "refresh_new": ("fetched/new", 200),
}
CHANGE = {
    "import_answer": "imports/{pk}/answer",
    "import_use": "imports/{pk}/use",
    "import_drop": "imports/{pk}/drop",
    "import_again": "imports/{pk}/again",
    "import_undo": "imports/{pk}/undo",
    "take_city": "city/{city}/take",
    "leave_division": "division/{division}/leave",
    "take_division": "division/oslo/take",
    "refresh_stop": "fetched/{refresh}/stop",
}
LEAD_CHANGE = {"share_city": "city/share"}
LEAD = {"publish": ("public", 200)}
ANYONE = {
    "public",
    "public_area",
    "public_indicator",
    "interface_page",
    "robots",
    "sitemap",
}


@pytest.fixture
def ask(focused, asked_by, programme):
    division = focused.divisions.create(
        key="s",
        name="Storvik",
        made_at="2026-01-01T00:00Z",
        description={"names": {"nb": "Storvik"}, "levels": ["area"]},
    )
    refresh = focused.refreshes.create(
        title="T", recipe="ssb_population", every_days=30, next_on="2026-03-03"
    )
    there = {
        "pk": focused.batch.pk,
        "city": focused.pk,
        "division": division.pk,
        "refresh": refresh.pk,
    }

    def asked(who, path, *, post=False):
        client = asked_by(who)
        address = f"/p/{programme.slug}/areas/{path.format(**there)}"
        return client.post(address) if post else client.get(address)

    return asked


def test_every_address_has_its_story():
    named = {each.name for each in urls.urlpatterns if hasattr(each, "name")}
    told = {*READ, *LOAD, *CHANGE, *LEAD, *LEAD_CHANGE, *ANYONE}
    assert named - told == set()


@pytest.mark.parametrize("who", MEMBERS)
def test_everyone_in_the_programme_reads_its_areas(ask, who):
    for path, status in READ.values():
        assert ask(who, path).status_code == status, path


@pytest.mark.parametrize("who", MEMBERS)
def test_coordinators_and_analysts_load_figures_and_no_one_else(ask, who):
    may = who in ("coordinator", "analyst")
    for path, status in LOAD.values():
        assert ask(who, path).status_code == (status if may else 403), path


@pytest.mark.parametrize("who", MEMBERS)
def test_only_those_who_load_can_undo(ask, focused, who):
    may = who in ("coordinator", "analyst")
    for path in CHANGE.values():
        assert ask(who, path, post=True).status_code == (302 if may else 403), path
    stage = Import.objects.get(pk=focused.batch.pk).stage
    assert stage == (Stage.UNDONE if may else Stage.IN_USE)


@pytest.mark.parametrize("who", MEMBERS)
def test_the_coordinator_decides_what_is_published(ask, who):
    for path, status in LEAD.values():
        expected = status if who == "coordinator" else 403
        assert ask(who, path).status_code == expected
    for path in LEAD_CHANGE.values():
        expected = 302 if who == "coordinator" else 403
        assert ask(who, path, post=True).status_code == expected


@pytest.mark.parametrize("who", STRANGERS)
def test_others_learn_nothing_at_all(ask, who):
    for path, _ in (*READ.values(), *LOAD.values(), *LEAD.values()):
        assert ask(who, path).status_code == 404, path
    for path in (*CHANGE.values(), *LEAD_CHANGE.values()):
        assert ask(who, path, post=True).status_code == 404, path


def test_another_programme_cannot_reach_figures_through_its_own_address(
    focused, client_of, other_coordinator
):
    client = client_of(other_coordinator)
    base = f"/p/{other_coordinator.programmes.get().slug}/areas"
    for path in ("use", "undo", "drop", "again", "answer"):
        address = f"{base}/imports/{focused.batch.pk}/{path}"
        assert client.post(address).status_code == 404, path
    assert client.get(f"{base}/imports/{focused.batch.pk}/").status_code == 404
    assert client.post(f"{base}/city/{focused.pk}/take").status_code == 404
    for path in ("division", "measures", "fetched", "fetched/new"):
        answer = client.get(f"{base}/{path}")
        assert answer.headers["Location"].endswith("/city/choose"), path


def test_whoever_is_not_signed_in_is_asked_to_sign_in(ask):
    for path, _ in (*READ.values(), *LOAD.values(), *LEAD.values()):
        answer = ask("nobody", path)
        assert answer.status_code == 302
        assert "/account/login/" in answer.headers["Location"]


def test_what_changes_something_cannot_be_done_by_following_a_link(ask):
    for path in (*CHANGE.values(), *LEAD_CHANGE.values()):
        assert ask("coordinator", path).status_code == 405, path
