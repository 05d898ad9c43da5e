"""The two jobs of an import: its file is read, and later its figures are stored.

Each can be begun again from the start: whatever a job that was broken off left behind
is taken away first, and nothing counts before the one short transaction at the end.
Rows are stored in short transactions too, so that no one else waits for a large file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from typing import Any

import polars as pl
from django.db import connection, transaction
from django.utils.timezone import now
from django_tasks import task

from nabolag.areas.keeping.values import plain
from nabolag.errors import BadInput, NabolagError
from nabolag.values import Observations
from nabolag_web.accounts.models import User
from nabolag_web.areas.actions.computing import compute
from nabolag_web.areas.actions.described import (
    describe_indicators,
    make_indicators,
    set_mapping,
)
from nabolag_web.areas.models import Holds, Import, Indicator, Observation, Stage
from nabolag_web.areas.queries import imports as queries
from nabolag_web.areas.queries import reading
from nabolag_web.areas.queries.troubles import (
    OURS,
    SaidNo,
    Trouble,
    problem_of,
    with_row,
)
from nabolag_web.programmes.actions import note

ROWS_AT_A_TIME = 10_000
COMPUTING, DONE = 80, 100
"""How far an import has come when its figures are stored, and when all is done."""


@task()
def read_import(pk: int) -> None:
    """Read an import's file, and leave it for someone to decide on."""
    batch = Import.objects.select_related("city").get(pk=pk)
    if batch.stage not in (Stage.WAITING, Stage.READING):
        return
    enter(batch, Stage.READING)
    with _refused_with_reason(batch):
        read_now(batch)


@contextmanager
def _refused_with_reason(batch: Import) -> Iterator[None]:
    """Leave an import refused, with what is wrong, where the work cannot be done.

    A fault of ours is told of too, and goes on to whoever looks after the program.
    """
    try:
        yield
    except SaidNo as error:
        batch.problem = _problem(batch, error)
        enter(batch, Stage.REFUSED)
    except Exception:
        batch.problem = OURS
        enter(batch, Stage.REFUSED)
        raise


def _problem(batch: Import, error: NabolagError) -> dict[str, Any]:
    assert isinstance(error, SaidNo)  # noqa: S101 - tells mypy
    problem = problem_of(error, file=batch.file_name)
    if problem["trouble"] not in (Trouble.CELL, Trouble.LINE):
        return problem
    try:
        return with_row(problem, reading.table_in(batch))
    except BadInput:  # the file breaks off at this line, so there is no row to show
        return problem


def read_now(batch: Import) -> None:
    """Read an import's file. Raises what the library says no to."""
    if batch.holds == Holds.FIGURES:
        found = reading.figures_in(batch)
        if isinstance(found, reading.Unclear):
            batch.found = _seen(found)
            enter(batch, Stage.UNCLEAR)
            return
        _remember(batch, found)
    elif batch.holds == Holds.MOVES:
        batch.found = {"rows": reading.moves_in(batch).table.height}
    else:
        batch.found = {"rows": len(reading.dimensions_in(batch))}
    batch.problem = None
    enter(batch, Stage.READ)


def enter(batch: Import, stage: Stage) -> None:
    """Let an import enter a stage, with all that has been found by then.

    One that someone has dropped in the meantime stays dropped.
    """
    now_there = Import.objects.filter(pk=batch.pk).exclude(stage=Stage.DROPPED)
    entered = now_there.update(
        stage=stage,
        progress=0,
        found=batch.found,
        told=batch.told,
        problem=batch.problem,
    )
    batch.stage, batch.progress = stage if entered else Stage.DROPPED, 0


def _seen(unclear: reading.Unclear) -> dict[str, Any]:
    seen = unclear.sketch
    return {
        "areas": seen.areas,
        "city": seen.city,
        "periods": list(seen.periods),
        "measures": list(seen.measures),
        "asks": {ask.value: guess for ask, guess in seen.asks.items()},
    }


def _remember(batch: Import, figures: Observations) -> None:
    """Keep what a file holds, and how it differs from what is in use."""
    batch.told = plain(figures)
    batch.found = {
        **queries.counted(batch.city, figures),
        **asdict(queries.news_in(batch.city, figures)),
    }


@task()
def store_import(pk: int, by: int | None) -> None:
    """Store an import's figures, put them in use, and compute the answer anew."""
    batch = Import.objects.select_related("city__keeper").get(pk=pk)
    if batch.stage == Stage.STORING:
        _take_away_rows(batch)
        with _refused_with_reason(batch):
            store_now(batch, by=_whoever(by), at=now())
        if batch.stage == Stage.REFUSED:
            _take_away_rows(batch)
    if batch.stage == Stage.IN_USE and batch.progress < DONE:
        _compute_for(batch)


def _whoever(pk: int | None) -> User | None:
    return None if pk is None else User.objects.filter(pk=pk).first()


def _take_away_rows(batch: Import) -> None:
    while some := list(
        batch.observations.values_list("pk", flat=True)[:ROWS_AT_A_TIME]
    ):
        Observation.objects.filter(pk__in=some).delete()


def store_now(batch: Import, *, by: User | None, at: datetime) -> None:
    """Store an import's figures and put them in use, without computing anything."""
    if batch.holds != Holds.FIGURES:
        _put_in_use(batch, None, by=by, at=at)
        return
    figures = reading.figures_in(batch)
    if isinstance(figures, reading.Unclear):  # decided on before it was answered
        batch.found = _seen(figures)
        enter(batch, Stage.UNCLEAR)
        return
    _remember(batch, figures)
    _store(batch, figures)
    _put_in_use(batch, figures, by=by, at=at)


def _store(batch: Import, figures: Observations) -> None:
    known = make_indicators(city=batch.city, indicators=figures.indicators)
    for stored in _in_batches(batch, figures.table, known):
        batch.progress = 5 + (COMPUTING - 5) * stored // figures.table.height
        batch.save(update_fields=["progress"])


def _in_batches(
    batch: Import, table: pl.DataFrame, indicators: Mapping[str, Indicator]
) -> Iterator[int]:
    """Store the rows some at a time; gives how many are stored so far."""
    fields = [f for f in Observation._meta.concrete_fields if not f.primary_key]
    ids = {key: indicator.pk for key, indicator in indicators.items()}
    rows = table.with_columns(
        batch_id=pl.lit(batch.pk),
        indicator_id=pl.col("indicator").replace_strict(ids, return_dtype=pl.Int64),
    ).select(field.attname for field in fields)
    statement = _insertion([field.column or field.attname for field in fields])
    stored = 0
    for some in rows.iter_slices(ROWS_AT_A_TIME):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany(statement, some.rows())
        stored += some.height
        yield stored


def _insertion(columns: list[str]) -> str:
    """Give the one statement that stores a row.

    Making a model of each of half a million rows would take most of a minute.
    """
    named = ", ".join(map(connection.ops.quote_name, columns))
    marks = ", ".join(["%s"] * len(columns))
    table = connection.ops.quote_name(Observation._meta.db_table)
    return f"INSERT INTO {table} ({named}) VALUES ({marks})"  # noqa: S608 - own names


@transaction.atomic
def _put_in_use(
    batch: Import, figures: Observations | None, *, by: User | None, at: datetime
) -> None:
    if figures is not None:
        describe_indicators(city=batch.city, indicators=figures.indicators)
    if batch.holds == Holds.DIMENSIONS:
        set_mapping(city=batch.city, counted=reading.dimensions_in(batch))
    batch.stage = Stage.IN_USE
    batch.used_at = at
    batch.problem = None
    batch.progress = COMPUTING
    batch.save()
    note(batch.city.keeper, "import_used", by=by, at=at, subject=batch.file_name)


def _compute_for(batch: Import) -> None:
    """Compute the city's answer; figures that give none are in use all the same."""
    batch.problem = None
    try:
        compute(city=batch.city, at=now())
    except SaidNo as error:
        batch.problem = problem_of(
            error, file=batch.file_name, trouble=Trouble.NO_ANSWER
        )
    batch.progress = DONE
    batch.save(update_fields=["progress", "problem"])
