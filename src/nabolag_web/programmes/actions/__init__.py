"""What may change in a programme. Every change is written in the trail with it."""

from nabolag_web.programmes.actions.goals import (
    add_goal,
    remove_goal,
    reword_goal,
    take_goals,
)
from nabolag_web.programmes.actions.invitations import (
    InvitationOver,
    accept_as_newcomer,
    accept_invitation,
    invite,
    mail_invitation,
    withdraw_invitation,
)
from nabolag_web.programmes.actions.people import (
    LastCoordinator,
    change_role,
    join,
    leave,
    leave_all,
    name_roles,
    remove_person,
)
from nabolag_web.programmes.actions.programmes import (
    describe_programme,
    enter_phase,
    make_programme,
    plain_slug,
    show_to_the_public,
)
from nabolag_web.programmes.actions.trail import note
from nabolag_web.programmes.actions.year import (
    add_task,
    add_tasks,
    change_task,
    finish_task,
    remove_task,
    reopen_task,
)

__all__ = [
    "InvitationOver",
    "LastCoordinator",
    "accept_as_newcomer",
    "accept_invitation",
    "add_goal",
    "add_task",
    "add_tasks",
    "change_role",
    "change_task",
    "describe_programme",
    "enter_phase",
    "finish_task",
    "invite",
    "join",
    "leave",
    "leave_all",
    "mail_invitation",
    "make_programme",
    "name_roles",
    "note",
    "plain_slug",
    "remove_goal",
    "remove_person",
    "remove_task",
    "reopen_task",
    "reword_goal",
    "show_to_the_public",
    "take_goals",
    "withdraw_invitation",
]
