"""What it takes to reach residents, way by way and group by group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nabolag.figures.methods_by_group import methods_by_group
from nabolag.figures.parts import Width
from nabolag.reports.page import Figure, Picture
from nabolag.reports.passages.methods import Price, methods_picture
from nabolag.reports.wording.language import Words
from nabolag.reports.wording.ways import way_name
from nabolag.residents.methods_advice import Yield


def ways(found: Sequence[Yield], words: Words) -> tuple[Figure, ...]:
    """Give what one new participation costs, and how many hours it takes."""
    return tuple(_figure(found, price, words) for price in Price)


def _figure(found: Sequence[Yield], price: Price, words: Words) -> Figure:
    names = {each.way: way_name(each.way) for each in found}
    made = methods_picture(found, names=names, price=price, words=words)
    wide, narrow = (methods_by_group(made.groups, made.rows, width=w) for w in Width)
    return replace(
        made.figure,
        id=f"ways-{price.value}",
        picture=Picture(wide=wide, narrow=narrow, broad=True),
        cards=("methods_advice",),
    )
