"""Residents by group, out of the statistics of areas."""

from __future__ import annotations

import polars as pl
import pytest

from nabolag.errors import BadInput
from nabolag.residents.reach.margins import margin_from
from nabolag.values import SCHEMA, Indicator, Measure, Observations, Source

OWNERS, RENTERS, HOMES = "owners", "renters", "homes"


def figures(*rows):
    """Rows of area, period, indicator, value and numerator."""
    columns = ("area", "period", "indicator", "value", "numerator")
    table = [
        {
            **dict.fromkeys(SCHEMA),
            "source": "ssb",
            **dict(zip(columns, row, strict=True)),
        }
        for row in rows
    ]
    return Observations(
        table=pl.DataFrame(table, schema=SCHEMA),
        indicators=(
            Indicator(id=OWNERS, names={"en": "Owners"}, measure=Measure.SHARE),
            Indicator(id=RENTERS, names={"en": "Renters"}, measure=Measure.SHARE),
            Indicator(id=HOMES, names={"en": "Homes"}),
        ),
        sources=(Source(id="ssb", publisher="Statistics Norway", title="Tenure"),),
    )


def tenure(observations, **indicators):
    return margin_from(
        observations, area="1", characteristic="tenure", indicators=indicators
    )


def test_the_newest_period_that_all_groups_have_is_used():
    found = tenure(
        figures(
            ("1", "2023", OWNERS, 0.6, 1200),
            ("1", "2023", RENTERS, 0.4, 800),
            ("1", "2024", OWNERS, 0.7, 1400),
            ("1", "2024", RENTERS, 0.3, 600),
            ("1", "2025", OWNERS, 0.7, 1500),
            ("2", "2025", RENTERS, 0.7, 9000),
        ),
        renter=RENTERS,
        owner=OWNERS,
    )
    assert list(found.people.items()) == [("renter", 600), ("owner", 1400)]
    assert (found.characteristic, found.register) == ("tenure", "Statistics Norway")


def test_an_amount_is_a_count_where_it_has_no_numerator():
    found = tenure(
        figures(("1", "2024", HOMES, 300, None), ("1", "2024", RENTERS, 0.4, 80)),
        others=HOMES,
        renter=RENTERS,
    )
    assert dict(found.people) == {"others": 300, "renter": 80}


@pytest.mark.parametrize("numerator", [None, 0, 80.5])
def test_a_share_without_a_count_of_people_is_refused(numerator):
    table = figures(
        ("1", "2024", OWNERS, 1.0, numerator), ("1", "2024", RENTERS, 0.4, 80)
    )
    with pytest.raises(BadInput, match=r"area 1: No period counts"):
        tenure(table, owner=OWNERS, renter=RENTERS)


def test_one_group_is_refused():
    with pytest.raises(BadInput, match="two groups"):
        tenure(figures(("1", "2024", RENTERS, 0.4, 80)), renter=RENTERS)
