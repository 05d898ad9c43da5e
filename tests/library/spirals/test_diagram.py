"""What may stand in a causal diagram, and what a sign is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nabolag.errors import Misbuilt
from nabolag.spirals.diagram import (
    Diagram,
    DiagramFactor,
    DiagramLink,
    is_two_minuses,
    sign_of,
    tidy,
)
from nabolag.spirals.loops.feedback_loops import LoopKind, find_loops
from nabolag.spirals.loops.links import Sign

RENT = DiagramFactor(id="rent", label="Rent", x=1.0, y=2.0)
MOVES = DiagramFactor(id="moves", label="Moving out", kind="stock")


@pytest.mark.parametrize(
    ("written", "sign"),
    [
        *[(text, Sign.POSITIVE) for text in ("+", "＋", "++", "s", "Same", "positive")],
        *[(text, Sign.NEGATIVE) for text in ("-", "−", "–", "o", "OPPOSITE", "neg")],
        *[(text, Sign.NEGATIVE) for text in ("+-", "-+", "+ −", "motsatt", "minus")],
        *[(text, Sign.UNKNOWN) for text in ("?", "±", "+/-", "unknown")],
        *[(text, None) for text in ("", "--", "because", "+1", "so")],
    ],
)
def test_signs_are_known_in_all_the_ways_they_are_written(written, sign):
    assert sign_of(written) is sign
    assert sign_of(f"  {written}\n") is sign


def test_two_minuses_are_no_sign_as_people_read_them_in_two_ways():
    assert is_two_minuses(" − -")
    assert not is_two_minuses("---")


@given(st.text(st.characters(exclude_categories=())))
def test_a_tidy_text_is_tidy_and_on_one_line(text):
    kept = tidy(text)
    assert tidy(kept) == kept == kept.strip()
    assert len(kept.splitlines()) <= 1
    assert kept.encode().decode() == kept  # no half of a character is left


def test_a_diagram_gives_arrows_to_look_for_loops_in():
    drawn = Diagram(
        factors=(RENT, MOVES),
        links=(
            DiagramLink(
                source="rent", target="moves", sign=Sign.POSITIVE, delayed=True
            ),
            DiagramLink(source="moves", target="rent", sign=Sign.NEGATIVE),
            DiagramLink(source="moves", target="rent", sign=Sign.NEGATIVE),
        ),
    )
    (loop,) = find_loops(drawn.merged_links).loops
    assert (loop.kind, loop.delayed) == (LoopKind.BALANCING, True)


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": ""},
        {"label": ""},
        {"label": " Rent"},
        {"label": "Rent\x00"},
        {"kind": "a\nb"},
        {"x": 1.0},
        {"y": 1.0},
        {"x": float("nan"), "y": 1.0},
        {"x": 1.0, "y": float("inf")},
    ],
)
def test_factors_that_could_not_be_written_down_are_refused(wrong):
    with pytest.raises(Misbuilt):
        DiagramFactor(**{"id": "rent", "label": "Rent"} | wrong)


@pytest.mark.parametrize("label", ["+", "opposite", "--", "two  spaces"])
def test_a_label_that_could_be_a_sign_is_refused(label):
    with pytest.raises(Misbuilt, match="an arrow's label"):
        DiagramLink(source="a", target="b", sign=Sign.POSITIVE, label=label)


def test_two_factors_with_one_id_are_refused():
    with pytest.raises(Misbuilt, match="each once"):
        Diagram(factors=(RENT, RENT), links=())


def test_an_arrow_that_ends_nowhere_is_refused():
    arrow = DiagramLink(source="rent", target="crime", sign=Sign.POSITIVE)
    with pytest.raises(Misbuilt, match=r"ends at \['crime'\]"):
        Diagram(factors=(RENT, MOVES), links=(arrow,))
