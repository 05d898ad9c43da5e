"""What of an area's report fits two sheets of paper, to be handed out in a meeting.

Left out are tables, maps, who moves, and how the numbers are made: the whole report has
them, and the two pages say where it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from nabolag.reports.page import Aside, Edition, Entry, Extent, Page, Reference
from nabolag.reports.passages.provenance import safe_address
from nabolag.reports.wording.language import Words
from nabolag.reports.wording.numbers import number

ROWS = 16
"""Measures in the profile: the first page holds them below the title."""
PICTURES = 6
"""Measures drawn over time: two rows of three."""
_ENTRIES, _SOURCES = 5, 10


def two_pages(page: Page, edition: Edition, words: Words) -> Page:
    """Give the short report of an area whose figures are already the clearest ones."""
    address = safe_address(edition.address) or ""
    return replace(
        page,
        extent=Extent.TWO_PAGES,
        asides=tuple(_asides(page, words)),
        maps=(),
        movers=None,
        behind=None,
        similar=None,
        news=None,
        context=None,
        remarks=(),
        references=tuple(_references(page, words)),
        cards=(),
        elsewhere=_elsewhere(address, words),
        address=address,
    )


def _asides(page: Page, words: Words) -> Iterator[Aside]:
    for aside in page.asides:
        hidden = len(aside.entries) - _ENTRIES
        entries = aside.entries[:_ENTRIES]
        if hidden > 0:
            entries = (*entries, Entry(kind=_more(hidden, words)))
        yield replace(aside, entries=entries)


def _references(page: Page, words: Words) -> Iterator[Reference]:
    """Give the sources without what only those who check files need."""
    told = {
        words.gettext("Table"),
        words.gettext("Licence"),
        words.gettext("Published"),
    }
    for reference in page.references[:_SOURCES]:
        facts = tuple(fact for fact in reference.facts if fact[0] in told)
        yield replace(reference, facts=facts)
    hidden = len(page.references) - _SOURCES
    if hidden > 0:
        yield Reference(title=_more(hidden, words), facts=())


def _more(count: int, words: Words) -> str:
    return words.gettext("%(n)s more", n=number(count, words.language))


def _elsewhere(address: str, words: Words) -> str:
    if not address:
        return words.gettext(
            "Tables with every figure, the map and how we calculate are in the whole"
            " report."
        )
    return words.gettext(
        "Tables with every figure, the map and how we calculate: %(address)s",
        address=address,
    )
