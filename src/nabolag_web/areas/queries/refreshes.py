"""Tables that can be fetched from their publishers, and what fetching one gives."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.db.models import QuerySet

from nabolag.errors import BadInput, Where
from nabolag.sources.describing.recipe_files import find_recipe, shipped_recipes
from nabolag.sources.describing.recipes import Fetch, Recipe
from nabolag.sources.fetching.fetch import Request, fetch
from nabolag.sources.fetching.fetch_store import MANIFEST
from nabolag_web.areas.models import City, Import, Refresh, Stage
from nabolag_web.areas.queries.imports import before_this, beside
from nabolag_web.areas.queries.reading import recipe_in

if TYPE_CHECKING:
    import httpx

PATIENCE = 120.0
"""Seconds that we wait for a publisher in all, since other jobs wait for us."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchedTable:
    """A table that can be fetched by a recipe that comes with Nabolag."""

    key: str
    names: Mapping[str, str]
    publisher: str


def tables() -> tuple[FetchedTable, ...]:
    """Give the tables that can be fetched by recipes that come with Nabolag."""
    return tuple(
        FetchedTable(key=recipe.id, names=recipe.title, publisher=recipe.publisher)
        for recipe in shipped_recipes()
        if recipe.fetch is not None
    )


def publishers() -> frozenset[str]:
    """Give the servers that tables are fetched from: those of the shipped recipes.

    A recipe of someone's own may ask them for other tables, but cannot make our server
    call any other.
    """
    asked = (recipe.fetch for recipe in shipped_recipes())
    return frozenset(urlsplit(a.address).netloc for a in asked if a is not None)


def recipe_of(refresh: Refresh) -> Recipe:
    """Give the recipe that tells how a table is fetched and read."""
    if refresh.own_recipe:
        return recipe_in(refresh.own_recipe)
    return find_recipe(refresh.recipe)


def asked_of(recipe: Recipe, *, file: str) -> Fetch:
    """Give what a recipe asks a publisher for.

    Raises :class:`BadInput` where it asks for nothing, or a server we do not know.
    """
    asked = recipe.fetch
    if asked is None:
        raise BadInput(
            where=Where(file=file),
            found="The recipe does not say where its table is fetched.",
            expected="a section [fetch]",
            remedy="Add it as docs/recipes.md shows, or load the file yourself.",
        )
    server = urlsplit(asked.address)
    if server.scheme != "https" or server.netloc not in publishers():
        raise BadInput(
            where=Where(file=file),
            found=f"The recipe asks {server.netloc[:80]} for its table.",
            expected=f"https and one of {', '.join(sorted(publishers()))}",
            remedy="Load the file yourself, or run nabolag sources fetch.",
        )
    return asked


def due(today: date) -> QuerySet[Refresh]:
    """Give the tables that are to be fetched by a day, the oldest first."""
    return Refresh.objects.filter(next_on__lte=today).order_by("next_on", "pk")


def refreshes_of(city: City) -> QuerySet[Refresh]:
    """Give the tables that are fetched for a city."""
    return city.refreshes.all()


def waiting_of(refresh: Refresh) -> QuerySet[Import]:
    """Give what was fetched and waits for someone to decide."""
    undecided = (Stage.READ, Stage.UNCLEAR, Stage.REFUSED)
    return refresh.imports.filter(stage__in=undecided)


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """What a publisher answered, as one file."""

    name: str
    content: bytes


def fetched(
    refresh: Refresh,
    folder: Path,
    *,
    client: httpx.Client | None = None,
    wait: Callable[[float], None] = time.sleep,
) -> Came:
    """Ask a publisher for a table. Raises :class:`BadInput` where it does not come."""
    asked = asked_of(recipe_of(refresh), file=refresh.title)
    parts = fetch(
        Request(
            address=asked.address, api=asked.api, table=asked.table, query=asked.query
        ),
        folder=folder,
        wait=_Patient(wait),
        clock=time.time,
        client=client,
        progress=lambda _done, _of: None,
    )
    if len(parts) == 1:
        return Came(name=f"{asked.table}.json", content=parts[0].read_bytes())
    return Came(name=f"{asked.table}.zip", content=_packed(parts))


class _Patient:
    """Waits, but not for ever: the publisher is asked again another day."""

    def __init__(self, wait: Callable[[float], None]) -> None:
        self.wait, self.left = wait, PATIENCE

    def __call__(self, seconds: float) -> None:
        self.left -= seconds
        if self.left < 0:
            raise BadInput(
                where=Where(),
                found="The publisher keeps us waiting.",
                expected=f"an answer within {PATIENCE:.0f} seconds",
                remedy="We try again tomorrow.",
            )
        self.wait(seconds)


def _packed(parts: tuple[Path, ...]) -> bytes:
    """Pack the parts of a table in one file, the same bytes for the same parts."""
    packed = BytesIO()
    names = ", ".join(f'"{n}": {{"file": "{p.name}"}}' for n, p in enumerate(parts))
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            zipfile.ZipInfo(MANIFEST), f'{{"answers": {{{names}}}, "coming": {{}}}}'
        )
        for part in parts:
            archive.writestr(
                zipfile.ZipInfo(part.name), part.read_bytes(), zipfile.ZIP_DEFLATED
            )
    return packed.getvalue()


def needs_a_look(batch: Import) -> bool:
    """Tell whether someone should see fetched figures before they are used.

    So it is the first time, when figures in use have changed, and when something is
    told of them that was not told of those before.
    """
    before = before_this(batch)
    if before is None or batch.found["changed"]:
        return True
    known = {notice.code for notice in beside(before)["notices"]}
    return any(notice.code not in known for notice in beside(batch)["notices"])
