"""What a programme aims at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from nabolag_web.accounts.models import User
from nabolag_web.programmes.actions.trail import note
from nabolag_web.programmes.models import Goal, Programme


@transaction.atomic
def add_goal(
    *, programme: Programme, text: str, above: Goal | None, by: User, at: datetime
) -> Goal:
    """Add a goal below the main goal, or below another goal."""
    goal = _new_goal(programme, text, above)
    note(programme, "goal_added", by=by, at=at, subject=text)
    return goal


def _new_goal(programme: Programme, text: str, above: Goal | None) -> Goal:
    order = programme.goals.filter(above=above).count()
    goal = Goal(programme=programme, above=above, text=text, order=order)
    goal.full_clean()
    goal.save()
    return goal


@transaction.atomic
def take_goals(
    *, programme: Programme, main: str, goals: Sequence[str], by: User, at: datetime
) -> None:
    """Take a ready tree of goals; a main goal and goals that are there already stay."""
    programme.main_goal = programme.main_goal or main
    programme.full_clean()
    programme.save(update_fields=["main_goal"])
    there = set(programme.goals.values_list("text", flat=True))
    for text in goals:
        if text not in there:
            _new_goal(programme, text, None)
    note(programme, "goals_taken", by=by, at=at, subject=main)


@transaction.atomic
def reword_goal(*, goal: Goal, text: str, by: User, at: datetime) -> None:
    """Say a goal in other words."""
    goal.text = text
    goal.full_clean()
    goal.save(update_fields=["text"])
    note(goal.programme, "goal_reworded", by=by, at=at, subject=text)


@transaction.atomic
def remove_goal(*, goal: Goal, by: User, at: datetime) -> None:
    """Take a goal out, with those below it."""
    note(goal.programme, "goal_removed", by=by, at=at, subject=goal.text)
    goal.delete()
