"""Who may see or change what in a programme: one table of rules, put together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from nabolag_web.accounts.access import user_of
from nabolag_web.programmes import queries
from nabolag_web.programmes.models import Membership, Programme, Role
from nabolag_web.programmes.words import role_word
from nabolag_web.shell.rules import Rule


def has_role(*roles: Role) -> Rule[Membership]:
    """Make the rule that whoever asks has one of these roles in the programme."""
    return Rule(lambda asked: asked.role in roles)


is_member: Rule[Membership] = Rule(lambda _: True)  # strangers never get this far
is_coordinator = has_role(Role.COORDINATOR)
is_analyst = has_role(Role.ANALYST)
is_staff = has_role(Role.STAFF)
is_on_the_board = has_role(Role.BOARD)

MAY: Mapping[str, Rule[Membership]] = {
    "read": is_member,
    "write": is_coordinator | is_analyst | is_staff | is_on_the_board,
    "load": is_coordinator | is_analyst,
    "lead": is_coordinator,
    "trail": is_coordinator | is_analyst | is_on_the_board,
}
"""What can be asked for: ``read`` pages, ``write`` experience, ``load`` figures and
areas, ``lead`` the programme and its people, and see the ``trail`` of what was done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """The programme a page stands in, and what whoever asks may do there."""

    programme: Programme
    role: Role
    role_name: str
    may: Mapping[str, bool]


def here(request: HttpRequest, slug: str, *, to: str) -> Here:
    """Give the programme, or refuse.

    A stranger is told that there is no such page, so that no one learns which
    programmes there are; a member without the right is told so.
    """
    membership = queries.membership(user_of(request), slug)
    if membership is None:
        raise Http404
    if not MAY[to](membership):
        raise PermissionDenied
    return Here(
        programme=membership.programme,
        role=Role(membership.role),
        role_name=role_word(membership.role, queries.role_names(membership.programme)),
        may={what: rule(membership) for what, rule in MAY.items()},
    )
