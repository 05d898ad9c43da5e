"""``nabolag residents report``: one document of who takes part and what they think."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from nabolag.cli.reading import A_FILE, language_option
from nabolag.cli.writing import check_ending, today, write_report
from nabolag.errors import WrongUsage

if TYPE_CHECKING:
    from nabolag.reports.passages.opinions_told import Opinion
    from nabolag.residents.methods_advice import Yield
    from nabolag.residents.reach.whole import Reach


@click.command()
@click.option("--participants", type=A_FILE, help="Who took part, one time a line.")
@click.option("--population", type=A_FILE, help="Residents by group.")
@click.option(
    "--votes", type=A_FILE, help="Votes on statements, as Polis exports them."
)
@click.option("--comments", type=A_FILE, help="What the statements say.")
@click.option(
    "--activities", type=A_FILE, help="What has been done, and whom it reached."
)
@click.option("--cards", type=A_FILE, help="What methods are expected to give.")
@click.option("--place", default="", help="The place the report is about.")
@click.option(
    "--seed",
    default=0,
    show_default=True,
    type=click.IntRange(min=0),
    help="Settles all random draws.",
)
@click.option("--out", type=A_FILE, required=True, help="A .html or .pdf file.")
@language_option()
def report(  # noqa: PLR0913 - a command has as many options as its users need
    *,
    participants: Path | None,
    population: Path | None,
    votes: Path | None,
    comments: Path | None,
    activities: Path | None,
    cards: Path | None,
    place: str,
    seed: int,
    out: Path,
    language: str,
) -> None:
    """Write one document of who takes part, what they think and what reaches them.

    Give the files of what is known; what is not given is left out.
    """
    from nabolag.reports.page import Edition
    from nabolag.reports.residents import Told, residents_page

    check_ending(out)
    told = Told(
        reach=_reach(participants, population, seed),
        opinion=_opinion(votes, comments, seed),
        ways=_ways(activities, cards),
    )
    made_on = today()
    edition = Edition(place=place, language=language, made_on=made_on)
    write_report(residents_page(told, edition), out, made_on=made_on)


def _reach(
    participants: Path | None, population: Path | None, seed: int
) -> Reach | None:
    from nabolag.residents.reach.whole import reach
    from nabolag.sources.describing.taking_part import read_residents, read_taken_part

    if participants is None or population is None:
        _refuse_alone(participants, "--participants", "--population")
        _refuse_alone(population, "--population", "--participants")
        return None
    read = read_taken_part(participants, read_residents(population))
    return reach(read.participations, read.margins, per=read.per, seed=seed)


def _opinion(votes: Path | None, comments: Path | None, seed: int) -> Opinion | None:
    from nabolag.reports.passages.opinions_told import Opinion
    from nabolag.residents.groups.opinion_map import opinion_map
    from nabolag.sources.describing.conversations import read_conversation

    if votes is None:
        _refuse_alone(comments, "--comments", "--votes")
        return None
    read = read_conversation(votes, comments)
    return Opinion(
        found=opinion_map(read.votes, seed=seed), texts=read.texts, seed=seed
    )


def _ways(activities: Path | None, cards: Path | None) -> tuple[Yield, ...]:
    from nabolag.residents.methods_advice import yields
    from nabolag.sources.describing.activities import read_activities, read_cards

    if activities is None or cards is None:
        _refuse_alone(activities, "--activities", "--cards")
        _refuse_alone(cards, "--cards", "--activities")
        return ()
    expected = read_cards(cards)
    return yields(read_activities(activities, expected).activities, expected)


def _refuse_alone(given: Path | None, name: str, needs: str) -> None:
    if given is not None:
        raise WrongUsage(
            found=f"{name} says nothing without {needs}.",
            expected=f"{needs} beside it",
            remedy=f"Give {needs} too, or leave {name} out.",
        )
