"""Others in place of those who have left a panel, so that its quotas still hold.

Those who stay, stay. The places left are drawn anew, as fairly as the quotas that are
left allow, from people in households that have had no one drawn before.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from nabolag.errors import BadInput, Refused, Where
from nabolag.residents.lottery.drawing import Lottery, draw_panel
from nabolag.residents.lottery.fairness import Fairness
from nabolag.residents.lottery.pool import Person, Quota, pool_of
from nabolag.residents.lottery.relaxing import relaxations


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """A panel that was drawn, and those of it who have left; people by id.

    ``earlier`` are others who were drawn once and left before: they, and those they
    live with, are not drawn again.
    """

    panel: Collection[str]
    left: Collection[str]
    earlier: Collection[str] = ()


def draw_replacements(
    people: Sequence[Person],
    quotas: Sequence[Quota],
    leaving: Leaving,
    *,
    seed: str,
    fairness: Fairness = Fairness.LEXIMIN,
) -> Lottery:
    """Draw as many as have left; ``drawn`` has the new ones only.

    ``quotas`` and ``relaxed`` are those of the whole panel, old and new together.
    Raises :class:`BadInput` for what :func:`pool_of` does not take, where people are
    unknown or have left a panel they were not on, and where no one has left; and
    :class:`Refused` where too few households are left to draw from.
    """
    pool_of(people, quotas)  # those who have been drawn are held to the same
    _check(people, leaving)
    stay = set(leaving.panel) - set(leaving.left)
    have = [_having(people, quota, stay) for quota in quotas]
    lottery = draw_panel(
        _not_drawn(people, {*leaving.panel, *leaving.earlier}),
        [_rest(quota, count) for quota, count in zip(quotas, have, strict=True)],
        size=len(set(leaving.left)),
        seed=seed,
        fairness=fairness,
    )
    whole = tuple(
        _whole(quota, met, count)
        for quota, met, count in zip(quotas, lottery.quotas, have, strict=True)
    )
    return replace(lottery, quotas=whole, relaxed=relaxations(quotas, whole))


def _check(people: Sequence[Person], leaving: Leaving) -> None:
    known = {person.id for person in people}
    strangers = sorted({*leaving.panel, *leaving.earlier} - known)
    outside = sorted(set(leaving.left) - set(leaving.panel))
    if strangers or outside or not leaving.left:
        raise BadInput(
            where=Where(),
            found=_found(strangers, outside),
            expected="people of the pool on the panel, and some of them who have left",
            remedy="Use the list that the panel was drawn from.",
        )


def _found(strangers: list[str], outside: list[str]) -> str:
    if strangers:
        return f"“{strangers[0]}” is not in the pool."
    return f"“{outside[0]}” is not on the panel." if outside else "No one has left."


def _having(people: Sequence[Person], quota: Quota, stay: set[str]) -> int:
    return sum(
        person.id in stay and person.features.get(quota.category) == quota.feature
        for person in people
    )


def _not_drawn(people: Sequence[Person], drawn: set[str]) -> list[Person]:
    homes = {p.household for p in people if p.id in drawn and p.household}
    rest = [p for p in people if p.id not in drawn and p.household not in homes]
    if not rest:
        raise Refused(
            found="Everyone in the pool, or someone they live with, has been drawn.",
            needed="people in households that no one has been drawn from",
            remedy="Invite more people, or go on with those who are left.",
        )
    return rest


def _rest(quota: Quota, have: int) -> Quota:
    return replace(
        quota, least=max(0, quota.least - have), most=max(0, quota.most - have)
    )


def _whole(quota: Quota, met: Quota, have: int) -> Quota:
    """Give a quota as the whole panel meets it: wider only where it had to be."""
    return replace(
        quota,
        least=min(quota.least, met.least + have),
        most=max(quota.most, met.most + have),
    )
