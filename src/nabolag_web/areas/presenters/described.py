"""Indicators in words, for those who describe them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from nabolag.reports.wording.language import words
from nabolag.reports.wording.naming import dimension_word
from nabolag.values import Dimension
from nabolag_web.areas.models import Indicator
from nabolag_web.areas.presenters.pages import indicator_facts, language


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An indicator as the list of them shows it."""

    key: str
    name: str
    dimension: str
    wish: str
    definition: str
    counts: bool
    is_public: bool
    topic: str


def lines(known: Sequence[Indicator], counted: frozenset[str]) -> list[Line]:
    """Give indicators for their list, by name."""
    found = [line(each, counts=each.key in counted) for each in known]
    return sorted(found, key=lambda each: each.name.casefold())


def line(indicator: Indicator, *, counts: bool) -> Line:
    """Give what is said of one indicator now."""
    facts = indicator_facts(indicator)
    dimension = Dimension(indicator.dimension) if indicator.dimension else None
    return Line(
        key=indicator.key,
        name=facts.name,
        dimension=dimension_word(dimension, words(language())),
        wish=facts.wish,
        definition=facts.definition,
        counts=counts,
        is_public=indicator.is_public,
        topic=_topic(indicator.topic),
    )


def _topic(topic: str) -> str:
    """Give why an indicator is for orientation only, whatever anyone says."""
    about = {
        "origin": _("origin"),
        "language": _("language"),
        "religion": _("religion"),
        "health": _("health"),
    }.get(topic)
    if about is None:
        return ""
    return _(
        "It tells of %(topic)s, and is for orientation only: never judged or ranked."
    ) % {"topic": about}


def name_of(indicator: Indicator) -> str:
    """Give an indicator's name in the page's language."""
    return indicator_facts(indicator).name
