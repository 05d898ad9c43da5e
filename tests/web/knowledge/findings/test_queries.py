"""How findings are listed, found by words, backed, and read as they once stood."""

from __future__ import annotations

from datetime import timedelta

import pytest

from nabolag.knowledge.evidence import Backing, WeakSpot
from nabolag_web.knowledge.actions import evidence, findings, questions
from nabolag_web.knowledge.actions.evidence import Piece
from nabolag_web.knowledge.actions.findings import Said
from nabolag_web.knowledge.models import Status
from nabolag_web.knowledge.queries.findings import (
    Asked,
    listed,
    search,
    standing,
    standings,
    stood,
)
from nabolag_web.knowledge.queries.inputs import heard
from nabolag_web.knowledge.queries.person import about_person
from nabolag_web.knowledge.queries.sources import used_in

HOUR = timedelta(hours=1)


def sentences(programme, **asked):
    return [each.sentence for each in listed(programme, Asked(**asked))]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("kjelde", ["Kilden er uklar"]),  # nynorsk finds bokmål
        ("kilder", ["Kilden er uklar"]),
        ("bebuarane leikeplass", ["Beboerne savner lekeplasser"]),
        ("SAVNER", ["Beboerne savner lekeplasser"]),
        ("savner kilde", []),
        ("", ["Beboerne savner lekeplasser", "Kilden er uklar"]),
    ],
)
def test_bokmal_and_nynorsk_find_each_other(programme, write, words, found):
    write("Kilden er uklar")
    write("Beboerne savner lekeplasser")
    assert sentences(programme, words=words) == found


def test_evidence_and_questions_are_searched_too(programme, write, back, ask):
    finding = write("Få kjenner naboene")
    back(finding, title="Vaktmesterne", note="Intervju i borettslaget")
    ask(finding, "Hvem er ikke spurt?")
    for words in ("vaktmester", "burettslag", "spurt"):
        assert sentences(programme, words=words) == ["Få kjenner naboene"]
    assert sentences(programme, words="kommune") == []


def test_the_list_is_narrowed(programme, focused, write, back, coordinator, moment):
    area = programme.focus_areas.get()
    first = write("En", dimension="social", area=area.pk)
    back(first, "residents")
    write("To", bears="possibility")
    findings.move_on(
        finding=first,
        version=1,
        status=Status.QUESTIONED,
        reason="Tatt opp",
        by=coordinator,
        at=moment,
    )
    assert sentences(programme, status="questioned") == ["En"]
    assert sentences(programme, bears="possibility") == ["To"]
    assert sentences(programme, dimension="social") == ["En"]
    assert sentences(programme, area=area.pk) == ["En"]
    assert sentences(programme, lacks="residents") == ["To"]


def test_one_that_is_taken_out_is_not_listed(programme, write, coordinator, moment):
    finding = write("Få kjenner naboene")
    findings.take_out(finding=finding, by=coordinator, at=moment)
    assert sentences(programme) == []
    assert list(search(programme, ("naboene",))) == []


def test_how_well_it_is_backed_follows_from_the_evidence(
    write, back, coordinator, moment
):
    finding = write()
    assert standing(finding).backed.level is Backing.NONE
    back(finding, "statistics", "Tall", strength=3)
    back(finding, "staff", "Skolen", strength=2)
    back(finding, "residents", "Kafédialog", strength=2)
    assert standing(finding).backed.level is Backing.PART
    evidence.tell_looked(
        finding=finding, kind="place", supports=False, by=coordinator, at=moment
    )
    assert standing(finding).backed.level is Backing.WELL


def test_two_pieces_on_one_stored_source_count_once(write, back, hear):
    finding, said = write(), hear()
    back(finding, "residents", "Én gang", rests_on=said)
    back(finding, "residents", "Igjen", rests_on=said)
    found = standing(finding)
    assert found.sources == 1
    assert WeakSpot.SAME_ORIGIN in found.backed.weak_spots


def test_pieces_that_lead_to_each_other_in_a_ring_are_one_source(write, back):
    finding = write()
    first = back(finding, title="A")
    second = back(finding, title="B", same_as=first)
    first.same_as = second
    first.save()
    assert standing(finding).sources == 2  # neither leads to another source


def test_a_claim_of_cause_stands_until_there_is_evidence_on_it(write, back):
    finding = write("Kort botid gjør at få hilser")
    assert standing(finding).claims == ("gjør at",)
    assert not standing(finding).cause_is_backed
    back(finding, "statistics", "Før og etter flytting", about_cause=True)
    assert standing(finding).cause_is_backed


def test_what_stood_there_at_a_moment_can_be_read(
    write, back, ask, coordinator, moment
):
    finding = write("Først")
    piece = back(finding, at=moment + HOUR)
    question = ask(finding, at=moment + HOUR)
    findings.change_finding(
        finding=finding,
        version=1,
        said=Said(sentence="Siden"),
        reason="Nytt",
        by=coordinator,
        at=moment + 2 * HOUR,
    )
    evidence.weigh_anew(
        evidence=piece,
        piece=Piece(kind="staff", title="Ny", supports=False),
        by=coordinator,
        at=moment + 3 * HOUR,
    )
    questions.answer(question=question, text="Ja", by=coordinator, at=moment + 3 * HOUR)

    def then(hours):
        found = stood(finding, moment + hours * HOUR)
        return (
            found.said.sentence,
            [each.title for each in found.standing.evidence],
            len(found.standing.open_questions),
        )

    assert stood(finding, moment - HOUR) is None
    assert then(0) == ("Først", [], 0)
    assert then(1.5) == ("Først", ["Helsestasjonen"], 1)
    assert then(2.5) == ("Siden", ["Helsestasjonen"], 1)
    assert then(3.5) == ("Siden", ["Ny"], 0)


def test_many_findings_take_no_more_queries_than_one(
    write, back, ask, django_assert_num_queries
):
    made = []
    for number in range(12):
        finding = write(f"Funn {number}")
        back(finding)
        ask(finding)
        made.append(finding)
    with django_assert_num_queries(3):
        assert len(standings(made)) == 12


def test_a_search_of_the_programme_finds_findings(programme, write):
    write("Kilden er uklar")
    (hit,) = search(programme, ("kjelde",))
    assert hit.title == "Kilden er uklar"
    assert hit.address.endswith("/findings/1")


def test_what_a_resident_said_leads_to_the_findings_it_backs(
    programme, write, back, hear, coordinator, moment
):
    said, unused = hear(), hear("Benkene er fine")
    one, other = write("En"), write("To")
    back(one, "residents", rests_on=said)
    gone = back(other, "residents", rests_on=said)
    evidence.take_away(evidence=gone, by=coordinator, at=moment)
    assert list(used_in(said)) == [one]
    assert not used_in(unused).exists()
    assert {each.text: each.uses for each in heard(programme)} == {
        said.text: 1,
        unused.text: 0,
    }


def test_a_copy_holds_what_someone_has_written(write, back, ask, hear, coordinator):
    finding = write("Få hilser")
    back(finding, title="Skolen")
    ask(finding, "Hvem?")
    hear("Ja")
    told = about_person(coordinator)
    assert told["findings"][0]["sentence"] == "Få hilser"
    assert told["evidence"][0]["title"] == "Skolen"
    assert told["questions"][0]["text"] == "Hvem?"
    assert told["inputs_from_residents"][0]["text"] == "Ja"
