"""Who may read, write and settle what of findings: each role's story, every address."""

from __future__ import annotations

import pytest
from django.urls import URLPattern, get_resolver, reverse

from nabolag_web.areas.actions.cities import set_focus
from nabolag_web.knowledge.models import Evidence, Finding, PinnedFigure, Question

WRITERS = ("coordinator", "analyst", "staff", "board")
SETTLERS = ("coordinator", "analyst")
MEMBERS = (*WRITERS, "partner", "reader")

READ = {
    "findings": [],
    "finding": [1],
    "figure": ["figure"],
    "history": [1],
    "pictures": [],
    "picture": ["01"],
    "inputs": [],
    "input": ["said"],
}
WRITE = {
    "write": [],
    "change": [1],
    "move_on": [1],
    "add_evidence": [1],
    "change_evidence": [1, "piece"],
    "draw": [1],
    "pin": [1],
    "pin_figure": [],
    "ask": [1],
    "answer": [1, "question"],
    "hear": [],
}
SETTLE = {"merge": [1], "split": [1], "taken_out": []}
SEND = {
    "looked": ([1], WRITERS),
    "take_away": ([1, "piece"], WRITERS),
    "open_again": ([1, "question"], WRITERS),
    "take_out": ([1], SETTLERS),
    "put_back": ([2], SETTLERS),
}


@pytest.fixture
def there(write, back, ask, hear, city, coordinator, moment):
    """A finding with evidence and a question, one that is taken out, and an input."""
    set_focus(
        programme=city.keeper,
        areas={"01": "Dalen", "02": "Lia"},
        by=coordinator,
        at=moment,
    )
    from nabolag_web.knowledge.actions.findings import take_out

    finding, gone = write(), write("Borte")
    take_out(finding=gone, by=coordinator, at=moment)
    return {
        "piece": back(finding).pk,
        "question": ask(finding).pk,
        "said": hear().pk,
        "figure": _pinned(city.keeper, coordinator, moment).pk,
    }


def _pinned(programme, coordinator, moment):
    return PinnedFigure.objects.create(
        programme=programme,
        indicator="crowded",
        names={"en": "Crowded homes"},
        area="01",
        area_name="Dalen",
        period="2024",
        value=0.2,
        unit="%",
        facts={"measure": "share", "per": 1.0},
        pinned_by=coordinator,
        pinned_at=moment,
    )


@pytest.fixture
def url(there):
    def address(name, arguments):
        rest = [there.get(each, each) for each in arguments]
        return reverse(f"knowledge:{name}", args=["omradeloft-dalen", *rest])

    return address


def test_every_address_of_findings_has_its_story():
    told = {*READ, *WRITE, *SETTLE, *SEND}
    in_places = {"use_source"}  # it takes a source: places/test_as_evidence.py
    published = {  # pictures/test_publishing.py
        "picture_file",
        "note_reading",
        "publish_picture",
        "take_back_picture",
        "public_picture",
        "public_picture_file",
    }
    known = {
        name
        for name, pattern in _addresses()
        if any(f"/{part}/" in pattern for part in ("findings", "inputs", "picture"))
    }
    assert known == told | in_places | published


def _addresses():
    for included in get_resolver().url_patterns:
        if getattr(included, "app_name", None) == "knowledge":
            for pattern in included.url_patterns:
                if isinstance(pattern, URLPattern):
                    yield pattern.name, str(pattern.pattern)


@pytest.mark.parametrize("who", MEMBERS)
def test_everyone_in_the_programme_reads(asked_by, url, who):
    client = asked_by(who)
    for name, arguments in READ.items():
        assert client.get(url(name, arguments)).status_code == 200, name


@pytest.mark.parametrize("who", MEMBERS)
def test_those_who_work_in_the_programme_write(asked_by, url, who):
    client = asked_by(who)
    for name, arguments in WRITE.items():
        expected = 200 if who in WRITERS else 403
        assert client.get(url(name, arguments)).status_code == expected, name
        sent = client.post(url(name, arguments), {}).status_code
        assert sent == (422 if who in WRITERS else 403), name


@pytest.mark.parametrize("who", MEMBERS)
def test_coordinator_and_analyst_settle(asked_by, url, who):
    client = asked_by(who)
    for name, arguments in SETTLE.items():
        expected = 200 if who in SETTLERS else 403
        assert client.get(url(name, arguments)).status_code == expected, name


@pytest.mark.parametrize("name", SEND)
@pytest.mark.parametrize("who", MEMBERS)
def test_what_is_sent_takes_the_same_right(asked_by, url, who, name):
    arguments, may = SEND[name]
    client = asked_by(who)
    address = url(name, arguments)
    assert client.get(address).status_code == 405
    sent = client.post(address, {"kind": "place", "supports": "against"})
    assert sent.status_code == (302 if who in may else 403)


@pytest.mark.parametrize("who", ["stranger", "other"])
def test_others_are_told_that_there_is_no_such_page(asked_by, url, who):
    client = asked_by(who)
    for name, arguments in (READ | WRITE | SETTLE).items():
        assert client.get(url(name, arguments)).status_code == 404, name
    for name, (arguments, _may) in SEND.items():
        assert client.post(url(name, arguments)).status_code == 404, name
    assert Finding.objects.filter(removed_at=None).count() == 1
    assert Evidence.objects.get().ended_at is None


def test_whoever_is_not_signed_in_is_asked_to(asked_by, url):
    client = asked_by("nobody")
    for name, arguments in (READ | WRITE | SETTLE).items():
        assert client.get(url(name, arguments)).url.startswith(reverse("account_login"))
    for name, (arguments, _may) in SEND.items():
        assert client.post(url(name, arguments)).status_code == 302, name
    assert Question.objects.get().answer == ""


def test_another_programme_s_pieces_cannot_be_reached_through_one_s_own(
    there, client_of, other_coordinator, moment
):
    from nabolag_web.knowledge.actions.findings import Said, write_finding
    from nabolag_web.programmes.models import Programme

    own = Programme.objects.get(name="Områdeløft Kvernlia")
    said = Said(sentence="Vårt eget")
    write_finding(programme=own, said=said, by=other_coordinator, at=moment)
    client = client_of(other_coordinator)
    for name, key in (("change_evidence", "piece"), ("answer", "question")):
        address = reverse(f"knowledge:{name}", args=[own.slug, 1, there[key]])
        assert client.get(address).status_code == 404
    address = reverse("knowledge:input", args=[own.slug, there["said"]])
    assert client.get(address).status_code == 404


def test_those_who_only_read_are_shown_nothing_to_do(asked_by, url):
    page = asked_by("reader").get(url("finding", [1])).content.decode()
    assert "Add evidence" not in page
    assert "We have looked" not in page
    assert "Answer" not in page
