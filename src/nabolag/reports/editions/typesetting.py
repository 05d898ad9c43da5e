"""How what is said is set in type: one of the templates, filled in, becomes a PDF."""

from __future__ import annotations

import json
import pkgutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal

from nabolag.figures.fonts import font_folder

if TYPE_CHECKING:
    from typst import Fonts

Standard = Literal["ua-1", "a-2a"]
"""PDF for readers of every kind, and PDF for the archive."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Typeset:
    """What is said, as plain values that a template reads, ready to be set in type.

    With ``any_script`` letters that Inter has not are taken from the machine's fonts.
    """

    template: str
    said: Mapping[str, Any]
    any_script: bool = False

    def pages(self) -> int:
        """Give how many pages it fills."""
        import typst

        return int(
            typst.query(
                self._source(),
                "<pages>",
                field="value",
                one=True,
                sys_inputs=self._inputs(),
                font_paths=self._fonts(),
            )
        )

    def pdf(self, at: datetime, standards: Sequence[Standard] = ("ua-1",)) -> bytes:
        """Give it as a file that says it was made at a time, and keeps the standards."""
        import typst

        return typst.compile(
            self._source(),
            format="pdf",
            font_paths=self._fonts(),
            sys_inputs=self._inputs(),
            pdf_standards=list(standards),
            timestamp=at.astimezone(UTC),  # typst takes no zone that changes its clock
        )

    def _source(self) -> bytes:
        return pkgutil.get_data(__package__, f"templates/{self.template}") or b""

    def _inputs(self) -> dict[str, str]:
        return {"page": json.dumps(self.said)}

    def _fonts(self) -> Fonts:
        import typst

        folder = font_folder()
        return typst.Fonts(
            # Without Inter the machine's own fonts do; with it none may interfere.
            include_system_fonts=self.any_script or folder is None,
            font_paths=[folder] if folder else [],
        )
