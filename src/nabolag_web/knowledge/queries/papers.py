"""Meeting papers and minutes as the library's values, made from what is stored."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from nabolag.knowledge.evidence import Backed, Backing, Kind, Strength, WeakSpot
from nabolag.knowledge.papers import minutes as written
from nabolag.knowledge.papers.cases import (
    AgendaLine,
    CaseSheet,
    EvidenceLine,
    FigureAsStood,
    FindingAsStood,
    ForumView,
    Paper,
)
from nabolag.knowledge.papers.meetings import DocumentKind, Openness
from nabolag.knowledge.papers.meetings import Meeting as MeetingValue
from nabolag.knowledge.sharing import sharing
from nabolag_web.knowledge.models import (
    Asks,
    Bears,
    Case,
    CaseKind,
    Meeting,
    Minutes,
)
from nabolag_web.knowledge.queries.figure_text import value_text
from nabolag_web.knowledge.queries.figures import Figure
from nabolag_web.knowledge.queries.frozen import as_it_stands
from nabolag_web.knowledge.queries.meetings import cases_with_all
from nabolag_web.knowledge.queries.minutes import minutes_of, parts_of

Role = Callable[[Mapping[str, str]], str]
"""Gives in words what someone is in a forum."""


def paper_of(meeting: Meeting, *, language: str, at: datetime) -> Paper:
    """Give a meeting's papers: as they were made when it was called, or as of now."""
    cases = list(cases_with_all(meeting))
    called = meeting.called_at is not None
    kind = DocumentKind.CASE if called else DocumentKind.WORKING
    return Paper(
        meeting=_meeting(meeting),
        agenda=tuple(AgendaLine(title=c.title, number=c.label) for c in cases),
        cases=tuple(_sheet(case, language) for case in cases),
        made_at=_to_the_second(meeting.called_at or at),
        openness=Openness(kind=kind, legal_ground=_ground(minutes_of(meeting))),
    )


def _meeting(meeting: Meeting) -> MeetingValue:
    programme = meeting.forum.programme
    return MeetingValue(
        programme=programme.name,
        forum=meeting.forum.name,
        number=str(meeting),
        on=meeting.on,
        at=meeting.begins,
        place=meeting.place,
        made_up=programme.made_up,
    )


def _ground(minutes: Minutes | None) -> str | None:
    return minutes.legal_ground if minutes and minutes.is_exempt else None


def _sheet(case: Case, language: str) -> CaseSheet:
    stands = case.frozen or as_it_stands(case)
    sheet = CaseSheet(
        number=case.label,
        title=case.title,
        findings=(),
        proposal=case.proposed or _("No decision is proposed."),
    )
    if not stands:
        return sheet
    open_ = [each for each in stands["questions"] if not each["answer"]]
    return replace(
        sheet,
        findings=(_finding(stands, language),),
        views=tuple(_view(each, len(open_)) for each in stands["views"]),
        open_questions=_texts(open_, Asks.QUESTION, Asks.DISAGREES),
        other_readings=_texts(open_, Asks.READING),
    )


def _texts(questions: Iterable[Mapping[str, str]], *asks: Asks) -> tuple[str, ...]:
    return tuple(each["text"] for each in questions if each["asks"] in asks)


def _finding(stands: Mapping[str, Any], language: str) -> FindingAsStood:
    told, evidence = stands["finding"], stands["evidence"]
    return FindingAsStood(
        number=told["number"],
        sentence=told["sentence"],
        backed=as_backed(stands["backing"]),
        evidence=tuple(_line(each) for each in evidence),
        figures=tuple(
            as_figure(each["title"], each["figure"], language)
            for each in evidence
            if each["figure"]
        ),
        possibility=told["bears"] == Bears.POSSIBILITY,
    )


def as_backed(backing: Mapping[str, Any]) -> Backed:
    """Give how well a finding was backed, from its plain values."""
    return Backed(
        level=Backing[backing["level"].upper()],
        kinds=tuple(map(Kind, backing["for"])),
        against=tuple(map(Kind, backing["against"])),
        missing=tuple(map(Kind, backing["missing"])),
        weak_spots=tuple(map(WeakSpot, backing["weak_spots"])),
    )


def _line(piece: Mapping[str, Any]) -> EvidenceLine:
    return EvidenceLine(
        kind=Kind(piece["kind"]),
        strength=Strength(piece["strength"]),
        supports=piece["supports"],
        title=piece["title"],
        note=piece["note"],
    )


def as_figure(title: str, parts: Mapping[str, Any], language: str) -> FigureAsStood:
    """Give a pinned figure, from its plain values."""
    figure = Figure(**parts)
    return FigureAsStood(
        label=title,
        value=value_text(figure, language),
        source=figure.source or _untold(language),
    )


def _untold(language: str) -> str:
    with override(language):
        return _("The source is not told.")


def _view(view: Mapping[str, Any], open_questions: int) -> ForumView:
    marks = view["marks"]
    members = max(view["members"], len(marks))
    return ForumView(
        forum=view["forum"],
        sharing=sharing(marks, members=members, open_questions=open_questions),
        on=date.fromisoformat(view["on"]),
        minority=view["minority"],
    )


# Minutes


def minutes_value(
    meeting: Meeting,
    minutes: Minutes | None,
    *,
    role: Role,
    at: datetime,
) -> written.Minutes:
    """Give a meeting's minutes: as they were approved, or as they would be now."""
    approval = _approval(minutes)
    parts = minutes.parts if minutes and approval else parts_of(meeting)
    kind = DocumentKind.CASE if approval else DocumentKind.WORKING
    return written.Minutes(
        meeting=_meeting(meeting),
        present=tuple(_present(parts, role)),
        apologies=tuple(_attendee(each, role) for each in parts["apologies"]),
        cases=tuple(_heard(each) for each in parts["cases"]),
        disqualified=tuple(_disqualified(parts["cases"])),
        consent=tuple(_consent(parts["cases"])),
        between_meetings=tuple(_between(parts["by_email"])),
        next_meeting=_day(parts["next_on"]),
        openness=Openness(kind=kind, legal_ground=_ground(minutes)),
        approval=approval,
        made_at=_to_the_second(approval.at if approval else at),
    )


def _approval(minutes: Minutes | None) -> written.Approval | None:
    if minutes is None or minutes.approved_at is None:
        return None
    by = minutes.approved_by
    name = by.name if by else _("Someone who has left")
    return written.Approval(by=name, at=minutes.approved_at)


def _between(decided: Iterable[Mapping[str, Any]]) -> Iterator[written.BetweenMeetings]:
    for each in decided:
        on = date.fromisoformat(each["on"])
        yield written.BetweenMeetings(on=on, decision=_decided(each))


def _present(parts: Mapping[str, Any], role: Role) -> Iterator[written.Attendee]:
    for person in parts["present"]:
        yield _attendee(person, role)
    if parts["others"]:
        yield written.Attendee(name=parts["others"])


def _attendee(person: Mapping[str, str], role: Role) -> written.Attendee:
    name = person["name"] or _("Someone who has left")
    return written.Attendee(name=name, role=role(person))


def _heard(case: Mapping[str, Any]) -> written.CaseHeard:
    paragraphs = (line.strip() for line in case["said"].split("\n"))
    return written.CaseHeard(
        number=case["number"],
        title=case["title"],
        recorded=tuple(filter(None, paragraphs)),
        decisions=tuple(_decided(each) for each in case["decisions"]),
    )


def _disqualified(
    cases: Iterable[Mapping[str, Any]],
) -> Iterator[written.Disqualified]:
    for case in cases:
        for noted in case["disqualified"]:
            yield written.Disqualified(
                name=noted["name"] or _("Someone who has left"),
                case=case["number"],
                reason=noted["ground"],
            )


def _consent(cases: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for case in cases:
        if case["kind"] == CaseKind.CONSENT and case["decisions"] and not case["said"]:
            yield f"{case['number']} {case['title']}"


def _decided(decision: Mapping[str, Any]) -> written.Decided:
    pro, con = decision["votes_for"], decision["votes_against"]
    counted = pro is not None and con is not None
    return written.Decided(
        text=decision["text"],
        votes=written.Votes(for_=pro, against=con) if counted else None,
        minority=decision["minority"],
        owner=decision["owner"],
        due=_day(decision["due_on"]),
    )


def _to_the_second(at: datetime) -> datetime:
    """Give a moment as files tell it; PDF has no finer one."""
    return at.replace(microsecond=0)


def _day(day: str) -> date | None:
    return date.fromisoformat(day) if day else None
