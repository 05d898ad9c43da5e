"""What the areas of Storvik are called and where their squares stand.

All names are invented; a few are words that any coast could use. The city lies in the
open Norwegian Sea, where no one lives.
"""

from __future__ import annotations

from dataclasses import dataclass

CITY_CODE, CITY_NAME = "S", "Storvik"
CITY_TITLES = {
    "nb": f"{CITY_NAME} (oppdiktet by)",
    "nn": f"{CITY_NAME} (oppdikta by)",
    "en": f"{CITY_NAME} (fictional city)",
}
"""What the city is called at the head and foot of every page about it."""

_DISTRICTS = {
    "A": "Skarvebygda",
    "B": "Lyngbygda",
    "C": "Vikstranda",
    "D": "Gamlevika",
    "E": "Ternehaugen",
    "F": "Saltbotn",
    "G": "Orremarka",
    "H": "Mosefaret",
}

_GRID = (
    "..AAABBB..",
    ".AAAABBBB.",
    "CCADDDBE..",
    "CCCDDDEEEE",
    "CC.FDDEEGG",
    ".FFFFHHEGG",
    "..FFHHHGGG",
    "....HH....",
)
"""The tile map: one letter an area, the letter of its district; dots are sea."""

_AREAS = {
    "A": "Skarvenes Askeholtet Fyrlykt·bakken Vipehøgda Tjeldmyra Øvre·Vik "
    "Båts·manns·neset Gråheiret",
    "B": "Bjørkerud Lyngheia Bekkasin·lia Furuvoll Orrhane·myra Jordbær·høgda "
    "Marihand·faret Trollhegg·lia",
    "C": "Nedre·Vik Hvalbein·stranda Lomvi·kroken Måse·skaret Saltpanne·høgda "
    "Tangtunet Ærfugl·stranda",
    "D": "Sentrum Havne·kvartalet Mølletunet Reper·bane·tunet Seilduks·enga "
    "Kobber·slageriet Klokkar·jordet Glasverks·tunet",
    "E": "Steinsletta Terne·vollen Blåklokke·vegen Einerflata Eple·garden "
    "Kaprifol·hagen Geitrams·moen Navar·bakken",
    "F": "Dalen Fløytar·neset Hyttesmia Kjerrat·bakken Spiker·verks·tomta "
    "Ull·spinneriet Torske·hjellen",
    "G": "Grevling·hiet Rypebær·lia Smør·blomst·flata Troste·lunden Vadmels·lia "
    "Vinter·hamna Teist·holmen",
    "H": "Kvernlia Alkeberget Krykkje·berget Draugmyra Klåve·steinen "
    "Sildetønna Dverg·bjørk·lia",
}
"""The areas by district; dots show where a long name is broken on a tile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Square:
    """A place on the tile map: a district, or an area in one."""

    code: str
    name: str
    label: str
    district: str
    column: int
    row: int


def districts() -> tuple[Square, ...]:
    """Give the eight districts, each on the tile of the middle of its areas."""
    corners = {
        "A": (1, 0),
        "B": (2, 0),
        "C": (0, 1),
        "D": (1, 1),
        "E": (2, 1),
        "F": (0, 2),
        "H": (1, 2),
        "G": (2, 2),
    }
    return tuple(
        Square(
            code=f"{CITY_CODE}{order}",
            name=name,
            label=name,
            district=f"{CITY_CODE}{order}",
            column=corners[letter][0],
            row=corners[letter][1],
        )
        for order, (letter, name) in enumerate(_DISTRICTS.items(), start=1)
    )


def squares() -> tuple[Square, ...]:
    """Give all sixty areas, district by district, as they stand on the map."""
    return tuple(
        square
        for order, letter in enumerate(_DISTRICTS, start=1)
        for square in _of_district(order, letter)
    )


def _of_district(order: int, letter: str) -> list[Square]:
    standing = [
        (column, row)
        for row, line in enumerate(_GRID)
        for column, found in enumerate(line)
        if found == letter
    ]
    names = _AREAS[letter].split()
    return [
        Square(
            code=f"{CITY_CODE}{order}{number:02d}",
            name=_whole(name),
            label=_broken(name),
            district=f"{CITY_CODE}{order}",
            column=column,
            row=row,
        )
        for number, (name, (column, row)) in enumerate(
            zip(names, standing, strict=True), start=1
        )
    ]


def _whole(name: str) -> str:
    return name.replace("·", " " if _two_words(name) else "")


def _broken(name: str) -> str:
    return name.replace("·", "\n" if _two_words(name) else "-\n")


def _two_words(name: str) -> bool:
    """Tell of "Øvre·Vik" from "Båtsmanns·neset": the second part has a capital."""
    return name.partition("·")[2][:1].isupper()
