"""What anyone may see: programmes that are open, and the figures they have published.

Pages, interface, catalogue and files that need no sign-in all ask here, and each time:
a programme that is closed is gone at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import OuterRef, Prefetch, QuerySet, Subquery

from nabolag.areas.keeping.keeping import read_kept
from nabolag.areas.result import Diagnosis
from nabolag_web.areas.models import City, FocusArea, Indicator, Result, ResultPart
from nabolag_web.areas.queries.public_part import public_part
from nabolag_web.areas.queries.public_rows import Told, told
from nabolag_web.programmes.models import Programme, ProgrammeTrace


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What a programme shows to anyone.

    ``changed_at`` is when anything in it changed last: every change leaves a trace.
    """

    programme: Programme
    city: City | None
    areas: tuple[FocusArea, ...]
    indicators: tuple[Indicator, ...]
    result: Result | None
    changed_at: datetime

    @property
    def codes(self) -> tuple[str, ...]:
        """Give the codes of the programme's own areas."""
        return tuple(area.code for area in self.areas)

    @property
    def keys(self) -> tuple[str, ...]:
        """Give the keys of the published indicators."""
        return tuple(indicator.key for indicator in self.indicators)

    def area(self, code: str) -> FocusArea | None:
        """Find one of the programme's own areas."""
        return next((area for area in self.areas if area.code == code), None)

    def indicator(self, key: str) -> Indicator | None:
        """Find a published indicator."""
        return next((each for each in self.indicators if each.key == key), None)


def published(slug: str) -> Published | None:
    """Give what a programme shows to anyone, or nothing where it shows nothing."""
    found = _open().filter(slug=slug).first()
    return None if found is None else _published(found)


def all_published() -> tuple[Published, ...]:
    """Give what every open programme shows to anyone."""
    return tuple(_published(programme) for programme in _open())


def open_programmes() -> QuerySet[Programme]:
    """Give the programmes that anyone may see."""
    return Programme.objects.filter(is_public=True)


def _open() -> QuerySet[Programme]:
    return (
        open_programmes()
        .select_related("comparison__city")
        .annotate(
            traced_at=_newest_trace("pk"),
            city_traced_at=_newest_trace("comparison__city__keeper"),
        )
        .prefetch_related(
            "focus_areas",
            Prefetch(
                "comparison__city__indicators",
                Indicator.objects.filter(is_public=True),
                to_attr="published_indicators",
            ),
            Prefetch(
                "comparison__city__results",
                Result.objects.order_by("-computed_at", "-pk")[:1],
                to_attr="newest_results",
            ),
        )
    )


def _newest_trace(programme: str) -> Subquery:
    traces = ProgrammeTrace.objects.filter(programme=OuterRef(programme))
    return Subquery(traces.order_by("-at").values("at")[:1])


def _published(programme: Programme) -> Published:
    city = _city_of(programme)
    found = {} if city is None else vars(city)  # what was fetched along
    result = next(iter(found.get("newest_results", ())), None)
    changes = (
        programme.made_at,
        vars(programme)["traced_at"],
        vars(programme)["city_traced_at"],
        result and result.computed_at,
    )
    return Published(
        programme=programme,
        city=city,
        areas=tuple(programme.focus_areas.all()),
        indicators=tuple(found.get("published_indicators", ())),
        result=result,
        changed_at=max(change for change in changes if change is not None),
    )


def _city_of(programme: Programme) -> City | None:
    """Give the city compared with, while its keeper lets this programme use it."""
    try:
        city = programme.comparison.city
    except ObjectDoesNotExist:
        return None
    return city if city.is_shared or city.keeper_id == programme.pk else None


def answer(here: Published) -> Diagnosis | None:
    """Give the published part of the answer, or nothing where there is none yet."""
    if here.result is None or not here.indicators:
        return None
    parts = dict(
        ResultPart.objects.filter(
            result=here.result, area__in=["", *here.codes]
        ).values_list("area", "content")
    )
    shared = parts.pop("", None)
    if shared is None:
        return None
    whole = read_kept(bytes(shared), *(bytes(part) for part in parts.values()))
    return public_part(whole, areas=here.codes, indicators=here.keys)


def told_of_all(open_: Sequence[Published]) -> Mapping[int, Mapping[str, Told]]:
    """Give what is told of every published indicator, by programme and key."""
    shared = dict(
        ResultPart.objects.filter(
            area="", result__in=[here.result for here in open_ if here.result]
        ).values_list("result", "content")
    )
    return {
        here.programme.pk: told(
            public_part(
                read_kept(bytes(shared[here.result.pk])),
                areas=here.codes,
                indicators=here.keys,
            )
        )
        for here in open_
        if here.result is not None and here.result.pk in shared and here.indicators
    }


def name_in(indicator: Indicator, language: str) -> str:
    """Give an indicator's name in a language, or in the publisher's own."""
    names: Mapping[str, str] = indicator.names
    return names.get(language) or next(iter(names.values()), indicator.key)
