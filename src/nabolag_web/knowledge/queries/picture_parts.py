"""An area's picture, now or at a moment, as plain values that can be stored.

It holds no words of evidence, so that nothing staff or residents have said stands there
unless it is part of a finding or a question.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Q

from nabolag_web.areas.models import FocusArea
from nabolag_web.knowledge.models import Finding, FindingVersion, Kind, Status
from nabolag_web.knowledge.queries.findings import Standing, Then, stood
from nabolag_web.knowledge.queries.frozen import backing_parts, figure_parts

Parts = Mapping[str, Any]


def parts_of(shared: Sequence[Standing]) -> dict[str, Any]:
    """Give what is shared understanding of an area now, as plain values."""
    return _parts([(each.finding, each) for each in shared])


def parts_at(area: FocusArea, at: datetime) -> dict[str, Any]:
    """Give what was shared understanding of an area at a moment, as plain values."""
    return _parts([(then.said, then.standing) for then in _shared_at(area, at)])


def _parts(
    shared: Sequence[tuple[Finding | FindingVersion, Standing]],
) -> dict[str, Any]:
    counted = Counter(
        piece.kind for _said, standing in shared for piece in standing.evidence
    )
    return {
        "findings": [_finding(said, standing) for said, standing in shared],
        "sources": {kind.value: counted[kind] for kind in Kind},
    }


def _finding(said: Finding | FindingVersion, standing: Standing) -> dict[str, Any]:
    return {
        "number": standing.finding.number,
        "sentence": said.sentence,
        "bears": said.bears,
        "dimension": said.dimension,
        "backing": backing_parts(standing.backed),
        "figures": [
            figure_parts(piece.figure)
            for piece in standing.evidence
            if piece.figure is not None
        ],
        "questions": [each.text for each in standing.open_questions],
    }


def _shared_at(area: FocusArea, at: datetime) -> Iterator[Then]:
    ever = FindingVersion.objects.filter(status=Status.SHARED, at__lte=at)
    found = Finding.objects.filter(
        Q(removed_at=None) | Q(removed_at__gt=at),
        programme=area.programme,
        pk__in=ever.values("finding"),
    )
    others = set(
        area.programme.focus_areas.exclude(pk=area.pk).values_list("name", flat=True)
    )
    for finding in found.select_related("programme", "area").order_by("number"):
        then = stood(finding, at)
        if then is None or then.said.status != Status.SHARED:
            continue
        if _is_about(area, then, others):
            yield then


def _is_about(area: FocusArea, then: Then, others: set[str]) -> bool:
    """Tell whether a finding was about an area or all; areas are called anew at times."""
    said, finding = then.said.area_name, then.standing.finding
    if said in ("", area.name):
        return True
    return finding.area_id == area.pk and said not in others


def not_asked(parts: Parts) -> list[str]:
    """Give the findings that no resident has been asked about."""
    return [
        each["sentence"]
        for each in parts["findings"]
        if Kind.RESIDENTS.value in each["backing"]["missing"]
    ]


def changed(then: Parts, now: Parts) -> list[int]:
    """Give the numbers of findings that are new, gone, or said or backed otherwise."""
    before, after = _by_number(then["findings"]), _by_number(now["findings"])
    return sorted(
        number
        for number in {*before, *after}
        if before.get(number) != after.get(number)
    )


def _by_number(findings: Iterable[Parts]) -> dict[int, Parts]:
    return {each["number"]: each for each in findings}


def with_figures_of(parts: Parts, keys: set[str], areas: set[str]) -> dict[str, Any]:
    """Keep of the figures only those of some indicators and areas."""
    kept = [
        {
            **each,
            "figures": [
                figure
                for figure in each["figures"]
                if figure["key"] in keys and figure["area"] in areas
            ],
        }
        for each in parts["findings"]
    ]
    return {**parts, "findings": kept}
