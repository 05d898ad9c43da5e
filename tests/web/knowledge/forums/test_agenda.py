"""Meetings and what they take up."""

from __future__ import annotations

from datetime import date

import pytest

from nabolag_web.knowledge.actions import agenda, meetings, recording
from nabolag_web.knowledge.actions.agenda import HasDecisions, Proposal
from nabolag_web.knowledge.actions.meetings import Closing, When
from nabolag_web.knowledge.models import (
    Case,
    CaseKind,
    LookedFor,
    Mark,
    PinnedFigure,
    Status,
)
from nabolag_web.knowledge.queries.agenda import suggestions
from nabolag_web.shell.versions import ChangedMeanwhile


def test_meetings_and_cases_are_counted_for_each_year(forum, plan, add):
    first, second = plan(forum), plan(forum, on=date(2026, 4, 9))
    after = plan(forum, on=date(2027, 1, 14))
    assert [str(each) for each in (first, second, after)] == ["1/26", "2/26", "1/27"]
    labels = [add(meeting).label for meeting in (first, second, first, after)]
    assert labels == ["1/26", "2/26", "3/26", "1/27"]


def test_a_meeting_moved_within_its_year_keeps_its_number(forum, plan, done_by, trail):
    first, _second = plan(forum), plan(forum, on=date(2026, 4, 9))
    when = When(on=date(2026, 4, 16), place="Skolen")
    meetings.move_meeting(meeting=first, when=when, version=1, **done_by)
    first.refresh_from_db()
    assert (str(first), first.place, first.version) == ("1/26", "Skolen", 2)
    other_year = When(on=date(2027, 1, 7))
    meetings.move_meeting(meeting=first, when=other_year, version=2, **done_by)
    assert str(first) == "1/27"
    assert trail()[-1] == "meeting_moved"


def test_of_two_who_move_a_meeting_at_once_the_second_is_told(meeting, done_by):
    mine = When(on=date(2026, 3, 19), place="Skolen")
    meetings.move_meeting(meeting=meeting, when=mine, version=1, **done_by)
    with pytest.raises(ChangedMeanwhile) as told:
        meetings.move_meeting(meeting=meeting, when=mine, version=1, **done_by)
    assert told.value.now.place == "Skolen"
    assert told.value.now.version == 2


def test_findings_that_are_questioned_come_on_the_agenda_once(
    meeting, finding, ask, done_by
):
    dark = finding("Gangveien er mørk.")
    question = ask(dark, "Når på døgnet?")
    again = {"meeting": meeting, "findings": [dark], "questions": [question]}
    (case,) = agenda.draw_agenda(**again, **done_by)
    assert (case.kind, case.title) == (CaseKind.FINDING, "Gangveien er mørk.")
    assert "as it stands" in case.proposed
    assert agenda.draw_agenda(**again, **done_by) == []


def test_a_question_of_a_shared_finding_comes_as_a_case_of_its_own(
    meeting, finding, ask, done_by
):
    shared = finding("Trærne er fine.", Status.SHARED)
    question = ask(shared, "Også om vinteren?")
    (case,) = agenda.draw_agenda(
        meeting=meeting, findings=[], questions=[question], **done_by
    )
    assert (case.kind, case.title) == (CaseKind.QUESTION, "Også om vinteren?")
    assert (case.finding, case.question) == (shared, question)


def test_what_no_one_answered_follows_into_the_next_forum(
    meeting, found, plan, finding, ask, done_by
):
    calm, dark = finding("Torget er stille."), finding("Gangveien er mørk.")
    ask(dark, "Når på døgnet?")
    agenda.draw_agenda(meeting=meeting, findings=[dark], questions=[], **done_by)
    elsewhere = plan(found("Ledergruppa"))
    suggested = suggestions(elsewhere)
    assert [each.finding for each in suggested] == [dark, calm]
    assert [each.follows for each in suggested] == [True, False]
    assert [each.open_questions for each in suggested] == [1, 0]


def test_what_is_answered_set_aside_or_there_already_is_not_suggested(
    meeting, finding, ask, add, programme, moment
):
    aside, shared = finding("A.", Status.ASIDE), finding("B.", Status.SHARED)
    there, gone = finding("C."), finding("D.")
    draft = finding("E.", Status.DRAFT)
    ask(aside, "Hvorfor?")
    ask(shared, "Hvor?", answer="Ved skolen.")
    ask(draft, "Når?")
    gone.removed_at = moment
    gone.save()
    add(meeting, "C.", kind=CaseKind.FINDING, finding=there)
    (left,) = suggestions(meeting)
    assert (left.finding, left.question.text, left.follows) == (draft, "Når?", False)


def test_papers_keep_what_is_known_as_it_stands(
    meeting, add, finding, ask, back, coordinator, moment, done_by, trail
):
    dark = finding()
    ask(dark, "Når på døgnet?")
    ask(dark, "Hele året?", answer="Ja.")
    figure = PinnedFigure.objects.create(
        programme=meeting.forum.programme,
        indicator="reports",
        names={"nb": "Feilmeldinger"},
        area="01",
        area_name="Dalen",
        period="2025",
        value=0.27,
        low=0.24,
        high=0.31,
        unit="share",
        source="Storvik",
        pinned_at=moment,
    )
    survey = back(dark, "statistics", "Feilmeldinger", strength=3, figure=figure)
    back(dark, "staff", "Vaktmesteren", same_as=survey)
    back(dark, "residents", "Et innspill", ended_at=moment)
    LookedFor.objects.create(finding=dark, kind="place", supports=False, at=moment)
    case = add(meeting, "Gangveien", kind=CaseKind.FINDING, finding=dark)
    plain = add(meeting, "Orientering")
    assert case.frozen == {}
    meetings.call_meeting(meeting=meeting, **done_by)
    case.refresh_from_db()
    plain.refresh_from_db()
    assert plain.frozen == {}
    assert case.frozen["finding"]["sentence"] == "Gangveien er mørk."
    assert case.frozen["backing"] == {
        "level": "thin",
        "for": ["statistics"],
        "against": [],
        "missing": ["place", "staff", "residents"],
        "weak_spots": [
            "one_kind_only",
            "several_pieces_rest_on_the_same",
            "no_resident_asked",
        ],
    }
    assert [each["title"] for each in case.frozen["evidence"]] == [
        "Feilmeldinger",
        "Vaktmesteren",
    ]
    assert case.frozen["evidence"][0]["figure"]["value"] == 0.27
    assert [each["answer"] for each in case.frozen["questions"]] == ["", "Ja."]
    assert (meeting.stage, trail()[-1]) == ("called", "meeting_called")


def test_papers_do_not_change_with_the_finding_until_they_are_made_anew(
    meeting, add, finding, done_by
):
    dark = finding()
    case = add(meeting, "Gangveien", kind=CaseKind.FINDING, finding=dark)
    meetings.call_meeting(meeting=meeting, **done_by)
    dark.sentence = "Gangveien er mørk om vinteren."
    dark.save()
    case.refresh_from_db()
    assert case.frozen["finding"]["sentence"] == "Gangveien er mørk."
    meetings.call_meeting(meeting=meeting, **done_by)
    case.refresh_from_db()
    assert case.frozen["finding"]["sentence"] == "Gangveien er mørk om vinteren."


def test_a_case_that_comes_after_the_papers_has_its_own_at_once(
    meeting, add, finding, done_by
):
    meetings.call_meeting(meeting=meeting, **done_by)
    case = add(meeting, "Gangveien", kind=CaseKind.FINDING, finding=finding())
    assert case.frozen["finding"]["number"] == 1


def test_a_meeting_that_begins_has_its_papers_made(meeting, add, finding, done_by):
    case = add(meeting, "Gangveien", kind=CaseKind.FINDING, finding=finding())
    meetings.begin_meeting(meeting=meeting, **done_by)
    began = meeting.held_at
    meetings.begin_meeting(meeting=meeting, by=done_by["by"], at=began.replace(hour=20))
    case.refresh_from_db()
    meeting.refresh_from_db()
    assert case.frozen["finding"]
    assert (meeting.stage, meeting.held_at) == ("held", began)


def test_papers_made_in_time_are_not_made_again_by_beginning(meeting, done_by):
    meetings.call_meeting(meeting=meeting, **done_by)
    called = meeting.called_at
    later = called.replace(hour=20)
    meetings.begin_meeting(meeting=meeting, by=done_by["by"], at=later)
    assert (meeting.called_at, meeting.held_at) == (called, later)
    meetings.call_meeting(meeting=meeting, by=done_by["by"], at=later)
    assert meeting.stage == "held"


def test_cases_are_moved_up_and_down(meeting, add, done_by, trail):
    for title in "ABC":
        add(meeting, title)
    order = lambda: "".join(meeting.cases.values_list("title", flat=True))  # noqa: E731
    agenda.move_case(case=meeting.cases.get(title="C"), up=1, **done_by)
    assert order() == "ACB"
    agenda.move_case(case=meeting.cases.get(title="A"), up=1, **done_by)
    assert order() == "ACB"
    agenda.move_case(case=meeting.cases.get(title="A"), up=-2, **done_by)
    assert order() == "CBA"
    assert trail()[-1] == "agenda_changed"


def test_a_case_is_changed_by_one_at_a_time(meeting, add, done_by):
    case = add(meeting, "Regnskap")
    changed = Proposal(title="Regnskapet", kind=CaseKind.CONSENT, proposed="Godkjent.")
    agenda.change_case(case=case, proposal=changed, version=1, **done_by)
    stored = Case.objects.get()
    assert (stored.title, stored.kind, stored.version) == ("Regnskapet", "consent", 2)
    with pytest.raises(ChangedMeanwhile):
        agenda.change_case(case=case, proposal=changed, version=1, **done_by)


def test_a_case_goes_off_the_agenda_while_nothing_is_recorded(
    held, case, sit, add, done_by, moment
):
    recording.write_said(case=case, said="Lang debatt.", version=1, **done_by)
    with pytest.raises(HasDecisions):
        agenda.drop_case(case=case, **done_by)
    marked = add(held, "Merket")
    seat = sit(held.forum, "Anne")
    Mark.objects.create(case=marked, seat=seat, value=3, at=moment)
    with pytest.raises(HasDecisions):
        agenda.drop_case(case=marked, **done_by)
    agenda.drop_case(case=held.cases.get(title="Regnskap"), **done_by)
    assert held.cases.count() == 2


def test_what_is_said_of_a_meeting_as_a_whole(held, sit, done_by):
    secretary = sit(held.forum, "Anne")
    closing = Closing(secretary=secretary, others="Ole", next_on=date(2026, 4, 9))
    meetings.close_meeting(meeting=held, closing=closing, version=1, **done_by)
    held.refresh_from_db()
    assert (held.secretary, held.others, held.version) == (secretary, "Ole", 2)
    with pytest.raises(ChangedMeanwhile):
        meetings.close_meeting(meeting=held, closing=closing, version=1, **done_by)
