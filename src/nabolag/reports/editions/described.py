"""Indicators, sources, breaks and warnings as JSON tells of them."""

from __future__ import annotations

from typing import Any

from nabolag.errors import Where
from nabolag.reports.wording.notices import sentence
from nabolag.values import Break, Indicator, Notice, Source

Document = dict[str, Any]
"""What ``json.dumps`` takes; keys are documented in ``docs/json.md``."""


def told_indicator(indicator: Indicator, language: str) -> Document:
    """Give an indicator as JSON describes it."""
    return {
        "id": indicator.id,
        "name": indicator.name(language),
        "measure": indicator.measure.value,
        "unit": indicator.unit,
        "per": indicator.per,
        "direction": indicator.direction.value,
        "dimension": indicator.dimension.value if indicator.dimension else None,
        "kind": indicator.kind.value,
        "counted": indicator.counted,
        "definition": indicator.definition,
        "source": indicator.source,
    }


def told_break(found: Break) -> Document:
    """Give a break."""
    return {
        "period": found.period,
        "level": found.level,
        "indicator": found.indicator,
        "reason": found.reason,
    }


def told_source(source: Source) -> Document:
    """Give a source."""
    return {
        "id": source.id,
        "publisher": source.publisher,
        "title": source.title,
        "table": source.table,
        "licence": source.licence,
        "address": source.address,
        "file": source.file,
        "sha256": source.sha256,
        "recipe": source.recipe,
        "published": source.published.isoformat() if source.published else None,
    }


def told_warning(notice: Notice, language: str) -> Document:
    """Give a notice with its message in a language."""
    return {
        "code": notice.code,
        "message": sentence(notice, language),
        "where": _where(notice.where),
        "facts": dict(notice.facts),
    }


def _where(where: Where) -> Document:
    known = ("file", "line", "column", "area", "indicator", "period")
    return {name: getattr(where, name) for name in known if getattr(where, name)}
