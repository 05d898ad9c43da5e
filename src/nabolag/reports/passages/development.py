"""Development beside the city: one small picture per indicator, and all figures."""

from __future__ import annotations

from collections.abc import Sequence

from nabolag.reports.page import Figure
from nabolag.reports.passages import pictures
from nabolag.reports.passages.pictures import DRAWN
from nabolag.reports.standings.timelines import Line, change_text
from nabolag.reports.wording.language import Words


def development(
    found: Sequence[Line], *, name: str, source: str, words: Words, most: int = DRAWN
) -> Figure | None:
    """Give the development of an area, or nothing where no figure has a past.

    ``source`` is of the figures in ``found``, of which the ``most`` clearest are drawn.
    """
    if not found:
        return None
    drawn = _drawn(found, most)
    return Figure(
        id="development",
        title=_title(max(drawn, key=lambda line: line.last.clearness), words),
        subtitle=pictures.what_is_drawn(drawn, found, name, words),
        summary=pictures.summary(drawn, words),
        key=pictures.key(drawn, name, words),
        smalls=pictures.smalls(drawn, name, words),
        tables=(pictures.all_figures(found, name, words),),
        table_link=pictures.table_link(found, words),
        source=source,
        cards=("intervals", "differences"),
    )


def _drawn(found: Sequence[Line], most: int) -> list[Line]:
    """Choose the clearest distances, and keep them in their order."""
    ranked = sorted(found, key=lambda line: line.last.clearness, reverse=True)
    chosen = {line.last.indicator.id for line in ranked[:most]}
    return [line for line in found if line.last.indicator.id in chosen]


def _title(line: Line, words: Words) -> str:
    change = change_text(line, words)
    return words.gettext(
        "%(indicator)s: %(change)s",
        indicator=line.last.indicator.name(words.language),
        change=change[:1].lower() + change[1:],
    )
