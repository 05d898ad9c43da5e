"""Allauth's pages where ours do more: mail that fails, the trail, the way to a provider."""

from __future__ import annotations

import logging
from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.account.views import PasswordResetView
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.openid_connect.views import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_safe
from requests import RequestException

from nabolag_web.accounts import actions, mail, presenters
from nabolag_web.accounts.access import user_of
from nabolag_web.accounts.mail import MailNotSent

logger = logging.getLogger(__name__)


class ForgottenPassword(PasswordResetView):  # type: ignore[misc] # allauth has no types
    """A link to a new password by mail; says so where no mail can be sent."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if mail.is_set_up():
            response: HttpResponse = super().dispatch(request, *args, **kwargs)
            return response
        logger.warning("A new password was asked for, but no mail server is set")
        return render(request, "account/password_reset.html", status=503)

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            response: HttpResponse = super().form_valid(form)
        except MailNotSent:
            logger.exception("The link to a new password could not be sent")
            shown = self.get_context_data(form=form, not_sent=True)
            response = self.render_to_response(shown, status=503)
        return response


class TurnOnSecondFactor(ActivateTOTPView):  # type: ignore[misc]
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown: dict[str, Any] = super().get_context_data(**kwargs)
        return {**shown, "secret": presenters.in_groups(shown["form"].secret)}

    def form_valid(self, form: Any) -> HttpResponse:
        return _carry_out("second_factor_on", super().form_valid, self.request, form)


class TurnOffSecondFactor(DeactivateTOTPView):  # type: ignore[misc]
    def form_valid(self, form: Any) -> HttpResponse:
        return _carry_out("second_factor_off", super().form_valid, self.request, form)


class NewRecoveryCodes(GenerateRecoveryCodesView):  # type: ignore[misc]
    def form_valid(self, form: Any) -> HttpResponse:
        return _carry_out("recovery_codes_made", super().form_valid, self.request, form)


def _carry_out(done: str, valid: Any, request: HttpRequest, form: Any) -> HttpResponse:
    response: HttpResponse = actions.carry_out(
        done, lambda: valid(form), by=user_of(request), at=now()
    )
    return response


def _connects(request: HttpRequest) -> bool:
    return bool(request.GET.get("process") == AuthProcess.CONNECT)


@reauthentication_required(  # type: ignore[untyped-decorator]
    allow_get=True, enabled=_connects, app="allauth.mfa"
)
def provider(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Send someone on to the municipality's own sign-in.

    A browser that keeps to our content security policy follows no redirect to another
    server from a form, so the way there is a page that goes on by itself.
    """
    try:
        response: HttpResponse = login(request, provider_id)
    except RequestException as error:
        logger.exception("The provider of sign-in does not answer")
        return _does_not_answer(request, provider_id, error)
    if response.status_code != 302:
        return response
    shown = {"redirect_to": response["Location"]}
    return render(request, "socialaccount/login_redirect.html", shown)


def _does_not_answer(
    request: HttpRequest, provider_id: str, error: RequestException
) -> HttpResponse:
    found = get_adapter().get_provider(request, provider_id)
    response: HttpResponse = render_authentication_error(
        request, found, exception=error
    )
    return response


@require_safe
def no_account(request: HttpRequest) -> HttpResponse:
    """Tell someone whom a provider knows that we do not."""
    shown = request.session.get("no_account")
    if shown is None:
        return redirect("account_login")
    return render(request, "accounts/no_account.html", shown, status=403)
