"""The parts of a page as HTML, for pages that lay them out in their own way.

They are made with the same templates as the report, and drawn in the same two widths.
Nothing in them needs a style of its own or runs: ``style_rules`` gives the rules that a
page serves as a file.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from nabolag.reports.editions.markup import environment, sheet
from nabolag.reports.page import Figure, Page, Section
from nabolag.reports.side_by_side import SideBySide

if TYPE_CHECKING:
    from markupsafe import Markup

METHODS = "#methods"
"""Where a report tells how its numbers are calculated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AsidePart:
    """What stands beside the figures; ``read_first`` where it must be read before."""

    read_first: bool
    html: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionPart:
    """Figures that belong together, under a heading with their dimension's sign.

    ``broad`` where a map among them needs the page's whole width.
    """

    id: str
    heading: Markup
    broad: bool
    figures: tuple[Markup, ...]


@dataclass(frozen=True, kw_only=True)
class Fragments:
    """A page's parts as HTML, each made when it is first asked for.

    A part that the page has not is an empty text. ``prefix`` stands before every id, so
    that parts of several pages may stand on one; ``level`` is that of their headings;
    ``methods`` is the address where the way of calculating is told.
    """

    page: Page
    prefix: str = ""
    level: int = 2
    methods: str = METHODS

    @cached_property
    def verdict(self) -> Markup:
        """Give the sentences under the title, without a paragraph around them."""
        return self._macro("spans")(self.page.verdict)

    @cached_property
    def in_short(self) -> Markup:
        """Give each dimension in short."""
        return self._figure(self.page.in_short)

    @cached_property
    def profile(self) -> Markup:
        """Give how the area stands on every measure."""
        return self._figure(self.page.profile)

    @cached_property
    def development(self) -> Markup:
        """Give where the distances are heading."""
        return self._figure(self.page.development)

    @cached_property
    def maps(self) -> tuple[Markup, ...]:
        """Give the maps."""
        return tuple(self._figure(each) for each in self.page.maps)

    @cached_property
    def movers(self) -> Markup:
        """Give who moves in and out."""
        return self._figure(self.page.movers)

    @cached_property
    def behind(self) -> Markup:
        """Give what moving has to do with the changes."""
        return self._figure(self.page.behind)

    @cached_property
    def similar(self) -> Markup:
        """Give the areas that are most like this one."""
        return self._figure(self.page.similar)

    @cached_property
    def concentration(self) -> Markup:
        """Give how far challenges are gathered in few areas."""
        return self._figure(self.page.concentration)

    @cached_property
    def pile_up(self) -> Markup:
        """Give how many areas have challenges that pile up."""
        return self._figure(self.page.pile_up)

    @cached_property
    def news(self) -> Markup:
        """Give what is new."""
        return self._figure(self.page.news)

    @cached_property
    def context(self) -> Markup:
        """Give the figures for orientation."""
        return self._figure(self.page.context)

    @cached_property
    def sections(self) -> tuple[SectionPart, ...]:
        """Give a whole city's measures, by dimension."""
        return tuple(self._section(each) for each in self.page.sections)

    @cached_property
    def asides(self) -> tuple[AsidePart, ...]:
        """Give what stands beside the figures."""
        made = self._macro("beside")
        return tuple(
            AsidePart(read_first=each.read_first, html=made(each, self.level))
            for each in self.page.asides
        )

    @cached_property
    def remarks(self) -> Markup:
        """Give what one must know about the figures, as a list."""
        return self._listed("remarks", self.page.remarks)

    @cached_property
    def references(self) -> Markup:
        """Give the sources, as a list."""
        return self._listed("references", self.page.references, self.level + 1)

    @cached_property
    def cards(self) -> Markup:
        """Give how each number is calculated."""
        return self._listed("cards", self.page.cards)

    def _figure(self, figure: Figure | None, *, below: int = 0) -> Markup:
        given = () if figure is None else (figure,)
        return self._joined("figure", given, self.level + below)

    def _section(self, section: Section) -> SectionPart:
        return SectionPart(
            id=f"{self.prefix}{section.id}",
            heading=self._macro("dimension")(section.dimension, section.heading),
            broad=section.broad,
            figures=tuple(self._figure(each, below=1) for each in section.figures),
        )

    def _listed(self, name: str, all_: tuple[object, ...], *more: int) -> Markup:
        return self._joined(name, (all_,) if all_ else (), *more)

    def _joined(self, name: str, parts: tuple[object, ...], *more: int) -> Markup:
        from markupsafe import Markup

        return Markup("").join(self._macro(name)(part, *more) for part in parts)

    def _macro(self, name: str) -> Callable[..., Markup]:
        return self._macros[name]

    @cached_property
    def _macros(self) -> dict[str, Callable[..., Markup]]:
        parts = environment(self.page.language).get_template("parts.html")
        told = {"prefix": self.prefix, "methods": self.methods}
        return vars(parts.make_module(told))


def fragments(
    page: Page, *, prefix: str = "", level: int = 2, methods: str = METHODS
) -> Fragments:
    """Give the parts of a page as HTML.

    Raises :class:`WrongUsage` for a page in an unknown language.
    """
    return Fragments(page=page, prefix=prefix, level=level, methods=methods)


def beside(
    found: SideBySide,
    *,
    language: str,
    prefix: str = "",
    level: int = 2,
    methods: str = METHODS,
) -> Markup:
    """Give areas side by side as one figure, each in the narrow width.

    Raises :class:`WrongUsage` for an unknown language.
    """
    parts = environment(language).get_template("parts.html")
    made = vars(parts.make_module({"prefix": prefix, "methods": methods}))
    html: Markup = made["side_by_side"](found, level)
    return html


def style_rules() -> str:
    """Give the rules that fragments need, to be served as one CSS file."""
    return sheet("figures.css")
