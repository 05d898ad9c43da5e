"""The areas most like each one."""

from __future__ import annotations

import numpy as np
import pytest

from nabolag.areas.fifths.gists import SOME, Gist
from nabolag.areas.fifths.similar import similar
from nabolag.areas.result import SIMILAR

NAMES = {f"a{n:03}": f"Area {n}" for n in range(200)} | {
    c: c.upper() for c in "abcdefgh"
}


def test_seven_areas_on_a_line_and_a_half(gist):
    first = gist("x", dict(zip("abcdefg", [0, 1, 2, 3, 4, 5, 9], strict=True)))
    other = gist("y", dict(zip("abcdefg", [0, 0, 0, 0, 0, 0, 12], strict=True)))
    told = similar([first, other], names=NAMES)
    assert dict(told.schema) == {name: kind() for name, kind in SIMILAR.items()}
    a = told.filter(code="a")
    assert a["other"].to_list() == ["b", "c", "d", "e", "f"]
    assert a["other_name"].to_list() == ["B", "C", "D", "E", "F"]
    # The root of the mean square: one step on one of two indicators.
    assert a["distance"].to_numpy() == pytest.approx(np.arange(1, 6) / np.sqrt(2))
    assert (a["stability"] == 1).all()
    assert (a["indicators"] == 2).all()
    g = told.filter(code="g", other="f")
    assert g["distance"][0] == pytest.approx(np.sqrt((16 + 144) / 2))


def test_equal_distances_stand_in_the_order_of_codes(gist):
    values = dict.fromkeys("hgfedcba", 1.0)
    told = similar([gist("x", values), gist("y", values)], names=NAMES)
    assert told.filter(code="c")["other"].to_list() == ["a", "b", "d", "e", "f"]
    assert (told["distance"] == 0).all()


def test_seven_areas_and_two_indicators_are_needed(gist):
    six, seven = dict.fromkeys("abcdef", 1.0), dict.fromkeys("abcdefg", 1.0)
    assert similar([gist("x", six), gist("y", six)], names=NAMES).is_empty()
    assert similar([gist("x", seven)], names=NAMES).is_empty()
    assert similar([gist("x", seven), gist("y", seven)], names=NAMES).height == 35


def test_areas_with_too_few_indicators_in_common_are_not_compared(gist):
    every = "abcdefg"
    gists = [
        gist("v", dict.fromkeys(every, 1.0)),
        gist("w", dict.fromkeys(every, 2.0)),
        gist("x", dict.fromkeys("bcdefg", 3.0)),
        gist("y", dict.fromkeys("cdefg", 3.0)),
        gist("z", dict.fromkeys("cdefg", 3.0)),
    ]
    told = similar(gists, names=NAMES)
    # a has two of five in common with anyone, fewer than half; b has three.
    assert told.filter(code="a").is_empty()
    assert "a" not in told["other"]
    assert told.filter(code="b")["indicators"].unique().to_list() == [3]
    assert told.filter(code="c", other="d")["indicators"].to_list() == [5]


def brute_force(gists, codes):
    """Distances one by one, and how often each of the nearest is found again."""

    def apart(values):
        found = np.full((len(codes), len(codes)), np.inf)
        for i, one in enumerate(codes):
            for j, other in enumerate(codes):
                steps = [
                    (row[one] - row[other]) / gist.spread
                    for gist, row in zip(gists, values, strict=True)
                    if one in row and other in row
                ]
                if i != j and len(steps) >= max(2, len(gists) / 2):
                    found[i, j] = np.sqrt(np.mean(np.square(steps)))
        return found

    means = apart([dict(zip(g.codes, g.mean, strict=True)) for g in gists])
    nearest = np.argsort(means, axis=1, kind="stable")[:, :5]
    again = np.zeros(nearest.shape)
    for draw in range(SOME):
        drawn = apart([dict(zip(g.codes, g.some[draw], strict=True)) for g in gists])
        five = np.argsort(drawn, axis=1, kind="stable")[:, :5]
        again += [
            np.isin(near, among) for near, among in zip(nearest, five, strict=True)
        ]
    return means, nearest, again / SOME


@pytest.mark.parametrize("missing", [0.0, 0.2])
def test_the_quick_way_agrees_with_looking_at_each_pair(missing):
    random = np.random.default_rng(4)
    codes = [f"a{n:03}" for n in range(12)]
    gists = []
    for number in range(5):
        has = [code for code in codes if random.random() >= missing]
        mean = random.normal(1000, 3, len(has))
        some = mean + random.normal(0, 1.5, (SOME, len(has)))
        gists.append(
            Gist(
                indicator=f"i{number}",
                codes=tuple(has),
                mean=mean,
                spread=3.3,
                some=some.astype(np.float32),
            )
        )
    means, nearest, again = brute_force(gists, codes)
    for row in similar(gists, names=NAMES).iter_rows(named=True):
        here, other = codes.index(row["code"]), codes.index(row["other"])
        rank = nearest[here].tolist().index(other)
        assert row["distance"] == pytest.approx(means[here, other], abs=1e-4)
        assert row["stability"] == pytest.approx(again[here, rank], abs=0.011)


def test_clear_twins_find_each_other_in_every_draw(gist):
    random = np.random.default_rng(5)
    gists = []
    for number in range(10):
        values = random.normal(size=60)
        values[1] = values[0]
        by_code = {f"a{n:03}": value for n, value in enumerate(values)}
        gists.append(gist(f"i{number}", by_code, chance=0.2, seed=number))
    told = similar(gists, names=NAMES).filter(code="a000")
    assert told["other"][0] == "a001"
    assert told["stability"][0] == 1


def test_no_likeness_holds_where_all_areas_are_equal(gist):
    everywhere = {f"a{n:03}": 0.0 for n in range(60)}
    gists = [gist(f"i{n}", everywhere, chance=1, seed=n) for n in range(10)]
    told = similar(gists, names=NAMES)
    assert told["stability"].mean() == pytest.approx(5 / 59, abs=0.02)
