"""Ready trees of goals that a programme can start from."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalTree:
    """A ready tree of goals: a main goal and those below it."""

    key: str
    title: str
    source: str
    main: str
    goals: tuple[str, ...]


def goal_trees() -> tuple[GoalTree, ...]:
    """Give the ready trees, each with where it comes from."""
    return (_husbanken(), _oslo())


def _husbanken() -> GoalTree:
    return GoalTree(
        key="husbanken",
        title=_("Husbanken's goal tree"),
        source=_("Husbanken's tool for results and effects, 2014–2016"),
        main=_("Sustainable population development and well-being"),
        goals=(
            _("More investment in housing"),
            _("Better private and public services"),
            _("More investment in and use of meeting places and outdoor areas"),
            _("More social participation"),
        ),
    )


def _oslo() -> GoalTree:
    return GoalTree(
        key="oslo",
        title=_("The three parts of Oslo's area programmes"),
        source=_("Oslo's area programmes, 2017–2026"),
        main=_("Better neighbourhoods, and new practice in the services"),
        goals=(
            _("Neighbourhood"),
            _("Childhood and education"),
            _("Employment"),
        ),
    )
