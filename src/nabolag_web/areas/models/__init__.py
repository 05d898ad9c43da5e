"""Cities, how they are divided, what is measured, and the one narrow table of figures.

A city's figures belong to the programme that keeps them (``keeper``). Figures come in
as imports: nothing of an import counts until it is in use, and undoing it brings back
what counted before. Answers are computed when figures change and kept with the version
of the code that computed them.
"""

from __future__ import annotations

from nabolag_web.areas.models.answers import DrawnPage, Result, ResultPart
from nabolag_web.areas.models.figures import (
    Fetched,
    Holds,
    Import,
    Indicator,
    Observation,
    Refresh,
    Stage,
)
from nabolag_web.areas.models.places import (
    Area,
    City,
    Comparison,
    Crosswalk,
    Division,
    FocusArea,
)

__all__ = [
    "Area",
    "City",
    "Comparison",
    "Crosswalk",
    "Division",
    "DrawnPage",
    "Fetched",
    "FocusArea",
    "Holds",
    "Import",
    "Indicator",
    "Observation",
    "Refresh",
    "Result",
    "ResultPart",
    "Stage",
]
