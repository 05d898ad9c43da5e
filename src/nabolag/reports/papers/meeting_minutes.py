"""A meeting's minutes: who was there, what was decided, and who does what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nabolag.knowledge.papers.minutes import (
    Attendee,
    CaseHeard,
    Decided,
    Disqualified,
    Minutes,
)
from nabolag.reports.papers.document import (
    Block,
    Board,
    Card,
    Cell,
    Document,
    Facts,
    Listing,
    Passage,
    Sheet,
)
from nabolag.reports.papers.phrases import (
    case_title,
    made,
    made_up_mark,
    made_up_notice,
    moment,
    openness,
    when_and_where,
)
from nabolag.reports.wording.language import Span, Words, words
from nabolag.reports.wording.naming import listed
from nabolag.reports.wording.numbers import day


def minutes_document(minutes: Minutes, *, language: str) -> Document:
    """Give what a meeting's minutes say in a language: "nb", "nn" or "en".

    Raises :class:`WrongUsage` for any other language.
    """
    said, meeting = words(language), minutes.meeting
    return Document(
        language=language,
        title=said.gettext(
            "Minutes: %(forum)s, meeting %(number)s",
            forum=meeting.forum,
            number=meeting.number,
        ),
        kicker=meeting.programme,
        author=meeting.programme,
        meta=(
            *when_and_where(meeting, said),
            _state(minutes, said),
            openness(minutes.openness, said),
            made(minutes.made_at, said),
        ),
        sheets=tuple(_sheets(minutes, said)),
        made_at=minutes.made_at,
        notice=made_up_notice(said) if meeting.made_up else "",
        mark=made_up_mark(said) if meeting.made_up else "",
    )


def _state(minutes: Minutes, said: Words) -> str:
    approval = minutes.approval
    if approval is None:
        return said.gettext("Draft, version %(version)s", version=minutes.version)
    return said.gettext(
        "Version %(version)s, approved by %(name)s %(moment)s",
        version=minutes.version,
        name=approval.by,
        moment=moment(approval.at, said),
    )


def _sheets(minutes: Minutes, said: Words) -> Iterator[Sheet]:
    yield Sheet(
        id="present",
        title=said.gettext("Who was there"),
        blocks=(Facts(pairs=tuple(_who(minutes, said))),),
    )
    if minutes.consent:
        yield Sheet(
            id="consent",
            title=said.gettext("Decided together, without discussion"),
            blocks=(Listing(items=minutes.consent),),
        )
    if minutes.between_meetings:
        yield _between(minutes, said)
    for case in minutes.cases:
        yield _case(case, minutes.disqualified, said)
    yield from _tasks(minutes, said)
    yield _next(minutes, said)


def _who(minutes: Minutes, said: Words) -> Iterator[tuple[str, str]]:
    none = said.gettext("Nobody")
    yield said.gettext("Present"), _names(minutes.present, said) or none
    yield said.gettext("Apologies"), _names(minutes.apologies, said) or none
    disqualified = [
        said.gettext("%(name)s in case %(case)s", name=each.name, case=each.case)
        for each in minutes.disqualified
    ]
    yield said.gettext("Disqualified"), listed(disqualified, said) or none


def _names(people: Sequence[Attendee], said: Words) -> str:
    return listed([f"{p.name} ({p.role})" if p.role else p.name for p in people], said)


def _case(case: CaseHeard, disqualified: Sequence[Disqualified], said: Words) -> Sheet:
    away = [_away(each, said) for each in disqualified if each.case == case.number]
    return Sheet(
        id=f"case-{case.number.replace('/', '-')}",
        title=case_title(case.number, case.title, said),
        blocks=(
            *away,
            *(Passage(text=text) for text in case.recorded),
            *_decisions(case, said),
        ),
    )


def _decisions(case: CaseHeard, said: Words) -> Iterator[Block]:
    for each in case.decisions:
        yield _decision(said.gettext("Decision"), each, said)
    if not case.decisions:
        yield Passage(
            text=said.gettext("Nothing was decided in this case."), quiet=True
        )


def _away(each: Disqualified, said: Words) -> Block:
    text = said.gettext(
        "%(name)s was disqualified and took no part in the case.", name=each.name
    )
    return Passage(text=f"{text} {each.reason}".rstrip(), quiet=True)


def _decision(title: str, decided: Decided, said: Words) -> Card:
    return Card(title=title, text=decided.text, notes=tuple(_notes(decided, said)))


def _notes(decided: Decided, said: Words) -> Iterator[str]:
    if decided.votes is not None:
        yield said.gettext(
            "%(n)s for, %(m)s against", n=decided.votes.for_, m=decided.votes.against
        )
    if decided.minority:
        yield said.gettext("The minority holds: %(text)s", text=decided.minority)
    if decided.owner:
        yield said.gettext("Sees to it: %(name)s", name=decided.owner)
    if decided.due is not None:
        yield said.gettext("Due: %(day)s", day=day(decided.due, said.language))


def _between(minutes: Minutes, said: Words) -> Sheet:
    cards = (
        _decision(
            said.gettext("Decided by e-mail %(day)s", day=day(each.on, said.language)),
            each.decision,
            said,
        )
        for each in minutes.between_meetings
    )
    return Sheet(
        id="between",
        title=said.gettext("Decided since the last meeting"),
        blocks=tuple(cards),
    )


def _tasks(minutes: Minutes, said: Words) -> Iterator[Sheet]:
    """Give who does what, where anyone does anything."""
    decided = [each for case in minutes.cases for each in case.decisions]
    decided += [each.decision for each in minutes.between_meetings]
    tasks = [each for each in decided if each.owner or each.due]
    if not tasks:
        return
    table = Board(
        caption=said.gettext("All that was decided, with who sees to it by when"),
        columns=(
            said.gettext("What"),
            said.gettext("Who"),
            said.gettext("When"),
        ),
        rows=tuple(_task(each, said) for each in tasks),
        shares=(7, 3, 2),
    )
    yield Sheet(id="tasks", title=said.gettext("Who does what"), blocks=(table,))


def _task(each: Decided, said: Words) -> tuple[Cell, Cell, Cell]:
    open_ = said.gettext("Not set")
    due = open_ if each.due is None else day(each.due, said.language)
    return (
        (Span(text=each.text),),
        (Span(text=each.owner or open_),),
        (Span(text=due),),
    )


def _next(minutes: Minutes, said: Words) -> Sheet:
    on = minutes.next_meeting
    text = said.gettext("Not set") if on is None else day(on, said.language)
    return Sheet(
        id="next", title=said.gettext("Next meeting"), blocks=(Passage(text=text),)
    )
