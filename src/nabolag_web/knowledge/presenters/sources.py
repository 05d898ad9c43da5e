"""What evidence can be drawn from, as forms offer it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.timezone import localtime

from nabolag_web.knowledge.queries.sources import Offered
from nabolag_web.knowledge.words import SOURCE_WORDS

_LONGEST = 80
"""Characters of a source that a list of choices has room for on a phone."""


def source_choices(
    offered: Iterable[Offered],
) -> list[tuple[str, list[tuple[str, str]]]]:
    """Give sources as choices in a form, under the words for what they are."""
    groups: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for each in offered:
        day = date_format(localtime(each.at))
        told = (Truncator(each.title).chars(_LONGEST), each.said_by, day)
        word = str(SOURCE_WORDS[type(each.source)])
        groups[word].append((each.key, " · ".join(filter(None, told))))
    return sorted(groups.items())
