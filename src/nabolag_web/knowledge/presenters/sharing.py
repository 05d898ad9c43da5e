"""How far forums share findings, in words and dots."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nabolag.figures.dots import dots
from nabolag.reports.wording.backing import shares_it, sharing_reason
from nabolag.reports.wording.numbers import number
from nabolag_web.knowledge.presenters.figures import said_words
from nabolag_web.knowledge.presenters.findings import FindingLine, finding_lines
from nabolag_web.knowledge.queries.findings import Standing
from nabolag_web.knowledge.queries.sharing import Spread, Understanding
from nabolag_web.knowledge.words import MARKS


@dataclass(frozen=True, slots=True, kw_only=True)
class SpreadLines:
    """How far one forum shares a finding: words, dots, and the same as a table."""

    forum: str
    on: str
    shares: str
    reason: str
    agreement: str
    dots: str
    table: tuple[tuple[str, int], ...]
    missing: tuple[str, ...]
    minority: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LostMark:
    """What someone marked and wrote that could not be counted, so that they have it."""

    mark: str
    missing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """How far a finding is shared: a heading, each forum now, and what was before."""

    heading: str
    now: tuple[SpreadLines, ...]
    before: tuple[SpreadLines, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ForumLine:
    """How far one forum shares a finding now, and how it was in its earlier meetings."""

    now: SpreadLines
    before: tuple[SpreadLines, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedLine:
    """A finding on the page of shared understanding."""

    finding: FindingLine
    forums: tuple[ForumLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedPage:
    """Where we agree, where we do not, and what we have not asked."""

    agree: tuple[SharedLine, ...]
    differ: tuple[SharedLine, ...]
    unasked: tuple[SharedLine, ...]
    steps: tuple[str, ...]


def spread_lines(spread: Spread) -> SpreadLines:
    """Give how far a forum shares a finding, for a page."""
    said, found = said_words(), spread.sharing
    return SpreadLines(
        forum=spread.forum.name,
        on=date_format(spread.on),
        shares=shares_it(found, said),
        reason=sharing_reason(found, said),
        agreement=""
        if found.agreement is None
        else _("Agreement %(a)s (from −1, two camps, to 1, one view).")
        % {"a": number(found.agreement, said.language, decimals=2)},
        dots=mark_safe(dots(spread.counts)) if spread.counts else "",  # noqa: S308 - our own drawing
        table=tuple(zip(map(str, MARKS.values()), spread.counts, strict=False)),
        missing=spread.missing,
        minority=spread.minority,
    )


def lost_mark(sent: Mapping[str, str]) -> LostMark | None:
    """Give what was in a mark that could not be counted; nothing where it had nothing."""
    words = {str(value): str(word) for value, word in MARKS.items()}
    mark, missing = words.get(sent.get("value", ""), ""), sent.get("missing", "")
    return LostMark(mark=mark, missing=missing) if mark or missing else None


def shared(understanding: Understanding) -> Shared | None:
    """Give how far a finding is shared for its own page; nothing before any has marked."""
    if not understanding.spreads:
        return None
    return Shared(
        heading=_heading(understanding.spreads),
        now=tuple(map(spread_lines, understanding.spreads)),
        before=tuple(map(spread_lines, understanding.before)),
    )


def shared_page(
    understandings: Iterable[Understanding], standings: Iterable[Standing], slug: str
) -> SharedPage:
    """Sort findings by how far those who have discussed them share them."""
    sorted_: dict[str, list[SharedLine]] = {"agree": [], "differ": [], "unasked": []}
    lines = finding_lines(standings, slug)
    for understanding, line in zip(understandings, lines, strict=True):
        forums = tuple(_forum_lines(understanding))
        sorted_[_place(understanding)].append(SharedLine(finding=line, forums=forums))
    told = {name: tuple(found) for name, found in sorted_.items()}
    return SharedPage(**told, steps=tuple(map(str, MARKS.values())))


def _forum_lines(understanding: Understanding) -> Iterator[ForumLine]:
    for spread in understanding.spreads:
        earlier = [e for e in understanding.before if e.forum.pk == spread.forum.pk]
        yield ForumLine(
            now=spread_lines(spread), before=tuple(map(spread_lines, earlier))
        )


def _place(understanding: Understanding) -> str:
    told = [s.sharing.shared for s in understanding.spreads if s.counts]
    if not told:
        return "unasked"
    return "agree" if all(told) else "differ"


def _heading(spreads: tuple[Spread, ...]) -> str:
    told = [spread for spread in spreads if spread.counts]
    apart = [spread.forum.name for spread in told if not spread.sharing.shared]
    sharing, n = len(told) - len(apart), len(told)
    if not n:
        return _("Too few have marked to show how far it is shared")
    if sharing and len(apart) == 1:
        return ngettext(
            "%(sharing)s forum shares the finding, %(forum)s does not",
            "%(sharing)s forums share the finding, %(forum)s does not",
            sharing,
        ) % {"sharing": sharing, "forum": apart[0]}
    return ngettext(
        "%(sharing)s of %(n)s forum shares the finding",
        "%(sharing)s of %(n)s forums share the finding",
        n,
    ) % {"sharing": sharing, "n": n}
