"""Keeping an answer in parts and reading it again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nabolag.areas.diagnosis import diagnose
from nabolag.areas.keeping.container import (
    FORMAT,
    Contents,
    KeptOtherwise,
    packed,
    unpacked,
)
from nabolag.areas.keeping.keeping import (
    KeptApart,
    area_parts,
    read_kept,
    shared_part,
)
from nabolag.areas.keeping.values import plain, values_of
from nabolag.areas.result import Diagnosis
from nabolag.errors import Misbuilt, Where
from nabolag.values import (
    Break,
    Dimension,
    Direction,
    Indicator,
    Kind,
    Measure,
    Notice,
    Source,
    Topic,
)

TURNOUT = Indicator(
    id="turnout",
    names={"nb": "Valgdeltakelse", "en": "Turnout"},
    measure=Measure.SHARE,
    direction=Direction.MORE_IS_BETTER,
    dimension=Dimension.SOCIAL,
)
FORCED = Indicator(
    id="x",
    names={"nb": "Syke"},
    direction=Direction.MORE_IS_WORSE,
    topic=Topic.HEALTH,
    definition="«Kilde» æøå",
)
CONTEXT = Indicator(id="born_abroad", names={}, kind=Kind.CONTEXT)


@pytest.fixture
def answer(city) -> Diagnosis:
    """Three areas and their city in three years."""
    voted = {"0": 300, "1": 40, "2": 60, "3": 90}
    rows = [
        {
            "area": code,
            "level": "city" if code == "0" else "area",
            "period": year,
            "numerator": float(n + extra),
            "denominator": 500.0 if code == "0" else 120.0,
        }
        for year, extra in (("2015", 0), ("2019", 3), ("2023", 7))
        for code, n in voted.items()
    ]
    return replace(
        diagnose(city(rows, TURNOUT)),
        sources=(
            Source(id="s", publisher="P", title="T", published=date(2024, 2, 29)),
            Source(id="t", publisher="P", title="U"),
        ),
        indicators=(TURNOUT, FORCED, CONTEXT),
        breaks=(Break(period="2019", level="area", reason="moved"),),
        notices=(
            Notice(
                code="odd",
                where=Where(file="a.csv", line=3),
                facts={"n": 2, "share": 0.5, "areas": "Øst"},
            ),
        ),
    )


def test_all_parts_together_are_the_whole_answer(answer):
    again = read_kept(shared_part(answer), *dict(area_parts(answer)).values())
    assert again.table.equals(answer.table)
    assert again.trends.equals(answer.trends)
    assert again.news.equals(answer.news)
    assert again.pile_up.areas.equals(answer.pile_up.areas)
    assert again.similar.equals(answer.similar)
    assert again.moving.splits.equals(answer.moving.splits)
    assert again.indicators == answer.indicators
    assert (again.sources, again.breaks) == (answer.sources, answer.breaks)
    assert again.notices == answer.notices


def test_the_shared_part_has_the_newest_of_all_areas_and_all_of_the_city(answer):
    kept = read_kept(shared_part(answer)).table
    newest = kept.filter("latest")
    assert sorted(newest["code"]) == ["0", "1", "2", "3"]
    assert kept.filter(level="city")["period"].to_list() == ["2015", "2019", "2023"]
    assert kept.height < answer.table.height


def test_an_areas_part_gives_its_figures_of_all_periods(answer):
    parts = dict(area_parts(answer))
    assert list(parts) == ["1", "2", "3"]
    kept = read_kept(shared_part(answer), parts["2"])
    its = kept.table.filter(code="2")
    assert its.equals(answer.table.filter(code="2"))


def test_an_indicator_that_was_forced_still_says_so(answer):
    again = read_kept(shared_part(answer))
    assert [i.forced for i in again.indicators] == [False, True, False]
    assert again.indicators[1].direction is Direction.NEITHER
    assert again.indicators[1].topic is Topic.HEALTH


def test_the_same_answer_is_always_kept_as_the_same_bytes(answer):
    assert shared_part(answer) == shared_part(answer)
    assert dict(area_parts(answer)) == dict(area_parts(answer))


def test_a_part_of_another_answer_is_refused(answer):
    other = replace(answer, table=answer.table.with_columns(pl.col("value") / 2))
    with pytest.raises(KeptApart, match=r"area 1: .* belongs to another answer"):
        read_kept(shared_part(answer), dict(area_parts(other))["1"])


def test_parts_in_the_wrong_order_are_a_mistake_in_the_program(answer):
    part = dict(area_parts(answer))["1"]
    with pytest.raises(Misbuilt, match="the shared part first"):
        read_kept(part)


def test_another_format_is_named_and_refused(answer):
    older = shared_part(answer).replace(FORMAT.encode(), b"0-older", 1)
    with pytest.raises(KeptOtherwise, match=r"in the format 0-older.*keep it anew"):
        read_kept(older)


@pytest.mark.parametrize("bytes_", [b"", b"PK\x03\x04", b"nabolag"])
def test_something_else_is_refused(bytes_):
    with pytest.raises(KeptOtherwise, match="not written by Nabolag"):
        read_kept(bytes_)


def test_what_was_cut_short_anywhere_is_refused(answer):
    whole = shared_part(answer)
    opening = whole.index(b"\n") + 1
    for length in (opening, opening + 9, len(whole) // 2, len(whole) - 1):
        with pytest.raises(KeptOtherwise, match="cut short"):
            read_kept(whole[:length])


@given(
    st.dictionaries(st.text(max_size=5), st.integers() | st.text()),
    st.lists(st.floats(allow_nan=False) | st.none(), max_size=9),
)
def test_what_was_packed_is_unpacked(values, numbers):
    table = pl.DataFrame({"n": numbers}, schema={"n": pl.Float64})
    again = unpacked(packed(Contents(values=values, tables={"a": table, "b": table})))
    assert again.values == values
    assert again.tables["a"].equals(table)
    assert again.tables["b"].equals(table)


def test_values_survive_whatever_signs_they_hold(answer):
    told = replace(answer, indicators=(replace(TURNOUT, unit='"\n\u202f\x00'),))
    assert values_of(plain(told))["indicators"] == told.indicators
