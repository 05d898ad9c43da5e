"""``nabolag spirals draw``: a model as a picture."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from nabolag.cli.reading import A_FILE, language_option
from nabolag.cli.spirals.readying import says_when_compiling
from nabolag.cli.spirals.settings import VARIANTS, values_of
from nabolag.errors import WrongUsage

if TYPE_CHECKING:
    from nabolag.reports.editions.spirals_drawn import Drawn, Paper
    from nabolag.spirals.model.model import Model
    from nabolag.spirals.runs.asking import Asked

_ENDINGS = (".svg", ".png")
_ASKED_OF = {
    "focus": ("diagram",),
    "output": ("outlook",),
    "settings": ("outlook",),
    "area": ("outlook", "leading"),
    "part": ("leading",),
    "draws": ("outlook", "leading"),
    "seed": ("outlook", "leading"),
}
_SPELLED = {"settings": "set"}


@click.command()
@click.argument("model", type=A_FILE)
@click.argument("out", type=A_FILE)
@click.option(
    "--show",
    type=click.Choice(["diagram", "outlook", "leading"]),
    default="diagram",
    show_default=True,
    help="Factors, arrows and loops; an output over time; or which loop leads.",
)
@click.option("--focus", metavar="LOOP", help="The loop to show, such as R1.")
@click.option("--output", metavar="NAME", help="Of this factor; the first told of.")
@click.option("--area", metavar="NAME", help="In this area; the first unless said.")
@click.option(
    "--part",
    type=click.IntRange(min=1),
    help="Of loops that hang together, as leading tells them; the first unless said.",
)
@click.option(
    "--set",
    "settings",
    metavar="NAME=VALUE",
    multiple=True,
    help="Hold a factor at a value, or let a stock start at it; the outlook without is"
    " drawn behind.",
)
@click.option(
    "--draws", type=click.IntRange(min=1), help="Variants; 1,000 unless said."
)
@click.option("--seed", type=int, help="Of the draws; 1 unless said.")
@click.option("--narrow", is_flag=True, help="For a phone: 344 px across, not 728.")
@language_option()
@says_when_compiling
def draw(
    *, model: Path, out: Path, show: str, narrow: bool, language: str, **asked: Any
) -> None:
    """Draw MODEL and write the picture to OUT, which ends in .svg or .png.

    An outlook needs a model with equations; a drawing has no values to show.
    """
    from nabolag.figures.parts import Width
    from nabolag.reports.editions.spirals_drawn import Paper
    from nabolag.sources.files.export import written_whole
    from nabolag.sources.spirals.reading import read_model

    _check_ending(out)
    _check_asked(show, asked)
    paper = Paper(width=Width.NARROW if narrow else Width.WIDE, language=language)
    drawn = _DRAWN[show](read_model(model), _Wanted(**asked), paper)
    with written_whole(out) as file:
        file.write(drawn.png() if out.suffix.lower() == ".png" else drawn.svg.encode())
    for remark in drawn.remarks:
        click.echo(f"- {remark}", err=True)
    click.echo(f"Wrote {out}.", err=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    """What the command was asked for, besides which picture."""

    focus: str | None
    output: str | None
    area: str | None
    part: int | None
    settings: tuple[str, ...]
    draws: int | None
    seed: int | None

    def asked(self, *outputs: str) -> Asked:
        """Give how the model is to be run."""
        from nabolag.spirals.runs.asking import Asked

        return Asked(
            draws=self.draws or VARIANTS,
            seed=1 if self.seed is None else self.seed,
            outputs=outputs,
            threads=os.cpu_count() or 1,
        )


def _diagram(model: Model, wanted: _Wanted, paper: Paper) -> Drawn:
    from nabolag.reports.editions.spirals_diagram_drawn import diagram_drawn
    from nabolag.spirals.loops.feedback_loops import find_loops
    from nabolag.spirals.runs.leading import links_in

    links = links_in(model)
    return diagram_drawn(
        model, links, find_loops(links), focus=wanted.focus, paper=paper
    )


def _outlook(model: Model, wanted: _Wanted, paper: Paper) -> Drawn:
    from nabolag.reports.editions.spirals_drawn import area_numbered
    from nabolag.reports.editions.spirals_outlook_drawn import Outlook, outlook_drawn
    from nabolag.spirals.runs.asking import with_values
    from nabolag.spirals.runs.ensemble import run

    values, area = values_of(wanted.settings), area_numbered(model, wanted.area)
    asked = wanted.asked(
        wanted.output or (model.outputs or (model.factors[0].name,))[0]
    )
    outlook = Outlook(
        told=run(with_values(model, values), asked=asked),
        without=run(model, asked=asked) if values else None,
        values=values,
        area=area,
    )
    return outlook_drawn(model, outlook, paper=paper)


def _leading(model: Model, wanted: _Wanted, paper: Paper) -> Drawn:
    from nabolag.reports.editions.spirals_drawn import area_numbered
    from nabolag.reports.editions.spirals_leading_drawn import leading_drawn
    from nabolag.spirals.runs.leading import leading

    area = area_numbered(model, wanted.area)
    told = leading(model, asked=wanted.asked())
    part = (wanted.part or 1) - 1
    return leading_drawn(model, told, part=part, area=area, paper=paper)


_DRAWN: Mapping[str, Callable[[Model, _Wanted, Paper], Drawn]] = {
    "diagram": _diagram,
    "outlook": _outlook,
    "leading": _leading,
}


def _check_ending(out: Path) -> None:
    if out.suffix.lower() not in _ENDINGS:
        raise WrongUsage(
            found=f"A picture cannot be written as {out.name!r}.",
            expected=f"a file name ending in {' or '.join(_ENDINGS)}",
            remedy="Give the picture another name.",
        )


def _check_asked(show: str, asked: Mapping[str, Any]) -> None:
    """Refuse what changes nothing in the picture that is asked for."""
    for name, fits in _ASKED_OF.items():
        if show not in fits and asked[name] not in (None, ()):
            raise WrongUsage(
                found=f"--{_SPELLED.get(name, name)} changes nothing with --show {show}.",
                expected=f"--show {' or '.join(fits)} beside it",
                remedy="Change --show, or leave it out.",
            )
