"""Tables fetched from their publishers again and again, on the same way in as files.

What came is used at once where it only adds to what is in use and nothing new is told
of it. Otherwise someone decides.
"""

from __future__ import annotations

import tempfile
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.timezone import localdate, now
from django_tasks import task

from nabolag.errors import BadInput
from nabolag_web.accounts.models import User
from nabolag_web.areas.actions import importing
from nabolag_web.areas.actions.storing import read_import
from nabolag_web.areas.models import City, Fetched, Import, Refresh, Stage
from nabolag_web.areas.queries import refreshes as queries
from nabolag_web.areas.queries.reading import recipe_in
from nabolag_web.areas.queries.troubles import problem_of
from nabolag_web.programmes.actions import note

if TYPE_CHECKING:
    import httpx

TOMORROW = timedelta(days=1)


@transaction.atomic
def plan_refresh(
    *,
    city: City,
    recipe: str = "",
    own_recipe: str = "",
    every_days: int,
    by: User,
    at: datetime,
) -> Refresh:
    """Have a table fetched now, and again every so many days.

    Raises :class:`BadInput` for a recipe of one's own that cannot be used for it.
    """
    refresh = Refresh(
        city=city,
        recipe=recipe,
        own_recipe=own_recipe,
        every_days=every_days,
        next_on=localdate(at) + TOMORROW,
    )
    told = recipe_in(own_recipe) if own_recipe else queries.recipe_of(refresh)
    queries.asked_of(told, file=told.id)
    refresh.recipe = recipe or told.id[:60]
    refresh.title = f"{told.publisher}: {told.name('nb')}"[:200]
    refresh.full_clean()
    refresh.save()
    note(city.keeper, "refresh_planned", by=by, at=at, subject=refresh.title)
    transaction.on_commit(lambda: fetch_figures.enqueue(refresh.pk))
    return refresh


@transaction.atomic
def stop_refresh(*, refresh: Refresh, by: User, at: datetime) -> None:
    """Fetch a table no more. What is in use stays; what waits for a decision goes."""
    for batch in queries.waiting_of(refresh):
        importing.drop_import(batch=batch, by=by, at=at)
    note(refresh.city.keeper, "refresh_stopped", by=by, at=at, subject=refresh.title)
    refresh.delete()


@transaction.atomic
def refresh_due(*, at: datetime) -> int:
    """Ask for the jobs that fetch what is due today; tells how many.

    Each is due again tomorrow until it has come, so a publisher that does not answer is
    asked again then.
    """
    today = localdate(at)
    found = list(queries.due(today))
    for refresh in found:
        refresh.next_on = today + TOMORROW
        refresh.save(update_fields=["next_on"])
        fetch_figures.enqueue(refresh.pk)
    return len(found)


@task()
def fetch_figures(pk: int) -> None:
    """Fetch a table, and bring its figures in."""
    refresh = Refresh.objects.select_related("city").filter(pk=pk).first()
    if refresh is not None:  # someone may have stopped it while it waited
        fetch_now(refresh, at=now())


def fetch_now(
    refresh: Refresh, *, at: datetime, client: httpx.Client | None = None
) -> None:
    """Fetch a table, bring its figures in, and tell what came of it."""
    try:
        with tempfile.TemporaryDirectory() as folder:
            came = queries.fetched(refresh, Path(folder), client=client)
    except BadInput as error:
        _tell(refresh, Fetched.NO_ANSWER, at=at, error=error)
        return
    try:
        batch = importing.keep_file(
            city=refresh.city,
            file_name=came.name,
            content=came.content,
            recipe="" if refresh.own_recipe else refresh.recipe,
            own_recipe=refresh.own_recipe,
            refresh=refresh,
            by=None,
            at=at,
        )
    except importing.AlreadyInUse:
        _tell(refresh, Fetched.NOTHING_NEW, at=at)
        return
    _drop_older(refresh, batch, at=at)
    read_import.call(batch.pk)
    batch.refresh_from_db()
    _tell(refresh, _taken(batch, at=at), at=at)


def _drop_older(refresh: Refresh, batch: Import, *, at: datetime) -> None:
    """Let what waits for a decision go, now that newer figures have come."""
    for older in queries.waiting_of(refresh).exclude(pk=batch.pk):
        importing.drop_import(batch=older, by=None, at=at)


def _taken(batch: Import, *, at: datetime) -> Fetched:
    """Use what came if nobody needs to look at it first; tells what became of it."""
    if batch.stage == Stage.REFUSED:
        return Fetched.REFUSED
    if batch.stage != Stage.READ or queries.needs_a_look(batch):
        return Fetched.WAITS
    if not batch.found["new"]:
        importing.drop_import(batch=batch, by=None, at=at)
        return Fetched.NOTHING_NEW
    try:
        importing.use_import(batch=batch, by=None, at=at)
    except importing.SomeoneElseIsStoring:
        return Fetched.WAITS
    return Fetched.IN_USE


def _tell(
    refresh: Refresh, said: Fetched, *, at: datetime, error: BadInput | None = None
) -> None:
    refresh.last_at = at
    refresh.last_said = said
    refresh.problem = (
        None if error is None else problem_of(error, file=error.where.file or "")
    )
    refresh.next_on = _next(refresh, said, today=localdate(at))
    refresh.save()


def _next(refresh: Refresh, said: Fetched, *, today: date) -> date:
    came = said != Fetched.NO_ANSWER
    return today + (timedelta(days=refresh.every_days) if came else TOMORROW)
