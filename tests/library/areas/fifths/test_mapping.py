"""Which indicators count for which dimension."""

from __future__ import annotations

import pytest

from nabolag.areas.fifths.mapping import Counted, challenges, own_mapping
from nabolag.errors import Misbuilt
from nabolag.values import Dimension, Direction, Indicator, Topic

MORE, LESS = Direction.MORE_IS_WORSE, Direction.MORE_IS_BETTER


def indicator(id_, *, direction=MORE, dimension=Dimension.SOCIAL, topic=None):
    return Indicator(
        id=id_, names={}, direction=direction, dimension=dimension, topic=topic
    )


def test_indicators_count_by_their_own_description():
    counted = own_mapping(
        [
            indicator("income"),
            indicator("turnout", direction=LESS),
            indicator("rented", direction=Direction.NEITHER),
            indicator("unplaced", dimension=None),
        ]
    )
    assert counted == (
        Counted(indicator="income", dimension=Dimension.SOCIAL, challenge=MORE),
        Counted(indicator="turnout", dimension=Dimension.SOCIAL, challenge=LESS),
    )


@pytest.mark.parametrize("topic", list(Topic))
def test_an_indicator_of_a_protected_topic_is_never_there(topic):
    protected = indicator("x", topic=topic)
    asked = Counted(indicator="x", dimension=Dimension.SOCIAL, challenge=MORE)
    assert own_mapping([protected]) == ()
    assert challenges([protected], [asked]) == {}


def test_the_tables_word_goes_before_the_indicators_own():
    rented = indicator("rented", direction=Direction.NEITHER)
    asked = [
        Counted(indicator="rented", dimension=Dimension.STRUCTURAL, challenge=MORE),
        Counted(indicator="income", dimension=Dimension.SOCIAL, challenge=LESS),
    ]
    alone = challenges([rented, indicator("income"), indicator("work")], [])
    told = challenges([rented, indicator("income"), indicator("work")], asked)
    assert alone == {"income": MORE, "work": MORE}
    assert told == {"rented": MORE, "income": LESS, "work": MORE}


def test_what_counts_has_a_way():
    with pytest.raises(Misbuilt, match="no direction"):
        Counted(indicator="x", dimension=Dimension.SOCIAL, challenge=Direction.NEITHER)
