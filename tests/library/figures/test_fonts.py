from __future__ import annotations

import sys
from pathlib import Path

import pytest

from nabolag.figures.fonts import (
    STATIC,
    WEB,
    font_folder,
    prepare_fonts,
    web_font,
)

NEEDED = "abcæøåÆØÅéüöäčđŋšžŠ0123456789 «»–−·…’%+←→\u00a0\u202f"


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NABOLAG_FONTS", str(tmp_path))
    return tmp_path


def test_fonts_are_looked_for_where_the_environment_says(elsewhere: Path) -> None:
    for name in STATIC:
        (elsewhere / name).write_bytes(b"")
    assert font_folder() == elsewhere


def test_a_folder_that_lacks_a_weight_is_not_taken(elsewhere: Path) -> None:
    for name in STATIC[:-1]:
        (elsewhere / name).write_bytes(b"")
    assert font_folder() is None


@pytest.mark.parametrize("named", ["", None])
def test_otherwise_fonts_lie_where_set_up_puts_them(
    monkeypatch: pytest.MonkeyPatch, named: str | None
) -> None:
    monkeypatch.delenv("NABOLAG_FONTS", raising=False)
    if named is not None:
        monkeypatch.setenv("NABOLAG_FONTS", named)
    made = Path(sys.prefix) / "share" / "nabolag" / "fonts"
    assert font_folder() == (made if (made / STATIC[0]).is_file() else None)


def test_without_fonts_drawing_is_told_so(elsewhere: Path) -> None:
    assert prepare_fonts() is None
    assert web_font() is None


def test_with_fonts_drawing_is_told_where_they_are(elsewhere: Path) -> None:
    for name in STATIC:
        (elsewhere / name).write_bytes(b"")
    assert prepare_fonts() == elsewhere


def test_the_web_font_is_given_where_it_lies_beside(elsewhere: Path) -> None:
    for name in STATIC:
        (elsewhere / name).write_bytes(b"")
    assert web_font() is None
    (elsewhere / WEB).write_bytes(b"wOF2")
    assert web_font() == b"wOF2"


@pytest.mark.parametrize("name", STATIC)
def test_made_fonts_have_the_signs_norwegian_pages_need(
    name: str, made_fonts: Path
) -> None:
    fonts = pytest.importorskip("fontTools.ttLib")
    font = fonts.TTFont(made_fonts / name)
    assert [sign for sign in NEEDED if ord(sign) not in font.getBestCmap()] == []
    family = font["name"].getDebugName(16) or font["name"].getDebugName(1)
    style = font["name"].getDebugName(17) or font["name"].getDebugName(2)
    assert f"{family}-{style}.ttf" == name
