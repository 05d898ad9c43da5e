"""Groups in published conversations: ours, Polis' and red-dwarf's, as Markdown rows.

    .venv/bin/python benchmarks/compared_groups.py FOLDER

FOLDER holds Polis' open data, a folder for each conversation, and ``math-fixtures`` with
its own working. Printed for ``docs/groups.md``. The likeness is to the groups that Polis
published, over those whom both have placed.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from nabolag.residents.groups.finding import OpinionMap, opinion_map
from nabolag.residents.groups.likeness import likeness
from nabolag.residents.groups.votes import Votes, gather
from nabolag.sources.describing.conversations import read_conversation

CONVERSATIONS = (
    "london.youth.policing",
    "scoop-hivemind.ubi",
    "scoop-hivemind.biodiversity",
    "vtaiwan.uberx",
)
FIXTURES = ("below-100-ptpts", "25ptpt-3gp-no-strict-with-meta")
SEED = 1
PEERS = Path(".peers/bin/python")
PEER = Path(__file__).parent / "peers" / "red_dwarf.py"
HEAD = """\
| conversation | people × statements | Polis: k | ours, tried: k | ARI | stability: median, 5 % | told | s \
| red-dwarf: k | ARI | s |
|---|---|---|---|---|---|---|---|---|---|---|"""
Groups = Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A conversation with the groups that Polis published."""

    name: str
    votes: Votes
    groups: Groups


def main(folder: Path) -> None:
    """Print a row for each conversation."""
    sys.stdout.write(f"{HEAD}\n")
    for name in CONVERSATIONS:
        sys.stdout.write(f"{_row(_conversation(folder / name))}\n")
    for name in FIXTURES:
        sys.stdout.write(f"{_row(_fixture(folder / 'math-fixtures' / name))}\n")


def _row(published: Published) -> str:
    votes = published.votes
    begun = time.perf_counter()
    found = opinion_map(votes, seed=SEED)
    seconds = time.perf_counter() - begun
    tried = _tried(found)
    firm = found.stability
    cells = [
        published.name,
        f"{len(votes.participants)} × {len(votes.statements)}",
        len(set(published.groups.values())),
        len(set(tried.values())),
        _alike(tried, published.groups),
        "–" if firm is None else f"{firm.median:.2f}, {firm.low:.2f}",
        f"{len(found.groups)} groups" if found.groups else "no stable groups",
        f"{seconds:.2f}",
        *_peer(published),
    ]
    return "| " + " | ".join(map(str, cells)) + " |"


def _tried(found: OpinionMap) -> Groups:
    """Give the grouping that was put to the test, told or not."""
    if found.tried is None:
        return {}
    names = [found.votes.participants[row] for row in found.admitted]
    return dict(zip(names, found.tried.labels.tolist(), strict=True))


def _alike(one: Groups, other: Groups) -> str:
    both = sorted(one.keys() & other.keys())
    if not both:
        return "–"
    labels = [np.array([groups[name] for name in both]) for groups in (one, other)]
    return f"{likeness(*labels):.2f}"


def _peer(published: Published) -> tuple[str, str, str]:
    if not PEERS.exists():
        return "not here", "–", "–"
    votes = published.votes
    rows = np.repeat(np.arange(len(votes.participants)), votes.seen)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "votes.npz"
        np.savez(
            file,
            people=rows,
            statements=votes.cells.indices,
            marks=votes.cells.data,
            out=np.flatnonzero(votes.moderated),
        )
        words = [str(PEERS), str(PEER), str(file)]
        done = subprocess.run(words, check=True, capture_output=True, text=True)  # noqa: S603 - our own script
    told: dict[str, Any] = json.loads(done.stdout)
    labels = {votes.participants[int(at)]: g for at, g in told["labels"].items()}
    return (
        str(len(set(labels.values()))),
        _alike(labels, published.groups),
        f"{told['seconds']:.2f}",
    )


def _conversation(folder: Path) -> Published:
    read = read_conversation(folder / "votes.csv", folder / "comments.csv")
    rows = pl.read_csv(folder / "participants-votes.csv", infer_schema=False)
    groups = rows.filter(pl.col("group-id").is_not_null())
    return Published(
        name=folder.name,
        votes=read.votes,
        groups=dict(
            zip(groups["participant"], groups["group-id"].cast(pl.Int64), strict=True)
        ),
    )


def _fixture(folder: Path) -> Published:
    cast = json.loads((folder / "votes.json").read_text(encoding="utf-8"))
    found = json.loads((folder / "math-pca2.json").read_text(encoding="utf-8"))
    old = "pid" in cast[0]
    person, statement = ("pid", "tid") if old else ("participant_id", "statement_id")
    people = sorted({vote[person] for vote in cast})
    places = {name: at for at, name in enumerate(people)}
    votes = gather(
        people=[places[vote[person]] for vote in cast],
        statements=[vote[statement] for vote in cast],
        marks=[vote["vote"] for vote in cast],
        times=[float(vote["modified"]) for vote in cast],
        participants=tuple(map(str, people)),
        texts=tuple(map(str, found["tids"])),
    )
    out = np.isin(np.arange(len(found["tids"])), found["mod-out"])
    bases = found["base-clusters"]
    members = dict(zip(bases["id"], bases["members"], strict=True))
    groups = {
        str(name): group["id"]
        for group in found["group-clusters"]
        for base in group["members"]
        for name in members[base]
    }
    return Published(
        name=folder.name, votes=replace(votes, moderated=out), groups=groups
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
