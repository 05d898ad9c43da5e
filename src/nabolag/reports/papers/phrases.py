"""Sentences and tables that several papers share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from nabolag.knowledge.evidence import Kind, Strength, WeakSpot
from nabolag.knowledge.papers.cases import EvidenceLine, FigureAsStood, FindingAsStood
from nabolag.knowledge.papers.meetings import DocumentKind, Meeting, Openness
from nabolag.reports.papers.document import Block, Board, Cell, Heading, Passage
from nabolag.reports.wording.backing import (
    kind_name,
    level_in_short,
    level_sentence,
    nobody_asked,
    weak_spot,
)
from nabolag.reports.wording.language import Span, Words
from nabolag.reports.wording.numbers import clock, day

_TOLD_IN_TABLE = (WeakSpot.NO_RESIDENT, WeakSpot.CONTESTED)
"""Weak spots that the evidence beside them, or the level, already tells in words."""


def when_and_where(meeting: Meeting, said: Words) -> tuple[str, ...]:
    """Give the day, with the time where it is known, and the place."""
    on = day(meeting.on, said.language)
    if meeting.at is not None:
        on = said.gettext(
            "%(day)s at %(time)s", day=on, time=clock(meeting.at, said.language)
        )
    return (on, meeting.place) if meeting.place else (on,)


def moment(at: datetime, said: Words) -> str:
    """Give a day and a time."""
    return said.gettext(
        "%(day)s at %(time)s",
        day=day(at.date(), said.language),
        time=clock(at.time(), said.language),
    )


def made(at: datetime, said: Words) -> str:
    """Say when a document was made."""
    return said.gettext("Made %(moment)s", moment=moment(at, said))


def openness(of: Openness, said: Words) -> str:
    """Say what a document is to the archive, and who may read it."""
    ground = of.legal_ground
    if of.kind is DocumentKind.WORKING:
        if ground is None:
            return said.gettext("Working document, public")
        return said.gettext(
            "Working document, exempt from public access: %(ground)s", ground=ground
        )
    if ground is None:
        return said.gettext("Case document, public")
    return said.gettext(
        "Case document, exempt from public access: %(ground)s", ground=ground
    )


def made_up_notice(said: Words) -> str:
    """Say that a programme is fictional."""
    return said.gettext("Fictional. The people, the figures and the place are made up.")


def made_up_mark(said: Words) -> str:
    """Say the same in one word."""
    return said.gettext("Fictional")


def case_title(number: str, title: str, said: Words) -> str:
    """Give a case with its number."""
    return said.gettext("Case %(number)s: %(title)s", number=number, title=title)


def finding(found: FindingAsStood, said: Words) -> Iterator[Block]:
    """Give a finding: its sentence, and how sure we are of it."""
    yield Heading(
        text=said.gettext(
            "Finding %(number)s: %(sentence)s",
            number=found.number,
            sentence=found.sentence,
        ),
        minor=True,
    )
    yield Passage(text=how_sure(found, said), quiet=True)


def how_sure(found: FindingAsStood, said: Words) -> str:
    """Say how well a finding is backed, what that is enough for, and where it is weak."""
    spots = [s for s in found.backed.weak_spots if s not in _TOLD_IN_TABLE]
    return " ".join(
        (
            f"{level_in_short(found.backed.level, said)}.",
            level_sentence(found.backed, said),
            *(weak_spot(spot, said) for spot in spots),
        )
    )


def evidence(found: FindingAsStood, said: Words) -> Board:
    """Give the evidence for and against a finding, by kind; what is missing is told."""
    return Board(
        caption=said.gettext("Evidence for finding %(number)s", number=found.number),
        columns=(
            said.gettext("Source"),
            said.gettext("Speaks for"),
            said.gettext("Speaks against"),
        ),
        rows=tuple(_kind(kind, found.evidence, said) for kind in Kind),
        shares=(2, 6, 4),
    )


def _kind(
    kind: Kind, lines: Sequence[EvidenceLine], said: Words
) -> tuple[Cell, Cell, Cell]:
    pros = [line for line in lines if line.kind is kind and line.supports]
    cons = [line for line in lines if line.kind is kind and not line.supports]
    name = (Span(text=kind_name(kind, said)),)
    if not pros and not cons:
        return name, (Span(text=nobody_asked(kind, said)),), ()
    nothing = (Span(text=said.gettext("Nothing noted")),)
    return name, _told(pros, said) or nothing, _told(cons, said) or nothing


def _told(lines: Iterable[EvidenceLine], said: Words) -> Cell:
    return tuple(span for line in lines for span in _piece(line, said))


def _piece(line: EvidenceLine, said: Words) -> Iterator[Span]:
    yield Span(text=f"{line.title} ({strength(line.strength, said)})", strong=True)
    if line.note:
        yield Span(text=line.note)


def strength(of: Strength, said: Words) -> str:
    """Give how much a piece of evidence says by itself."""
    return {
        Strength.WEAK: said.gettext("weak"),
        Strength.FAIR: said.gettext("fair"),
        Strength.STRONG: said.gettext("strong"),
    }[of]


def figures(stood: Sequence[FigureAsStood], said: Words) -> Iterator[Block]:
    """Give figures as they stood, where there are any."""
    if stood:
        yield Board(
            caption=said.gettext("Figures as they stood"),
            columns=(
                said.gettext("Figure"),
                said.gettext("Value"),
                said.gettext("Source"),
            ),
            rows=tuple(_figure(each, said) for each in stood),
            shares=(5, 4, 3),
        )


def _figure(each: FigureAsStood, said: Words) -> tuple[Cell, Cell, Cell]:
    source = each.source
    if each.on is not None:
        source = said.gettext(
            "%(source)s, %(day)s", source=source, day=day(each.on, said.language)
        )
    return (Span(text=each.label),), (Span(text=each.value),), (Span(text=source),)
