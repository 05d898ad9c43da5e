"""How allauth behaves here: accounts begin with an invitation, never on their own.

What allauth does is written in our trail and mailed in our words, through the hooks its
adapters give.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _

from nabolag_web.accounts import actions, mail
from nabolag_web.accounts.mail import MailNotSent
from nabolag_web.accounts.models import User

logger = logging.getLogger(__name__)

TOO_MANY = gettext_lazy("Too many attempts. Wait five minutes and try again.")
WRONG_CODE = gettext_lazy(
    "The code is wrong or has been used. Wait for the next one and try that."
)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc] # allauth has no types
    """Signing in, passwords, and mail about them."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": gettext_lazy(
            "The address and the password do not belong together."
        ),
        "enter_current_password": gettext_lazy("That is not your password."),
        "incorrect_code": WRONG_CODE,
        "incorrect_password": gettext_lazy("That is not your password."),
        "invalid_password_reset": gettext_lazy("The link no longer works."),
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_ajax(self, request: HttpRequest) -> bool:
        """No page of ours asks that way, so no answer is given as data."""
        return False

    def set_password(self, user: User, password: str) -> None:
        actions.set_password(user=user, password=password, at=now())

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("accounts:mine")

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        """Give the ways to show who one is once more, in our words."""
        words = {
            "reauthenticate": _("Use the password instead"),
            "mfa_reauthenticate": _("Use a code instead"),
        }
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return [{**method, "description": words[method["id"]]} for method in methods]

    def send_mail(
        self, template_prefix: str, email: str, context: dict[str, Any]
    ) -> None:
        """Send in the language of whoever receives it. Raises ``MailNotSent``."""
        user = context.get("user")
        language = user.language if isinstance(user, User) else get_language()
        told = {"request": self.request, "email": email, **context}
        with override(language):
            message = self.render_mail(template_prefix, email, told)
        mail.deliver(message)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: Mapping[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell someone by mail that how they sign in was changed.

        It is done already, so mail that cannot be sent does not stop it; it is said on
        the next page, and logged.
        """
        if not mail.is_set_up():
            return
        told = {**(context or {}), "user": user, "when": now()}
        request = self.request
        transaction.on_commit(
            lambda: self._notify(request, template_prefix, email or user.email, told)
        )

    def _notify(
        self,
        request: HttpRequest,
        template_prefix: str,
        email: str,
        told: dict[str, Any],
    ) -> None:
        try:
            self.send_mail(template_prefix, email, told)
        except MailNotSent:
            logger.exception("A notice about a sign-in could not be sent")
            messages.warning(
                request,
                _(
                    "It is done, but the mail that should tell you so could not be sent."
                ),
            )


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """The code from an app that someone may sign in with as well."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": WRONG_CODE,
        "cannot_generate_recovery_codes": gettext_lazy(
            "Turn on sign-in with a code from an app first."
        ),
    }


class SocialAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """The municipality's own sign-in: a way into an account there is, never to one."""

    def is_open_for_signup(
        self, request: HttpRequest, sociallogin: SocialLogin
    ) -> bool:
        return False

    def populate_user(
        self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]
    ) -> User:
        """Keep of what the provider tells only the address, and whether it is sure.

        Providers tell much more about people than we have any use for.
        """
        told = sociallogin.account.get_provider_account().get_user_data() or {}
        sociallogin.account.extra_data = {
            "email": str(told.get("email") or ""),
            "email_verified": told.get("email_verified") in (True, "true"),
        }
        user: User = super().populate_user(request, sociallogin, data)
        return user

    def can_authenticate_by_email(self, login: SocialLogin, email: str) -> bool:
        """Trust an address only where the provider says that it has checked it."""
        return bool(login.account.extra_data["email_verified"])

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Connect whom the sign-in belongs to, and refuse strangers."""
        if sociallogin.state.get("process") == AuthProcess.CONNECT:
            raise ImmediateHttpResponse(_connect_own(request, sociallogin))
        if not sociallogin.is_existing:
            raise ImmediateHttpResponse(_no_account(request, sociallogin))
        if sociallogin.account.pk is None and sociallogin.user.is_active:
            _connect(request, sociallogin, sociallogin.user)


def _connect(request: HttpRequest, sign_in: SocialLogin, user: User) -> None:
    actions.connect(sign_in=sign_in, user=user, request=request, at=now())
    get_adapter().send_notification_mail(
        "socialaccount/email/account_connected", user, {"provider": sign_in.provider}
    )


def _connect_own(request: HttpRequest, sign_in: SocialLogin) -> HttpResponse:
    """Connect a sign-in that someone who is signed in asked to connect."""
    if not isinstance(request.user, User):
        return redirect("account_login")
    name = {"name": sign_in.provider.name}
    if sign_in.is_existing and sign_in.user != request.user:
        messages.error(
            request, _("What you chose at %(name)s belongs to another account.") % name
        )
    elif sign_in.account.pk is None:
        _connect(request, sign_in, request.user)
        messages.success(request, _("You can now sign in with %(name)s.") % name)
    return redirect("accounts:mine")


def _no_account(request: HttpRequest, sign_in: SocialLogin) -> HttpResponse:
    """Lead to a page of its own: the address here works once, and holds a secret."""
    request.session["no_account"] = {
        "provider": sign_in.provider.name,
        "email": sign_in.account.extra_data["email"],
    }
    return redirect("accounts:no_account")
