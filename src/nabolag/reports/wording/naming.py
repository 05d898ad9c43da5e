"""Names of dimensions, levels and indicators as they stand in a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from nabolag.reports.wording.language import Words
from nabolag.reports.wording.numbers import number
from nabolag.values import DISTRICT, Dimension, Indicator, Source


def dimension_word(dimension: Dimension | None, words: Words) -> str:
    """Give a dimension's heading."""
    return {
        Dimension.PHYSICAL: words.gettext("Physical"),
        Dimension.SOCIAL: words.gettext("Social and living conditions"),
        Dimension.REPUTATIONAL: words.gettext("Reputation"),
        Dimension.STRUCTURAL: words.gettext("Structural"),
        None: words.gettext("Other measures"),
    }[dimension]


def levels_word(level: str, words: Words) -> str:
    """Give the areas of a level together: "delbydelene"."""
    if level == DISTRICT:
        return words.gettext("the districts")
    if level == "delbydel":
        return words.gettext("the sub-districts")
    if level == "grunnkrets":
        return words.gettext("the basic statistical units")
    return words.gettext("the areas")


def level_and_name(level: str, name: str, words: Words) -> str:
    """Give an area with its level, as names may stand on two: "Bydel: Stovner"."""
    if level == DISTRICT:
        return words.gettext("District: %(name)s", name=name)
    if level == "delbydel":
        return words.gettext("Sub-district: %(name)s", name=name)
    if level == "grunnkrets":
        return words.gettext("Basic statistical unit: %(name)s", name=name)
    return words.gettext("Area: %(name)s", name=name)


def levels_title(level: str, words: Words) -> str:
    """Give the areas of a level as a heading: "Delbydeler"."""
    if level == DISTRICT:
        return words.gettext("Districts")
    if level == "delbydel":
        return words.gettext("Sub-districts")
    if level == "grunnkrets":
        return words.gettext("Basic statistical units")
    return words.gettext("Areas")


def some_of_level(level: str, some: int, total: int, words: Words) -> str:
    """Give how many of a level's areas: "12 av 99 delbydeler"."""
    facts = {
        "some": number(some, words.language),
        "total": number(total, words.language),
    }
    if level == DISTRICT:
        return words.ngettext(
            "%(some)s of %(total)s district",
            "%(some)s of %(total)s districts",
            total,
            **facts,
        )
    if level == "delbydel":
        return words.ngettext(
            "%(some)s of %(total)s sub-district",
            "%(some)s of %(total)s sub-districts",
            total,
            **facts,
        )
    return words.ngettext(
        "%(some)s of %(total)s area", "%(some)s of %(total)s areas", total, **facts
    )


def in_text(indicator: Indicator, words: Words) -> str:
    """Give an indicator's name inside a sentence.

    The first letter is small, unless the name opens with an abbreviation; a name
    with a comma or a colon of its own stands in quotation marks as it is.
    """
    name = indicator.name(words.language)
    if "," in name or ":" in name:
        return words.gettext("“%(name)s”", name=name)
    abbreviated = not name[1:2].islower()
    return name if abbreviated else name[:1].lower() + name[1:]


def listed(things: Sequence[str], words: Words) -> str:
    """Give things in a row: "a, b og c"."""
    if len(things) < 2:
        return "".join(things)
    return words.gettext(
        "%(several)s and %(last)s", several=", ".join(things[:-1]), last=things[-1]
    )


def some_of(things: Sequence[str], most: int, words: Words) -> str:
    """Give things in a row, and how many more where they are many: "a, b og 3 til"."""
    if len(things) <= most:
        return listed(things, words)
    return words.gettext(
        "%(several)s and %(n)s more",
        several=", ".join(things[:most]),
        n=number(len(things) - most, words.language),
    )


def sources_named(sources: Iterable[Source], words: Words) -> str:
    """Give the sources of a figure in one line, each once."""
    names = dict.fromkeys(_named(source, words) for source in sources)
    return "; ".join(names)


def _named(source: Source, words: Words) -> str:
    # A file that says nothing of where it comes from is at least known by its name.
    publisher = source.publisher or source.title
    if source.table is None:
        return publisher
    return words.gettext(
        "%(publisher)s, table %(table)s", publisher=publisher, table=source.table
    )
