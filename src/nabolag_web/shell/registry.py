"""What rooms offer to all pages: entries in the navigation, search, things kept.

``config`` registers the rooms when Nabolag starts; pages ask here, and never the room
above them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import Model, QuerySet

from nabolag_web.shell.thread import Thread, ThreadLink, Tie, follow


class Theme(StrEnum):
    """The method's own themes, in the order they stand in the navigation."""

    OVERVIEW = "overview"
    KNOWLEDGE = "knowledge"
    RESIDENTS = "residents"
    COOPERATION = "cooperation"
    SERVICES = "services"
    MEASURES = "measures"
    EXPERIENCE = "experience"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A page of a programme that the navigation leads to; ``title`` is lazy."""

    theme: Theme
    title: Any
    url: str  # a named address that takes the programme's slug


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuEntry:
    """A page about the programme itself, in the menu under the role.

    ``to`` is the right that it takes, as the programme's access rules name it.
    """

    title: Any
    url: str
    to: str = "read"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Something a search found."""

    kind: str
    title: str
    text: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """Something that a room above the figures offers about them: what, and where."""

    title: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """Something that waits for someone: what, by when, and where it is done."""

    title: str
    kind: str
    when: str
    late: bool
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """Something of a programme with a day it is to be done by."""

    on: date
    title: str
    address: str


class Then(StrEnum):
    """What happens with a stored thing when its time is up."""

    KEPT = "kept"  # for good: it is the programme's record
    DISCARDED = "discarded"  # taken out when no longer needed for the work
    DELETED = "deleted"  # must go, since it is about a person


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One kind of stored thing: why it is kept, how long, and what happens then.

    Pages, documents and the code that takes out what is due all read the same
    declaration. The words are lazy. A kind without ``models`` is not in the store but
    in files.

    ``how_long`` stands here once: words name it as ``%(how_long)s`` in ``until``, and
    ``due`` gives what was over before a moment, which is now less ``how_long``.
    ``loose`` does the same for names of stored files. A thing that is kept for good, or
    goes with what it belongs to, has neither. ``take_out`` is for what takes more than
    deleting a row and its files, and tells whether it went.
    """

    key: str
    models: tuple[type[Model], ...]
    what: Any
    why: Any
    until: Any
    then: Then
    personal: bool = False
    how_long: timedelta | None = None
    due: Callable[[datetime], QuerySet[Any]] | None = None
    loose: Callable[[datetime], Iterable[str]] | None = None
    take_out: Callable[[Any, datetime], bool] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """What a room offers to the rest of the pages.

    ``entries`` stand in the navigation, ``menu`` under the role. ``search`` takes a
    programme and the folded words that someone looks for; ``about_person`` gives what
    the room has stored about someone, for the copy they may ask for;
    ``before_leaving`` tells, in sentences, what someone must see to before their
    account can be deleted; ``on_leaving`` takes their name out of what stays.
    ``done_words`` says what the room's codes in a programme's trail mean. ``of_figures``
    tells what can be done with the figures of an area, given the programme's slug, the
    area's code and an indicator's key, which is empty where all are meant.
    ``for_anyone`` tells what anyone may read of an area, without signing in. ``waiting``
    tells what waits for someone in a programme on a day, the most urgent first.
    ``due`` tells what anyone in a programme is to be done with, and by when. ``ties``
    tells what of the red thread the room knows, asked with any of its ends.
    """

    name: str
    entries: tuple[Entry, ...] = ()
    menu: tuple[MenuEntry, ...] = ()
    search: Callable[[Any, tuple[str, ...]], Iterable[Hit]] | None = None
    kept: tuple[Kept, ...] = ()
    about_person: Callable[[Any], dict[str, Any]] | None = None
    before_leaving: Callable[[Any], Iterable[str]] | None = None
    on_leaving: Callable[[Any, datetime], None] | None = None
    done_words: Mapping[str, Any] = field(default_factory=dict)
    of_figures: Callable[[str, str, str], Use] | None = None
    for_anyone: Callable[[str, str], Iterable[Use]] | None = None
    waiting: Callable[[Any, Any, date], Iterable[Waits]] | None = None
    due: Callable[[Any, date], Iterable[Due]] | None = None
    ties: Callable[[Collection[Model]], Iterable[Tie]] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheduled:
    """Something that is done again and again: how often, and what."""

    name: str
    every: timedelta
    do: Callable[[datetime], object]


@dataclass(slots=True)
class _Rooms:
    rooms: dict[str, Room] = field(default_factory=dict)


_registered = _Rooms()


def register(*rooms: Room) -> None:
    """Take rooms in; one that is registered again replaces itself."""
    _registered.rooms.update({room.name: room for room in rooms})


def rooms() -> tuple[Room, ...]:
    """Give the rooms in the order they were registered."""
    return tuple(_registered.rooms.values())


def entries() -> Iterator[tuple[Theme, tuple[Entry, ...]]]:
    """Give the themes that have pages, with their pages."""
    every = [entry for room in rooms() for entry in room.entries]
    for theme in Theme:
        if found := tuple(entry for entry in every if entry.theme is theme):
            yield theme, found


def menu() -> tuple[MenuEntry, ...]:
    """Give the pages of the menu under the role."""
    return tuple(entry for room in rooms() for entry in room.menu)


def kept() -> tuple[Kept, ...]:
    """Give every kind of stored thing."""
    return tuple(thing for room in rooms() for thing in room.kept)


def of_figures(slug: str, area: str, key: str) -> tuple[Use, ...]:
    """Give what can be done with an area's figures, in all rooms."""
    return tuple(
        room.of_figures(slug, area, key) for room in rooms() if room.of_figures
    )


def for_anyone(slug: str, area: str) -> tuple[Use, ...]:
    """Give what anyone may read of an area, in all rooms."""
    asked = (room.for_anyone for room in rooms() if room.for_anyone)
    return tuple(each for asks in asked for each in asks(slug, area))


def waiting(programme: Any, user: Any, today: date) -> list[Waits]:
    """Give what waits for someone in a programme, of all rooms."""
    asked = (room.waiting for room in rooms() if room.waiting)
    return [each for asks in asked for each in asks(programme, user, today)]


def due(programme: Any, today: date) -> list[Due]:
    """Give what a programme is to be done with, the nearest day first."""
    asked = (room.due for room in rooms() if room.due)
    every = [each for asks in asked for each in asks(programme, today)]
    return sorted(every, key=lambda each: each.on)


def thread(own: ThreadLink) -> Thread:
    """Follow the red thread through a thing, both ways and through all rooms."""
    asked = [room.ties for room in rooms() if room.ties]
    return follow(own, lambda things: [tie for asks in asked for tie in asks(things)])


def done_words() -> Mapping[str, Any]:
    """Give what the codes in a programme's trail say, of all rooms."""
    return {code: word for room in rooms() for code, word in room.done_words.items()}
