"""Diagrams that could be drawn, and files to read."""

from __future__ import annotations

from hypothesis import strategies as st

from nabolag.sources.files.opening import File
from nabolag.spirals.diagram import (
    Diagram,
    DiagramFactor,
    DiagramLink,
    is_two_minuses,
    sign_of,
    tidy,
)
from nabolag.spirals.loops.links import Sign


def a_file(text: str | bytes) -> File:
    data = text.encode() if isinstance(text, str) else text
    return File(name="drawn", data=data, sha256="")


any_text = st.text(max_size=12).map(tidy)
names = any_text.filter(bool)
places = st.floats(allow_nan=False, allow_infinity=False)
labels = any_text.filter(
    lambda text: sign_of(text) is None and not is_two_minuses(text)
)


@st.composite
def drawings(draw) -> Diagram:
    """Draw a diagram with any texts, places, signs and delays."""
    ids = draw(st.lists(names, unique=True, max_size=5))
    factors = []
    for id_ in ids:
        x, y = draw(st.just((None, None)) | st.tuples(places, places))
        factors.append(
            DiagramFactor(id=id_, label=draw(names), kind=draw(any_text), x=x, y=y)
        )
    links = [
        DiagramLink(
            source=draw(st.sampled_from(ids)),
            target=draw(st.sampled_from(ids)),
            sign=draw(st.sampled_from(Sign)),
            delayed=draw(st.booleans()),
            label=draw(labels),
        )
        for _ in range(draw(st.integers(0, 6)) if ids else 0)
    ]
    return Diagram(factors=tuple(factors), links=tuple(links))
