"""How indicators go together over areas."""

from __future__ import annotations

import numpy as np
import pytest

from nabolag.areas.fifths.correlations import correlations, independent

CODES = [f"a{n:04}" for n in range(1500)]


def by_code(values):
    return dict(zip(CODES, values, strict=False))


def pair(together, areas=1500, seed=1):
    random = np.random.default_rng(seed)
    first, other = random.normal(size=(2, areas))
    return first, together * first + np.sqrt(1 - together**2) * other


def test_an_indicator_goes_with_itself_and_against_its_opposite(gist):
    values = by_code(np.random.default_rng(1).normal(size=50))
    same = [gist("x", values), gist("y", values)]
    assert correlations(same, signs=[1, 1]) == pytest.approx(np.ones((2, 2)))
    against = correlations(same, signs=[1, -1])
    assert against == pytest.approx(np.array([[1, -1], [-1, 1]]))


def test_one_extreme_area_does_not_decide(gist):
    first, other = pair(0.0, areas=200)
    first[0] = other[0] = 1000
    found = correlations(
        [gist("x", by_code(first)), gist("y", by_code(other))], signs=[1, 1]
    )
    assert abs(found[0, 1]) < 0.2


@pytest.mark.parametrize("together", [0.0, 0.4, 0.8])
@pytest.mark.parametrize("chance", [0.0, 0.7, 1.5])
def test_what_chance_hides_is_made_up_for(gist, together, chance):
    # Draws about means that lie nearer each other than the truth, as posteriors do.
    random = np.random.default_rng(2)
    own = 1 / (1 + chance**2)
    found = []
    for city in range(10):
        drawn = [
            gist(
                "x",
                by_code(own * (values + chance * random.normal(size=1500))),
                chance=np.sqrt(own) * chance,
                seed=seed,
            )
            for seed, values in enumerate(pair(together, seed=city))
        ]
        found.append(correlations(drawn, signs=[1, 1])[0, 1])
    assert np.mean(found) == pytest.approx(together, abs=0.07)


def test_indicators_that_are_nearly_all_chance_are_not_made_to_follow_any(gist):
    nothing = by_code(np.zeros(300))
    found = correlations(
        [gist("x", nothing, chance=1, seed=1), gist("y", nothing, chance=1, seed=2)],
        signs=[1, 1],
    )
    assert abs(found[0, 1]) < 0.5


def test_correlations_rest_on_the_areas_both_have_figures_of(gist):
    values = np.arange(40.0)
    whole, half = by_code(values), dict(list(by_code(values).items())[::2])
    alone = {f"b{n}": value for n, value in enumerate(values)} | {
        "a0000": 1,
        "a0001": 2,
    }
    found = correlations(
        [gist("x", whole), gist("y", half), gist("z", alone)], signs=[1, 1, 1]
    )
    assert found[0, 1] > 0.95
    assert found[0, 2] == found[1, 2] == 0


def test_independent_measures_are_counted_by_the_eigenvalues():
    random = np.random.default_rng(1)
    together = np.corrcoef(random.normal(size=(6, 30)) + random.normal(size=30))
    values = np.linalg.eigvalsh(together)
    found = independent(together, np.ones(6))
    assert found == pytest.approx(values.sum() ** 2 / (values**2).sum())
    some = [0, 2, 5]
    part = np.linalg.eigvalsh(together[np.ix_(some, some)])
    chosen = [1, 0, 1, 0, 0, 1]
    assert independent(together, chosen) == pytest.approx(9 / (part**2).sum())
