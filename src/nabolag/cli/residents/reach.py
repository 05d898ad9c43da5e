"""``nabolag residents reach``: who has taken part, held against who lives here."""

from __future__ import annotations

from pathlib import Path

import click

from nabolag.cli.options import print_json
from nabolag.cli.reading import A_FILE, language_option


@click.command()
@click.argument("participants", type=A_FILE)
@click.argument("population", type=A_FILE)
@click.option(
    "--by",
    multiple=True,
    metavar="CHARACTERISTIC",
    help="Only by this characteristic; may be repeated. Otherwise by all in both files.",
)
@click.option(
    "--seed",
    default=0,
    show_default=True,
    type=click.IntRange(min=0),
    help="Settles the random draws that unevenness is held against.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@language_option()
def reach(
    *,
    participants: Path,
    population: Path,
    by: tuple[str, ...],
    seed: int,
    as_json: bool,
    language: str,
) -> None:
    """Say who has taken part, held against who lives here.

    PARTICIPANTS has one line for each time someone took part, POPULATION the residents
    of each group: characteristic, group, residents and perhaps register.
    """
    from nabolag.reports.editions.reach import reach_as_json
    from nabolag.reports.editions.reach_in_words import reach_in_words
    from nabolag.residents.reach.whole import reach as reached
    from nabolag.sources.describing.taking_part import read_residents, read_taken_part

    read = read_taken_part(participants, read_residents(population), by=by)
    found = reached(read.participations, read.margins, per=read.per, seed=seed)
    for name in read.unused:
        click.echo(f"- The column {name} is not used.", err=True)
    for name in () if by else read.not_asked:
        click.echo(f"- Participants were not asked for {name}.", err=True)
    if as_json:
        print_json(reach_as_json(found))
    else:
        click.echo(reach_in_words(found, language=language))
