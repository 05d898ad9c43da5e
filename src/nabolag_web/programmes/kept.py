"""What is stored of programmes and of those who work in them."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from nabolag_web.accounts.actions import StillNeeded, delete_account
from nabolag_web.accounts.models import User
from nabolag_web.programmes.models import (
    Goal,
    Invitation,
    Membership,
    Programme,
    ProgrammeTrace,
    Role,
    RoleName,
    YearlyTask,
)
from nabolag_web.shell.registry import Kept, Then


def _ended_invitations(before: datetime) -> QuerySet[Invitation]:
    ran_out = Q(accepted_at__isnull=True, good_until__lte=before)
    return Invitation.objects.filter(ran_out | Q(accepted_at__lte=before))


def _unused_accounts(before: datetime) -> QuerySet[User]:
    """Give accounts that no one has used since, without leaving a programme alone.

    A programme whose coordinators have all been away keeps them all: someone must be
    able to come back and hand it over.
    """
    last = Coalesce("last_login", "made_at")
    coordinators = Membership.objects.filter(role=Role.COORDINATOR).annotate(
        last=Coalesce("user__last_login", "user__made_at")
    )
    others = coordinators.filter(
        programme=OuterRef("programme"), last__gt=before, user__is_active=True
    ).exclude(user=OuterRef("user"))
    leads_alone = coordinators.filter(~Exists(others), user=OuterRef("pk"))
    return (
        User.objects.annotate(last=last)
        .filter(last__lte=before, is_administrator=False)
        .exclude(Exists(leads_alone))
    )


def _delete_unused(user: User, at: datetime) -> bool:
    try:
        delete_account(user=user, at=at)
    except StillNeeded:  # in some other way than by leading a programme alone
        return False
    return True


KEPT = (
    Kept(
        key="programmes",
        models=(Programme, Goal, RoleName, YearlyTask),
        what=_("Programmes: name, period, goals, names of roles, the year"),
        why=_("It is the programme's record of what it set out to do."),
        until=_(
            "As long as the programme stands here. What is to be kept for posterity"
            " goes to the municipality's archive when the programme ends."
        ),
        then=Then.KEPT,
    ),
    Kept(
        key="memberships",
        models=(Membership,),
        what=_("Who works in a programme, with which role, and since when"),
        why=_("So that each one sees and does what their role includes."),
        until=_("Until they leave the programme, or the account is deleted"),
        then=Then.DELETED,
        personal=True,
    ),
    Kept(
        key="invitations",
        models=(Invitation,),
        what=_("Invitations: e-mail address, role, and who invited"),
        why=_("So that those who are invited, and only they, can come in."),
        until=_("%(how_long)s after it was accepted or ran out"),
        how_long=timedelta(days=30),
        then=Then.DELETED,
        personal=True,
        due=_ended_invitations,
    ),
    Kept(
        key="programme_trail",
        models=(ProgrammeTrace,),
        what=_("What has been done in a programme, and by whom"),
        why=_("So that what was decided and changed can be accounted for afterwards."),
        until=_(
            "As long as the programme stands here. What is to be kept for posterity"
            " goes to the municipality's archive when the programme ends."
        ),
        then=Then.KEPT,
        personal=True,
    ),
    Kept(
        key="unused_accounts",
        models=(User,),
        what=_("Accounts that no one has used"),
        why=_(
            "An account that is not used is a risk and no help. A new invitation gives"
            " it back. Administrators stay, and so does whoever alone coordinates a"
            " programme."
        ),
        until=_("%(how_long)s after the last time someone signed in"),
        how_long=timedelta(days=2 * 365),
        then=Then.DELETED,
        personal=True,
        due=_unused_accounts,
        take_out=_delete_unused,
    ),
)
