"""A report as an accessible PDF (PDF/UA-1), from the same page as the HTML.

The drawings are the wide ones. Tables stand together at the end, where a reader of
paper looks numbers up; every drawing says on which page its table is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from nabolag.areas.result import Diagnosis, Verdict
from nabolag.figures.parts import Width
from nabolag.figures.signs import dimension_sign, sign
from nabolag.reports.editions.drawings import drawn
from nabolag.reports.editions.typesetting import Typeset
from nabolag.reports.page import (
    Aside,
    Edition,
    Entry,
    Extent,
    Figure,
    Grid,
    Page,
    Panel,
    Part,
    Reference,
    Small,
    Whole,
)
from nabolag.reports.story import page
from nabolag.reports.wording.language import Words, words

_MOST_PAGES = 2
_SCALES = (1.04, 0.98, 0.92, 0.86, 0.8, 0.74, 0.68, 0.6, 0.5)
"""How small a short report may be set to fill no more: long names take much room."""


def pdf_report(diagnosis: Diagnosis, edition: Edition) -> bytes:
    """Give the report of one area or of the whole city as a PDF file.

    Raises :class:`WrongUsage` for an unknown language or an area without figures.
    """
    made_on = edition.made_on
    at = datetime(1970, 1, 1, tzinfo=UTC)
    if made_on is not None:
        at = datetime(made_on.year, made_on.month, made_on.day, tzinfo=UTC)
    return pdf_of(page(diagnosis, edition), at=at)


def pdf_of(report: Page, *, at: datetime) -> bytes:
    """Give a finished page as PDF; ``at`` is the time the file says it was made.

    The same page and time give the same bytes with the same fonts.
    """
    return _fitting(report).pdf(at)


def _fitting(report: Page) -> Typeset:
    """Give a short report as small as it must be set, and a whole one as it is."""
    said = told(report)
    if report.extent is Extent.WHOLE:
        return _typeset(said)
    *larger, smallest = (_typeset(said | {"scale": scale}) for scale in _SCALES)
    return next((p for p in larger if p.pages() <= _MOST_PAGES), smallest)


def _typeset(said: Mapping[str, Any]) -> Typeset:
    return Typeset(template="report.typ", said=said)


def told(report: Page) -> dict[str, Any]:
    """Give what the PDF says, as plain values that its template reads."""
    said = words(report.language)
    return {
        "language": report.language,
        "place": report.place,
        "one_area": report.one_area,
        "kicker": report.kicker,
        "title": report.title,
        "verdict": [{"text": s.text, "strong": s.strong} for s in report.verdict],
        "meta": list(report.meta),
        "made": report.made,
        "short": report.extent is Extent.TWO_PAGES,
        "elsewhere": report.elsewhere,
        "address": report.address,
        "groups": [group for group in _groups(report, said) if group["figures"]],
        "tables_at_end": report.extent is Extent.WHOLE,
        "scale": 1.0,
        "asides": [_aside(aside) for aside in report.asides],
        "remarks": list(report.remarks),
        "references": [_reference(each) for each in report.references],
        "cards": [
            {"title": card.title, "lines": [list(line) for line in card.lines.items()]}
            for card in report.cards
        ],
        "words": _words(said),
    }


def _words(said: Words) -> dict[str, str]:
    return {
        "remarks": said.gettext("What you should know about the figures"),
        "sources": said.gettext("Sources"),
        "methods": said.gettext("How we calculate"),
        "tables": said.gettext("Tables"),
        "table": said.gettext("The figures stand in a table on page"),
    }


def _groups(report: Page, said: Words) -> list[dict[str, Any]]:
    """Give the figures in their order, under a heading of their own where they share one."""
    first = [report.profile] if report.one_area else []
    first += [report.development]
    last = [*report.maps, report.movers, report.behind, report.similar]
    last += [report.news, report.context]
    if not report.one_area:
        first += [report.pile_up, report.concentration]
    return [
        _group(first, said),
        *(
            {
                "heading": section.heading,
                "sign": "" if section.plain else dimension_sign(section.dimension),
                "figures": [_figure(figure, said) for figure in section.figures],
            }
            for section in report.sections
        ),
        _group(last, said),
    ]


def _group(figures: list[Figure | None], said: Words) -> dict[str, Any]:
    """Give figures that each stand for themselves."""
    found = [_figure(figure, said) for figure in figures if figure]
    return {"heading": "", "sign": "", "figures": found}


def _aside(aside: Aside) -> dict[str, Any]:
    return {
        "title": aside.title,
        "text": aside.text,
        "lines": list(aside.lines),
        "entries": _entries(aside.entries),
        "tables": [_table(table) for table in aside.tables],
    }


def _figure(figure: Figure, said: Words) -> dict[str, Any]:
    whole = figure.map or figure.movers or figure.picture
    kind = "map" if whole else "smalls" if figure.smalls else "panels"
    parts: list[Part] = [*figure.panels, *figure.smalls]
    if whole:
        parts.append(whole)
    return {
        "id": figure.id,
        "title": figure.title,
        "subtitle": figure.subtitle,
        "notes": list(figure.notes),
        "kind": kind,
        "key": [{"sign": sign(key.sign), "text": key.text} for key in figure.key],
        "drawings": [
            _drawing(part, figure, said.language, f"{figure.id}-{n}")
            for n, part in enumerate(parts)
        ],
        "entries": _entries(figure.entries),
        "tables": [_table(table) for table in figure.tables],
        "inline": not figure.shows_something,
        "source": figure.source,
    }


def _drawing(part: Part, figure: Figure, language: str, prefix: str) -> dict[str, Any]:
    svg = _halos(drawn(part, width=Width.WIDE, language=language, prefix=prefix))
    across = re.search(r' width="([\d.]+)"', svg)
    down = re.search(r' height="([\d.]+)"', svg)
    return {
        "svg": svg,
        "across": float(across[1]) if across else 0.0,
        "down": float(down[1]) if down else 0.0,
        "alt": _alt(part, figure),
        "heading": "" if isinstance(part, Whole) else part.heading,
        "above": part.dimension_word if isinstance(part, Small) else "",
        "sign": "" if isinstance(part, Whole) else dimension_sign(part.dimension),
        "caption": part.caption if isinstance(part, Small) else "",
        "pill": _pill(part),
    }


def _pill(part: Part) -> dict[str, str]:
    """Give a picture's verdict with its sign, or nothing where it has none."""
    if not isinstance(part, Small) or part.verdict is None:
        return {}
    return {
        "sign": sign(part.verdict),
        "text": part.verdict_word,
        "dash": "dashed" if part.verdict is Verdict.CANNOT_TELL else "solid",
    }


def _halos(svg: str) -> str:
    """Draw a letter's edge behind it: typst does not know of ``paint-order``."""
    return re.sub(
        r'<text([^>]*?) stroke="([^"]*)" stroke-width="(\d+)" paint-order="stroke">'
        r"(.*?)</text>",
        r'<text\1 stroke="\2" stroke-width="\3">\4</text><text\1>\4</text>',
        svg,
    )


def _alt(part: Part, figure: Figure) -> str:
    """Say in words all that a drawing shows in numbers."""
    if isinstance(part, Panel):
        rows = [f"{r.label}: {r.against_text}, {r.difference_text}" for r in part.rows]
        return f"{part.heading}. {'; '.join(rows)}."
    if isinstance(part, Small):
        return f"{part.summary} {part.caption}."
    return figure.summary


def _entries(entries: tuple[Entry, ...]) -> list[dict[str, str]]:
    return [{"kind": e.kind, "subject": e.subject, "text": e.text} for e in entries]


def _table(table: Grid) -> dict[str, Any]:
    return {
        "caption": table.caption,
        "columns": [{"text": c.text, "number": c.number} for c in table.columns],
        "rows": [list(row) for row in table.rows],
    }


def _reference(reference: Reference) -> dict[str, Any]:
    return {
        "title": reference.title,
        "address": reference.address or "",
        "facts": [list(fact) for fact in reference.facts],
    }
