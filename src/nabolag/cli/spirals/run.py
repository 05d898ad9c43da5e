"""``nabolag spirals run``: a model run, once or in many variants."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from nabolag.cli.options import print_json
from nabolag.cli.reading import A_FILE, language_option
from nabolag.cli.spirals.files import check_ending, write_answer
from nabolag.cli.spirals.readying import says_when_compiling
from nabolag.cli.spirals.settings import VARIANTS, values_of

if TYPE_CHECKING:
    from nabolag.spirals.engine.lanes import Job, Part
    from nabolag.spirals.model.model import Model
    from nabolag.spirals.runs.comparing import Compared
    from nabolag.spirals.runs.cutting import Cut
    from nabolag.spirals.runs.ensemble import Run
    from nabolag.values import Notice


@click.command()
@click.argument("model", type=A_FILE)
@click.option("--draws", type=click.IntRange(min=1), help="Variants to run.")
@click.option("--seed", type=int, default=1, show_default=True, help="Of the draws.")
@click.option(
    "--set",
    "settings",
    metavar="NAME=VALUE",
    multiple=True,
    help="Hold a factor at a value, let a stock start at it, or push a drawn factor by"
    " it; with draws the answer is held against the one without.",
)
@click.option(
    "--cut",
    "cuts",
    metavar="ARROW",
    multiple=True,
    help="Cut an arrow, A -> B, or a loop, R1: what it does stays as at the start. With"
    " draws the answer is held against the one without the cut.",
)
@click.option("--output", "outputs", metavar="NAME", multiple=True, help="Only this.")
@click.option("--from", "start", type=float, help="When to start.")
@click.option("--to", "stop", type=float, help="When to stop.")
@click.option("--dt", "step", type=float, help="How long a step is.")
@click.option(
    "--method", type=click.Choice(["euler", "rk4"]), help="How a step is taken."
)
@click.option(
    "--machines",
    metavar="ADDRESS",
    help="Share the draws out over the workers of a dask scheduler.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.option("--out", type=A_FILE, help="Write to a .json, .csv or .parquet file.")
@language_option()
@says_when_compiling
def run(  # noqa: PLR0913 - as many options as users need
    *,
    model: Path,
    draws: int | None,
    seed: int,
    settings: tuple[str, ...],
    cuts: tuple[str, ...],
    outputs: tuple[str, ...],
    machines: str | None,
    as_json: bool,
    out: Path | None,
    language: str,
    **times: Any,
) -> None:
    """Run MODEL once at central values, or in many variants with --draws.

    A drawing without equations always runs in many variants, 1,000 unless --draws says.
    """
    from nabolag.reports.editions.spirals import run_as_table
    from nabolag.reports.editions.spirals_in_words import run_in_words
    from nabolag.sources.spirals.reading import read_model

    check_ending(out)
    ran = _ran(
        read_model(model),
        draws=draws,
        seed=seed,
        settings=settings,
        cuts=cuts,
        outputs=outputs,
        machines=machines,
        times=times,
    )
    if out is not None:
        write_answer(
            out,
            document=lambda: _as_json(ran),
            table=lambda: run_as_table(ran.told),
        )
    elif as_json:
        print_json(_as_json(ran))
    else:
        said = run_in_words(
            ran.told,
            ran.model,
            cuts=ran.cuts,
            compared=ran.compared,
            coarse=ran.coarse,
            language=language,
        )
        click.echo(said)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ran:
    """A run with the model it is of, and what it was held against."""

    model: Model
    told: Run
    cuts: Sequence[Cut]
    compared: Sequence[Compared]
    coarse: Sequence[Notice]


def _ran(  # noqa: PLR0913 - what the command was asked
    read: Model,
    *,
    draws: int | None,
    seed: int,
    settings: tuple[str, ...],
    cuts: tuple[str, ...],
    outputs: tuple[str, ...],
    machines: str | None,
    times: dict[str, Any],
) -> _Ran:
    from nabolag.spirals.model.model import Level, Method
    from nabolag.spirals.runs.asking import Asked, with_times, with_values
    from nabolag.spirals.runs.checking import coarse_steps
    from nabolag.spirals.runs.comparing import compared
    from nabolag.spirals.runs.cutting import cuts_named, with_cuts
    from nabolag.spirals.runs.ensemble import run as run_model

    method = times.pop("method")
    timed = with_times(read, **times, method=method and Method(method))
    if draws is None and timed.level < Level.EQUATIONS:
        draws = VARIANTS
    asked = Asked(draws=draws, seed=seed, outputs=outputs, threads=os.cpu_count() or 1)
    values, cut = values_of(settings), cuts_named(timed, cuts) if cuts else ()
    changed = with_cuts(with_values(timed, values), cut)
    # What is asked of a cut is what the cut does: the rest is set in both.
    usual = with_values(timed, values) if cut else timed
    runner = _runner(machines)
    told = run_model(changed, asked=asked, runner=runner)
    pairs: Sequence[Compared] = ()
    # What is told of a drawing is counts, which a shorter step hardly changes.
    coarse = (
        coarse_steps(changed, told.outputs) if timed.level >= Level.EQUATIONS else ()
    )
    if (values or cut) and draws:
        without = run_model(usual, asked=asked, runner=runner)
        pairs = compared(timed, without=without, with_it=told)
    return _Ran(
        model=timed,
        told=told,
        cuts=cut,
        compared=pairs,
        coarse=tuple(coarse),
    )


def _runner(machines: str | None) -> Callable[[Job], Part] | None:
    if machines is None:
        return None
    from nabolag.sources.spirals.machines import runner_on

    return runner_on(machines)


def _as_json(ran: _Ran) -> dict[str, object]:
    from nabolag.reports.editions.spirals import run_as_json

    return run_as_json(
        ran.told, ran.model, cuts=ran.cuts, compared=ran.compared, coarse=ran.coarse
    )
