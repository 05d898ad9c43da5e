"""The draw itself: a panel from its tickets and a published seed.

Nothing but SHA-256 of the seed and names decides, so that anyone can do the draw again
with other tools, and the order in which people and quotas are listed changes nothing:

1. The ticket is SHA-256 of ``SEED:ticket``, read as a whole number, modulo the tickets.
   The panels are in order, and the ticket falls on one of them.
2. Households alike stand in the order of SHA-256 of ``SEED:household:NAME``. From the
   front, as many as the panel says give someone of the first profile, the next someone
   of the second, and so on.
3. From each household the one of that profile with the lowest SHA-256 of
   ``SEED:person:ID`` is drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import accumulate

from nabolag.residents.lottery.fairness import TICKETS, Chances, Fairness, chances
from nabolag.residents.lottery.panels import Counts, Panels, panels_of
from nabolag.residents.lottery.pool import Person, Pool, Profile, Quota, pool_of
from nabolag.residents.lottery.relaxing import Relaxation, relaxations, relaxed


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A panel that was drawn: ``people`` by id, and what it takes to draw it again."""

    seed: str
    ticket: int
    counts: Counts
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lottery:
    """A draw from beginning to end: quotas as they were met, chances and who was drawn.

    ``quotas`` are in the order they were set. ``relaxed`` are those that could not be
    met as they were.
    """

    quotas: tuple[Quota, ...]
    relaxed: tuple[Relaxation, ...]
    chances: Chances
    drawn: Drawn


def draw_panel(
    people: Sequence[Person],
    quotas: Sequence[Quota],
    *,
    size: int,
    seed: str,
    fairness: Fairness = Fairness.LEXIMIN,
) -> Lottery:
    """Draw a panel of a size; quotas that cannot be met are relaxed by the least.

    Raises :class:`~nabolag.errors.BadInput` for lists that contradict themselves, and
    :class:`~nabolag.errors.Refused` for a panel larger than there are households.

    >>> people = [Person(id=id_, features={"age": id_[0]}) for id_ in ("o1", "o2", "y1")]
    >>> ages = [Quota(category="age", feature=age, least=1, most=1) for age in "oy"]
    >>> [float(each) for each in draw_panel(people, ages, size=2, seed="7").chances.each]
    [0.5, 1.0]
    """
    in_order = sorted(quotas, key=_name)
    wanted = panels_of(pool_of(people, quotas), in_order, size=size)
    fair = chances(met_by_some(wanted), fairness=fairness)
    met = {_name(quota): quota for quota in fair.among.quotas}
    as_set = tuple(met[_name(quota)] for quota in quotas)
    return Lottery(
        quotas=as_set,
        relaxed=relaxations(quotas, as_set),
        chances=fair,
        drawn=draw(fair, seed=seed),
    )


def _name(quota: Quota) -> tuple[str, str]:
    return quota.category, quota.feature


def met_by_some(panels: Panels) -> Panels:
    """Give the panels, with quotas relaxed by the least where there are none."""
    if panels.best(panels.people * 0) is not None:
        return panels
    return panels_of(panels.pool, relaxed(panels), size=panels.size)


def draw(fair: Chances, *, seed: str) -> Drawn:
    """Draw a panel by its chances; the same seed always draws the same."""
    ticket = _number(seed, "ticket") % TICKETS
    ends = accumulate(fair.tickets)
    counts = next(
        panel for panel, end in zip(fair.panels, ends, strict=True) if ticket < end
    )
    people = _people(fair.among.pool, counts, seed)
    return Drawn(seed=seed, ticket=ticket, counts=counts, people=people)


def _number(seed: str, *names: str) -> int:
    return int.from_bytes(sha256(":".join([seed, *names]).encode()).digest())


def _people(pool: Pool, counts: Counts, seed: str) -> tuple[str, ...]:
    waiting: dict[tuple[Profile, ...], list[str]] = {}
    drawn: list[str] = []
    for kind, members, count in zip(pool.kinds, pool.members, counts, strict=True):
        if kind.household not in waiting:
            waiting[kind.household] = sorted(
                members, key=lambda name: _number(seed, "household", name)
            )
        queue = waiting[kind.household]
        chosen, queue[:] = queue[:count], queue[count:]
        drawn += [
            min(members[name], key=lambda id_: _number(seed, "person", id_))
            for name in chosen
        ]
    return tuple(sorted(drawn))
