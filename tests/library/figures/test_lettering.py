from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nabolag.figures.lettering import width_of, wrap

WORDS = st.text("abdefghiklmnoprstuvyæøåABDGHKLMNRSTVÆØÅ", min_size=1, max_size=14)
LABELS = st.lists(WORDS, min_size=1, max_size=8).map(" ".join)


@pytest.fixture(scope="module")
def advances(made_fonts: Path) -> dict[str, float]:
    fonts = pytest.importorskip("fontTools.ttLib")
    font = fonts.TTFont(made_fonts / "Inter-Regular.ttf")
    size = font["head"].unitsPerEm
    return {
        chr(code): font["hmtx"][name][0] / size
        for code, name in font.getBestCmap().items()
    }


@given(text=LABELS)
def test_estimated_widths_are_inters_own_or_a_little_more(
    advances: dict[str, float], text: str
) -> None:
    real = 15 * sum(advances[letter] for letter in text)
    assert real - 1 <= width_of(text, size=15) <= real * 1.15 + 1


def test_numbers_are_as_wide_as_figures_of_one_width() -> None:
    assert width_of("11 %", size=14) == width_of("88 %", size=14)


def test_bold_words_and_east_asian_signs_take_more_room() -> None:
    assert width_of("Dalen", size=14, bold=True) > width_of("Dalen", size=14)
    assert width_of("地区", size=14) == 28


@given(text=LABELS, width=st.integers(60, 300))
def test_wrapped_lines_lose_nothing_and_fit(text: str, width: int) -> None:
    lines = wrap(text, width=width, size=15)
    assert "".join(lines).replace("-", "").replace(" ", "") == text.replace(" ", "")
    assert all(width_of(line, size=15) <= width for line in lines)


@given(text=LABELS, width=st.integers(130, 300))
def test_words_that_fit_on_a_line_are_never_divided(text: str, width: int) -> None:
    words = [word for word in text.split(" ") if width_of(word, size=15) <= width]
    kept = " ".join(wrap(text, width=width, size=15)).split(" ")
    assert [word for word in kept if word in words] == words


@given(text=LABELS, most=st.integers(1, 3))
def test_what_does_not_fit_in_the_most_lines_ends_with_an_ellipsis(
    text: str, most: int
) -> None:
    lines = wrap(text, width=200, size=15, most=most)
    assert len(lines) <= most
    assert lines[-1].endswith("…") == (len(wrap(text, width=200, size=15)) > most)
    assert all(
        width_of(line, size=15) <= 200 + width_of(" …", size=15) for line in lines
    )


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("Over 5 min å gå til grønt", 110, ("Over 5\u00a0min", "å gå til grønt")),
        ("Ikke sysselsatte, 30–59 år", 150, ("Ikke sysselsatte,", "30–59\u00a0år")),
        ("Holmlia\nNord", 200, ("Holmlia", "Nord")),
        ("Montebello-Hoff", 90, ("Montebello-", "Hoff")),
        ("i 5-9 og barn/unge", 60, ("i 5-9\u00a0og", "barn/", "unge")),
        ("Hellerudtoppen", 70, ("Hellerud-", "toppen")),
        ("", 100, ("",)),
        (" to   ord ", 100, ("to ord",)),
    ],
)
def test_lines_end_where_a_reader_would_end_them(
    text: str, width: int, lines: tuple[str, ...]
) -> None:
    assert wrap(text, width=width, size=15) == lines


def test_lines_are_evened_out() -> None:
    lines = wrap("Husholdninger som bor i en leid bolig nå", width=280, size=15)
    assert lines == ("Husholdninger som", "bor i en leid bolig nå")


def test_a_line_too_narrow_for_two_letters_takes_one_at_a_time() -> None:
    assert wrap("mor", width=5, size=15) == ("m-", "o-", "r")


def test_a_text_without_end_is_cut() -> None:
    assert len("".join(wrap("a" * 10_000, width=200, size=15))) < 330


@given(text=LABELS, width=st.floats(60, 200), most=st.integers(1, 3))
def test_a_text_with_too_many_lines_is_broken_off_within_its_width(
    text: str, width: float, most: int
) -> None:
    lines = wrap(text, width=width, size=15, most=most)
    assert len(lines) <= most
    if len(wrap(text, width=width, size=15)) > most:
        assert lines[-1].endswith(" …")
        assert " " not in lines[-1][:-2] or width_of(lines[-1], size=15) <= width


def test_whole_words_are_left_out_to_make_room_for_what_tells_of_more() -> None:
    assert wrap("aa bb cc dd ee", width=62, size=15, most=1) == ("aa bb …",)
