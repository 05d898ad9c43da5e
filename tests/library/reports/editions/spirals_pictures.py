"""Models that pictures are drawn of, and what can be read in the pictures."""

from __future__ import annotations

from xml.etree import ElementTree

from nabolag.figures.parts import Width
from nabolag.reports.editions.spirals_drawn import Drawn, Paper
from nabolag.spirals.draws.distributions import Uniform
from nabolag.spirals.loops.links import Sign
from nabolag.spirals.model.arrows import Arrow
from nabolag.spirals.model.factors import Factor
from nabolag.spirals.model.model import Model, Times

SVG = "{http://www.w3.org/2000/svg}"
ENGLISH = Paper(width=Width.WIDE, language="en")
NORWEGIAN = Paper(width=Width.WIDE, language="nb")
UP, DOWN, OPEN = Sign.POSITIVE, Sign.NEGATIVE, Sign.UNKNOWN


def texts(drawn: Drawn) -> list[str]:
    root = ElementTree.fromstring(drawn.svg)  # noqa: S314 - drawn by ourselves
    return ["".join(text.itertext()) for text in root.iter(SVG + "text")]


def told(drawn: Drawn) -> str:
    """Give all that can be read, in one line."""
    return " ".join(texts(drawn)).replace("\u00a0", " ")


def shafts(drawn: Drawn) -> list[ElementTree.Element]:
    """Give the curves that arrows are."""
    root = ElementTree.fromstring(drawn.svg)  # noqa: S314 - drawn by ourselves
    return [path for path in root.iter(SVG + "path") if "C" in path.get("d", "")]


def arrow(ends: str, sign: Sign = UP, **more: object) -> Arrow:
    return Arrow(source=ends[0], target=ends[1], sign=sign, **more)


def drawing(*arrows: Arrow, names: str = "abc", **more: object) -> Model:
    factors = tuple(Factor(name=name) for name in names)
    return Model(name="Storvik", factors=factors, arrows=arrows, **more)


# People come and go; an interval of the rate is all that is not known for certain.
GROWING = Model(
    name="Storvik",
    factors=(
        Factor(name="people", start="100", inflows=("births",), unit="people"),
        Factor(name="births", equation="rate * people", unit="people/year"),
        Factor(name="rate", equation="0.1", distribution=Uniform(low=0.05, high=0.15)),
        Factor(name="share", equation="people / 1000", unit="1"),
    ),
    times=Times(stop=4, step=0.25, save_every=1),
    outputs=("people",),
)

# Half of the room is reached at ln((900 - 10) / 10) / 0.1, which is 45 (Verhulst).
GROWTH_WITH_A_LIMIT = Model(
    name="Storvik",
    factors=(
        Factor(name="people", start="10", inflows=("growth",)),
        Factor(name="growth", equation="people * rate"),
        Factor(name="rate", equation="0.1 * (1 - used)"),
        Factor(name="used", equation="people / room"),
        Factor(name="room", equation="900", distribution=Uniform(low=800, high=1000)),
    ),
    times=Times(stop=100, step=0.25, save_every=2),
)
