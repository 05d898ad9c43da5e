"""What speaks for and against a finding, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nabolag_web.knowledge.models import Evidence, Kind
from nabolag_web.knowledge.presenters.figures import figure_lines
from nabolag_web.knowledge.queries.figures import Newer, as_pinned
from nabolag_web.knowledge.queries.findings import Standing
from nabolag_web.knowledge.queries.thread import source_link
from nabolag_web.knowledge.words import KINDS
from nabolag_web.shell.thread import ThreadLink


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceLine:
    """A piece of evidence: what says so, how much, and what it rests on."""

    pk: int
    title: str
    note: str
    dots: tuple[bool, bool, bool]
    weight: str
    same: str
    figure: str
    newer: str
    source: str
    address: str
    about_cause: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What one kind of source says one way: its pieces, or that there are none."""

    supports: bool
    pieces: tuple[PieceLine, ...]
    none: str
    looked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class KindRow:
    """One kind of source, with what it says for and against."""

    kind: str
    word: str
    count: str
    sides: tuple[Side, Side]


def heading(standing: Standing) -> str:
    """Give how many pieces there are, from how many sources, for and against."""
    n = len(standing.evidence)
    if not n:
        return _("No evidence yet")
    told = ngettext("%(n)s piece of evidence", "%(n)s pieces of evidence", n) % {"n": n}
    sources = ngettext("from %(n)s source", "from %(n)s sources", standing.sources) % {
        "n": standing.sources
    }
    pros = sum(each.supports for each in standing.evidence)
    return _("%(pieces)s %(sources)s: %(pros)s for, %(cons)s against") % {
        "pieces": told,
        "sources": sources,
        "pros": pros,
        "cons": n - pros,
    }


def rows(standing: Standing, newer: Mapping[int, Newer]) -> tuple[KindRow, ...]:
    """Give the four kinds of sources, with what each says for and against."""
    return tuple(_row(kind, standing, newer) for kind in Kind)


def _row(kind: Kind, standing: Standing, newer: Mapping[int, Newer]) -> KindRow:
    n = sum(each.kind == kind for each in standing.evidence)
    return KindRow(
        kind=kind.value,
        word=str(KINDS[kind]),
        count=ngettext("%(n)s piece", "%(n)s pieces", n) % {"n": n} if n else "",
        sides=(
            _side(kind, standing, newer, supports=True),
            _side(kind, standing, newer, supports=False),
        ),
    )


def _side(
    kind: Kind, standing: Standing, newer: Mapping[int, Newer], *, supports: bool
) -> Side:
    looked = any(
        (each.kind, each.supports) == (kind, supports) for each in standing.looked_for
    )
    slug = standing.finding.programme.slug
    return Side(
        supports=supports,
        pieces=tuple(
            _piece(each, newer, slug)
            for each in standing.evidence
            if (each.kind, each.supports) == (kind, supports)
        ),
        none=_("Looked for, not found.") if looked else _("No one has looked yet."),
        looked=looked,
    )


def _piece(piece: Evidence, newer: Mapping[int, Newer], slug: str) -> PieceLine:
    pinned = piece.figure
    rests_on, figure = piece.rests_on, None
    source = source_link(rests_on, slug) if rests_on else None
    if pinned is not None:
        figure = figure_lines(as_pinned(pinned), newer.get(pinned.pk))
    return PieceLine(
        pk=piece.pk,
        title=piece.title,
        note=piece.note,
        dots=(piece.strength >= 1, piece.strength >= 2, piece.strength >= 3),
        weight=_("Weight %(n)s of 3") % {"n": piece.strength},
        same=""
        if piece.same_as is None
        else _("Rests on the same source as “%(title)s”, and does not count twice.")
        % {"title": piece.same_as.title},
        figure="" if figure is None else figure.said,
        newer="" if figure is None else figure.newer,
        source=_told(piece, source) if figure is None else figure.source,
        address=source.address if source else "",
        about_cause=piece.about_cause,
    )


def _told(piece: Evidence, source: ThreadLink | None) -> str:
    """Give where a piece is from: its source, the day, and where in it."""
    if source is None:
        return ""
    day = date_format(source.when) if source.when else ""
    return ", ".join(filter(None, (source.text, day, piece.page_reference)))
