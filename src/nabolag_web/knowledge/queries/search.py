"""What a search of the programme finds in knowledge."""

from __future__ import annotations

from collections.abc import Iterator

from nabolag_web.knowledge.queries import findings, places_search
from nabolag_web.programmes.models import Programme
from nabolag_web.shell.registry import Hit


def search(programme: Programme, words: tuple[str, ...]) -> Iterator[Hit]:
    """Give what holds all the words: findings, then what was seen at places."""
    yield from findings.search(programme, words)
    yield from places_search.search(programme, words)
