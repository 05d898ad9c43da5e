"""How much room words take, and where they may be broken.

Widths are estimated from Inter's own, rounded up, with figures all of one width, so
that drawings come out the same whether or not the font is there.
"""

from __future__ import annotations

import re
from itertools import pairwise

_WIDTHS = (
    ("\u2009\u202f", 0.19),
    ("ijl", 0.25),
    (" \u00a0I.,:·!", 0.29),
    ("t;'", 0.34),
    ("fr()/", 0.38),
    ("-–", 0.5),
    ("skxz?", 0.56),
    ("acevyåéäJL«»§", 0.585),
    ("hnouøüöEF57", 0.602),
    ("bdgpq01234689", 0.64),
    ("BPRSTZ&+−", 0.662),
    ("AKVXYÅCD", 0.73),
    ("GHNOQUØÖ", 0.768),
    ("w", 0.82),
    ("mMæ", 0.92),
    ("WÆ%", 1.0),
)
_EM = {letter: em for letters, em in _WIDTHS for letter in letters}
_OTHER, _SQUARE = 0.66, 1.0  # letters not listed; East Asian signs
_FIRST_SQUARE = 0x2E80
_BOLDER = 1.05
_LONGEST = 300

# After a hyphen or a slash between two words, but not in "5-9" or "1/2".
_INSIDE_WORD = re.compile(r"(?<=[^\W\d_][-/])(?=[^\W\d_])")
# "30–59 år" and "5 min" stay together.
_AFTER_NUMBER = re.compile(r"(?<=\d) (?=[^\W\d_]{1,3}\b)")
_TAIL = 4  # letters after a hyphen, at least where it can be
_NARROWER = 6  # px at a time, while evening out


def width_of(text: str, *, size: float, bold: bool = False) -> float:
    """Estimate how many px a line of text takes, a little too much rather than less.

    >>> round(width_of("Romsås", size=15))
    58
    """
    em = sum(_EM.get(letter) or _unlisted(letter) for letter in text)
    return em * size * (_BOLDER if bold else 1)


def wrap(
    text: str, *, width: float, size: float, most: int | None = None
) -> tuple[str, ...]:
    """Break a text into lines no wider than ``width`` px, at most ``most`` of them.

    Lines end between words or after a hyphen, and are evened out; a line break in the
    text is kept. What does not fit in ``most`` lines ends with "…". A single word wider
    than a line is the only thing ever divided, with a hyphen. Of a text longer than
    300 signs the rest is left out.

    >>> wrap("Grünerløkka vest", width=80, size=13)
    ('Grünerløkka', 'vest')
    >>> wrap("Hasle-Løren", width=50, size=13)
    ('Hasle-', 'Løren')
    """
    lines = [
        line
        for part in text[:_LONGEST].split("\n")
        for line in _even(_pieces(part, width=width, size=size), width, size)
    ]
    if most is None or len(lines) <= most:
        return tuple(lines)
    return (*lines[: most - 1], _broken_off(lines[most - 1], width, size))


def _unlisted(letter: str) -> float:
    return _SQUARE if ord(letter) >= _FIRST_SQUARE else _OTHER


def _pieces(text: str, *, width: float, size: float) -> list[str]:
    """Give what may stand on a line of its own, after a space where there was one."""
    pieces: list[str] = []
    for word in filter(None, _AFTER_NUMBER.sub("\u00a0", text).split(" ")):
        ends = [0, *(found.start() for found in _INSIDE_WORD.finditer(word)), len(word)]
        for start, end in pairwise(ends):
            parts = _divided(word[start:end], width, size)
            pieces += [" " + parts[0] if start == 0 else parts[0], *parts[1:]]
    return pieces


def _divided(word: str, width: float, size: float) -> list[str]:
    if width_of(word, size=size) <= width:
        return [word]
    room = width - width_of("-", size=size)
    fits = [n for n in range(2, len(word)) if width_of(word[:n], size=size) <= room]
    # No letter or two are left alone on the next line.
    cut = min(fits[-1], max(len(word) - _TAIL, 2)) if fits else 1
    if cut == len(word):
        return [word]
    return [word[:cut] + "-", *_divided(word[cut:], width, size)]


def _even(pieces: list[str], width: float, size: float) -> list[str]:
    """Fill as few lines as possible, then as evenly as possible."""
    lines = _filled(pieces, width, size)
    narrower = width - _NARROWER
    while len(lines) > 1 and narrower > 0:
        tried = _filled(pieces, narrower, size)
        if len(tried) > len(lines) or _widest(tried, size) > width:
            break
        lines, narrower = tried, narrower - _NARROWER
    return lines


def _widest(lines: list[str], size: float) -> float:
    return max(width_of(line, size=size) for line in lines)


def _filled(pieces: list[str], width: float, size: float) -> list[str]:
    lines = [""]
    for piece in pieces:
        longer = (lines[-1] + piece).lstrip(" ")
        if not lines[-1] or width_of(longer, size=size) <= width:
            lines[-1] = longer
        else:
            lines.append(piece.lstrip(" "))
    return lines


def _broken_off(line: str, width: float, size: float) -> str:
    while " " in line and width_of(line + " …", size=size) > width:
        line = line.rsplit(" ", 1)[0]
    return line.removesuffix("-") + " …"
