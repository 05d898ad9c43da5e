"""Small pools, and everything about them by trying every panel of people there is."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np
from hypothesis import strategies as st
from scipy.optimize import linprog

from nabolag.residents.lottery.pool import Person, Quota

FEATURES = {"age": ("old", "young"), "home": ("flat", "house", "row")}


@st.composite
def small_lists(draw):
    """Give a few people, and a size that their homes allow."""
    people = [
        Person(
            id=f"p{number}",
            features={
                category: draw(st.sampled_from(features))
                for category, features in FEATURES.items()
            },
            household=draw(st.sampled_from([None, None, "h1", "h2"])),
        )
        for number in range(draw(st.integers(4, 8)))
    ]
    homes = {person.household or person.id for person in people}
    return people, draw(st.integers(1, min(4, len(homes))))


@st.composite
def small_pools(draw):
    """Give people, quotas and a size that may or may not go together."""
    people, size = draw(small_lists())
    quotas = []
    for category, features in FEATURES.items():
        for feature in features:
            least = draw(st.sampled_from([0, 0, 0, 1, 2]))
            most = least + draw(st.integers(0, 2))
            quotas.append(
                Quota(category=category, feature=feature, least=least, most=most)
            )
    return people, quotas, size


@st.composite
def met_pools(draw):
    """Give people, quotas and a size that some panel meets."""
    people, size = draw(small_lists())
    panel = draw(st.sampled_from(every_panel(people, size)))
    width = st.integers(0, 1)

    def below(quota):
        return max(0, having(panel, quota) - draw(width))

    def above(quota):
        return having(panel, quota) + draw(width)

    free = [
        Quota(category=category, feature=feature, least=0, most=size)
        for category, features in FEATURES.items()
        for feature in features
    ]
    return people, [replace(q, least=below(q), most=above(q)) for q in free], size


def having(panel, quota):
    return sum(person.features[quota.category] == quota.feature for person in panel)


def one_from_each_home(panel):
    homes = [person.household for person in panel if person.household]
    return len(homes) == len(set(homes))


def meets(panel, quotas):
    return all(quota.least <= having(panel, quota) <= quota.most for quota in quotas)


def every_panel(people, size):
    return [panel for panel in combinations(people, size) if one_from_each_home(panel)]


def people_moved(panel, quotas):
    """Give by how many people quotas must move for a panel, and how many must."""
    moved = [
        max(quota.least - having(panel, quota), having(panel, quota) - quota.most, 0)
        for quota in quotas
    ]
    return sum(moved), sum(each > 0 for each in moved)


def fairest(people, panels):
    """Give each person's leximin chance: person by person, without kinds or duals.

    A person is settled when no sharing among the panels can lift that one while all
    others keep what they have.
    """
    sits = np.array([[float(person in panel) for person in people] for panel in panels])
    settled: dict[int, float] = {}
    while len(settled) < len(people):
        free = [who for who in range(len(people)) if who not in settled]
        least = _largest_least(sits, settled, free)
        kept = [settled.get(who, least) for who in range(len(people))]
        for who in free:
            if _most(sits, who, kept) <= least + 1e-6:
                settled[who] = least
    return {person.id: settled[who] for who, person in enumerate(people)}


def _largest_least(sits, settled, free):
    rows = [np.append(-sits[:, who], 1.0) for who in free]
    rows += [np.append(-sits[:, who], 0.0) for who in settled]
    ends = [0.0] * len(free) + [1e-9 - chance for chance in settled.values()]
    whole = np.append(np.ones(len(sits)), 0.0)[np.newaxis]
    gain = np.append(np.zeros(len(sits)), -1.0)
    return -linprog(gain, A_ub=rows, b_ub=ends, A_eq=whole, b_eq=[1.0]).fun


def _most(sits, who, kept):
    ends = 1e-8 - np.array(kept)
    whole = np.ones((1, len(sits)))
    return -linprog(-sits[:, who], A_ub=-sits.T, b_ub=ends, A_eq=whole, b_eq=[1.0]).fun


def chance_of(lottery):
    """Give each person's stated chance by id."""
    fair = lottery.chances
    return {
        who: chance
        for chance, members in zip(fair.each, fair.among.pool.members, strict=True)
        for ids in members.values()
        for who in ids
    }
