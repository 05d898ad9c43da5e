"""Method cards are made from the modules' own docstrings."""

from __future__ import annotations

from types import ModuleType

import pytest

from nabolag.errors import Misbuilt
from nabolag.methods import LABELS, cards_of, method_cards

WHOLE = """How far it is.

Answers: How far
is it?

""" + "\n\n".join(f"{label}: {label.lower()} text." for label in LABELS[1:])


def module(name, doc):
    return ModuleType(f"nabolag.areas.{name}", doc)


def test_a_card_has_a_title_and_every_label_with_its_text_folded():
    (card,) = cards_of([module("far", WHOLE)])
    assert (card.slug, card.title) == ("far", "How far it is.")
    assert tuple(card.lines) == LABELS
    assert card.lines["Answers"] == "How far is it?"


def test_other_paragraphs_are_no_part_of_the_card():
    (card,) = cards_of([module("far", WHOLE + "\n\nNote: not a label.\n\nNor this.")])
    assert card.lines["Source"] == "source text."


@pytest.mark.parametrize("doc", [None, "", "Only a title.", "Title.\n\nSome text."])
def test_a_module_without_labels_has_no_card(doc):
    assert cards_of([module("quiet", doc)]) == ()


def test_a_module_with_some_labels_but_not_all_is_misbuilt():
    with pytest.raises(Misbuilt, match=r"half.*Answers.*Method"):
        cards_of([module("half", "Title.\n\nAnswers: it.\n\nMethod: so.")])


def test_labels_in_another_order_are_misbuilt():
    turned = "Title.\n\n" + "\n\n".join(f"{label}: x." for label in reversed(LABELS))
    with pytest.raises(Misbuilt):
        cards_of([module("turned", turned)])


def test_two_cards_of_one_slug_are_misbuilt():
    with pytest.raises(Misbuilt, match="once"):
        cards_of([module("far", WHOLE), module("far", WHOLE)])


def test_cards_stand_in_alphabetical_order():
    slugs = [c.slug for c in cards_of([module("b", WHOLE), module("a", WHOLE)])]
    assert slugs == ["a", "b"]


def test_the_library_has_cards_for_its_calculations():
    assert {"intervals", "differences", "shrinkage", "city"} <= {
        card.slug for card in method_cards()
    }
