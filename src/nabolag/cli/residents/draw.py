"""``nabolag residents draw`` and ``replace``: a fair draw of a panel, and of others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from nabolag.cli.options import print_json
from nabolag.cli.reading import A_FILE, language_option
from nabolag.errors import Refused

if TYPE_CHECKING:
    from nabolag.reports.editions.lottery import Draw
    from nabolag.residents.lottery.drawing import Lottery
    from nabolag.residents.lottery.fairness import Fairness
    from nabolag.sources.describing.lottery_lists import People, Quotas

_ASKED = (
    click.argument("people", type=A_FILE),
    click.argument("categories", type=A_FILE),
    click.option(
        "--seed",
        required=True,
        help="Settles the draw: any words or numbers, best made public beforehand.",
    ),
    click.option(
        "--maximin",
        is_flag=True,
        help="Make only the smallest chance as large as can be, and no more (faster).",
    ),
    click.option(
        "--relax",
        is_flag=True,
        help="Draw with the smallest relaxations where quotas cannot be met.",
    ),
    click.option("--json", "as_json", is_flag=True, help="Print one JSON document."),
    click.option("--out", type=A_FILE, help="Write the record of the draw (JSON)."),
    language_option(),
)


def _asks_for_a_draw(command: Callable[..., Any]) -> Callable[..., Any]:
    for ask in reversed(_ASKED):
        command = ask(command)
    return command


@click.command()
@_asks_for_a_draw
@click.option(
    "--size", required=True, type=click.IntRange(min=1), help="How many to draw."
)
def draw(
    *, people: Path, categories: Path, size: int, seed: str, maximin: bool, **how: Any
) -> None:
    """Draw a panel that meets quotas, with chances as equal as they allow.

    PEOPLE has one line for each who can be drawn: id, a column for each category and
    perhaps household. CATEGORIES has the quotas: category, feature, min, max.
    """
    from nabolag.reports.editions.lottery import Draw
    from nabolag.residents.lottery.drawing import draw_panel

    listed, quotas = _read(people, categories)
    lottery = draw_panel(
        listed.people,
        quotas.quotas,
        size=size,
        seed=seed,
        fairness=_fairness(maximin=maximin),
    )
    _refuse_unmet(lottery, relax=how["relax"], language=how["language"])
    _tell(
        Draw(
            lottery=lottery,
            people=listed.people,
            panel=lottery.drawn.people,
            people_sha256=listed.sha256,
            categories_sha256=quotas.sha256,
        ),
        **how,
    )


@click.command()
@_asks_for_a_draw
@click.argument("record", type=A_FILE)
@click.option(
    "--left",
    multiple=True,
    required=True,
    metavar="ID",
    help="Someone who has left the panel; may be repeated.",
)
def replace(
    *,
    people: Path,
    categories: Path,
    record: Path,
    left: tuple[str, ...],
    seed: str,
    maximin: bool,
    **how: Any,
) -> None:
    """Draw others in place of those who have left a panel; its quotas still hold.

    PEOPLE and CATEGORIES are as for the draw, and RECORD is what it, or the last
    replacement, wrote with --out. Use a new seed.
    """
    from nabolag.reports.editions.lottery import Draw
    from nabolag.residents.lottery.replacing import Leaving, draw_replacements
    from nabolag.sources.describing.lottery_records import read_sitting

    (listed, quotas), sitting = _read(people, categories), read_sitting(record)
    lottery = draw_replacements(
        listed.people,
        quotas.quotas,
        Leaving(panel=sitting.panel, left=left, earlier=sitting.left),
        seed=seed,
        fairness=_fairness(maximin=maximin),
    )
    _refuse_unmet(lottery, relax=how["relax"], language=how["language"])
    leaving = tuple(sorted(set(left)))
    _tell(
        Draw(
            lottery=lottery,
            people=listed.people,
            panel=tuple(sorted({*sitting.panel, *lottery.drawn.people} - set(leaving))),
            people_sha256=listed.sha256,
            categories_sha256=quotas.sha256,
            left=tuple(sorted({*sitting.left, *leaving})),
            leaving=leaving,
        ),
        **how,
    )


def _read(people: Path, categories: Path) -> tuple[People, Quotas]:
    from nabolag.sources.describing.lottery_lists import read_people, read_quotas

    quotas = read_quotas(categories)
    listed = read_people(people, quotas.quotas)
    for name in listed.unused:
        click.echo(f"- The column {name} is not used.", err=True)
    return listed, quotas


def _fairness(*, maximin: bool) -> Fairness:
    from nabolag.residents.lottery.fairness import Fairness

    return Fairness.MAXIMIN if maximin else Fairness.LEXIMIN


def _refuse_unmet(lottery: Lottery, *, relax: bool, language: str) -> None:
    from nabolag.reports.editions.lottery_in_words import relaxed_in_words

    if lottery.relaxed and not relax:
        click.echo(relaxed_in_words(lottery.relaxed, language=language), err=True)
        raise Refused(
            found="No panel meets all the quotas. Nobody was drawn.",
            needed="quotas that people in the pool can meet together",
            remedy="Change them as above, or draw with these relaxations by --relax.",
        )


def _tell(
    drawn: Draw, *, as_json: bool, out: Path | None, language: str, **_: bool
) -> None:
    import json

    from nabolag.reports.editions.lottery import draw_as_json
    from nabolag.reports.editions.lottery_in_words import draw_in_words
    from nabolag.sources.files.export import written_whole

    document = draw_as_json(drawn)
    if out is not None:
        text = json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1)
        with written_whole(out) as handle:
            handle.write(f"{text}\n".encode())
    if as_json:
        print_json(document)
    else:
        click.echo(draw_in_words(drawn, language=language))
