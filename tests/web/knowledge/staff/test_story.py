"""From a link to what came of it: the whole way of what one person saw."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.db.models.deletion import RestrictedError
from django.urls import reverse

from nabolag_web.knowledge.actions import asking, pulse
from nabolag_web.knowledge.actions.deciding import Decided, decide_by_email
from nabolag_web.knowledge.actions.forums import Described, found_forum
from nabolag_web.knowledge.models import (
    Evidence,
    Finding,
    ForumType,
    Kind,
    PinnedFigure,
    StaffAnswer,
    Status,
)
from nabolag_web.knowledge.queries import pulse as pulses
from nabolag_web.knowledge.queries import sources, staff
from nabolag_web.measures.actions import Origin, Told, begin_measure

WORDS = "Det er mørkt mellom skolen og senteret."


@pytest.fixture
def finding(programme, moment):
    """A finding: ``finding("Det er for mørkt")``, told by how far it has come."""

    def made(sentence, status=Status.SHARED, number=1):
        return Finding.objects.create(
            programme=programme,
            number=number,
            sentence=sentence,
            status=status,
            made_at=moment,
            changed_at=moment,
        )

    return made


def back(finding, moment, **source):
    return Evidence.objects.create(
        finding=finding,
        strength=2,
        supports=True,
        title="Ansatte",
        added_at=moment,
        **{"kind": Kind.STAFF, **source},
    )


def test_what_one_person_saw_is_read_sent_used_and_answered(
    client_of, asked_by, started, writer, reader, finding, moment, mailoutbox
):
    asking.ask_every_month(at=moment)
    links = {
        sent.to[0]: word
        for sent in mailoutbox
        for word in sent.body.split()
        if "/tell/" in word
    }
    phone, other = client_of(), client_of()
    page = phone.post(links[writer.email], {"words": WORDS, "sure": "on"}, follow=True)
    assert "reads it first" in page.content.decode()
    (answer,) = StaffAnswer.objects.all()
    other.post(f"{links[reader.email]}read/{answer.pk}/on")
    team = asked_by("analyst").get(
        reverse("knowledge:observations", args=[writer.service.programme.slug])
    )
    assert WORDS in team.content.decode()
    (offered,) = sources.offered(writer.service.programme, with_words=True)
    assert offered.source == answer
    assert "Not taken up yet." in phone.get(links[writer.email]).content.decode()
    found = finding("Gangveiene er for mørke.")
    back(found, moment, staff_answer=answer)
    assert list(sources.used_in(answer)) == [found]
    told = phone.get(links[writer.email]).content.decode()
    assert "It backs a shared understanding: Gangveiene er for mørke." in told


@pytest.mark.parametrize(
    ("status", "said", "sentence_is_told"),
    [
        (Status.DRAFT, "It is part of a finding that is being written.", False),
        (Status.QUESTIONED, "It backs a finding that is discussed", True),
        (Status.SHARED, "It backs a shared understanding", True),
        (Status.ASIDE, "It backed a finding that is set aside", True),
    ],
)
def test_what_came_of_it_is_told_by_how_far_the_finding_has_come(
    client_of, writer, link_of, send, finding, moment, status, said, sentence_is_told
):
    found = finding("Gangveiene er for mørke.", status)
    answer = send()
    for _twice in range(2):
        back(found, moment, staff_answer=answer)
    address = reverse("knowledge:tell", args=[link_of(writer)])
    page = client_of().get(address).content.decode()
    assert page.count(said) == 1
    assert ("Gangveiene" in page) is sentence_is_told


def test_the_measures_that_were_begun_from_there_are_told_too(
    client_of, writer, link_of, send, finding, moment, programme, coordinator
):
    found = finding("Gangveiene er for mørke.", Status.SHARED)
    back(found, moment, staff_answer=send())
    by = {"by": coordinator, "at": moment}
    described = Described(name="Prosjektgruppa", type=ForumType.ADMINISTRATIVE)
    forum = found_forum(programme=programme, described=described, **by)
    decision = decide_by_email(
        forum=forum,
        decided=Decided(text="Vi setter opp lys."),
        on=moment.date(),
        findings=[found],
        **by,
    )
    told, origin = Told(title="Lys ved skolen"), Origin(decision=decision)
    begin_measure(programme=programme, told=told, origin=origin, **by)
    address = reverse("knowledge:tell", args=[link_of(writer)])
    page = client_of().get(address).content.decode()
    assert "A measure has begun: Lys ved skolen" in page
    assert "Vi setter opp lys" not in page


def test_evidence_that_has_ended_and_findings_taken_out_are_not_told_of(
    send, finding, moment
):
    answer = send()
    ended = back(finding("Et funn"), moment, staff_answer=answer)
    ended.ended_at = moment
    ended.save()
    gone = finding("Et annet", number=2)
    back(gone, moment, staff_answer=answer)
    gone.removed_at = moment
    gone.save()
    assert not sources.used_in(answer).exists()
    assert staff.became([answer]) == {}


def test_a_series_is_evidence_too(
    opened, library, mark, programme, coordinator, finding, moment, closed
):
    mark(opened, library, [(1, 2), (2, 3), (3, 4), (4, 5), (5, 5)])
    series = pulse.freeze_series(
        programme=programme,
        question=pulses.questions(programme)[0],
        service=library,
        by=coordinator,
        at=closed,
    )
    found = finding("Det føles utrygt.")
    back(found, moment, pulse_series=series)
    assert list(pulses.kept_series(programme)) == [series]
    assert list(sources.used_in(series)) == [found]
    with pytest.raises(RestrictedError):
        series.delete()


@pytest.mark.parametrize("kind", [Kind.STATISTICS, Kind.RESIDENTS, Kind.PLACE])
def test_what_staff_tell_is_evidence_from_staff_and_no_other_kind(
    send, finding, moment, kind
):
    answer = send()
    with pytest.raises(IntegrityError, match="knowledge_answers_are_staff"):
        back(finding("Et funn"), moment, staff_answer=answer, kind=kind)


def test_a_piece_of_evidence_rests_on_one_thing(
    send, finding, moment, opened, programme, coordinator
):
    answer = send()
    series = pulse.freeze_series(
        programme=programme,
        question=pulses.questions(programme)[0],
        service=None,
        by=coordinator,
        at=moment + timedelta(days=30),
    )
    with pytest.raises(IntegrityError, match="knowledge_evidence_rests_on_one"):
        back(finding("Et"), moment, staff_answer=answer, pulse_series=series)


def test_nor_on_a_figure_beside(send, finding, moment, programme):
    figure = PinnedFigure.objects.create(
        programme=programme,
        indicator="crowded",
        names={},
        area="01",
        area_name="Dalen",
        period="2024",
        value=0.2,
        pinned_at=moment,
    )
    answer = send()
    with pytest.raises(IntegrityError):
        back(finding("Et"), moment, staff_answer=answer, figure=figure)
