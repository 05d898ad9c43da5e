"""``nabolag residents advice``: which ways of working reach whom, and at what cost."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nabolag.cli.options import print_json
from nabolag.cli.reading import A_FILE, language_option
from nabolag.errors import WrongUsage

if TYPE_CHECKING:
    from nabolag.residents.method_mix import Mix
    from nabolag.residents.methods_advice import Yield


@click.command()
@click.argument("activities", type=A_FILE)
@click.argument("cards", type=A_FILE)
@click.option("--gaps", type=A_FILE, help="Who is missing: group and missing.")
@click.option("--offers", type=A_FILE, help="What may be held, and at most how many.")
@click.option("--money", type=click.FloatRange(min=0), help="What may be spent.")
@click.option("--hours", type=click.FloatRange(min=0), help="Hours, where scarce.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@language_option()
def advice(  # noqa: PLR0913 - a command has as many options as its users need
    *,
    activities: Path,
    cards: Path,
    gaps: Path | None,
    offers: Path | None,
    money: float | None,
    hours: float | None,
    as_json: bool,
    language: str,
) -> None:
    """Say what one new participation takes, by way of working and group.

    ACTIVITIES is the record: method, perhaps channel, hours, cost, and a column of new
    participations for each group. CARDS are what methods are expected to give: method,
    group, per_hour and perhaps worth. With --gaps, --offers and --money the activities
    that close the largest gaps are told too.
    """
    from nabolag.reports.editions.advice import advice_as_json
    from nabolag.reports.editions.advice_in_words import advice_in_words
    from nabolag.residents.methods_advice import yields
    from nabolag.sources.describing.activities import read_activities, read_cards

    expected = read_cards(cards)
    held = read_activities(activities, expected)
    for name in held.unused:
        click.echo(f"- The column {name} is not used.", err=True)
    found = yields(held.activities, expected)
    mix = _mix(found, gaps=gaps, offers=offers, money=money, hours=hours)
    if as_json:
        print_json(advice_as_json(found, mix))
    else:
        click.echo(advice_in_words(found, mix, language=language))


def _mix(
    found: Sequence[Yield],
    *,
    gaps: Path | None,
    offers: Path | None,
    money: float | None,
    hours: float | None,
) -> Mix | None:
    from nabolag.residents.method_mix import Means, best_mix
    from nabolag.sources.describing.activities import read_gaps, read_offers

    if gaps is None and offers is None and money is None and hours is None:
        return None
    if gaps is None or offers is None or money is None:
        raise WrongUsage(
            found="A mix was asked for, but not all it takes was given.",
            expected="--gaps, --offers and --money together",
            remedy="Give all three, or none of them.",
        )
    return best_mix(
        found,
        missing=read_gaps(gaps),
        offers=read_offers(offers),
        means=Means(money=money, hours=math.inf if hours is None else hours),
    )
