"""Diagrams to look for loops in, and the plainest way there is to find them."""

from __future__ import annotations

from itertools import permutations

from hypothesis import strategies as st

from nabolag.spirals.loops.links import Link, Sign


def arrows(*written: str) -> list[Link]:
    """Read arrows such as ``"a+b"``, ``"b-a"`` and, delayed, ``"a?b!"``."""
    return [
        Link(source=w[0], sign=Sign(w[1]), target=w[2], delayed=w.endswith("!"))
        for w in written
    ]


def all_on_all(count: int) -> list[Link]:
    """Give a diagram in which each variable acts on all others."""
    names = [f"v{at:03}" for at in range(count)]
    return [
        Link(source=a, target=b, sign=Sign.POSITIVE) for a, b in permutations(names, 2)
    ]


@st.composite
def diagrams(draw, *, largest: int = 6, most: int = 36) -> list[Link]:
    """Draw a diagram of some variables, with arrows on themselves too."""
    names = "abcdef"[: draw(st.integers(1, largest))]
    pairs = draw(
        st.lists(
            st.tuples(st.sampled_from(names), st.sampled_from(names)),
            unique=True,
            max_size=most,
        )
    )
    return [
        Link(
            source=a,
            target=b,
            sign=draw(st.sampled_from(Sign)),
            delayed=draw(st.booleans()),
        )
        for a, b in pairs
    ]


def every_loop(links: list[Link]) -> dict[tuple[str, ...], tuple[str, bool]]:
    """Try every order of every choice of variables: kind and delay by variables."""
    held = {link.pair: link for link in links}
    names = sorted({end for pair in held for end in pair})
    found = {}
    for count in range(1, len(names) + 1):
        for order in permutations(names, count):
            ends = list(zip(order, order[1:] + order[:1], strict=True))
            if order[0] == min(order) and all(pair in held for pair in ends):
                signs = "".join(held[pair].sign.value for pair in ends)
                kind = "B" if signs.count("-") % 2 else "R"
                found[order] = (
                    "mixed" if "?" in signs else kind,
                    any(held[pair].delayed for pair in ends),
                )
    return found
