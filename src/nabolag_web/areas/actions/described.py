"""What is measured in a city, and how it counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from nabolag.areas.fifths.mapping import Counted, own_mapping
from nabolag.values import Indicator as LibraryIndicator
from nabolag_web.accounts.models import User
from nabolag_web.areas.actions.computing import compute_again
from nabolag_web.areas.models import City, Indicator
from nabolag_web.areas.queries.figures import COUNTS, indicator_of, is_counted
from nabolag_web.programmes.actions import note


@transaction.atomic
def make_indicators(
    *, city: City, indicators: Iterable[LibraryIndicator]
) -> Mapping[str, Indicator]:
    """Make the indicators that are not there yet; gives all by key.

    What the others are said to be stays until the new words count.
    """
    there = _there(city)
    for said in indicators:
        if said.id not in there:
            there[said.id] = _described(Indicator(city=city, key=said.id), said)
    return there


@transaction.atomic
def describe_indicators(*, city: City, indicators: Iterable[LibraryIndicator]) -> None:
    """Let a file's words of its indicators count.

    What people have decided here (what it is, who may see it, what it counts for)
    stays as it is.
    """
    there = _there(city)
    for said in indicators:
        _described(there.get(said.id) or Indicator(city=city, key=said.id), said)


def _there(city: City) -> dict[str, Indicator]:
    return {each.key: each for each in city.indicators.all()}


def _described(stored: Indicator, said: LibraryIndicator) -> Indicator:
    words = {
        "names": dict(said.names),
        "measure": said.measure.value,
        "unit": said.unit,
        "per": said.per,
        "direction": said.direction.value,
        "dimension": said.dimension.value if said.dimension else "",
        "kind": said.kind.value,
        "counted": said.counted or "",
        "definition": said.definition or "",
        "topic": said.topic.value if said.topic else "",
    }
    for field, word in words.items():
        if field not in stored.decided:
            setattr(stored, field, word)
    stored.full_clean()
    stored.save()
    return stored


@transaction.atomic
def describe_indicator(
    *,
    indicator: Indicator,
    by: User,
    at: datetime,
    counts: bool,
    **words: str,
) -> None:
    """Say what an indicator is: definition, dimension, which way is wished, if it counts.

    Files do not change it again. One about origin, language, religion or health stays
    for orientation only, whatever is said.
    """
    counted_before = is_counted(indicator)
    changed = [name for name, word in words.items() if getattr(indicator, name) != word]
    for name in changed:
        setattr(indicator, name, words[name])
    known = indicator_of(indicator)  # which forces what may never be judged
    indicator.direction, indicator.kind = known.direction.value, known.kind.value
    decided = {*indicator.decided, *changed}
    if counts != counted_before or COUNTS in decided or indicator.counts_for:
        decided.add(COUNTS)
        counted = own_mapping([known]) if counts else ()
        indicator.counts_for = counted[0].dimension.value if counted else ""
        indicator.challenge = counted[0].challenge.value if counted else ""
    indicator.decided = sorted(decided)
    indicator.full_clean()
    indicator.save()
    city = indicator.city
    note(city.keeper, "indicator_described", by=by, at=at, subject=indicator.key)
    transaction.on_commit(lambda: compute_again.enqueue(city.pk))


@transaction.atomic
def set_mapping(*, city: City, counted: Iterable[Counted]) -> None:
    """Say which indicators count for which dimension, and which way is the challenge.

    What is not said counts for nothing, but for what people have decided one by one.
    """
    said = {each.indicator: each for each in counted}
    for stored in city.indicators.all():
        if COUNTS in stored.decided:
            continue
        each = said.get(stored.key)
        stored.counts_for = each.dimension.value if each else ""
        stored.challenge = each.challenge.value if each else ""
        stored.save(update_fields=["counts_for", "challenge"])
