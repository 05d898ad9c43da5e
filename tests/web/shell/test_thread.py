"""The red thread is followed both ways, whatever is tied to what."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nabolag_web.programmes.models import Programme
from nabolag_web.shell.thread import Kind, ThreadLink, Tie, TieGoesBack, follow

KINDS = tuple(Kind)


def thing(number):
    """The number says the kind: every fifth is of the same."""
    return ThreadLink(
        thing=Programme(pk=number),
        kind=KINDS[number % len(KINDS)],
        title=str(number),
    )


def tied(pairs):
    """Ties of those pairs that go up the thread, as rooms give them."""
    ties = [
        Tie(below=thing(a), above=thing(b))
        for a, b in pairs
        if a % len(KINDS) < b % len(KINDS)
    ]

    def ask(things):
        asked.append(things)
        return [t for t in ties if t.below.thing in things or t.above.thing in things]

    asked = []
    return ask, asked


def names(links):
    return [link.title for link in links]


numbers = st.integers(1, 24)
pairs = st.lists(st.tuples(numbers, numbers), max_size=60)


@given(pairs, numbers, numbers)
def test_one_leads_up_to_another_just_when_that_leads_down_to_it(tied_pairs, a, b):
    ask, _ = tied(tied_pairs)
    leads_up = str(b) in names(follow(thing(a), ask).above)
    leads_down = str(a) in names(follow(thing(b), ask).below)
    assert leads_up == leads_down


@given(pairs, numbers)
def test_nothing_comes_round_to_itself_or_stands_there_twice(tied_pairs, a):
    ask, _ = tied(tied_pairs)
    thread = follow(thing(a), ask)
    every = names((*thread.below, thread.own, *thread.above))
    assert len(every) == len(set(every))


@given(pairs, numbers)
def test_it_asks_no_more_often_than_there_are_steps(tied_pairs, a):
    ask, asked = tied(tied_pairs)
    follow(thing(a), ask)
    assert len(asked) <= len(KINDS)


@given(pairs, numbers)
def test_it_stands_in_the_order_that_one_leads_to_the_next(tied_pairs, a):
    ask, _ = tied(tied_pairs)
    thread = follow(thing(a), ask)
    for links in (thread.below, thread.above):
        places = [KINDS.index(link.kind) for link in links]
        assert places == sorted(places)


def test_what_stands_beside_a_thing_is_not_on_its_thread():
    source, evidence, other, finding = 5, 6, 11, 7
    ask, _ = tied([(source, evidence), (evidence, finding), (other, finding)])
    thread = follow(thing(evidence), ask)
    assert names(thread.below) == ["5"]
    assert names(thread.above) == ["7"]
    assert names(follow(thing(finding), ask).of(Kind.EVIDENCE)) == ["6", "11"]


def test_a_tie_never_goes_back_down_the_thread():
    with pytest.raises(TieGoesBack, match="not from finding to evidence"):
        Tie(below=thing(7), above=thing(6))
