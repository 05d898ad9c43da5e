"""BPTK-Py's Rust engine on a model from a file: run by benchmarks in its own environment.

    .peers-spirals/bin/python benchmarks/peers/bptk.py MODEL.json

The file has start, stop and step; factors (name, kind, equation, inflows, outflows), their
equations as lists that begin with what is done; the points of tables; draws, each of which
holds constants at values; and outputs. Prints one JSON document: seconds that all draws
took once the model was read, and the first output at the end of the last.
"""

from __future__ import annotations

import json
import operator
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from BPTK_Py import Model
from BPTK_Py import sd_functions as sd
from BPTK_Py._rust_engine import RustSdEngine


def _step(height: float, at: float) -> Any:
    """Give a step that is up at its own moment: theirs is so only from 3.4 on."""
    return sd.If(sd.time() >= at, height, 0.0)


DONE: dict[str, Callable[..., Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "^": operator.pow,
    "max": sd.max,
    "ln": sd.ln,
    "step": _step,
}


def main() -> None:
    """Read the model, run its draws, and tell how it went."""
    given = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    loaded = RustSdEngine().load_model(_built(given).to_json())
    first = given["outputs"][0]
    begun, told = time.perf_counter(), {}
    for draw in given["draws"]:
        for name, value in draw.items():
            loaded.set_constant(name, value)
        told = loaded.simulate(given["outputs"])[first]
    seconds = time.perf_counter() - begun
    sys.stdout.write(
        json.dumps({"seconds": seconds, "end": told[max(told, key=float)]})
    )


def _built(given: dict[str, Any]) -> Model:
    model = Model(given["start"], given["stop"], given["step"], name="benchmark")
    model.points.update(given["tables"])
    made = {
        factor["name"]: getattr(model, factor["kind"])(factor["name"])
        for factor in given["factors"]
    }
    for factor in given["factors"]:
        element = made[factor["name"]]
        worked_out = _read(factor["equation"], made)
        if factor["kind"] == "stock":
            element.initial_value = worked_out
            element.equation = _change(factor, made)
        else:
            element.equation = worked_out
    return model


def _change(factor: dict[str, Any], made: dict[str, Any]) -> Any:
    rising, falling = (
        [made[name] for name in factor[ends]] for ends in ("inflows", "outflows")
    )
    return sum(rising[1:], rising[0]) - sum(falling[1:], falling[0])


def _read(tree: Any, made: dict[str, Any]) -> Any:
    if isinstance(tree, str):
        return made[tree]
    if not isinstance(tree, list):
        return tree
    if tree[0] == "lookup":
        return sd.lookup(_read(tree[2], made), tree[1])
    parts = map(partial(_read, made=made), tree[1:])
    return DONE[tree[0]](*parts)


if __name__ == "__main__":
    main()
