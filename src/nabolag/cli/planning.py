"""``nabolag areas plan``: what more years of figures could show."""

from __future__ import annotations

from dataclasses import replace

import click

from nabolag.cli.options import print_json
from nabolag.cli.reading import Reading, asks_for_figures, language_option


@click.command()
@asks_for_figures
@click.option(
    "--years",
    type=click.IntRange(min=1),
    required=True,
    help="How many more years of figures to plan for.",
)
@click.option("--area", help="Only one area: its code, or a name only one area has.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@language_option()
def plan(
    *,
    reading: Reading,
    years: int,
    area: str | None,
    as_json: bool,
    language: str,
) -> None:
    """Say what N more years of figures could show, before there are any.

    For each area and indicator: the smallest yearly change of the distance to the rest
    of the city that would be seen in four cases of five.
    """
    from nabolag.areas.ahead import plan_ahead
    from nabolag.areas.selection import one_area
    from nabolag.reports.editions.planned import plan_as_json, plan_in_words

    observations = reading.figures()
    ahead = plan_ahead(observations, years=years)
    code = None
    if area is not None:
        division = reading.division_of(observations)
        code = one_area(ahead, area, division=division)
        ahead = replace(ahead, table=ahead.table.filter(code=code))
    if as_json:
        print_json(plan_as_json(ahead))
    else:
        click.echo(plan_in_words(ahead, area=code, language=language))
