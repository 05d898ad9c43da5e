"""How well a finding is backed and how far it is shared, in words."""

from __future__ import annotations

from nabolag.knowledge.evidence import Backed, Backing, Kind, WeakSpot
from nabolag.reports.wording.language import Words


def nobody_asked(kind: Kind, words: Words) -> str:
    """Say that one kind of source says nothing: "No resident has been asked"."""
    return {
        Kind.STATISTICS: words.gettext("No figures have been looked at."),
        Kind.PLACE: words.gettext("No place analysis has been made."),
        Kind.STAFF: words.gettext("No staff have been asked."),
        Kind.RESIDENTS: words.gettext("No resident has been asked."),
    }[kind]


def level_in_short(level: Backing, words: Words) -> str:
    """Give a level of backing in a word or two."""
    return {
        Backing.NONE: words.gettext("Not backed yet"),
        Backing.CONTESTED: words.gettext("Contested"),
        Backing.THIN: words.gettext("Thinly backed"),
        Backing.PART: words.gettext("Partly backed"),
        Backing.WELL: words.gettext("Well backed"),
    }[level]


def level_sentence(backed: Backed, words: Words) -> str:
    """Say how well a finding is backed, and what that is enough for."""
    return {
        Backing.NONE: words.gettext(
            "Nothing backs it yet. It is something to look into."
        ),
        Backing.CONTESTED: words.gettext(
            "What speaks against it is as strong as what speaks for it. Look closer before anything rests on it."
        ),
        Backing.THIN: words.gettext(
            "One kind of source, or only weak evidence, says so. Enough to ask others, not to decide."
        ),
        Backing.PART: words.gettext(
            "Two kinds of sources or more say so. Enough to try measures, not to promise effect."
        ),
        Backing.WELL: words.gettext(
            "Three kinds of sources or more say so, and no one who has looked has found anything against it. Enough to build on."
        ),
    }[backed.level]


def weak_spot(spot: WeakSpot, words: Words) -> str:
    """Say where a finding is weak."""
    return {
        WeakSpot.ONE_KIND: words.gettext("Only one kind of source says so."),
        WeakSpot.SAME_ORIGIN: words.gettext(
            "Several pieces rest on the same source, and count as one."
        ),
        WeakSpot.ALL_WEAK: words.gettext("All that speaks for it is weak."),
        WeakSpot.NOT_LOOKED: words.gettext(
            "No one has looked for what speaks against it."
        ),
        WeakSpot.NO_RESIDENT: words.gettext("No resident has been asked."),
        WeakSpot.CONTESTED: words.gettext("It is contested."),
    }[spot]
