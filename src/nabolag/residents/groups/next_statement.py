"""Which statement to show a resident next, so that one more vote tells the most.

Answers: Of the statements this person has not seen, which tells most, and how likely is
each of them to be shown?

Method: A vote is taken as the statement's mean plus how the statement pulls in each
direction of the map times where the person stands, plus noise. How a statement pulls is
found from people who have voted on it, each placed by that person's other votes, and
drawn to nothing where few have. What a vote would tell has two parts, both in nats: of
where the person stands, ½ ln(1 + pull² of what is still uncertain / noise), and of what
people think of the statement, ½ ln(1 + 1 / (seen + 2)). Each statement is shown with a
chance that goes with the square of their sum, so that what tells most comes first and
nothing never comes.

Assumes: That people spread evenly around the middle of the map, and that whoever has seen
a statement would vote on the next as others who stand there do.

Uncertainty: The parts are what is expected, not what one vote will give. While few have
voted, nearly all of the worth is in the second part, and new statements are shown first.

Refuses: Statements the person has seen, and those that were taken out, are never shown.

Checked: By hand for one statement. In drawn conversations, people who were shown what
tells most are placed nearer to where they stand than people who were shown as many by
chance.

Source: D. V. Lindley, “On a measure of the information provided by an experiment”, Annals
of Mathematical Statistics 27 (1956), pp. 986–1005.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nabolag.errors import Misbuilt, Refused
from nabolag.residents.groups.space import AXES, Space, centred
from nabolag.residents.groups.votes import Flags, Floats, Votes, Whole

PRIOR_VOTES = 2.0
"""How many votes a guess weighs before there are any: no pull, and an even spread of
agree, pass and disagree."""
EVEN_SPREAD = 2 / 3
"""The variance of votes that are spread evenly over agree (1), pass and disagree (−1)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulls:
    """How statements pull on the map, where people spread by 1 in each direction.

    ``pull`` is statements × 2, ``noise`` the variance of votes that it leaves, ``seen``
    how many have seen each statement, ``shown`` whether it may be shown at all.
    """

    statements: tuple[str, ...]
    pull: Floats
    noise: Floats
    seen: Whole
    shown: Flags


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A statement that may be shown next, by its place, and what a vote would tell.

    ``of_person`` and ``of_statement`` are in nats; ``chance`` is that of being shown.
    """

    statement: int
    of_person: float
    of_statement: float
    chance: float

    @property
    def worth(self) -> float:
        """Give what a vote would tell in all, in nats."""
        return self.of_person + self.of_statement


def pulls(votes: Votes, space: Space) -> Pulls:
    """Give how each statement pulls, from all the votes and the map they make."""
    cells = centred(votes, space.mean)
    people = np.repeat(np.arange(cells.shape[0]), np.diff(cells.indptr))
    where = cells.indices.astype(np.int64)
    own = cells.data[:, None] * space.directions.T[where]
    placed = np.asarray(cells @ space.directions.T)
    # A person's place without the vote that is to be explained by it.
    others = placed[people] - own
    others *= np.sqrt(1 / np.maximum(votes.seen - 1, 1))[people, None]
    spread = np.sqrt((others**2).mean(axis=0)) if len(others) else np.ones(AXES)
    others /= np.where(spread > 0, spread, 1)
    pull = _fitted(cells.data, where, others, len(votes.statements))
    left = cells.data - (others * pull[where]).sum(axis=1)
    seen = np.bincount(where, minlength=len(votes.statements))
    squares = np.bincount(where, weights=left**2, minlength=len(votes.statements))
    return Pulls(
        statements=votes.statements,
        pull=pull,
        noise=(squares + PRIOR_VOTES * EVEN_SPREAD) / (seen + PRIOR_VOTES),
        seen=seen.astype(np.int64),
        shown=~votes.moderated,
    )


def candidates(known: Pulls, *, seen: Sequence[int]) -> tuple[Candidate, ...]:
    """Give the statements a person may be shown, what tells most first.

    ``seen`` are places of the statements the person has seen. Nothing is left where the
    person has seen all. Raises :class:`Misbuilt` for a place outside the list.
    """
    place = np.unique(np.asarray(seen, dtype=np.int64))
    if place.size and not 0 <= place[0] <= place[-1] < len(known.statements):
        raise Misbuilt(
            value="statements that were seen",
            found=f"places {place.tolist()}",
            expected=f"places among {len(known.statements)} statements",
        )
    free = known.shown.copy()
    free[place] = False
    left = np.flatnonzero(free)
    of_person = _of_person(known, place)[left]
    of_statement = np.log1p(1 / (known.seen[left] + PRIOR_VOTES)) / 2
    weight = (of_person + of_statement) ** 2
    order = np.lexsort((left, -weight))
    return tuple(
        Candidate(
            statement=int(left[at]),
            of_person=float(of_person[at]),
            of_statement=float(of_statement[at]),
            chance=float(weight[at] / weight.sum()),
        )
        for at in order
    )


def chosen(among: Sequence[Candidate], *, seed: int) -> Candidate:
    """Draw the statement to show next, each with its chance.

    Raises :class:`Refused` where there is none left to show.
    """
    if not among:
        raise Refused(
            found="This person has seen every statement.",
            needed="a statement that the person has not seen",
            remedy="Add statements, or thank the person for all the votes.",
        )
    draw = np.random.default_rng(seed)
    chances = np.array([each.chance for each in among])
    return among[int(draw.choice(len(among), p=chances / chances.sum()))]


def _fitted(votes: Floats, where: Whole, places: Floats, width: int) -> Floats:
    """Give the least-squares pull of each statement, drawn to nothing where few voted."""
    moments = np.empty((width, AXES, AXES))
    along = np.empty((width, AXES))
    for one in range(AXES):
        along[:, one] = np.bincount(
            where, weights=votes * places[:, one], minlength=width
        )
        for other in range(AXES):
            product = places[:, one] * places[:, other]
            moments[:, one, other] = np.bincount(
                where, weights=product, minlength=width
            )
    moments += PRIOR_VOTES * np.eye(AXES)
    return np.asarray(np.linalg.solve(moments, along[..., None])[..., 0], np.float64)


def _of_person(known: Pulls, place: Whole) -> Floats:
    """Give what a vote on each statement would tell of where the person stands."""
    pull = known.pull[place]
    sure = np.eye(AXES) + (pull / known.noise[place, None]).T @ pull
    uncertain = np.linalg.inv(sure)
    moved = ((known.pull @ uncertain) * known.pull).sum(axis=1)
    return np.asarray(np.log1p(moved / known.noise) / 2, dtype=np.float64)
