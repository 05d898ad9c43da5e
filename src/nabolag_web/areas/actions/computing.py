"""The answer about a city, computed when figures change and kept until they do again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from importlib.metadata import version
from time import perf_counter

from django.db import transaction
from django.utils.timezone import now
from django_tasks import task

from nabolag.areas.diagnosis import diagnose
from nabolag.areas.keeping.container import FORMAT
from nabolag.areas.keeping.keeping import area_parts, shared_part
from nabolag.areas.moving.moves import Moves
from nabolag.errors import BadInput, Refused
from nabolag_web.areas.actions.drawing import draw_pages
from nabolag_web.areas.models import City, Holds, Import, Result, ResultPart, Stage
from nabolag_web.areas.queries.figures import mapping_of, observations
from nabolag_web.areas.queries.reading import moves_in
from nabolag_web.areas.queries.troubles import problem_of

VERSION = f"{version('nabolag')} {FORMAT}"
"""What computed an answer; one of another version is computed again."""


def compute(*, city: City, at: datetime, or_none: bool = False) -> Result | None:
    """Compute a city's answer from the figures in use, and keep it for the pages.

    Figures that give none leave the city without an answer: that raises
    :class:`Refused`, or gives nothing with ``or_none``.
    """
    begun = perf_counter()
    try:
        answer = diagnose(
            observations(city), mapping=mapping_of(city), moves=_moves(city)
        )
    except Refused:
        city.results.all().delete()
        if not or_none:
            raise
        return None
    parts = [("", shared_part(answer)), *area_parts(answer)]
    result = _keep(city, parts, at=at, seconds=perf_counter() - begun)
    draw_pages.enqueue(result.pk)
    return result


def _moves(city: City) -> Moves | None:
    """Give who stayed, came and went, or nothing where the newest table cannot be used.

    A table that was read before may lack areas that a new division has. All else is
    answered, and the table's own page tells what is wrong with it.
    """
    used = city.imports.filter(stage=Stage.IN_USE, holds=Holds.MOVES)
    batch = used.order_by("used_at", "pk").last()
    if batch is None:
        return None
    try:
        moves = moves_in(batch)
    except BadInput as error:
        _tell(batch, problem_of(error, file=batch.file_name))
        return None
    _tell(batch, None)
    return moves


def _tell(batch: Import, problem: dict[str, object] | None) -> None:
    batch.problem = problem
    batch.save(update_fields=["problem"])


@transaction.atomic
def _keep(
    city: City, parts: Iterable[tuple[str, bytes]], *, at: datetime, seconds: float
) -> Result:
    """Keep an answer in the place of the one before, with the figures drawn of it."""
    city.results.all().delete()
    result = Result.objects.create(
        city=city, version=VERSION, computed_at=at, seconds=seconds
    )
    ResultPart.objects.bulk_create(
        (
            ResultPart(result=result, area=code, content=content)
            for code, content in parts
        ),
        batch_size=100,
    )
    return result


@task()
def compute_again(city: int) -> None:
    """Compute a city's answer anew, or leave it without one where none can be given."""
    compute(city=City.objects.get(pk=city), at=now(), or_none=True)


def compute_outdated(*, at: datetime) -> int:
    """Compute again what another version computed; tells how many cities it was."""
    outdated = City.objects.filter(results__isnull=False).exclude(
        results__version=VERSION
    )
    return sum(compute(city=c, at=at, or_none=True) is not None for c in outdated)
