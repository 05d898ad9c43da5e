"""Cities: made, chosen, shared; and which areas a programme is about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from nabolag_web.accounts.models import User
from nabolag_web.areas.models import City, Comparison, FocusArea
from nabolag_web.programmes.actions import note, plain_slug
from nabolag_web.programmes.models import Programme


@transaction.atomic
def make_city(*, programme: Programme, name: str, by: User, at: datetime) -> City:
    """Make a city that the programme keeps, and hold its areas against it."""
    city = City(name=name, slug=_free_slug(name), keeper=programme)
    city.full_clean()
    city.save()
    note(programme, "city_made", by=by, at=at, subject=name)
    choose_city(programme=programme, city=city, by=by, at=at)
    return city


def _free_slug(name: str) -> str:
    return plain_slug(name, taken=lambda s: City.objects.filter(slug=s).exists())


@transaction.atomic
def choose_city(*, programme: Programme, city: City, by: User, at: datetime) -> None:
    """Hold the programme's areas against a city; areas of another city are let go."""
    before = Comparison.objects.filter(programme=programme).first()
    if before is not None and before.city_id != city.pk:
        programme.focus_areas.all().delete()
    Comparison.objects.update_or_create(programme=programme, defaults={"city": city})
    note(programme, "city_chosen", by=by, at=at, subject=city.name)


@transaction.atomic
def share_city(*, city: City, shared: bool, by: User, at: datetime) -> None:
    """Let other programmes compare with a city's figures, or no longer."""
    city.is_shared = shared
    city.save(update_fields=["is_shared"])
    done = "city_shared" if shared else "city_kept"
    note(city.keeper, done, by=by, at=at, subject=city.name)


@transaction.atomic
def set_focus(
    *, programme: Programme, areas: Mapping[str, str], by: User, at: datetime
) -> None:
    """Say which areas the programme is about: names by code."""
    programme.focus_areas.exclude(code__in=areas).delete()
    for code, name in areas.items():
        FocusArea.objects.update_or_create(
            programme=programme, code=code, defaults={"name": name}
        )
    note(programme, "focus_set", by=by, at=at, subject=", ".join(areas.values()))


@transaction.atomic
def publish_indicators(
    *, city: City, keys: frozenset[str], by: User, at: datetime
) -> None:
    """Say which indicators anyone may see; all others are for the programme only."""
    city.indicators.filter(key__in=keys).update(is_public=True)
    city.indicators.exclude(key__in=keys).update(is_public=False)
    note(city.keeper, "indicators_published", by=by, at=at, subject=len(keys))
