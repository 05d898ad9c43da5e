from __future__ import annotations

import pytest

from nabolag.figures.map_cells import ink
from nabolag.figures.parts import MapPlace
from nabolag.figures.style import CLASSES, INK, INK_2, INK_3, LOOKS, PAPER
from nabolag.values import Dimension


def contrast(one: str, other: str) -> float:
    """WCAG 2.1, relative luminance."""

    def luminance(colour: str) -> float:
        parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
        linear = [
            p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts
        ]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("colour", "on_white"),
    [
        (INK, 15.1),
        (INK_2, 8.0),
        (INK_3, 5.7),
        (LOOKS[Dimension.PHYSICAL].colour, 6.4),
        (LOOKS[Dimension.SOCIAL].colour, 5.9),
        (LOOKS[Dimension.REPUTATIONAL].colour, 6.6),
        (LOOKS[Dimension.STRUCTURAL].colour, 9.1),
    ],
)
def test_colours_have_the_contrast_the_visual_language_states(
    colour: str, on_white: float
) -> None:
    assert contrast(colour, PAPER) == pytest.approx(on_white, abs=0.1)


def test_every_dimension_has_a_colour_and_a_shape_of_its_own() -> None:
    looks = [LOOKS[dimension] for dimension in Dimension]
    assert len({look.colour for look in looks}) == len(looks)
    assert len({look.shape for look in looks}) == len(looks)


@pytest.mark.parametrize("number", range(5))
def test_words_can_be_read_on_every_map_class(number: int) -> None:
    place = MapPlace(code="1", label="Dalen", class_=number, text="0")
    assert contrast(ink(place), CLASSES[number]) >= 4.5
