"""What is said, decided and approved in a meeting, and that nothing is lost."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from nabolag_web.knowledge.actions import approving, deciding, meetings, recording
from nabolag_web.knowledge.actions.agenda import Proposal, add_case
from nabolag_web.knowledge.actions.approving import NotHeld
from nabolag_web.knowledge.actions.deciding import Decided
from nabolag_web.knowledge.actions.locks import MinutesLocked
from nabolag_web.knowledge.actions.meetings import Closing, When
from nabolag_web.knowledge.models import (
    Attendance,
    Came,
    CaseKind,
    Decision,
    Disqualified,
    Duty,
    Minutes,
)
from nabolag_web.knowledge.queries.minutes import is_whole, lacking, parts_of
from nabolag_web.shell.versions import ChangedMeanwhile


def test_who_came_can_be_said_again(held, sit, done_by):
    anne, ole = sit(held.forum, "Anne"), sit(held.forum, "Ole")
    came = {anne: Came.PRESENT, ole: Came.ABSENT}
    recording.set_attendance(meeting=held, came=came, **done_by)
    recording.set_attendance(meeting=held, came={ole: Came.APOLOGIES}, **done_by)
    assert dict(Attendance.objects.values_list("seat__name", "came")) == {
        "Anne": "present",
        "Ole": "apologies",
    }


def test_what_is_said_is_saved_many_times_and_told_once(case, done_by, trail):
    for version, said in enumerate(("Lyset", "Lyset er", "Lyset er svakt."), start=1):
        recording.write_said(case=case, said=said, version=version, **done_by)
    case.refresh_from_db()
    assert (case.said, case.version) == ("Lyset er svakt.", 4)
    assert trail().count("said_written") == 1


def test_of_two_who_write_at_once_neither_loses_anything(case, done_by):
    theirs = type(case).objects.get(pk=case.pk)
    recording.write_said(case=theirs, said="Den enes ord.", version=1, **done_by)
    with pytest.raises(ChangedMeanwhile) as told:
        recording.write_said(case=case, said="Den andres ord.", version=1, **done_by)
    assert told.value.now.said == "Den enes ord."
    recording.write_said(case=case, said="Begges ord.", version=2, **done_by)
    theirs.refresh_from_db()
    assert theirs.said == "Begges ord."


def test_saving_what_stands_there_already_disturbs_no_one(case, done_by):
    recording.write_said(case=case, said="Lyset.", version=1, **done_by)
    recording.write_said(case=case, said="Lyset.", version=1, **done_by)
    assert case.version == 2


def test_a_decision_rests_on_the_finding_as_it_was(meeting, add, finding, done_by):
    dark = finding()
    case = add(meeting, "Lys", kind=CaseKind.FINDING, finding=dark)
    meetings.begin_meeting(meeting=meeting, **done_by)
    decided = Decided(text="Vi ber om lys.", owner_words="Bymiljøetaten")
    decision = deciding.decide(case=case, decided=decided, **done_by)
    dark.version = 2
    dark.save()
    assert list(decision.rests_on.values_list("finding", "version")) == [(dark.pk, 1)]
    assert (decision.forum, decision.on) == (meeting.forum, meeting.on)


def test_what_no_one_wants_to_discuss_is_decided_in_one_step(held, add, done_by):
    add(held, "Uten forslag", kind=CaseKind.CONSENT)
    decided = deciding.decide_consent(meeting=held, **done_by)
    assert [each.text for each in decided] == ["Regnskapet godkjennes."]
    assert deciding.decide_consent(meeting=held, **done_by) == []


def test_a_decision_is_taken_back_carried_out_and_opened_again(case, done_by, trail):
    wrong = deciding.decide(case=case, decided=Decided(text="Feil."), **done_by)
    deciding.retract_decision(decision=wrong, **done_by)
    assert not Decision.objects.exists()
    right = deciding.decide(case=case, decided=Decided(text="Rett."), **done_by)
    deciding.finish_decision(decision=right, **done_by)
    assert Decision.objects.get().done_on == date(2026, 3, 2)
    deciding.reopen_decision(decision=right, **done_by)
    assert Decision.objects.get().done_on is None
    assert trail()[-5:] == [
        "decided",
        "decision_retracted",
        "decided",
        "decision_done",
        "decision_reopened",
    ]


def test_one_who_is_disqualified_is_noted_with_the_ground(case, sit, done_by):
    anne = sit(case.forum, "Anne")
    recording.disqualify(case=case, seat=anne, ground="fvl. § 6", **done_by)
    noted = recording.disqualify(case=case, seat=anne, ground="fvl. § 6 e", **done_by)
    assert Disqualified.objects.get().ground == "fvl. § 6 e"
    recording.requalify(noted=noted, **done_by)
    assert not Disqualified.objects.exists()


def test_what_was_decided_by_email_stands_in_the_next_minutes_and_only_there(
    forum, plan, finding, done_by
):
    first = plan(forum, on=date(2026, 2, 5))
    meetings.begin_meeting(meeting=first, **done_by)
    second = plan(forum, on=date(2026, 3, 12))
    third = plan(forum, on=date(2026, 4, 9))
    dark = finding()
    for on, rests in ((date(2026, 2, 1), []), (date(2026, 2, 20), [dark])):
        deciding.decide_by_email(
            forum=forum,
            decided=Decided(text=f"Avgjort {on:%d.%m}."),
            on=on,
            findings=rests,
            **done_by,
        )
    meetings.begin_meeting(meeting=second, **done_by)

    def said(meeting):
        return [each["text"] for each in parts_of(meeting)["by_email"]]

    assert said(first) == ["Avgjort 01.02."]
    assert said(second) == ["Avgjort 20.02."]
    assert said(third) == []
    assert Decision.objects.get(findings=dark).by_email


def test_what_is_written_down_after_the_minutes_were_approved_comes_in_the_next(
    forum, plan, done_by, moment, approve
):
    first, second = plan(forum), plan(forum, on=date(2026, 4, 9))
    meetings.begin_meeting(meeting=first, **done_by)
    approve(first)
    late = {"by": done_by["by"], "at": moment + timedelta(days=1)}
    decided = Decided(text="Avgjort lenge før.")
    deciding.decide_by_email(forum=forum, decided=decided, on=date(2026, 2, 1), **late)
    (told,) = parts_of(second)["by_email"]
    assert told["text"] == "Avgjort lenge før."
    assert Minutes.objects.get().parts["by_email"] == []


@pytest.fixture
def whole(held, case, sit, done_by):
    """A held meeting with all that minutes have."""
    anne = sit(held.forum, "Anne", Duty.CHAIR, title="Leder", organisation="Bydelen")
    came = {anne: Came.PRESENT}
    recording.set_attendance(meeting=held, came=came, **done_by)
    recording.write_said(case=case, said="Lyset er svakt.", version=1, **done_by)
    recording.disqualify(case=case, seat=anne, ground="fvl. § 6", **done_by)
    decided = Decided(
        text="Vi ber om lys.",
        owner=anne,
        due_on=date(2026, 5, 1),
        votes_for=5,
        votes_against=2,
        minority="Vent til høsten.",
    )
    deciding.decide(case=case, decided=decided, **done_by)
    closing = Closing(secretary=anne, others="Ole", next_on=date(2026, 4, 9))
    meetings.close_meeting(meeting=held, closing=closing, version=1, **done_by)
    return held


def test_minutes_are_put_together_from_what_was_recorded(whole):
    parts = parts_of(whole)
    person = {
        "name": "Anne",
        "title": "Leder",
        "organisation": "Bydelen",
        "duty": "chair",
    }
    assert parts["present"] == [person]
    assert (parts["number"], parts["on"]) == ("1/26", "2026-03-12")
    assert (parts["begins"], parts["secretary"]) == ("12:00", "Anne")
    assert parts["next_on"] == "2026-04-09"
    case = parts["cases"][0]
    assert case["number"] == "1/26"
    assert case["disqualified"] == [{"name": "Anne", "ground": "fvl. § 6"}]
    assert case["decisions"] == [
        {
            "text": "Vi ber om lys.",
            "on": "2026-03-12",
            "owner": "Anne",
            "due_on": "2026-05-01",
            "votes_for": 5,
            "votes_against": 2,
            "minority": "Vent til høsten.",
        }
    ]
    assert lacking(parts) == []


def test_minutes_tell_what_they_lack(held, case, done_by):
    due = date(2026, 5, 1)
    deciding.decide(case=case, decided=Decided(text="A.", due_on=due), **done_by)
    deciding.decide(case=case, decided=Decided(text="B.", owner_words="X"), **done_by)
    assert lacking(parts_of(held)) == [
        "attendance",
        "secretary",
        "next_on",
        "owners",
        "due",
    ]


def test_approved_minutes_stay_as_they_were_whatever_changes(whole, trail, approve):
    minutes = approve(whole)
    assert (minutes.status, len(minutes.fingerprint)) == ("case", 64)
    assert trail()[-1] == "minutes_approved"
    seat = whole.forum.seats.get()
    seat.name = "Et nytt navn"
    seat.save()
    stored = Minutes.objects.get()
    assert stored.parts["present"][0]["name"] == "Anne"
    assert is_whole(stored)
    stored.parts["cases"][0]["said"] = "Noe annet."
    assert not is_whole(stored)


def test_nothing_of_a_meeting_is_altered_after_approval(
    whole, case, sit, done_by, approve
):
    decision, noted = Decision.objects.get(), Disqualified.objects.get()
    seat = whole.forum.seats.get()
    approve(whole)
    one = {"case": case, **done_by}
    all_of_it = {"meeting": whole, **done_by}
    case.refresh_from_db()
    late = (
        lambda: meetings.move_meeting(
            when=When(on=whole.on + timedelta(days=1)), version=2, **all_of_it
        ),
        lambda: meetings.call_meeting(**all_of_it),
        lambda: meetings.begin_meeting(**all_of_it),
        lambda: meetings.close_meeting(closing=Closing(), version=2, **all_of_it),
        lambda: add_case(proposal=Proposal(title="Ny"), **all_of_it),
        lambda: recording.set_attendance(came={seat: Came.ABSENT}, **all_of_it),
        lambda: recording.write_said(said="Nytt", version=case.version, **one),
        lambda: recording.disqualify(seat=seat, ground="x", **one),
        lambda: recording.requalify(noted=noted, **done_by),
        lambda: deciding.decide(decided=Decided(text="Ny"), **one),
        lambda: deciding.decide_consent(**all_of_it),
        lambda: deciding.retract_decision(decision=decision, **done_by),
        lambda: approving.keep_from_access(legal_ground="offl. § 13", **all_of_it),
        lambda: approve(whole),
    )
    for too_late in late:
        with pytest.raises(MinutesLocked):
            too_late()
    assert parts_of(whole) == Minutes.objects.get().parts


def test_what_was_decided_can_be_carried_out_after_approval(whole, done_by, approve):
    approve(whole)
    deciding.finish_decision(decision=Decision.objects.get(), **done_by)
    assert is_whole(Minutes.objects.get())


def test_only_a_meeting_that_was_held_has_minutes_to_approve(meeting, approve):
    with pytest.raises(NotHeld):
        approve(meeting)


def test_minutes_are_exempt_only_on_a_ground(held, done_by, trail, approve):
    ground = "offl. § 13 jf. fvl. § 13"
    approving.keep_from_access(meeting=held, legal_ground=ground, **done_by)
    assert Minutes.objects.get().is_exempt
    approving.keep_from_access(meeting=held, legal_ground="", **done_by)
    assert not Minutes.objects.get().is_exempt
    approving.keep_from_access(meeting=held, legal_ground=ground, **done_by)
    assert approve(held).legal_ground == ground
    assert trail()[-4:-1] == ["minutes_exempted", "minutes_opened", "minutes_exempted"]
