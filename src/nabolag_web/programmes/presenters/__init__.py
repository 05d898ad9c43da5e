"""Programmes in words: roles, phases, ready goals, the year, what was done."""

from nabolag_web.programmes.presenters.goals import GoalTree, goal_trees
from nabolag_web.programmes.presenters.guide import (
    Guide,
    PhaseLine,
    guide,
    period,
    phases,
    year_of_programme,
)
from nabolag_web.programmes.presenters.people import (
    Invited,
    Own,
    Person,
    RoleLine,
    invited,
    offered,
    own_programmes,
    persons,
    role_does,
    role_lines,
)
from nabolag_web.programmes.presenters.trail import DONE_WORDS, Done, trail_lines
from nabolag_web.programmes.presenters.year import (
    Deadline,
    Finished,
    Month,
    deadlines,
    finished,
    in_days,
    months,
    usual_year,
)

__all__ = [
    "DONE_WORDS",
    "Deadline",
    "Done",
    "Finished",
    "GoalTree",
    "Guide",
    "Invited",
    "Month",
    "Own",
    "Person",
    "PhaseLine",
    "RoleLine",
    "deadlines",
    "finished",
    "goal_trees",
    "guide",
    "in_days",
    "invited",
    "months",
    "offered",
    "own_programmes",
    "period",
    "persons",
    "phases",
    "role_does",
    "role_lines",
    "trail_lines",
    "usual_year",
    "year_of_programme",
]
