"""What was drawn for a page, kept beside the answer it shows: zipped HTML and texts."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Mapping
from typing import Any

from nabolag_web.areas.models import DrawnPage, Result

Drawn = Mapping[str, Any]
"""A page's texts and figures by name: HTML, texts and lists of them."""


def kept(result: Result, page: str, language: str, draw: Callable[[], Drawn]) -> Drawn:
    """Give what was drawn for a page; drawn now, and kept, if it was not before."""
    found = DrawnPage.objects.filter(result=result, page=page, language=language)
    content = found.values_list("content", flat=True).first()
    if content is not None:
        drawn: Drawn = json.loads(zlib.decompress(bytes(content)))
        return drawn
    drawn = draw()
    packed = zlib.compress(json.dumps(drawn).encode(), level=6)
    # Two may open a page at the same moment: what both have drawn is the same.
    DrawnPage.objects.bulk_create(
        [DrawnPage(result=result, page=page, language=language, content=packed)],
        ignore_conflicts=True,
    )
    return drawn
