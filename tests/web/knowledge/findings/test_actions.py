"""What may change about findings: nothing is lost, and every change has its reason."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from nabolag.knowledge import evidence as library
from nabolag_web.knowledge.actions import evidence, findings, questions
from nabolag_web.knowledge.actions.evidence import Piece
from nabolag_web.knowledge.actions.findings import Said
from nabolag_web.knowledge.models import (
    Evidence,
    Finding,
    FindingVersion,
    FindingWord,
    Kind,
    LookedFor,
    Status,
)
from nabolag_web.knowledge.queries.figures import Figure, as_pinned
from nabolag_web.knowledge.queries.findings import standing, stood
from nabolag_web.programmes.actions import make_programme
from nabolag_web.programmes.models import ProgrammeTrace
from nabolag_web.shell.versions import ChangedMeanwhile

HOUR = timedelta(hours=1)


def done():
    return list(ProgrammeTrace.objects.order_by("pk").values_list("done", "subject"))


def test_a_new_finding_is_a_draft_with_the_programme_s_next_number(write):
    first, second = write("Få kjenner naboene"), write("Skolen er et samlingssted")
    assert (first.number, second.number) == (1, 2)
    assert first.status == Status.DRAFT
    assert done()[-1] == ("finding_written", "2")
    assert first.versions.get().sentence == "Få kjenner naboene"


def test_each_programme_counts_its_own(write, coordinator, moment):
    write()
    other = make_programme(name="Lia", municipality="", by=coordinator, at=moment)
    said = Said(sentence="Her og")
    found = findings.write_finding(
        programme=other, said=said, by=coordinator, at=moment
    )
    assert found.number == 1


def test_a_number_is_never_given_twice(write, coordinator, moment):
    gone = write()
    findings.take_out(finding=gone, by=coordinator, at=moment)
    assert write().number == 2


@pytest.mark.parametrize(
    "said",
    [
        {"sentence": ""},
        {"sentence": "x" * 301},
        {"bears": "neither"},
        {"dimension": "economic"},
    ],
)
def test_a_finding_says_something_that_is_known(write, said):
    with pytest.raises(ValidationError):
        write(**said)
    assert not Finding.objects.exists()


def test_what_it_said_before_can_be_read_with_the_reason(write, coordinator, moment):
    finding = write("Få kjenner naboene")
    findings.change_finding(
        finding=finding,
        version=1,
        said=Said(sentence="Færre kjenner naboene", dimension="social"),
        reason="Tallene kom",
        by=coordinator,
        at=moment + HOUR,
    )
    said = finding.versions.values_list("number", "sentence", "dimension", "reason")
    assert list(said) == [
        (2, "Færre kjenner naboene", "social", "Tallene kom"),
        (1, "Få kjenner naboene", "", ""),
    ]
    assert done()[-1] == ("finding_changed", "1")


def test_of_two_who_change_it_at_once_the_second_is_told(write, coordinator, moment):
    finding = write()
    change = {
        "finding": finding,
        "version": 1,
        "reason": "Nytt",
        "by": coordinator,
        "at": moment,
    }
    findings.change_finding(said=Said(sentence="Den første"), **change)
    with pytest.raises(ChangedMeanwhile):
        findings.change_finding(said=Said(sentence="Den andre"), **change)
    with pytest.raises(ChangedMeanwhile):
        findings.move_on(
            finding=finding,
            version=1,
            status=Status.SHARED,
            reason="Enige",
            by=coordinator,
            at=moment,
        )
    assert Finding.objects.get().sentence == "Den første"
    assert FindingVersion.objects.count() == 2


@pytest.mark.parametrize("status", list(Status))
def test_the_discussion_moves_on_with_a_reason(write, coordinator, moment, status):
    finding = write()
    findings.move_on(
        finding=finding,
        version=1,
        status=status,
        reason="Drøftet i prosjektgruppen",
        by=coordinator,
        at=moment,
    )
    newest = finding.versions.first()
    assert (newest.status, newest.reason) == (status, "Drøftet i prosjektgruppen")
    assert done()[-1] == ("finding_moved_on", "1")


def test_one_that_is_taken_out_comes_back_whole(write, back, coordinator, moment):
    finding = write()
    back(finding)
    findings.take_out(finding=finding, by=coordinator, at=moment)
    findings.put_back(finding=finding, by=coordinator, at=moment)
    finding.refresh_from_db()
    assert finding.removed_at is None
    assert finding.evidence.filter(ended_at=None).count() == 1
    assert [code for code, _ in done()[-2:]] == [
        "finding_taken_out",
        "finding_put_back",
    ]


def test_a_change_of_evidence_keeps_what_it_was(write, back, coordinator, moment):
    finding = write()
    first = back(finding, strength=1)
    second = evidence.weigh_anew(
        evidence=first,
        piece=Piece(kind="staff", title="Helsestasjonen", supports=False, strength=3),
        by=coordinator,
        at=moment + HOUR,
    )
    first.refresh_from_db()
    assert (first.strength, first.supports, first.ended_at) == (1, True, moment + HOUR)
    assert (second.strength, second.supports, second.replaces) == (3, False, first)


def test_what_rested_on_the_same_as_a_changed_piece_still_does(
    write, back, coordinator, moment
):
    finding = write()
    first = back(finding, title="Undersøkelsen", strength=2)
    like = back(finding, "residents", "Avisen om den", same_as=first)
    changed = evidence.weigh_anew(
        evidence=first,
        piece=Piece(kind="staff", title="Undersøkelsen", supports=True, strength=3),
        by=coordinator,
        at=moment,
    )
    like.refresh_from_db()
    assert like.same_as == changed
    assert standing(finding).sources == 1


def test_evidence_that_is_taken_away_counts_no_more(write, back, coordinator, moment):
    finding = write()
    piece = back(finding)
    evidence.take_away(evidence=piece, by=coordinator, at=moment + HOUR)
    assert standing(finding).evidence == ()
    assert Evidence.objects.get().ended_at == moment + HOUR
    assert done()[-1] == ("evidence_taken_away", "1")


def test_looking_is_told_once_however_often(write, coordinator, moment):
    finding = write()
    for _ in range(2):
        evidence.tell_looked(
            finding=finding, kind="staff", supports=False, by=coordinator, at=moment
        )
    assert LookedFor.objects.count() == 1
    assert done().count(("evidence_looked_for", "1")) == 1


@pytest.mark.parametrize(
    "wrong",
    [{"strength": 0}, {"strength": 4}, {"kind": "rumour"}, {"title": ""}],
)
def test_evidence_has_a_title_a_known_kind_and_a_strength(write, back, wrong):
    finding = write()
    with pytest.raises(ValidationError):
        back(finding, **wrong)
    assert not Evidence.objects.exists()


def test_what_a_resident_said_is_evidence_from_residents_and_nothing_else(
    write, back, hear
):
    finding, said = write(), hear()
    assert back(finding, "residents", rests_on=said).resident_input == said
    with pytest.raises(ValidationError, match="knowledge_inputs_are_residents"):
        back(finding, "statistics", rests_on=said)


def test_the_store_refuses_it_too(write, back, hear):
    piece = back(write(), "residents", rests_on=hear())
    with pytest.raises(IntegrityError), transaction.atomic():
        Evidence.objects.filter(pk=piece.pk).update(kind="statistics")


def test_a_question_stands_open_until_it_is_answered(write, ask, coordinator, moment):
    finding = write()
    question = ask(finding)
    assert standing(finding).open_questions == (question,)
    questions.answer(question=question, text="Ja", by=coordinator, at=moment)
    assert standing(finding).open_questions == ()
    questions.open_again(question=question, by=coordinator, at=moment)
    assert standing(finding).open_questions == (question,)
    assert [code for code, _ in done()[-3:]] == [
        "question_asked",
        "question_answered",
        "question_opened",
    ]


def test_an_answer_and_its_moment_go_together(write, ask):
    question = ask(write())
    question.answer = "Ja"
    with pytest.raises(IntegrityError), transaction.atomic():
        question.save()


def test_a_finding_that_goes_into_another_takes_its_evidence_and_questions_along(
    write, back, ask, coordinator, moment
):
    one, other = write("Få hilser"), write("Få kjenner naboene")
    first = back(one, title="Undersøkelsen")
    back(one, "residents", "Avisen", same_as=first)
    back(other, "place", "Vandringen")
    question = ask(one)
    findings.merge(
        finding=one, into=other, reason="Samme sak", by=coordinator, at=moment + HOUR
    )
    one.refresh_from_db()
    assert (one.status, one.merged_into) == (Status.ASIDE, other)
    now = standing(other)
    assert {each.title for each in now.evidence} == {
        "Undersøkelsen",
        "Avisen",
        "Vandringen",
    }
    assert now.sources == 2
    assert now.open_questions == (question,)
    before = stood(one, moment)
    assert {each.title for each in before.standing.evidence} == {
        "Undersøkelsen",
        "Avisen",
    }


def test_a_part_of_a_finding_becomes_one_of_its_own(write, back, coordinator, moment):
    whole = write("Få hilser, og få møtes")
    goes, stays = back(whole, title="Hilsing"), back(whole, "place", "Møteplasser")
    part = findings.split(
        finding=whole,
        said=Said(sentence="Få hilser"),
        evidence=[goes.pk],
        reason="To ting",
        by=coordinator,
        at=moment,
    )
    assert part.split_from == whole
    assert [each.title for each in standing(part).evidence] == ["Hilsing"]
    assert standing(whole).evidence == (stays,)
    assert whole.versions.first().reason == "To ting"


def test_words_follow_what_is_said(write, back, coordinator, moment):
    finding = write("Få kjenner naboene")
    piece = back(finding, title="Vaktmesteren")
    assert FindingWord.objects.filter(stem="vaktmest").exists()
    evidence.take_away(evidence=piece, by=coordinator, at=moment)
    assert not FindingWord.objects.filter(stem="vaktmest").exists()
    assert FindingWord.objects.filter(stem="nabo").exists()


def test_the_kinds_here_are_the_library_s():
    assert Kind.values == [kind.value for kind in library.Kind]


def test_a_figure_is_pinned_though_no_one_knows_how_sure_it_is(
    programme, coordinator, moment
):
    figure = Figure(
        key="members",
        names={"nb": "Medlemmer i velforeninger"},
        area="01",
        area_name="Dalen",
        period="2024",
        value=120.0,
        low=None,
        high=None,
        unit="",
        facts={"measure": "amount", "per": None},
        source="",
        recipe="",
    )
    pinned = evidence.pin_figure(
        programme=programme, figure=figure, by=coordinator, at=moment
    )
    pinned.refresh_from_db()
    assert (pinned.low, pinned.high) == (None, None)
    assert as_pinned(pinned).value == 120.0
