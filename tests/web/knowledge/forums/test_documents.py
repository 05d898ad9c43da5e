"""Papers and minutes as files: what they say, and that approved ones are the same."""

from __future__ import annotations

from datetime import date, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

import pytest
from django.core.files.storage import default_storage
from django.utils.timezone import now
from django.utils.translation import override

from nabolag.knowledge.sharing import Reason
from nabolag_web.accounts.actions import tidy_up
from nabolag_web.knowledge.actions import (
    approving,
    deciding,
    marking,
    meetings,
    recording,
)
from nabolag_web.knowledge.actions.deciding import Decided
from nabolag_web.knowledge.actions.meetings import Closing
from nabolag_web.knowledge.models import (
    Asks,
    Came,
    CaseKind,
    Duty,
    Hands,
    Minutes,
    PinnedFigure,
)
from nabolag_web.knowledge.queries.minutes import is_whole
from nabolag_web.knowledge.queries.papers import minutes_value, paper_of
from nabolag_web.knowledge.words import role_words

from .conftest import give


@pytest.fixture
def dark(finding, ask, back, programme, moment):
    """A finding with evidence, a figure, a question and another reading."""
    found = finding("Gangveien er mørk.")
    pinned = {
        "programme": programme,
        "indicator": "x",
        "names": {"nb": "Utrygge"},
        "facts": {"measure": "share", "per": 1.0, "against": "city", "other": None},
        "area": "01",
        "area_name": "Dalen",
        "period": "2025",
        "unit": "share",
        "pinned_at": moment,
    }
    told = PinnedFigure.objects.create(
        **pinned, value=0.27, low=0.24, high=0.31, source="Storvik"
    )
    untold = PinnedFigure.objects.create(**pinned, value=0.5)
    back(found, "statistics", "Utrygge", strength=3, figure=told)
    back(found, "statistics", "Annet", figure=untold)
    back(found, "staff", "Vaktmesteren", supports=False, strength=1)
    ask(found, "Når på døgnet?")
    ask(found, "Hele året?", answer="Ja.")
    reading = ask(found, "Kanskje folk bare har det travelt.")
    reading.asks = Asks.READING
    reading.save()
    return found


@pytest.fixture
def marked(dark, found, plan, add, sit, done_by, moment):
    """Holds a meeting of a forum where so many mark the finding, one by one."""

    def held(name, marks, on):
        forum = found(name)
        meeting = plan(forum, on=on)
        case = add(meeting, "Lys", kind=CaseKind.FINDING, finding=dark)
        for number in range(len(marks)):
            sit(forum, f"Person {number}")
        meetings.begin_meeting(meeting=meeting, **done_by)
        marking.open_marks(case=case, **done_by)
        give(case, marks, moment)
        marking.close_marks(case=case, **done_by)
        decided = Decided(text="Vi deler det.", minority="Noen tviler.")
        deciding.decide(case=case, decided=decided, **done_by)
        return case

    return held


def test_a_paper_has_one_sheet_a_case_with_what_was_known(
    meeting, dark, add, marked, done_by, moment
):
    marked("Ledergruppa", [4, 5, 4, 4, 2], on=date(2026, 2, 1))
    shown = marked("Styret", [1], on=date(2026, 2, 2))
    Hands.objects.create(case=shown, counts=[0, 0, 1, 2, 3], at=moment)
    add(meeting, "Lys", kind=CaseKind.FINDING, finding=dark, proposed="Vi ber om lys.")
    add(meeting, "Orientering")
    meetings.call_meeting(meeting=meeting, **done_by)
    dark.sentence = "Noe annet."
    dark.save()
    paper = paper_of(meeting, language="en", at=moment)
    lys, information = paper.cases
    assert [line.number for line in paper.agenda] == ["1/26", "2/26"]
    assert (paper.meeting.number, paper.openness.kind) == ("1/26", "case")
    assert lys.proposal == "Vi ber om lys."
    (known,) = lys.findings
    assert known.sentence == "Gangveien er mørk."
    assert [(f.value, f.source) for f in known.figures] == [
        ("27% (24–31)", "Storvik"),
        ("50%", "The source is not told."),
    ]
    assert [line.supports for line in known.evidence] == [True, True, False]
    assert lys.open_questions == ("Når på døgnet?",)
    assert lys.other_readings == ("Kanskje folk bare har det travelt.",)
    assert [(v.forum, v.sharing.share_it, v.minority) for v in lys.views] == [
        ("Ledergruppa", 4, "Noen tviler."),
        ("Styret", 5, "Noen tviler."),
    ]
    assert {view.sharing.reason for view in lys.views} == {Reason.QUESTION}
    assert (information.findings, information.title) == ((), "Orientering")


def test_a_paper_that_is_not_made_yet_says_what_is_known_now(
    meeting, dark, add, moment
):
    add(meeting, "Lys", kind=CaseKind.FINDING, finding=dark)
    paper = paper_of(meeting, language="nb", at=moment)
    assert paper.openness.kind == "working"
    assert paper.cases[0].findings[0].figures[0].value == "27\u00a0% (24–31)"


def test_a_forum_where_few_have_marked_says_no_more_than_that(
    meeting, dark, add, marked, moment
):
    marked("Styret", [1, 2], on=date(2026, 2, 2))
    add(meeting, "Lys", kind=CaseKind.FINDING, finding=dark)
    (view,) = paper_of(meeting, language="nb", at=moment).cases[0].views
    assert (view.sharing.n, view.sharing.share_it) == (2, None)


@pytest.fixture
def whole(held, case, sit, done_by):
    """A held meeting where much was recorded."""
    anne = sit(held.forum, "Anne", Duty.CHAIR, title="Leder", organisation="Bydelen")
    ole = sit(held.forum, "Ole")
    came = {anne: Came.PRESENT, ole: Came.APOLOGIES}
    recording.set_attendance(meeting=held, came=came, **done_by)
    said = "Lyset er svakt.\n\nAlle ser det."
    recording.write_said(case=case, said=said, version=1, **done_by)
    recording.disqualify(case=case, seat=ole, ground="fvl. § 6", **done_by)
    due = date(2026, 5, 1)
    votes = {"votes_for": 5, "votes_against": 2}
    decided = Decided(text="Vi ber om lys.", owner=anne, due_on=due, **votes)
    deciding.decide(case=case, decided=decided, **done_by)
    deciding.decide_consent(meeting=held, **done_by)
    deciding.decide_by_email(
        forum=held.forum, decided=Decided(text="Vi søker."), on=held.on, **done_by
    )
    closing = Closing(secretary=anne, others="Kari", next_on=date(2026, 4, 9))
    meetings.close_meeting(meeting=held, closing=closing, version=1, **done_by)
    return held


def test_minutes_say_all_that_was_recorded(whole, moment):
    with override("en"):
        value = minutes_value(whole, None, role=role_words, at=moment)
    assert [(each.name, each.role) for each in value.present] == [
        ("Anne", "chair, Leder, Bydelen"),
        ("Kari", ""),
    ]
    assert [each.name for each in value.apologies] == ["Ole"]
    first = value.cases[0]
    assert first.recorded == ("Lyset er svakt.", "Alle ser det.")
    assert (first.decisions[0].votes.for_, first.decisions[0].owner) == (5, "Anne")
    assert value.disqualified[0].reason == "fvl. § 6"
    assert value.consent == ("2/26 Regnskap",)
    assert value.between_meetings[0].decision.text == "Vi søker."
    assert value.next_meeting == date(2026, 4, 9)
    assert (value.approval, value.openness.kind) == (None, "working")


def test_approved_minutes_are_kept_as_a_file_with_its_hash(whole, approve):
    minutes = approve(whole)
    with minutes.file.open("rb") as stored:
        content = stored.read()
    assert content.startswith(b"%PDF-")
    assert b"pdfaid" in content
    assert sha256(content).hexdigest() == minutes.sha256
    assert is_whole(minutes)


@pytest.mark.parametrize("what", ["altered", "gone"])
def test_a_file_that_was_altered_or_lost_is_told_aloud(
    whole, approve, client, url, text, what
):
    minutes = approve(whole)
    default_storage.delete(minutes.file.name)
    if what == "altered":
        with default_storage.open(minutes.file.name, "wb") as file:
            file.write(b"%PDF-1.7 something else")
    assert "no longer match" in text(client.get(url("minutes", whole.pk)))
    answer = client.get(url("minutes_file", whole.pk, "pdf"))
    assert answer.status_code == (200 if what == "altered" else 404)


def test_the_locked_file_is_the_one_that_is_given_out(whole, approve, client, url):
    minutes = approve(whole)
    answer = client.get(url("minutes_file", whole.pk, "pdf"))
    assert sha256(answer.content).hexdigest() == minutes.sha256
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "minutes-prosjektgruppa-1-2026.pdf" in answer["Content-Disposition"]


def test_approved_minutes_say_the_same_as_a_web_page_whatever_has_changed(
    whole, approve, client, url
):
    minutes = approve(whole)
    whole.forum.seats.filter(name="Anne").update(name="Et nytt navn")
    page = client.get(url("minutes_file", whole.pk, "html")).content.decode()
    assert "Anne" in page
    assert "Et nytt navn" not in page
    minutes.approved_by.delete()
    left = client.get(url("minutes_file", whole.pk, "html"))
    assert left.status_code == 302  # it was the coordinator's own account


def test_minutes_approved_by_someone_who_has_left_can_be_made(whole, member, moment):
    leader = member("analyst")
    minutes = approving.approve(meeting=whole, language="nb", by=leader, at=moment)
    leader.delete()
    minutes.refresh_from_db()
    value = minutes_value(whole, minutes, role=role_words, at=moment)
    assert value.approval.at == moment
    assert value.approval.by


@pytest.mark.parametrize("page", ["papers", "minutes_file"])
@pytest.mark.parametrize(
    ("kind", "begins"),
    [("pdf", b"%PDF-"), ("docx", b"PK"), ("html", b"<!doctype html")],
)
def test_papers_and_drafts_are_made_as_files_of_three_kinds(
    whole, client, url, page, kind, begins
):
    answer = client.get(url(page, whole.pk, kind))
    assert answer.content[:20].lower().startswith(begins.lower())
    assert f".{kind}" in answer["Content-Disposition"]
    assert client.get(url(page, whole.pk, "exe")).status_code == 404


def test_exempt_minutes_name_their_ground_in_the_file(whole, client, url, done_by):
    ground = "offl. § 13"
    approving.keep_from_access(meeting=whole, legal_ground=ground, **done_by)
    page = client.get(url("minutes_file", whole.pk, "html")).content.decode()
    assert ground in page


def test_a_file_that_no_minutes_have_is_taken_out_after_a_day(whole, approve):
    minutes = approve(whole)
    with default_storage.open("minutes/2026/lost.pdf", "wb") as file:
        file.write(b"%PDF-")
    tidy_up(at=now())
    assert default_storage.exists("minutes/2026/lost.pdf")
    tidy_up(at=now() + timedelta(days=2))
    assert not default_storage.exists("minutes/2026/lost.pdf")
    assert default_storage.exists(minutes.file.name)
    assert Minutes.objects.get().file.name == minutes.file.name


def test_minutes_are_approved_at_a_moment_of_any_clock(held, moment, coordinator):
    here = moment.astimezone(ZoneInfo("Europe/Oslo"))
    kept = approving.approve(meeting=held, language="nb", by=coordinator, at=here)
    kept.refresh_from_db()
    assert kept.approved_at == moment
    with kept.file.open("rb") as file:
        assert sha256(file.read()).hexdigest() == kept.sha256
