"""Spirals beside PySD, BPTK-Py's Rust engine and pysimlin, in one run.

    ./dev bench spirals

A city of ten districts: 151 equations, 20 stocks, 100 years in steps of a quarter, with 20
of its constants drawn. Bars: a thousand draws in 0.1 s, a new model ready in 0.1 s, a
hundred areas × a thousand draws × 20 years in 3 s and 1 GB, and loop scores for a
thousand draws in 0.5 s. The peers run the same model, written for them as XMILE, and for
BPTK-Py in a form that is built with its own words; reading it is not counted as their
time. What takes them long is run a few times and scaled. Two workers of dask's, of one
thread each, are held against one.
"""

from __future__ import annotations

import contextlib
import io
import json
import resource
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.library.figures.causal_examples import near
from tests.library.spirals.models import city, uncertain

from nabolag.figures.causal_scene import placed
from nabolag.figures.parts import Width
from nabolag.sources.spirals.machines import runner_on
from nabolag.sources.spirals.writing_xmile import xmile_of
from nabolag.spirals.language.parsing import parsed
from nabolag.spirals.language.tree import Name, Number, Tree
from nabolag.spirals.model.model import Areas, Model, Times
from nabolag.spirals.runs.asking import Asked, with_values
from nabolag.spirals.runs.ensemble import run
from nabolag.spirals.runs.jobs import drawn_values, job_of
from nabolag.spirals.runs.leading import leading, loops_in

DRAWS = 1_000
NAMES = [f"{what} {at}" for at in range(10) for what in ("birth rate", "pull")]
ASKED = Asked(draws=DRAWS, outputs=("everyone", "people 1", "crowding 3"), threads=2)
PEER_RUNS = {"PySD": 5, "BPTK-Py (Rust)": 200, "pysimlin": 200}
PEERS = Path(".peers-spirals/bin/python")
BPTK = Path(__file__).parent / "peers" / "bptk.py"


def main() -> None:
    """Time every job, and the peers where they are installed."""
    years = Times(stop=100, step=0.25, save_every=1)
    model = replace(uncertain(city(10), *NAMES), times=years)
    run(model, asked=ASKED)  # the kernel is loaded, or compiled the first time
    ours = _best(lambda: run(model, asked=ASKED))
    _say(f"{DRAWS:,} draws of 151 equations and 400 steps: {ours:.3f} s (bar 0.1)")
    ready = _best(lambda: job_of(model, asked=Asked()))
    _say(f"a new model ready: {ready * 1e3:.1f} ms (bar 100)")
    _panel(model)
    loops = loops_in(model)
    scores = _best(lambda: leading(model, asked=ASKED, loops=loops), times=2)
    _say(
        f"scores of {len(loops.loops)} loops, {DRAWS:,} draws: {scores:.2f} s (bar 0.5)"
    )
    drawn = near(40, 70, 3)
    for width in Width:
        took = _best(partial(placed, drawn, width), times=2)
        _say(
            f"a diagram of 40 factors and 70 arrows, {width.name.lower()}: {took:.2f} s"
        )
    peers = {"pysimlin": _pysimlin, "BPTK-Py (Rust)": _bptk, "PySD": _pysd}
    for name, peer in peers.items():
        _say(_beside(name, peer, model, ours))
    _say(_on_workers(model))


def _panel(model: Model) -> None:
    areas = Areas(names=tuple(f"area {at}" for at in range(100)))
    times = Times(stop=20, step=0.25, save_every=1)
    panel = replace(model, areas=areas, times=times)
    begun = time.perf_counter()
    told = run(panel, asked=ASKED)
    told.band("everyone", area=3)
    took = time.perf_counter() - begun
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    _say(f"100 areas × {DRAWS:,} draws × 20 years: {took:.2f} s (bar 3),")
    _say(f"  {most:.2f} GB at most in this process (bar 1)")


def _on_workers(model: Model) -> str:
    try:
        from distributed import LocalCluster
    except ImportError:
        return "dask: not installed"
    asked = replace(ASKED, draws=60_000, threads=1)
    took = []
    for workers in (1, 2):
        with (
            warnings.catch_warnings(),
            LocalCluster(
                n_workers=workers,
                threads_per_worker=1,
                dashboard_address=None,
                silence_logs=50,
            ) as cluster,
        ):
            warnings.simplefilter("ignore")
            runner = runner_on(cluster.scheduler_address)
            run(model, asked=asked, runner=runner)  # the kernel is loaded
            took.append(_best(lambda: run(model, asked=asked, runner=runner), times=2))  # noqa: B023 - run at once
    return (
        f"60,000 draws on one worker {took[0]:.2f} s, on two {took[1]:.2f} s:"
        f" {took[0] / took[1]:.2f} times as fast (bar 1.6)"
    )


def _beside(
    name: str,
    peer: Callable[[Model, Path], tuple[float, float]],
    model: Model,
    ours: float,
) -> str:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "city.xmile"
        path.write_text(xmile_of(model).text, encoding="utf-8")
        try:
            took, end = peer(model, path)
        except ImportError:
            return f"{name}: not installed"
    drawn = drawn_values(model, ASKED)
    last = PEER_RUNS[name] - 1
    values = {each: float(drawn[each][last]) for each in NAMES}
    own = run(with_values(model, values), asked=Asked(outputs=("everyone",)))
    apart = abs(end / float(own.of("everyone")[-1, 0, 0]) - 1)
    return (
        f"{name}: {took:.2f} s for {DRAWS:,} draws (scaled from {PEER_RUNS[name]}),"
        f" {took / ours:,.0f} times as long; {apart:.0e} apart at the end"
    )


def _pysimlin(model: Model, path: Path) -> tuple[float, float]:
    import simlin

    theirs = simlin.load(path)
    drawn = drawn_values(model, ASKED)
    names = {name: name.replace(" ", "_") for name in NAMES}
    end, begun = 0.0, time.perf_counter()
    for draw in range(PEER_RUNS["pysimlin"]):
        overrides = {names[each]: float(drawn[each][draw]) for each in NAMES}
        with theirs.simulate(overrides=overrides, enable_ltm=False) as sim:
            sim.run_to_end()
            end = float(sim.get_value("everyone"))
    took = time.perf_counter() - begun
    return took * DRAWS / PEER_RUNS["pysimlin"], end


def _pysd(model: Model, path: Path) -> tuple[float, float]:
    import pysd

    with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = pysd.read_xmile(str(path))
        drawn = drawn_values(model, ASKED)
        end, begun = 0.0, time.perf_counter()
        for draw in range(PEER_RUNS["PySD"]):
            params = {each: float(drawn[each][draw]) for each in NAMES}
            out = theirs.run(
                params=params, return_columns=["everyone", "people 1", "crowding 3"]
            )
            end = float(out["everyone"].iloc[-1])
    took = time.perf_counter() - begun
    return took * DRAWS / PEER_RUNS["PySD"], end


def _bptk(model: Model, path: Path) -> tuple[float, float]:
    if not PEERS.exists():
        raise ImportError
    file, runs = path.with_suffix(".json"), PEER_RUNS["BPTK-Py (Rust)"]
    drawn = drawn_values(model, ASKED)
    draws = [{each: float(drawn[each][draw]) for each in NAMES} for draw in range(runs)]
    file.write_text(json.dumps({**_in_lists(model), "draws": draws}), encoding="utf-8")
    words = [str(PEERS), str(BPTK), str(file)]
    done = subprocess.run(words, check=True, capture_output=True, text=True)  # noqa: S603 - our own script
    told = json.loads(done.stdout)
    return told["seconds"] * DRAWS / runs, told["end"]


def _in_lists(model: Model) -> dict[str, Any]:
    """Give the city with its equations as lists that begin with what is done."""
    flows = _flows(model)
    factors = []
    for one in model.factors:
        tree = parsed(one.start or one.equation or "")
        other = "constant" if isinstance(tree, Number) else "converter"
        kind = "stock" if one.is_stock else "flow" if one.name in flows else other
        ends = {"inflows": one.inflows, "outflows": one.outflows}
        told = {"name": one.name, "kind": kind, "equation": _listed(tree), **ends}
        factors.append(told)
    (table,) = model.tables
    return {
        "start": model.times.start,
        "stop": model.times.stop,
        "step": model.times.step,
        "factors": factors,
        "tables": {table.name: list(zip(table.x, table.y, strict=True))},
        "outputs": ASKED.outputs,
    }


def _listed(tree: Tree) -> Any:
    if isinstance(tree, Number):
        return tree.value
    if isinstance(tree, Name):
        return tree.name
    return [tree.function, *map(_listed, tree.arguments)]


def _flows(model: Model) -> set[str]:
    return {name for one in model.factors for name in (*one.inflows, *one.outflows)}


def _best(job: Callable[[], object], *, times: int = 5) -> float:
    took = []
    for _ in range(times):
        begun = time.perf_counter()
        job()
        took.append(time.perf_counter() - begun)
    return float(np.min(took))


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
