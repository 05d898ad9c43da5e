"""An area's picture at a moment, as plain values that can be stored and published.

It holds no words of evidence but the figures, which are public, so that nothing staff
or residents have said stands there unless it is part of a finding.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Q

from nabolag_web.areas.models import FocusArea
from nabolag_web.knowledge.models import Finding, FindingVersion, Kind, Status
from nabolag_web.knowledge.queries.findings import Then, stood
from nabolag_web.knowledge.queries.frozen import backing_parts, figure_parts


def parts_at(area: FocusArea, at: datetime) -> dict[str, Any]:
    """Give what was shared understanding of an area at a moment, as plain values."""
    shared = list(_shared_at(area, at))
    counted = Counter(piece.kind for then in shared for piece in then.standing.evidence)
    return {
        "findings": [_finding(then) for then in shared],
        "sources": {kind.value: counted[kind] for kind in Kind},
    }


def _shared_at(area: FocusArea, at: datetime) -> Iterator[Then]:
    ever = FindingVersion.objects.filter(status=Status.SHARED, at__lte=at)
    found = Finding.objects.filter(
        Q(removed_at=None) | Q(removed_at__gt=at),
        programme=area.programme,
        pk__in=ever.values("finding"),
    )
    for finding in found.select_related("programme", "area").order_by("number"):
        then = stood(finding, at)
        if then is None or then.said.status != Status.SHARED:
            continue
        if then.said.area_name in ("", area.name):
            yield then


def _finding(then: Then) -> dict[str, Any]:
    said, standing = then.said, then.standing
    return {
        "number": standing.finding.number,
        "version": said.number,
        "sentence": said.sentence,
        "bears": said.bears,
        "dimension": said.dimension,
        "backing": backing_parts(standing.backed),
        "figures": [
            {"title": piece.title, "figure": figure_parts(piece.figure)}
            for piece in standing.evidence
            if piece.figure is not None
        ],
        "questions": [each.text for each in standing.open_questions],
    }


def not_asked(parts: Mapping[str, Any]) -> list[str]:
    """Give the findings that no resident has been asked about."""
    return [
        each["sentence"]
        for each in parts["findings"]
        if Kind.RESIDENTS.value in each["backing"]["missing"]
    ]


def versions(parts: Mapping[str, Any]) -> dict[int, int]:
    """Give which version of each finding a picture holds, by the finding's number."""
    return {each["number"]: each["version"] for each in parts["findings"]}
