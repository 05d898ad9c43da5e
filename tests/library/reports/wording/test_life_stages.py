"""Age groups as people speak of them."""

from __future__ import annotations

import pytest

from nabolag.reports.wording.language import words
from nabolag.reports.wording.life_stages import (
    ages,
    by_age,
    group_in_text,
    group_label,
)


@pytest.mark.parametrize(
    ("group", "span"),
    [
        ("0–5 år", (0, 5)),
        ("16-24", (16, 24)),
        ("6 til 15 år", (6, 15)),
        ("67 år +", (67, 150)),
        ("80 år og over", (80, 150)),
        ("Barnefamilier", None),
    ],
)
def test_ages_are_read_from_the_name_of_a_group(group, span):
    assert ages(group) == span


def test_groups_stand_from_the_youngest_and_others_last():
    groups = ["67 år +", "6–15 år", "Uoppgitt", "0–5 år", "16–24 år"]
    assert by_age(groups) == ["0–5 år", "6–15 år", "16–24 år", "67 år +", "Uoppgitt"]


@pytest.mark.parametrize(
    ("group", "said"),
    [
        ("0–5 år", "de yngste barna"),
        ("6–15 år", "skolebarn"),
        ("16–24 år", "ungdom"),
        ("25–34 år", "unge voksne"),
        ("67 år +", "eldre"),
        ("35–49 år", "gruppen 35–49 år"),
        ("50-66", "gruppen 50-66 år"),
        ("Barnefamilier", "gruppen Barnefamilier"),
    ],
)
def test_a_group_is_named_by_its_stage_of_life_where_it_has_one(group, said):
    assert group_in_text(group, [group, "Uoppgitt"], words("nb")) == said


def test_a_stage_that_two_groups_share_names_neither():
    groups = ["20–24 år", "25–29 år", "30–34 år"]
    assert group_in_text("25–29 år", groups, words("nb")) == "gruppen 25–29 år"
    assert group_in_text("20–24 år", groups, words("nb")) == "ungdom"


def test_bare_ages_are_said_to_be_years_and_other_names_stand():
    said = [group_label(g, words("nb")) for g in ("0–5", "67 +", "0–5 år", "Alle")]
    assert said == ["0–5 år", "67 + år", "0–5 år", "Alle"]
