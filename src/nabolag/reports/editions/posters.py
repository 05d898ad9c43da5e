"""A whole figure as one picture, to put in a document: finding, drawing and source.

What must be read with the drawing goes along with it: title, measure, key and source
are in the picture, so that it can stand alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from nabolag.figures.drawing import NAMESPACE, png, written
from nabolag.figures.lettering import width_of
from nabolag.figures.parts import Width
from nabolag.figures.signs import dimension_sign, sign
from nabolag.figures.style import FAMILY, INK, INK_2, PAPER
from nabolag.reports.editions.drawings import drawn
from nabolag.reports.page import Figure, Key, Panel, Small

_EDGE, _GAP, _ACROSS, _PICTURES = 24, 16, 720, 912
_SIZE = re.compile(r'width="([\d.]+)" height="([\d.]+)"')
_LINE = 1.35  # from line to line, in letter sizes


@dataclass(frozen=True, slots=True, kw_only=True)
class _Block:
    """Something drawn with its own left and top at 0, and how much room it takes."""

    body: str
    width: float
    height: float


def figure_svg(figure: Figure, *, language: str) -> str:
    """Give a figure's drawing with its texts as one SVG; only texts where none is."""
    parts = [*_head(figure), *_drawings(figure, language), *_foot(figure)]
    whole = _stacked(parts, gap=_GAP)
    across = max(whole.width, _ACROSS) + 2 * _EDGE
    down = whole.height + 2 * _EDGE
    return (
        f'<svg xmlns="{NAMESPACE}" width="{across:g}" height="{down:g}" '
        f'viewBox="0 0 {across:g} {down:g}" role="img" font-family="{FAMILY}">'
        f"<title>{written(figure.title)}</title>"
        f'<rect width="100%" height="100%" fill="{PAPER}"/>'
        f'<g transform="translate({_EDGE} {_EDGE})">{whole.body}</g></svg>'
    )


def figure_png(figure: Figure, *, language: str, scale: float = 2.0) -> bytes:
    """Give the same picture as PNG on white, ``scale`` dots to a px."""
    return png(figure_svg(figure, language=language), scale=scale)


def _head(figure: Figure) -> Iterator[_Block]:
    yield _text(figure.title, size=24, bold=True)
    for text in (figure.subtitle, *figure.notes):
        yield _text(text, size=16, ink=INK_2)
    if figure.key:
        yield _key(figure.key)


def _foot(figure: Figure) -> Iterator[_Block]:
    for entry in figure.entries:
        subject = f"{entry.kind}: {entry.subject}" if entry.subject else entry.kind
        yield _text(subject, size=15, bold=True)
        yield _text(entry.text, size=15, ink=INK_2)
    yield _text(figure.source, size=14, ink=INK_2)


def _drawings(figure: Figure, language: str) -> Iterator[_Block]:
    for place, panel in enumerate(figure.panels):
        yield _panel(panel, language, f"p{place}")
    if figure.smalls:
        smalls = enumerate(figure.smalls)
        yield _grid([_small(each, language, f"s{place}") for place, each in smalls])
    for part in (figure.map, figure.movers):
        if part is not None:
            picture = drawn(part, width=Width.WIDE, language=language, prefix="m")
            yield _drawing(picture)


def _panel(panel: Panel, language: str, prefix: str) -> _Block:
    heading = _headed(dimension_sign(panel.dimension), panel.heading)
    picture = drawn(panel, width=Width.WIDE, language=language, prefix=prefix)
    return _stacked([heading, _drawing(picture)], gap=4)


def _small(small: Small, language: str, prefix: str) -> _Block:
    picture = drawn(small, width=Width.WIDE, language=language, prefix=prefix)
    block, room = _drawing(picture), _drawing(picture).width
    verdict = (
        [_headed(sign(small.verdict.value), small.verdict_word)]
        if small.verdict
        else []
    )
    return _stacked(
        [
            _headed(dimension_sign(small.dimension), small.dimension_word),
            _text(small.heading, size=16, bold=True, width=room),
            *verdict,
            block,
            _text(small.caption, size=15, ink=INK_2, width=room),
        ],
        gap=4,
    )


def _drawing(svg: str) -> _Block:
    width, height = map(float, _SIZE.search(svg).groups())  # type: ignore[union-attr]
    return _Block(body=svg, width=width, height=height)


def _headed(mark: str, text: str) -> _Block:
    said = _text(text, size=16, bold=True)
    placed = _moved(said.body, 24, 0)
    return replace(said, body=f"{_at(mark, 0, 4)}{placed}", width=said.width + 24)


def _key(key: Sequence[Key]) -> _Block:
    """Give signs with their words, as many to a line as there is room for."""
    body, x, y = [], 0.0, 0.0
    for each in key:
        mark = _drawing(sign(each.sign))
        room = mark.width + 8
        took = room + width_of(each.text, size=15) + _GAP
        if x and x + took > _ACROSS:
            x, y = 0.0, y + 24
        body.append(_at(mark.body, x, y))
        body.append(_moved(_text(each.text, size=15, ink=INK_2).body, x + room, y - 2))
        x += took
    return _Block(body="".join(body), width=_ACROSS, height=y + 20)


def _text(
    text: str,
    *,
    size: float,
    ink: str = INK,
    bold: bool = False,
    width: float = _ACROSS,
) -> _Block:
    lines = list(_lines(text, width=width, size=size, bold=bold))
    step, weight = size * _LINE, ' font-weight="600"' if bold else ""
    body = "".join(
        f'<text x="0" y="{size + place * step:g}" font-size="{size:g}" '
        f'fill="{ink}"{weight}>{written(line)}</text>'
        for place, line in enumerate(lines)
    )
    across = max((width_of(line, size=size, bold=bold) for line in lines), default=0)
    return _Block(body=body, width=min(across, width), height=len(lines) * step)


def _lines(text: str, *, width: float, size: float, bold: bool) -> Iterator[str]:
    """Fill lines with whole words; a source line may be longer than a label ever is."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}".lstrip()
        if line and width_of(longer, size=size, bold=bold) > width:
            yield line
            longer = word
        line = longer
    if line:
        yield line


def _stacked(blocks: Iterable[_Block], *, gap: float) -> _Block:
    body, width, y = [], 0.0, 0.0
    for block in blocks:
        if block.height:
            body.append(_moved(block.body, 0, y))
            width, y = max(width, block.width), y + block.height + gap
    return _Block(body="".join(body), width=width, height=max(y - gap, 0))


def _grid(blocks: Sequence[_Block]) -> _Block:
    """Give blocks in rows, as many beside each other as there is room for."""
    wide = max(block.width for block in blocks)
    across = max(1, int((_PICTURES + _GAP) // (wide + _GAP)))
    rows = [blocks[start : start + across] for start in range(0, len(blocks), across)]
    return _stacked([_row(row, wide) for row in rows], gap=_GAP)


def _row(blocks: Sequence[_Block], wide: float) -> _Block:
    body = "".join(
        _moved(block.body, place * (wide + _GAP), 0)
        for place, block in enumerate(blocks)
    )
    return _Block(
        body=body,
        width=len(blocks) * (wide + _GAP) - _GAP,
        height=max(block.height for block in blocks),
    )


def _moved(body: str, x: float, y: float) -> str:
    return f'<g transform="translate({x:g} {y:g})">{body}</g>'


def _at(mark: str, x: float, y: float) -> str:
    return mark.replace("<svg ", f'<svg x="{x:g}" y="{y:g}" ', 1)
