"""What a search of the programme finds in knowledge."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from nabolag_web.knowledge.queries import findings, places_search
from nabolag_web.programmes.models import Programme
from nabolag_web.shell.folding import folded
from nabolag_web.shell.registry import Hit


def search(programme: Programme, words: tuple[str, ...]) -> Iterator[Hit]:
    """Give what holds all the words: findings, what was seen at places, and forums."""
    yield from findings.search(programme, words)
    yield from places_search.search(programme, words)
    yield from _forums(programme, words)


def _forums(programme: Programme, words: tuple[str, ...]) -> Iterator[Hit]:
    """Give the forums by name; everyone in the programme sees which there are."""
    for forum in programme.forums.order_by("name", "pk"):  # a handful
        if all(word in folded(forum.name) for word in words):
            yield Hit(
                kind=_("Forums"),
                title=forum.name,
                text=forum.rhythm,
                address=reverse("knowledge:forum", args=[programme.slug, forum.pk]),
            )
