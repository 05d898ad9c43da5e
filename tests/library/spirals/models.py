"""Models of 20 to 151 equations, of different kinds, for holding engines to each other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from nabolag.spirals.draws.distributions import Uniform
from nabolag.spirals.model.factors import Factor, Table, TableKind
from nabolag.spirals.model.model import Method, Model, Times

YEARS = Times(start=0, stop=20, step=0.25, save_every=1)


def model(
    *factors: Factor, tables: tuple[Table, ...] = (), times: Times = YEARS
) -> Model:
    return Model(name="tried", factors=factors, tables=tables, times=times)


def one(name: str, equation: float | str) -> Factor:
    return Factor(name=name, equation=str(equation))


def stock(
    name: str,
    start: float | str,
    inflows: tuple[str, ...] = (),
    outflows: tuple[str, ...] = (),
    *,
    non_negative: bool = False,
) -> Factor:
    return Factor(
        name=name,
        start=str(start),
        inflows=inflows,
        outflows=outflows,
        non_negative=non_negative,
    )


def city(districts: int = 10) -> Model:
    """People and homes in districts that people move between: 15 a district, and 1."""
    factors: list[Factor] = []
    for at in range(districts):
        next_one = (at + 1) % districts
        factors += [
            stock(
                f"people {at}",
                1000 + 50 * at,
                (f"births {at}", f"arrivals {at}"),
                (f"deaths {at}", f"leaving {at}"),
            ),
            stock(f"homes {at}", 500 + 10 * at, (f"building {at}",), (f"decay {at}",)),
            one(f"birth rate {at}", 0.03),
            one(f"life {at}", 60),
            one(f"pull {at}", 0.1),
            one(f"home life {at}", 50),
            one(f"wanted {at}", 2.2),
            one(f"crowding {at}", f'"people {at}" / "homes {at}" / "wanted {at}"'),
            one(f"mood {at}", f'lookup(effect, "crowding {at}")'),
            one(f"births {at}", f'"people {at}" * "birth rate {at}"'),
            one(f"deaths {at}", f'"people {at}" / "life {at}"'),
            one(f"leaving {at}", f'"people {at}" * "pull {at}" * (1.5 - "mood {at}")'),
            one(
                f"arrivals {at}",
                f'"leaving {next_one}" * 0.9 + step(5, 10) * "mood {at}"',
            ),
            one(
                f"building {at}",
                f'max(0, "people {at}" / "wanted {at}" - "homes {at}") * 0.2'
                f' + ln(1 + "homes {next_one}")',
            ),
            one(
                f"decay {at}",
                f'"homes {at}" / "home life {at}" * (1 + 0.1 * "crowding {at}" ^ 2)',
            ),
        ]
    everyone = " + ".join(f'"people {at}"' for at in range(districts))
    return model(*factors, one("everyone", everyone), tables=(_effect(),))


def rumour(groups: int = 4) -> Model:
    """A rumour that goes through groups of people: 5 a group."""
    factors = [one("meetings", 6), one("belief", 0.05), one("forgetting", 3)]
    heard = " + ".join(f'"telling {at}"' for at in range(groups))
    factors += [one("everyone", 100 * groups), one("told", f"({heard}) / everyone")]
    for at in range(groups):
        factors += [
            stock(f"unaware {at}", 100 - at - 1, (), (f"hearing {at}",)),
            stock(f"telling {at}", at + 1, (f"hearing {at}",), (f"stopping {at}",)),
            stock(f"tired {at}", 0, (f"stopping {at}",)),
            one(f"hearing {at}", f'"unaware {at}" * meetings * belief * told'),
            one(f"stopping {at}", f'"telling {at}" / forgetting'),
        ]
    return model(*factors)


def supply(stages: int = 7) -> Model:
    """Orders that go up a chain and goods that come down it, late: 6 a stage."""
    factors = [
        one("wanted goods", "100 + step(20, 3) + pulse(8, 1, 6) * 5 + ramp(1, 10, 14)"),
        one("order 0", '"wanted goods"'),
        one("late", 2),
    ]
    for at in range(1, stages + 1):
        factors += [
            stock(f"goods {at}", 200, (f"coming {at}",), (f"going {at}",)),
            one(f"expected {at}", f'smooth("order {at - 1}", late + 1, 1)'),
            one(f"gap {at}", f'(2 * "expected {at}" - "goods {at}") / 4'),
            one(f"order {at}", f'max(0, "expected {at}" + "gap {at}")'),
            one(f"coming {at}", f'delay("order {at}", late, 3, 100)'),
            one(f"going {at}", f'min("order {at - 1}", "goods {at}" / 0.5)'),
        ]
    return model(*factors)


def jobs(blocks: int = 12) -> Model:
    """Work found through neighbours who have work: 7 a block."""
    factors: list[Factor] = []
    for at in range(blocks):
        near = [(at - 1) % blocks, (at + 1) % blocks]
        told = " + ".join(f'"share {number}"' for number in near)
        factors += [
            stock(f"working {at}", 40 + at, (f"found {at}",), (f"lost {at}",)),
            stock(f"seeking {at}", 60 - at, (f"lost {at}",), (f"found {at}",)),
            one(
                f"share {at}",
                f'safediv("working {at}", "working {at}" + "seeking {at}", 0.5)',
            ),
            one(f"heard {at}", f"({told}) / 2"),
            one(f"chance {at}", f'0.05 + 0.4 * "heard {at}" ^ 1.5'),
            one(f"found {at}", f'"seeking {at}" * min(1, "chance {at}")'),
            one(f"lost {at}", f'"working {at}" * if("share {at}" > 0.9, 0.2, 0.15)'),
        ]
    return model(*factors)


def upkeep(buildings: int = 10) -> Model:
    """Houses that decay with their neighbours: 5 a house."""
    factors: list[Factor] = []
    for at in range(buildings):
        beside = (at + 1) % buildings
        factors += [
            stock(f"state {at}", 0.9 - 0.02 * at, (f"mending {at}",), (f"wear {at}",)),
            one(f"seen {at}", f'smooth("state {beside}", 2, 2)'),
            one(f"will {at}", f'lookup(will, "seen {at}") * (1 + 0.1 * sin(time))'),
            one(f"mending {at}", f'0.1 * "will {at}" * (1 - "state {at}")'),
            one(f"wear {at}", f'0.03 * sqrt(abs("state {at}"))'),
        ]
    will = Table(
        name="will", x=(0, 0.4, 0.7, 1), y=(0.1, 0.2, 0.8, 1), kind=TableKind.EXTENDED
    )
    return model(*factors, tables=(will,))


BUILT: Mapping[str, Callable[[], Model]] = {
    "rumour": rumour,
    "supply": supply,
    "upkeep": upkeep,
    "jobs": jobs,
    "city": city,
}
"""Five models: 25, 45, 50, 84 and 151 equations."""


def with_method(made: Model, method: Method) -> Model:
    return replace(made, times=replace(made.times, method=method))


def uncertain(made: Model, *names: str) -> Model:
    """Let some constants be uncertain by a fifth each way."""

    def spread(factor: Factor) -> Factor:
        if factor.name not in names:
            return factor
        at = float(factor.equation or "")
        return replace(factor, distribution=Uniform(low=0.8 * at, high=1.2 * at))

    return replace(made, factors=tuple(map(spread, made.factors)))


def _effect() -> Table:
    return Table(
        name="effect", x=(0, 0.5, 1, 1.5, 2, 3), y=(1, 0.95, 0.8, 0.5, 0.3, 0.2)
    )
