"""Red-dwarf on votes from a file: run by benchmarks in the environment of peers.

    .peers/bin/python benchmarks/peers/red_dwarf.py VOTES.npz

The file has people, statements and marks, one at each place for each vote that counts,
and out, the statements taken out. Prints one JSON document: seconds of its whole way from
votes in the form it takes, the peak memory of the process with those votes, and the
label of each who is placed.
"""

from __future__ import annotations

import json
import resource
import sys
import time
import warnings

import numpy as np
from reddwarf.implementations.polis import run_pipeline

warnings.simplefilter("ignore")


def main() -> None:
    """Read the votes, find groups, and tell how it went."""
    with np.load(sys.argv[1]) as held:
        columns = [held[name].tolist() for name in ("people", "statements", "marks")]
        out = held["out"].tolist()
    names = ("participant_id", "statement_id", "vote")
    votes = [dict(zip(names, vote, strict=True)) for vote in zip(*columns, strict=True)]
    begun = time.perf_counter()
    found = run_pipeline(votes=votes, mod_out_statement_ids=out)
    seconds = time.perf_counter() - begun
    labels = found.participants_df["cluster_id"].dropna()
    sys.stdout.write(
        json.dumps(
            {
                "seconds": seconds,
                "gigabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20,
                "labels": {str(at): int(label) for at, label in labels.items()},
            }
        )
    )


if __name__ == "__main__":
    main()
