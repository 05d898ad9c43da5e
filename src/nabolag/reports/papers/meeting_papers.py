"""A meeting's papers: the agenda, and one sheet for each case."""

from __future__ import annotations

from collections.abc import Iterator

from nabolag.knowledge.papers.cases import (
    AgendaLine,
    CaseSheet,
    FindingAsStood,
    ForumView,
    Paper,
)
from nabolag.reports.papers.document import (
    Block,
    Board,
    Card,
    Cell,
    Document,
    Heading,
    Listing,
    Passage,
    Sheet,
)
from nabolag.reports.papers.phrases import (
    case_title,
    evidence,
    figures,
    finding,
    made,
    made_up_mark,
    made_up_notice,
    openness,
    when_and_where,
)
from nabolag.reports.wording.backing import level_in_short, shares_it, sharing_reason
from nabolag.reports.wording.language import Span, Words, words
from nabolag.reports.wording.numbers import day


def paper_document(paper: Paper, *, language: str) -> Document:
    """Give what a meeting's papers say in a language: "nb", "nn" or "en".

    Raises :class:`WrongUsage` for any other language.
    """
    said, meeting = words(language), paper.meeting
    return Document(
        language=language,
        title=said.gettext(
            "Meeting papers: %(forum)s, meeting %(number)s",
            forum=meeting.forum,
            number=meeting.number,
        ),
        kicker=meeting.programme,
        author=meeting.programme,
        meta=(
            *when_and_where(meeting, said),
            openness(paper.openness, said),
            made(paper.made_at, said),
        ),
        sheets=(_agenda(paper, said), *(_case(case, said) for case in paper.cases)),
        made_at=paper.made_at,
        notice=made_up_notice(said) if meeting.made_up else "",
        mark=made_up_mark(said) if meeting.made_up else "",
        one_page_each=True,
    )


def _agenda(paper: Paper, said: Words) -> Sheet:
    lines = Listing(
        items=tuple(_line(each, said) for each in paper.agenda), numbered=True
    )
    how = Passage(
        text=said.gettext(
            "There is one sheet for each case: what we know, what we disagree on and"
            " what is proposed. How well a finding is backed follows from its evidence"
            " alone. Nobody has set it."
        ),
        quiet=True,
    )
    in_short = (_in_short(paper, said),) if paper.cases else ()
    return Sheet(
        id="agenda", title=said.gettext("Agenda"), blocks=(lines, *in_short, how)
    )


def _line(line: AgendaLine, said: Words) -> str:
    if line.number is None:
        return line.title
    return case_title(line.number, line.title, said)


def _in_short(paper: Paper, said: Words) -> Board:
    return Board(
        caption=said.gettext("The cases in short"),
        columns=(
            said.gettext("Case"),
            said.gettext("What it rests on"),
            said.gettext("Proposed decision"),
        ),
        rows=tuple(_short_case(case, said) for case in paper.cases),
        shares=(3, 4, 5),
    )


def _short_case(case: CaseSheet, said: Words) -> tuple[Cell, Cell, Cell]:
    rests = tuple(Span(text=_short_finding(f, said)) for f in case.findings)
    return (
        (Span(text=case.number), Span(text=case.title)),
        rests or (Span(text=said.gettext("No finding")),),
        (Span(text=case.proposal),),
    )


def _short_finding(found: FindingAsStood, said: Words) -> str:
    return said.gettext(
        "Finding %(number)s: %(level)s",
        number=found.number,
        level=level_in_short(found.backed.level, said).lower(),
    )


def _case(case: CaseSheet, said: Words) -> Sheet:
    return Sheet(
        id=f"case-{case.number.replace('/', '-')}",
        title=case_title(case.number, case.title, said),
        blocks=(
            *_known(case, said),
            *_disagreed(case, said),
            Card(title=said.gettext("Proposed decision"), text=case.proposal),
        ),
        new_page=True,
    )


def _known(case: CaseSheet, said: Words) -> Iterator[Block]:
    yield Heading(text=said.gettext("What we know"))
    if not case.findings:
        yield Passage(text=said.gettext("This case rests on no finding."))
    for found in case.findings:
        yield from finding(found, said)
        yield evidence(found, said)
        yield from figures(found.figures, said)


def _disagreed(case: CaseSheet, said: Words) -> Iterator[Block]:
    yield Heading(text=said.gettext("What we disagree on"))
    if case.views:
        yield _views(case, said)
    elif case.findings:
        yield Passage(text=said.gettext("No forum has marked how far it shares this."))
    yield from _listed(said.gettext("Open questions"), case.open_questions)
    yield from _listed(said.gettext("Other ways to read it"), case.other_readings)
    if not (case.open_questions or case.other_readings):
        yield Passage(
            text=said.gettext("No open questions and no other readings are noted.")
        )


def _listed(title: str, items: tuple[str, ...]) -> Iterator[Block]:
    if items:
        yield Heading(text=title, minor=True)
        yield Listing(items=items)


def _views(case: CaseSheet, said: Words) -> Board:
    return Board(
        caption=said.gettext("How far the forums share it"),
        columns=(
            said.gettext("Forum"),
            said.gettext("How many share it"),
            said.gettext("The minority holds"),
        ),
        rows=tuple(_view(view, said) for view in case.views),
        shares=(3, 5, 4),
    )


def _view(view: ForumView, said: Words) -> tuple[Cell, Cell, Cell]:
    on = () if view.on is None else (Span(text=day(view.on, said.language)),)
    shared = [Span(text=shares_it(view.sharing, said), strong=True)]
    if view.sharing.shared is not None:
        shared.append(Span(text=sharing_reason(view.sharing, said)))
    minority = view.minority or said.gettext("Nothing noted")
    return (Span(text=view.forum), *on), tuple(shared), (Span(text=minority),)
