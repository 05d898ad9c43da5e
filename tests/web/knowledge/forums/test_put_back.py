"""A case that was taken off, or a decision taken back: gone everywhere, and back whole."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from nabolag_web.accounts.actions import tidy_up
from nabolag_web.knowledge.actions import agenda, deciding, marking, meetings, recording
from nabolag_web.knowledge.actions.deciding import Decided
from nabolag_web.knowledge.actions.locks import MinutesLocked, TakenOffMeanwhile
from nabolag_web.knowledge.models import Case, CaseKind, Decision
from nabolag_web.knowledge.queries.agenda import suggestions
from nabolag_web.knowledge.queries.decisions import decided_on
from nabolag_web.knowledge.queries.meetings import first_open_case
from nabolag_web.knowledge.queries.meetings import meetings as listed
from nabolag_web.knowledge.queries.minutes import parts_of
from nabolag_web.knowledge.queries.thread import finding_link
from nabolag_web.knowledge.queries.waiting import waiting_for
from nabolag_web.shell.registry import thread
from nabolag_web.shell.thread import Kind


@pytest.fixture
def put_back(done_by):
    """Puts a case or a decision back, as it stands in the store."""

    def done(thing):
        if isinstance(thing, Case):
            agenda.put_case_back(case=thing, **done_by)
        else:
            deciding.put_decision_back(decision=thing, **done_by)

    return done


@pytest.fixture
def decided(case, done_by):
    """A decision in the open case."""
    return deciding.decide(case=case, decided=Decided(text="Vi måler."), **done_by)


# A case


def test_a_case_that_is_taken_off_is_nowhere_and_comes_back_where_it_was(
    meeting, add, done_by, put_back, trail
):
    first, second, third = (add(meeting, title) for title in ("Én", "To", "Tre"))
    agenda.drop_case(case=second, **done_by)
    assert list(meeting.cases.all()) == [first, third]
    assert listed(meeting.forum).get().takes_up == 2
    assert [each["title"] for each in parts_of(meeting)["cases"]] == ["Én", "Tre"]
    put_back(second)
    assert list(meeting.cases.all()) == [first, second, third]
    assert str(meeting.cases.get(title="To")) == "2/26 To"
    assert trail()[-2:] == ["case_dropped", "case_put_back"]


def test_the_number_of_a_case_that_is_off_is_no_other_s(
    meeting, add, done_by, put_back
):
    add(meeting, "Én")
    last = add(meeting, "To")
    agenda.drop_case(case=last, **done_by)
    assert add(meeting, "Tre").number == 3
    put_back(last)
    assert [each.number for each in meeting.cases.all()] == [1, 2, 3]


def test_one_that_is_put_back_twice_at_once_is_put_back_once(
    meeting, add, done_by, put_back, trail
):
    case = add(meeting, "Én")
    agenda.drop_case(case=case, **done_by)
    put_back(case)
    put_back(case)
    assert trail().count("case_put_back") == 1


def test_a_finding_whose_case_is_off_can_be_drawn_again(meeting, add, finding, done_by):
    known = finding()
    case = add(meeting, "Mørkt", kind=CaseKind.FINDING, finding=known)
    assert suggestions(meeting) == []
    agenda.drop_case(case=case, **done_by)
    (found,) = suggestions(meeting)
    assert (found.finding, found.follows) == (known, False)


def test_papers_made_meanwhile_hold_it_not_and_it_comes_back_as_it_stands_then(
    meeting, add, finding, done_by, put_back
):
    before = add(meeting, "Før", kind=CaseKind.FINDING, finding=finding("Det er mørkt"))
    agenda.drop_case(case=before, **done_by)
    later = {**done_by, "at": done_by["at"] + timedelta(hours=1)}
    meetings.call_meeting(meeting=meeting, **later)
    assert Case.taken_off.get().frozen == {}
    put_back(before)
    assert meeting.cases.get().frozen["finding"]["sentence"] == "Det er mørkt"


def test_one_taken_off_after_the_papers_stands_as_it_did_in_them(
    meeting, add, finding, done_by, put_back
):
    known = finding("Det er mørkt")
    case = add(meeting, "Mørkt", kind=CaseKind.FINDING, finding=known)
    meetings.call_meeting(meeting=meeting, **done_by)
    case.refresh_from_db()
    agenda.drop_case(case=case, **done_by)
    known.sentence = "Det er lyst"
    known.save()
    put_back(case)
    assert meeting.cases.get().frozen["finding"]["sentence"] == "Det er mørkt"


def test_what_was_marked_or_counted_by_hands_stays_on_the_agenda(opened, done_by):
    marking.count_hands(case=opened, counts=[0, 0, 2, 3, 3], **done_by)
    with pytest.raises(agenda.HasDecisions):
        agenda.drop_case(case=Case.objects.get(pk=opened.pk), **done_by)


def test_one_that_took_marks_gives_way_to_the_next(opened, add, finding, done_by):
    agenda.drop_case(case=opened, **done_by)
    other = add(opened.meeting, "En annen", kind=CaseKind.FINDING, finding=finding())
    marking.open_marks(case=other, **done_by)
    assert Case.objects.get(pk=other.pk).takes_marks
    with pytest.raises(TakenOffMeanwhile):
        marking.open_marks(case=opened, **done_by)


def test_nothing_is_written_in_a_case_that_was_taken_off_meanwhile(held, case, done_by):
    stale = Case.objects.get(pk=case.pk)
    agenda.drop_case(case=case, **done_by)
    proposal = agenda.Proposal(title="Nytt")
    for too_late in (
        lambda: recording.write_said(case=stale, said="Ord", version=1, **done_by),
        lambda: deciding.decide(case=stale, decided=Decided(text="Ja"), **done_by),
        lambda: agenda.drop_case(case=stale, **done_by),
        lambda: agenda.move_case(case=stale, up=1, **done_by),
        lambda: agenda.change_case(case=stale, proposal=proposal, version=1, **done_by),
    ):
        with pytest.raises(TakenOffMeanwhile):
            too_late()


# A decision


def test_a_decision_that_is_taken_back_is_nowhere_and_counts_again_when_put_back(
    held, case, decided, done_by, put_back, trail, sit, coordinator, programme
):
    seat = sit(held.forum, coordinator)
    Decision.objects.filter(pk=decided.pk).update(owner=seat)
    place = programme.memberships.get(user=coordinator)

    def told():
        return {
            "listed": listed(held.forum).get().decided,
            "minutes": len(parts_of(held)["cases"][0]["decisions"]),
            "waits": len(waiting_for(coordinator, place, today=date(2026, 3, 2))),
            "case": case.decisions.count(),
        }

    before = told()
    assert set(before.values()) - {before["waits"]} == {1}
    deciding.retract_decision(decision=decided, **done_by)
    after = told()
    assert after == {
        "listed": 0,
        "minutes": 0,
        "waits": before["waits"] - 1,
        "case": 0,
    }
    assert first_open_case(held) == case
    put_back(decided)
    assert told() == before
    assert first_open_case(held) != case
    put_back(decided)
    assert trail().count("decision_put_back") == 1


def test_a_finding_s_page_and_thread_tell_not_of_what_was_taken_back(
    up, known, done_by, put_back
):
    decision = deciding.decide(case=up, decided=Decided(text="Vi hilser."), **done_by)

    def told():
        on_thread = thread(finding_link(known)).of(Kind.DECISION)
        return decided_on(known).count(), len(on_thread), known.decisions.count()

    assert told() == (1, 1, 1)
    deciding.retract_decision(decision=decision, **done_by)
    assert told() == (0, 0, 0)
    put_back(decision)
    assert told() == (1, 1, 1)


def test_a_case_whose_decision_was_taken_back_is_decided_with_the_others(held, done_by):
    (made,) = deciding.decide_consent(meeting=held, **done_by)
    deciding.retract_decision(decision=made, **done_by)
    deciding.retract_decision(decision=made, **done_by)  # two at once
    assert len(deciding.decide_consent(meeting=held, **done_by)) == 1


def test_it_stays_back_when_its_case_is_off(case, decided, done_by, put_back):
    deciding.retract_decision(decision=decided, **done_by)
    agenda.drop_case(case=case, **done_by)
    with pytest.raises(TakenOffMeanwhile):
        put_back(decided)


# How long


def test_nothing_comes_back_once_the_minutes_are_approved(
    held, case, add, decided, done_by, put_back, approve
):
    other = add(held, "Annet")
    agenda.drop_case(case=other, **done_by)
    deciding.retract_decision(decision=decided, **done_by)
    approve(held)
    for gone in (other, decided):
        with pytest.raises(MinutesLocked):
            put_back(gone)


def test_after_thirty_days_it_is_gone_for_good(
    held, case, add, decided, done_by, moment
):
    agenda.drop_case(case=add(held, "Annet"), **done_by)
    deciding.retract_decision(decision=decided, **done_by)
    tidy_up(at=moment + timedelta(days=30))
    assert (Case.taken_off.count(), Decision.taken_off.count()) == (1, 1)
    tidy_up(at=moment + timedelta(days=30, seconds=1))
    assert (Case.taken_off.count(), Decision.taken_off.count()) == (0, 0)
    assert held.cases.count() == 2


# On pages


def test_a_case_is_taken_off_and_put_back_on_the_meeting_s_page(
    client, url, text, held, case
):
    off = client.post(url("drop_case", held.pk, case.pk), follow=True)
    assert "Taken off the agenda 1/26 Lyset i gangveien Put it back" in text(off)
    assert "Lyset" not in text(client.get(url("papers", held.pk, "html")))
    back = client.post(url("put_case_back", held.pk, case.pk), follow=True)
    assert "The case is back on the agenda." in text(back)
    assert "Taken off the agenda" not in text(back)
    assert "Lyset" in text(client.get(url("papers", held.pk, "html")))


def test_a_decision_is_taken_back_and_put_back_on_the_case_s_page(
    client, url, text, held, case, decided
):
    where = [held.pk, case.pk, decided.pk]
    off = client.post(url("retract", *where), follow=True)
    assert "Decisions taken back Vi måler. Put it back" in text(off)
    assert "Vi måler." not in text(client.get(url("minutes", held.pk)))
    back = client.post(url("put_decision_back", *where), follow=True)
    assert "The decision counts again." in text(back)
    assert "Vi måler." in text(client.get(url("minutes", held.pk)))


def test_those_who_only_read_the_meeting_see_nothing_of_what_was_taken_off(
    client_of, member, sit, url, text, held, case, add, decided, done_by
):
    reader = member("partner")
    sit(held.forum, reader)
    agenda.drop_case(case=add(held, "Annet"), **done_by)
    deciding.retract_decision(decision=decided, **done_by)
    browser = client_of(reader)
    assert "Annet" not in text(browser.get(url("meeting", held.pk)))
    assert "Vi måler." not in text(browser.get(url("case", held.pk, case.pk)))


def test_whoever_writes_in_a_case_that_is_off_is_led_to_the_agenda(
    client, url, text, held, case, done_by, decided
):
    deciding.retract_decision(decision=decided, **done_by)
    agenda.drop_case(case=case, **done_by)
    for name, *rest in (
        ("put_decision_back", decided.pk),
        ("write_said",),
        ("drop_case",),
    ):
        answer = client.post(url(name, held.pk, case.pk, *rest), follow=True)
        assert "The case was taken off the agenda meanwhile." in text(answer)
    for page in ("case", "change_case", "marks"):
        answer = client.get(url(page, held.pk, case.pk))
        assert answer.url == url("meeting", held.pk)
