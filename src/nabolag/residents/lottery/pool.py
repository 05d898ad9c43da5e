"""Those who can be drawn, with people who are alike to the quotas counted together.

Two people are alike when they have the same features and their households hold the same
features. They must have the same chance, so that one number stands for all of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from nabolag.errors import BadInput, Where

Profile = tuple[str, ...]
"""One person's feature in each category, in the order of the pool's categories."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Someone who can be drawn, with their feature in each category.

    ``household`` is nothing, or empty, for one who lives alone.
    """

    id: str
    features: Mapping[str, str]
    household: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quota:
    """How many of a panel shall have a feature: from ``least`` to ``most``.

    Raises :class:`BadInput` where no number is from one to the other, and where the
    category or the feature has no name.
    """

    category: str
    feature: str
    least: int
    most: int

    def __post_init__(self) -> None:
        """Refuse a quota that is for nothing, or that no number can meet."""
        if not self.category or not self.feature:
            raise BadInput(
                where=Where(column=self.category or None),
                found=f"The quota “{self.category}: {self.feature}” lacks a name.",
                expected="the names of a category and of a feature in it",
                remedy="Name it; those who have not answered can be “unknown”.",
            )
        if not 0 <= self.least <= self.most:
            raise BadInput(
                where=Where(column=self.category),
                found=f"“{self.feature}” shall be from {self.least} to {self.most}.",
                expected="0 or more, and a highest number that is no lower",
                remedy="Correct the quota.",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """People who are alike: their profile, and how many such ``households`` there are.

    ``household`` is the profiles of everyone in each of these households, sorted.
    """

    profile: Profile
    household: tuple[Profile, ...]
    households: int

    @property
    def people(self) -> int:
        """Give how many people are of this kind."""
        return self.households * self.household.count(self.profile)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """Everyone who can be drawn, by kind.

    ``members`` has, for each kind, the people's ids by household. Neither depends on
    the order people were listed in.
    """

    categories: tuple[str, ...]
    kinds: tuple[Kind, ...]
    members: tuple[Mapping[str, tuple[str, ...]], ...]

    @property
    def people(self) -> int:
        """Give how many people there are."""
        return sum(kind.people for kind in self.kinds)

    @property
    def households(self) -> int:
        """Give how many households there are: the largest panel that can be drawn."""
        counted = {kind.household: kind.households for kind in self.kinds}
        return sum(counted.values())

    def having(self, quota: Quota) -> list[int]:
        """Give the places of the kinds that have a quota's feature."""
        at = self.categories.index(quota.category)
        return [
            place
            for place, kind in enumerate(self.kinds)
            if kind.profile[at] == quota.feature
        ]


def pool_of(people: Sequence[Person], quotas: Sequence[Quota]) -> Pool:
    """Give the pool of people that quotas are set for.

    Raises :class:`BadInput` for a quota or a person listed twice, nobody at all, and a
    person with a feature that no quota is set for.

    >>> ann = Person(id="ann", features={"age": "old"})
    >>> pool_of([ann], [Quota(category="age", feature="old", least=0, most=1)]).people
    1
    """
    _check_once([(quota.category, quota.feature) for quota in quotas], "The quota")
    _check_once([person.id for person in people], "The person")
    _check_some(people, quotas)
    categories = tuple(sorted({quota.category for quota in quotas}))
    known = {(quota.category, quota.feature) for quota in quotas}
    profiles = {person.id: _profile(person, categories, known) for person in people}
    return _pool(people, profiles, categories)


def _check_once(names: Sequence[object], what: str) -> None:
    twice = [name for name, times in Counter(names).items() if times > 1]
    if twice:
        raise BadInput(
            where=Where(),
            found=f"{what} {_said(twice[0])} is listed more than once.",
            expected="each of them once",
            remedy="Take the repeated lines out.",
        )


def _said(name: object) -> str:
    return "“" + (": ".join(name) if isinstance(name, tuple) else str(name)) + "”"


def _check_some(people: Sequence[Person], quotas: Sequence[Quota]) -> None:
    if not people or not quotas:
        raise BadInput(
            where=Where(),
            found="There are no people." if not people else "There are no quotas.",
            expected="at least one person and one quota",
            remedy="Check that these are the lists you meant.",
        )


def _profile(
    person: Person, categories: tuple[str, ...], known: set[tuple[str, str]]
) -> Profile:
    profile = tuple(person.features.get(category, "") for category in categories)
    for category, feature in zip(categories, profile, strict=True):
        if (category, feature) not in known:
            raise BadInput(
                where=Where(column=category),
                found=f"“{person.id}” is “{feature}”, which has no quota."
                if feature
                else f"“{person.id}” has no feature here.",
                expected="one of the features that quotas are set for",
                remedy="Correct the person's line, or add the feature to the quotas "
                "(from 0 where any number will do).",
            )
    return profile


def _pool(
    people: Sequence[Person],
    profiles: Mapping[str, Profile],
    categories: tuple[str, ...],
) -> Pool:
    kinds: dict[tuple[Profile, tuple[Profile, ...]], dict[str, tuple[str, ...]]] = {}
    for name, ids in _households(people):
        household = tuple(sorted(profiles[id_] for id_ in ids))
        for profile in sorted(set(household)):
            alike = tuple(id_ for id_ in ids if profiles[id_] == profile)
            kinds.setdefault((profile, household), {})[name] = alike
    ordered = sorted(kinds.items(), key=lambda each: (each[0][1], each[0][0]))
    return Pool(
        categories=categories,
        kinds=tuple(
            Kind(profile=profile, household=household, households=len(members))
            for (profile, household), members in ordered
        ),
        members=tuple(members for _, members in ordered),
    )


def _households(people: Sequence[Person]) -> list[tuple[str, list[str]]]:
    """Give each household's name and people; one who lives alone is a household."""
    named = sorted(
        (f"household:{p.household}" if p.household else f"alone:{p.id}", p.id)
        for p in people
    )
    return [
        (name, [id_ for _, id_ in together])
        for name, together in groupby(named, key=lambda each: each[0])
    ]
