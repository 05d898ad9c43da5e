"""The thread from what a resident said to a measure and back, as pages show it."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest
from django.urls import reverse
from django.utils.translation import override

from nabolag_web.knowledge.actions import deciding, evidence
from nabolag_web.knowledge.actions.findings import take_out as take_out_finding
from nabolag_web.knowledge.models import Kind as Source
from nabolag_web.knowledge.queries.figures import Figure
from nabolag_web.knowledge.queries.thread import (
    decision_link,
    evidence_link,
    finding_link,
    source_link,
)
from nabolag_web.measures.actions import take_out
from nabolag_web.measures.queries import link_of
from nabolag_web.shell.registry import due, thread
from nabolag_web.shell.thread import Kind

SLUG = "omradeloft-dalen"


def text_of(answer):
    return " ".join(answer.content.decode().split())


@pytest.fixture
def hear(programme, done_by, moment):
    """Writes down what a resident said."""

    def heard(text="Det er mørkt i undergangen"):
        return evidence.write_input(
            programme=programme,
            text=text,
            channel="kafédialog",
            heard_on=moment.date(),
            **done_by,
        )

    return heard


@pytest.fixture
def back(finding, done_by):
    """Makes what a resident said evidence on the finding."""

    def backed(said, *, supports=True):
        piece = evidence.Piece(
            kind=Source.RESIDENTS, title="Mørkt", supports=supports, rests_on=said
        )
        return evidence.add_evidence(finding=finding, piece=piece, **done_by)

    return backed


@pytest.fixture
def built(hear, back, finding, decision, begin):
    """A thread from two inputs to two measures, each thing as it stands on it."""
    said = hear()
    pieces = [back(said), back(hear("Der er det fint"), supports=False)]
    return {
        "input": source_link(said, SLUG),
        "piece": evidence_link(pieces[0]),
        "other piece": evidence_link(pieces[1]),
        "finding": finding_link(finding),
        "decision": decision_link(decision),
        "measure": link_of(begin("Nytt lys")),
        "other measure": link_of(begin("Hvite vegger")),
    }


@pytest.fixture
def figure(programme, done_by):
    """A figure as it stood when it was pinned."""
    figure = Figure(
        key="lit",
        names={"en": "Lit paths", "nb": "Opplyste gangveier"},
        area="01",
        area_name="Dalen",
        period="2025",
        value=0.4,
        low=0.3,
        high=0.5,
        unit="share",
        facts={"measure": "share"},
        source="Storvik",
        recipe="",
    )
    return evidence.pin_figure(programme=programme, figure=figure, **done_by)


@pytest.fixture
def pages(built):
    return {
        "input": reverse("knowledge:input", args=[SLUG, built["input"].thing.pk]),
        "finding": reverse("knowledge:finding", args=[SLUG, 1]),
        "measure": reverse("measures:measure", args=[SLUG, 1]),
    }


def test_from_an_input_one_sees_what_was_done_and_from_what_was_done_the_input(built):
    up = [link.thing for link in thread(built["input"]).above]
    names = ["piece", "finding", "decision", "measure", "other measure"]
    assert up == [built[name].thing for name in names]
    down = thread(built["measure"]).below
    assert [link.kind for link in down] == [
        Kind.SOURCE,
        Kind.SOURCE,
        Kind.EVIDENCE,
        Kind.EVIDENCE,
        Kind.FINDING,
        Kind.DECISION,
    ]


def test_what_leads_up_to_a_thing_is_led_down_to_from_it(built):
    threads = {name: thread(link) for name, link in built.items()}
    for one, other in product(built, built):
        leads = built[other].thing in {link.thing for link in threads[one].above}
        back = built[one].thing in {link.thing for link in threads[other].below}
        assert leads == back, (one, other)


def test_each_thing_is_told_alike_from_wherever_it_is_seen(built):
    seen = {link for each in built.values() for link in thread(each).above}
    told = [link.thing for link in seen]
    assert len(told) == len(set(told))
    assert built["measure"] in seen


def test_a_pinned_figure_leads_to_what_was_done_as_an_input_does(
    built, figure, finding, done_by
):
    piece = evidence.Piece(
        kind=Source.STATISTICS, title="Lys", supports=True, rests_on=figure
    )
    evidence.add_evidence(finding=finding, piece=piece, **done_by)
    with override("en"):
        pinned = source_link(figure, SLUG)
        assert pinned in thread(built["measure"]).below
        assert built["measure"] in thread(pinned).above
    assert (pinned.title, pinned.text) == ("Lit paths", "Dalen 2025")


def test_what_was_taken_out_or_no_longer_counts_holds_no_thread(
    built, finding, done_by
):
    evidence.take_away(evidence=built["piece"].thing, **done_by)
    assert thread(built["input"]).above == ()
    take_out(measure=built["measure"].thing, **done_by)
    (left,) = thread(built["decision"]).above
    assert left.title == "Hvite vegger"
    take_out_finding(finding=finding, **done_by)
    assert thread(built["decision"]).below == ()


def test_a_measure_on_a_political_order_begins_there_and_lacks_nothing(
    client, begin, url
):
    begin("Åpent bibliotek", ordered="Bystyret, sak 41/26")
    shown = text_of(client.get(url("measure", 1)))
    assert "The thread goes from a political order to 1 measure" in shown
    assert 'class="missing"' not in shown


# Pages


@pytest.mark.parametrize("page", ["input", "finding", "measure"])
def test_each_page_leads_to_the_others(client, pages, built, page):
    shown = text_of(client.get(pages[page]))
    assert "evidence to 2 measures" in shown or page == "measure"
    for other, address in pages.items():
        if other != page and (page, other) not in {
            ("measure", "input"),  # by way of the finding
        }:
            assert f'href="{address}"' in shown, other


def test_the_heading_counts_what_the_thread_goes_between(client, pages):
    assert "The thread goes from 2 pieces of evidence to 1 measure" in text_of(
        client.get(pages["measure"])
    )
    assert "The thread goes from 1 piece of evidence to 2 measures" in text_of(
        client.get(pages["input"])
    )


def test_an_input_that_no_one_has_taken_up_has_gaps_for_the_team_only(
    client, client_of, member, hear
):
    address = reverse("knowledge:input", args=[SLUG, hear().pk])
    shown = text_of(client.get(address))
    assert "The thread begins here, and leads nowhere yet" in shown
    assert shown.count('class="missing"') == 4
    reader = text_of(client_of(member("reader")).get(address))
    assert 'class="missing"' not in reader


def test_several_findings_and_decisions_are_named_one_by_one(
    client, built, programme, decision, done_by, moment, pages
):
    from nabolag_web.knowledge.actions.findings import Said, write_finding

    said = Said(sentence="Folk går omveier")
    second = write_finding(programme=programme, said=said, **done_by)
    piece = evidence.Piece(
        kind=Source.RESIDENTS,
        title="Omvei",
        supports=True,
        rests_on=built["input"].thing,
    )
    evidence.add_evidence(finding=second, piece=piece, **done_by)
    deciding.decide_by_email(
        forum=decision.forum,
        decided=deciding.Decided(text="Vi ser på omveiene."),
        on=date(2026, 3, 1),
        findings=[second],
        **done_by,
    )
    shown = text_of(client.get(pages["input"]))
    assert "2 findings" in shown
    assert "Folk går omveier" in shown
    assert "2 decisions" in shown
    assert "1 March 2026" in shown


def test_those_who_do_not_sit_in_the_forum_see_that_it_was_decided_and_not_what(
    client, client_of, member, pages
):
    assert "Vi ber om lys." in text_of(client.get(pages["measure"]))
    reader = client_of(member("reader"))
    for page in pages.values():
        shown = text_of(reader.get(page))
        assert "<b>Decided</b>" in shown
        assert "Vi ber om lys." not in shown
        assert "Styret" not in shown


@pytest.mark.parametrize("page", ["input", "finding", "measure"])
def test_a_longer_thread_takes_no_more_queries(
    client, pages, page, back, hear, begin, django_assert_max_num_queries
):
    client.get(pages[page])
    with django_assert_max_num_queries(40) as few:
        client.get(pages[page])
    for number in range(5):
        back(hear(f"Innspill {number}"))
        begin(f"Tiltak {number}")
    with django_assert_max_num_queries(40) as many:
        client.get(pages[page])
    assert len(many) == len(few)


def test_the_days_of_measures_stand_among_the_programme_s_deadlines(
    client, programme, begin
):
    begin("Nytt lys", due_on=date(2026, 3, 9))
    begin("Uten dag")
    begin("Gjort", due_on=date(2026, 3, 8), stage="done")
    (found,) = due(programme, date(2026, 3, 2))
    assert (found.title, found.on) == ("Nytt lys", date(2026, 3, 9))
    page = client.get(reverse("overview:overview", args=[SLUG])).content.decode()
    assert f'href="{found.address}">Nytt lys</a>' in page
