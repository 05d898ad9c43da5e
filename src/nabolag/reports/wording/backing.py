"""How well a finding is backed, and how far a group shares it, in words."""

from __future__ import annotations

from nabolag.knowledge.evidence import Backed, Backing, Kind, WeakSpot
from nabolag.knowledge.sharing import Reason, Sharing
from nabolag.reports.wording.in_words import number_word
from nabolag.reports.wording.language import Words, message
from nabolag.reports.wording.verdicts import capital

_KINDS = {
    Kind.STATISTICS: message("Statistics"),
    Kind.PLACE: message("Place analyses"),
    Kind.STAFF: message("Staff"),
    Kind.RESIDENTS: message("Residents"),
}
_NOBODY = {
    Kind.STATISTICS: message("No figures have been looked at."),
    Kind.PLACE: message("No place analysis has been made."),
    Kind.STAFF: message("No staff have been asked."),
    Kind.RESIDENTS: message("No resident has been asked."),
}
_LEVELS = {
    Backing.NONE: message("Not backed yet"),
    Backing.CONTESTED: message("Contested"),
    Backing.THIN: message("Thinly backed"),
    Backing.PART: message("Partly backed"),
    Backing.WELL: message("Well backed"),
}
_SPOTS = {
    WeakSpot.ONE_KIND: message("Only one kind of source speaks for it."),
    WeakSpot.SAME_ORIGIN: message(
        "Several pieces of evidence rest on the same source, and count as one."
    ),
    WeakSpot.ALL_WEAK: message("All the evidence for it is weak."),
    WeakSpot.NOT_LOOKED: message("Nobody has looked for what speaks against it."),
    WeakSpot.NO_RESIDENT: _NOBODY[Kind.RESIDENTS],
    WeakSpot.CONTESTED: message(
        "What speaks against it weighs as much as what speaks for it."
    ),
}
_REASONS = {
    Reason.SHARED: message("It is shared understanding."),
    Reason.TOO_FEW: message("Fewer than five have marked, so nothing more is shown."),
    Reason.OTHER_SCALE: message(
        "Shared understanding is only told on the scale 1 to 5."
    ),
    Reason.MEDIAN: message("It is not shared: half or more have marked below 4."),
    Reason.DOUBT: message(
        "It is not shared: more than one in five have marked 1 or 2."
    ),
    Reason.QUESTION: message("It is not shared yet: a question stands unanswered."),
}


def kind_name(kind: Kind, words: Words) -> str:
    """Give a kind of source as a heading.

    >>> from nabolag.reports.wording.language import words
    >>> kind_name(Kind.PLACE, words("nb"))
    'Stedsanalyser'
    """
    return words.line(_KINDS[kind])


def nobody_asked(kind: Kind, words: Words) -> str:
    """Give what is said where a finding has no evidence of a kind.

    >>> from nabolag.reports.wording.language import words
    >>> nobody_asked(Kind.RESIDENTS, words("nb"))
    'Ingen beboere er spurt.'
    """
    return words.line(_NOBODY[kind])


def level_in_short(level: Backing, words: Words) -> str:
    """Give how well a finding is backed in two or three words.

    >>> from nabolag.reports.wording.language import words
    >>> level_in_short(Backing.PART, words("en"))
    'Partly backed'
    """
    return words.line(_LEVELS[level])


def level_sentence(backed: Backed, words: Words) -> str:
    """Say how sure one can be of a finding, and what that is enough for.

    >>> from nabolag.knowledge.evidence import backed
    >>> from nabolag.reports.wording.language import words
    >>> level_sentence(backed([]), words("en"))
    'Nothing speaks for it yet. It is a question to look into.'
    """
    kinds = capital(number_word(len(backed.kinds), words))
    if backed.level is Backing.NONE:
        return words.gettext(
            "Nothing speaks for it yet. It is a question to look into."
        )
    if backed.level is Backing.CONTESTED:
        return words.gettext(
            "What speaks against it weighs as much as what speaks for it. Find out more"
            " before anything is decided on it."
        )
    if backed.level is Backing.THIN:
        return words.gettext(
            "Little speaks for it yet. Enough to ask more, not to choose measures."
        )
    if backed.level is Backing.WELL:
        return words.gettext(
            "%(kinds)s of four kinds of sources speak for it, and nothing speaks"
            " against it. Enough to choose measures, not to promise effect.",
            kinds=kinds,
        )
    if backed.against:
        return words.gettext(
            "%(kinds)s of four kinds of sources speak for it, and something speaks"
            " against it. Enough to try measures, not to promise effect.",
            kinds=kinds,
        )
    return words.gettext(
        "%(kinds)s of four kinds of sources speak for it. Enough to try measures, not"
        " to promise effect.",
        kinds=kinds,
    )


def weak_spot(spot: WeakSpot, words: Words) -> str:
    """Give where a finding is weak, as a sentence.

    >>> from nabolag.reports.wording.language import words
    >>> weak_spot(WeakSpot.ONE_KIND, words("nb"))
    'Bare ett slags kilde taler for det.'
    """
    return words.line(_SPOTS[spot])


def shares_it(sharing: Sharing, words: Words) -> str:
    """Say how many share a finding, with bounds where some have not answered.

    >>> from nabolag.knowledge.sharing import sharing
    >>> from nabolag.reports.wording.language import words
    >>> shares_it(sharing([5, 5, 4, 4, 4, 4, 4, 3, 2]), words("en"))
    '7 of 9 share it.'
    """
    if sharing.reason is Reason.TOO_FEW:
        return words.gettext("Fewer than 5 answers. Not shown.")
    if sharing.share_it is None:
        return words.gettext(
            "%(n)s of %(members)s have marked.", n=sharing.n, members=sharing.members
        )
    if sharing.n == sharing.members:
        return words.gettext(
            "%(share)s of %(n)s share it.", share=sharing.share_it, n=sharing.n
        )
    return words.gettext(
        "%(share)s of the %(n)s who have marked share it; of all %(members)s at least"
        " %(least)s and at most %(most)s.",
        share=sharing.share_it,
        n=sharing.n,
        members=sharing.members,
        least=sharing.at_least or 0,
        most=sharing.at_most or 0,
    )


def sharing_reason(sharing: Sharing, words: Words) -> str:
    """Say why a finding is shared understanding in a group, is not, or is not told.

    >>> from nabolag.knowledge.sharing import sharing
    >>> from nabolag.reports.wording.language import words
    >>> sharing_reason(sharing([4, 4, 4, 4, 4]), words("en"))
    'It is shared understanding.'
    """
    return words.line(_REASONS[sharing.reason])
