"""Goals: one's own, ready trees, and goals below goals."""

from __future__ import annotations

import pytest

from nabolag_web.programmes import actions, presenters
from nabolag_web.programmes.models import Goal


def test_where_there_are_no_goals_ready_trees_are_offered_with_their_source(
    client, url, text, programme
):
    said = text(client.get(url("about")))
    assert "Husbanken's goal tree" in said
    assert "Source: Husbanken's tool for results and effects, 2014–2016" in said
    assert "The three parts of Oslo's area programmes" in said


@pytest.mark.parametrize("key", ["husbanken", "oslo"])
def test_a_ready_tree_is_taken_whole(client, url, text, programme, key):
    client.post(url("take", key))
    tree = next(tree for tree in presenters.goal_trees() if tree.key == key)
    assert [goal.text for goal in programme.goals.all()] == list(tree.goals)
    programme.refresh_from_db()
    assert programme.main_goal == tree.main
    said = text(client.get(url("about")))
    assert tree.goals[-1] in said
    assert "Start from this" not in said


def test_a_ready_tree_takes_nothing_away(client, url, programme, coordinator, moment):
    actions.describe_programme(
        programme=programme, by=coordinator, at=moment, main_goal="Vårt eget"
    )
    client.post(url("take", "oslo"))
    client.post(url("take", "oslo"))
    client.post(url("take", "husbanken"))
    programme.refresh_from_db()
    assert programme.main_goal == "Vårt eget"
    assert programme.goals.count() == 3 + 4
    assert sorted(goal.order for goal in programme.goals.all()) == list(range(7))


def test_a_tree_that_is_not_there_is_not_found(client, url, programme):
    assert client.post(url("take", "bergen")).status_code == 404


def test_a_goal_stands_below_the_main_goal_or_below_another(
    client, url, text, programme, goal
):
    client.post(url("add_goal"), {"text": "Flere naboer hilser", "above": goal.pk})
    client.post(url("add_goal"), {"text": "Flere får arbeid", "above": ""})
    said = text(client.get(url("about")))
    first, second, third = (
        said.index(part)
        for part in ("Flere møtes", "Flere naboer hilser", "Flere får arbeid")
    )
    assert first < second < third
    assert Goal.objects.get(text="Flere naboer hilser").above == goal


@pytest.mark.parametrize("sent", [{"text": ""}, {"text": "x" * 301}, {"text": "  "}])
def test_a_goal_is_one_sentence(client, url, programme, sent):
    assert client.post(url("add_goal"), sent).status_code == 422
    assert not Goal.objects.exists()


def test_a_goal_cannot_stand_below_another_programme_s(
    client, url, programme, other_coordinator, moment
):
    theirs = actions.add_goal(
        programme=other_coordinator.programmes.get(),
        text="Deres",
        above=None,
        by=other_coordinator,
        at=moment,
    )
    answer = client.post(url("add_goal"), {"text": "Vårt", "above": theirs.pk})
    assert answer.status_code == 422
    assert "Deres" not in answer.content.decode()


def test_a_goal_is_said_in_other_words(client, url, programme, goal):
    assert (
        'value="Flere møtes"'
        in client.get(url("change_goal", goal.pk)).content.decode()
    )
    client.post(url("change_goal", goal.pk), {"text": "Flere møter hverandre"})
    goal.refresh_from_db()
    assert goal.text == "Flere møter hverandre"
    assert client.post(url("change_goal", goal.pk), {"text": ""}).status_code == 422


def test_a_goal_is_taken_out_with_those_below_it_which_the_page_says_first(
    client, url, text, programme, goal, coordinator, moment
):
    actions.add_goal(
        programme=programme,
        text="Flere naboer hilser",
        above=goal,
        by=coordinator,
        at=moment,
    )
    said = text(client.get(url("change_goal", goal.pk)))
    assert "The goals under it are taken out with it: Flere naboer hilser" in said
    client.post(url("remove_goal", goal.pk))
    assert not Goal.objects.exists()
    assert client.post(url("remove_goal", goal.pk)).status_code == 404
