"""The table that moves come in."""

from __future__ import annotations

import pytest

from nabolag.areas.moving.moves import MOVES, Moves
from nabolag.errors import Misbuilt


def test_moves_have_exactly_the_columns_of_the_contract(moves):
    assert Moves(table=moves([{}])).table.columns == [*MOVES]


def test_a_table_of_another_shape_is_misbuilt(moves):
    with pytest.raises(Misbuilt, match="Moves"):
        Moves(table=moves([{}]).drop("group"))
