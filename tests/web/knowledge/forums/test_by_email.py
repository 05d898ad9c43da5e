"""A decision made by e-mail rests on the findings that whoever writes it chooses."""

from __future__ import annotations

from datetime import date

import pytest

from nabolag_web.knowledge.forms.recording import EmailDecisionForm
from nabolag_web.knowledge.models import Decision, Status

SENT = {"text": "Vi søker om lys.", "on": "2026-03-01"}


@pytest.fixture
def many(finding):
    """More findings than the form lists, numbered from the oldest."""
    return [finding(f"Funn {number}") for number in range(1, 19)]


@pytest.fixture
def where(url, forum):
    return url("decide_by_email", forum.pk)


def test_it_stands_on_each_finding_it_rests_on_as_it_is_now(
    client, url, text, where, finding
):
    dark = finding("Gangveien er mørk.")
    finding("Få hilser.", status=Status.SHARED)
    client.post(where, {**SENT, "findings": ["1", "2"]})
    decision = Decision.objects.get()
    rests = decision.rests_on.values_list("finding__number", "version")
    assert set(rests) == {(1, 1), (2, 1)}
    assert "Vi søker om lys." in text(client.get(url("finding", dark.number)))


def test_findings_are_offered_the_newest_first_and_only_those_that_are_discussed(
    client, where, finding
):
    finding("Gangveien er mørk.")
    finding("Ikke vist noen.", status=Status.DRAFT)
    finding("Lagt til side.", status=Status.ASIDE)
    finding("Få hilser.", status=Status.SHARED)
    form = client.get(where).context["form"]
    assert form.fields["findings"].choices == [
        ("4", "4. Få hilser."),
        ("1", "1. Gangveien er mørk."),
    ]
    assert "others" not in form.fields
    assert not Decision.objects.exists()


def test_older_ones_are_told_by_their_numbers(client, where, many):
    form = client.get(where).context["form"]
    assert [number for number, _ in form.fields["findings"].choices] == [
        str(number) for number in range(18, 3, -1)
    ]
    client.post(where, {**SENT, "findings": ["18", "4"], "others": "1, 3 4"})
    rests = Decision.objects.get().findings.order_by("number")
    assert list(rests.values_list("number", flat=True)) == [1, 3, 4, 18]


@pytest.mark.parametrize("others", ["1, 99", "fire"])
def test_a_number_that_no_finding_has_is_told_and_what_was_typed_stays(
    client, text, where, many, others
):
    answer = client.post(where, {**SENT, "findings": ["17"], "others": others})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "No finding that is discussed or shared has number" in page
    assert others in page
    assert 'value="17" id="id_findings_1" checked' in page
    assert not Decision.objects.exists()


def test_one_that_newer_findings_came_before_meanwhile_is_still_chosen(many, forum):
    findings = list(reversed(many))
    form = EmailDecisionForm(
        {**SENT, "findings": ["1"]},
        seats=forum.seats.all(),
        findings=findings,
        today=date(2026, 3, 2),
    )
    assert form.is_valid()
    assert form.rests_on() == [many[0]]


def test_of_a_finding_that_is_not_offered_nothing_is_decided(client, where, finding):
    finding("Gangveien er mørk.")
    hidden = finding("Ikke vist noen.", status=Status.DRAFT)
    answer = client.post(where, {**SENT, "findings": [str(hidden.number)]})
    assert answer.status_code == 422
    assert not Decision.objects.exists()


def test_where_nothing_is_discussed_the_form_asks_nothing_of_findings(client, where):
    assert "findings" not in client.get(where).context["form"].fields
    assert client.post(where, SENT).status_code == 302
    assert not Decision.objects.get().findings.exists()


def test_many_findings_take_no_more_queries(
    client, where, finding, django_assert_max_num_queries
):
    finding()
    client.get(where)
    with django_assert_max_num_queries(10) as few:
        client.get(where)
    for number in range(20):
        finding(f"Funn {number}")
    with django_assert_max_num_queries(10) as many:
        client.get(where)
    assert len(many) == len(few)
