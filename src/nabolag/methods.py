"""The calculation cards: what each calculation answers, and how far to trust it.

A card is made from the module's own docstring, so that what users read and what the
code says cannot drift apart. The docstring opens with one sentence and has one
paragraph for each of the labels in :data:`LABELS`.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType, ModuleType

from nabolag import areas, knowledge, residents, spirals
from nabolag.errors import Misbuilt

LABELS = (
    "Answers",
    "Method",
    "Assumes",
    "Uncertainty",
    "Refuses",
    "Checked",
    "Source",
)
"""What every card says, in this order."""

_ROOMS: tuple[ModuleType, ...] = (areas, knowledge, residents, spirals)


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodCard:
    """One calculation as its users read it: a title and a line for each label.

    ``slug`` is the module's own name and ``room`` that of the room it stands in; the
    texts are the messages that reports translate, with their line breaks folded.
    """

    slug: str
    room: str
    title: str
    lines: Mapping[str, str]


@cache
def method_cards() -> tuple[MethodCard, ...]:
    """Give the cards of all calculating modules, in alphabetical order of their slugs.

    A module without any label has no card. Raises :class:`Misbuilt` for a module
    with some labels but not all, or with two cards of one slug.

    >>> [card.slug for card in method_cards()][:2]
    ['agreement', 'bounds']
    """
    modules = [
        importlib.import_module(found.name)
        for room in _ROOMS
        for found in pkgutil.walk_packages(room.__path__, f"{room.__name__}.")
    ]
    return cards_of(modules)


def cards_of(modules: list[ModuleType]) -> tuple[MethodCard, ...]:
    """Give the cards written in some modules' docstrings."""
    cards = [card for module in modules if (card := _card(module))]
    slugs = [card.slug for card in cards]
    if len(set(slugs)) < len(slugs):
        raise Misbuilt(
            value="method cards", found=f"slugs {slugs}", expected="each once"
        )
    return tuple(sorted(cards, key=lambda card: card.slug))


def _card(module: ModuleType) -> MethodCard | None:
    title, *paragraphs = [
        " ".join(paragraph.split())
        for paragraph in (module.__doc__ or "").strip().split("\n\n")
    ]
    lines = dict(_labelled(paragraphs))
    if not lines:
        return None
    if tuple(lines) != LABELS:
        raise Misbuilt(
            value=f"the method card of {module.__name__}",
            found=f"the labels {list(lines)}",
            expected=f"{list(LABELS)}, in this order",
        )
    _, room, *_, slug = module.__name__.split(".")
    return MethodCard(slug=slug, room=room, title=title, lines=MappingProxyType(lines))


def _labelled(paragraphs: list[str]) -> list[tuple[str, str]]:
    pairs = [paragraph.partition(": ") for paragraph in paragraphs]
    return [(label, text) for label, _, text in pairs if label in LABELS]
