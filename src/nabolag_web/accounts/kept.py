"""What is stored about people with an account, and about the installation."""

from __future__ import annotations

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nabolag_web.accounts.models import AccountTrace, Attempt, Draft, Operator, User
from nabolag_web.shell.registry import Kept, Then


def _old_traces(before: datetime) -> QuerySet[AccountTrace]:
    return AccountTrace.objects.filter(at__lte=before)


_COUNTED = timedelta(hours=1)  # the longest that any limit of ours looks back


def _over(before: datetime) -> QuerySet[Attempt]:
    return Attempt.objects.filter(expires__lte=before + _COUNTED)


def _old_drafts(before: datetime) -> QuerySet[Draft]:
    return Draft.objects.filter(saved_at__lte=before)


KEPT = (
    Kept(
        key="accounts",
        models=(User, EmailAddress, EmailConfirmation),
        what=_("Accounts: name, e-mail address, language, and a scrambled password"),
        why=_("So that people can sign in, and others see who they work with."),
        until=_("Until its owner or an administrator deletes it"),
        then=Then.DELETED,
        personal=True,
    ),
    Kept(
        key="second_factors",
        models=(Authenticator,),
        what=_("The second step of signing in, and recovery codes"),
        why=_("So that a password alone does not open an account."),
        until=_("Until its owner turns it off, or the account is deleted"),
        then=Then.DELETED,
        personal=True,
    ),
    Kept(
        key="own_sign_in",
        models=(SocialAccount, SocialToken, SocialApp),
        what=_("Which of the municipality's own sign-ins belongs to an account"),
        why=_("So that people can sign in as they do elsewhere at work."),
        until=_("Until it is taken off the account, or the account is deleted"),
        then=Then.DELETED,
        personal=True,
    ),
    Kept(
        key="drafts",
        models=(Draft,),
        what=_("What someone has typed in a form and not sent, for their eyes only"),
        why=_("So that a closed browser or an empty battery loses nothing."),
        until=_("Until it is sent or thrown away, or %(how_long)s after it was typed"),
        how_long=timedelta(days=30),
        then=Then.DELETED,
        personal=True,
        due=_old_drafts,
    ),
    Kept(
        key="attempts",
        models=(Attempt,),
        what=_("Attempts to sign in, counted by network address and by account"),
        why=_("So that no one can guess their way in."),
        until=_("%(how_long)s after the last attempt"),
        how_long=_COUNTED,
        then=Then.DELETED,
        personal=True,
        due=_over,
    ),
    Kept(
        key="account_trail",
        models=(AccountTrace,),
        what=_("What has been done with accounts and the installation, and by whom"),
        why=_("So that access can be accounted for afterwards."),
        until=_("%(how_long)s after it was done"),
        how_long=timedelta(days=5 * 365),
        then=Then.DISCARDED,
        personal=True,
        due=_old_traces,
    ),
    Kept(
        key="operator",
        models=(Operator,),
        what=_("Who runs the installation, and what its public statements say"),
        why=_("So that everyone can see who answers for it."),
        until=_("As long as the installation stands"),
        then=Then.DISCARDED,
    ),
)
