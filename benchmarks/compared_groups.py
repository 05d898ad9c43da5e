"""Opinion groups of real conversations: ours, Polis' own and red-dwarf's, as a table.

    ./dev bench compared_groups

The conversations lie beside the project (`../shared/data/polis`). A row tells how many are
placed, how many groups each finds and how alike they are to the published ones (adjusted
Rand index over those whom both have placed), and how firm ours are. Ours is told also
where it is not firm, as what was tried. Red-dwarf is run in an environment of its own
(.peers/bin/python).
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from nabolag.residents.groups.likeness import likeness
from nabolag.residents.groups.opinion_map import OpinionMap, opinion_map
from nabolag.residents.groups.votes import Votes, gather
from nabolag.sources.describing.conversations import read_conversation

DATA = Path("../shared/data/polis")
CONVERSATIONS = (
    "scoop-hivemind.biodiversity",
    "vtaiwan.uberx",
    "scoop-hivemind.ubi",
    "london.youth.policing",
)
FIXTURES = ("below-100-ptpts", "25ptpt-3gp-no-strict-with-meta")
PEERS = Path(".peers/bin/python")
PEER = Path(__file__).parent / "peers" / "red_dwarf.py"
SEED = 1
HEAD = (
    "| conversation | people | placed | Polis: k | ours: k | ARI | stability, median and"
    " 5 % | seconds | red-dwarf: k | ARI | seconds |"
)

Labels = Mapping[str, int]
"""The group of each person who is in one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """Votes, and the groups that Polis has published of them."""

    name: str
    votes: Votes
    published: Labels


def main() -> None:
    """Print a row for each conversation."""
    if not DATA.exists():
        _say(f"There are no conversations in {DATA}.")
        return
    _say(HEAD)
    _say("|" + "---|" * (HEAD.count("|") - 1))
    for each in _conversations():
        begun = time.perf_counter()
        found = opinion_map(each.votes, seed=SEED)
        _say(_row(each, found, time.perf_counter() - begun))


def _row(each: Conversation, found: OpinionMap, seconds: float) -> str:
    tried, firm = found.tried, found.stability
    ours = {} if tried is None else _named(each.votes, found.admitted, tried.labels)
    told = (
        str(len(found.groups)) if found.groups else f"none ({len(set(ours.values()))})"
    )
    firmness = "" if firm is None else f"{firm.median:.2f}, {firm.low:.2f}"
    cells = (
        *(each.name, len(each.votes.participants), len(found.admitted)),
        *(len(set(each.published.values())), told, _alike(ours, each.published)),
        *(firmness, f"{seconds:.2f}", *_peer(each)),
    )
    return "| " + " | ".join(map(str, cells)) + " |"


def _peer(each: Conversation) -> tuple[str, str, str]:
    if not PEERS.exists():
        return "not here", "", ""
    cells = each.votes.cells.tocoo()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "votes.npz"
        np.savez(
            file,
            people=cells.coords[0],
            statements=cells.coords[1],
            marks=cells.data,
            out=np.flatnonzero(each.votes.moderated),
        )
        words = [str(PEERS), str(PEER), str(file)]
        done = subprocess.run(words, check=True, capture_output=True, text=True)  # noqa: S603 - our own script
    told: dict[str, Any] = json.loads(done.stdout)
    names = each.votes.participants
    labels = {names[int(at)]: label for at, label in told["labels"].items()}
    k = str(len(set(labels.values())))
    return k, _alike(labels, each.published), f"{told['seconds']:.2f}"


def _alike(labels: Labels, published: Labels) -> str:
    both = sorted(set(labels) & set(published))
    one, other = ([of[name] for name in both] for of in (labels, published))
    return f"{likeness(np.array(one), np.array(other)):.2f}" if both else ""


def _named(votes: Votes, rows: Any, labels: Any) -> Labels:
    pairs = zip(rows, labels, strict=True)
    return {votes.participants[row]: int(label) for row, label in pairs}


def _conversations() -> Iterator[Conversation]:
    for name in CONVERSATIONS:
        folder = DATA / name
        table = pl.read_csv(folder / "participants-votes.csv", infer_schema=False)
        pairs = zip(table["participant"], table["group-id"], strict=True)
        yield Conversation(
            name=name,
            votes=read_conversation(
                folder / "votes.csv", folder / "comments.csv"
            ).votes,
            published={person: int(group) for person, group in pairs if group},
        )
    for name in FIXTURES:
        yield _fixture(name, DATA / "math-fixtures" / name)


def _fixture(name: str, folder: Path) -> Conversation:
    cast = json.loads((folder / "votes.json").read_text(encoding="utf-8"))
    found = json.loads((folder / "math-pca2.json").read_text(encoding="utf-8"))
    old = "pid" in cast[0]
    person, statement = ("pid", "tid") if old else ("participant_id", "statement_id")
    people = sorted({vote[person] for vote in cast})
    votes = gather(
        people=[people.index(vote[person]) for vote in cast],
        statements=[vote[statement] for vote in cast],
        marks=[vote["vote"] for vote in cast],
        times=[float(vote["modified"]) for vote in cast],
        participants=tuple(map(str, people)),
        texts=tuple(map(str, found["tids"])),
    )
    out = np.zeros(len(found["tids"]), bool)
    out[found["mod-out"]] = True
    bases = found["base-clusters"]
    members = dict(zip(bases["id"], bases["members"], strict=True))
    return Conversation(
        name=name,
        votes=Votes(
            participants=votes.participants,
            statements=votes.statements,
            cells=votes.cells,
            moderated=out,
        ),
        published={
            str(each): group["id"]
            for group in found["group-clusters"]
            for base in group["members"]
            for each in members[base]
        },
    )


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
