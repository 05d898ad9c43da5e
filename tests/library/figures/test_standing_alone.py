"""Figures in files of their own: the words are there for eyes, and for screen readers."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nabolag.figures.drawing import drawing, png
from nabolag.figures.lettering import width_of
from nabolag.figures.parts import Width
from nabolag.figures.standing_alone import Words, standing_alone
from nabolag.figures.style import AXIS, LABEL, PAGE, PAPER

SVG = "{http://www.w3.org/2000/svg}"
INSIDE = '<rect width="320" height="90"/>'


def read(words: Words, *, width: Width = Width.NARROW) -> ElementTree.Element:
    figure = drawing(INSIDE, size=(PAGE[width], 90), width=width)
    return ElementTree.fromstring(standing_alone(figure, words, width=width))  # noqa: S314 - drawn by ourselves


def texts(root: ElementTree.Element) -> list[tuple[float, str]]:
    return [
        (float(text.attrib["y"]), text.text or "") for text in root.iter(SVG + "text")
    ]


WORDS = Words(
    title="Storvik", above=["Oppdiktet."], below=["Tid i år.", "Mer."], language="nn"
)


def test_a_screen_reader_hears_the_words_and_nothing_of_the_figure() -> None:
    root = read(WORDS)
    assert (root.get("role"), root.get("lang")) == ("img", "nn")
    assert root.get("aria-hidden") is None
    assert [root.findtext(SVG + name) for name in ("title", "desc")] == [
        "Storvik",
        "Oppdiktet. Tid i år. Mer.",
    ]
    (figure,) = root.findall(f"{SVG}g/{SVG}svg")
    assert figure.get("aria-hidden") == "true"


def test_the_figure_stands_between_the_words_and_all_of_it_is_on_paper() -> None:
    root = read(WORDS)
    figure = root.find(f"{SVG}g/{SVG}svg")
    assert figure is not None
    top = float(figure.attrib["y"])
    told = texts(root)
    assert [text for y, text in told if y < top] == ["Storvik", "Oppdiktet."]
    assert [text for y, text in told if y > top + 90] == ["Tid i år.", "Mer."]
    heights = [y for y, _ in told]
    assert heights == sorted(heights)
    ground = root.find(SVG + "rect")
    assert ground is not None
    assert ground.get("fill") == PAPER
    size = (root.attrib["width"], root.attrib["height"])
    assert (ground.attrib["width"], ground.attrib["height"]) == size
    assert max(heights) + 12 < float(size[1])


def test_without_words_below_it_ends_soon_after_the_figure() -> None:
    root = read(Words(title="Storvik"))
    figure = root.find(f"{SVG}g/{SVG}svg")
    assert figure is not None
    below = float(root.attrib["height"]) - float(figure.attrib["y"]) - 90
    assert 24 <= below <= 40


@given(
    title=st.text(min_size=1, max_size=700),
    note=st.text(st.characters(codec="utf-8"), max_size=700),
    width=st.sampled_from(Width),
)
def test_words_of_any_length_stay_within_the_figures_width(
    title: str, note: str, width: Width
) -> None:
    root = read(Words(title=title, below=[note]), width=width)
    for text in root.iter(SVG + "text"):
        size = float(text.attrib["font-size"])
        assert size in (AXIS, LABEL)
        said = text.text or ""
        bold = text.get("font-weight") is not None
        assert width_of(said, size=size, bold=bold) <= PAGE[width] + 0.01


def test_no_word_of_a_long_text_is_left_out() -> None:
    ring = " → ".join(f"faktor{at:03}" for at in range(90))
    told = " ".join(text for _, text in texts(read(Words(title="x", below=[ring]))))
    assert told.split() == ["x", *ring.split()]


def test_what_a_file_says_is_written_and_never_run() -> None:
    words = Words(title="<script>x</script>\x00", below=["a & b"])
    root = read(words)
    assert list(root.iter(SVG + "script")) == []
    assert [text for _, text in texts(root)] == ["<script>x</script>", "a & b"]


@pytest.mark.parametrize("width", Width)
def test_it_can_be_made_a_picture(width: Width) -> None:
    figure = drawing("", size=(PAGE[width], 90), width=width)
    picture = png(standing_alone(figure, WORDS, width=width), scale=2)
    across = int.from_bytes(picture[16:20], "big")
    assert across == 2 * (PAGE[width] + 24)
