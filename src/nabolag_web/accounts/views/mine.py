"""One's own account: what is known of one, how one signs in, a copy, and the end."""

from __future__ import annotations

import logging

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.socialaccount.adapter import get_adapter as get_social_adapter
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from nabolag_web.accounts import actions, forms, mail, presenters, queries
from nabolag_web.accounts.access import signed_in, user_of
from nabolag_web.accounts.mail import MailNotSent
from nabolag_web.accounts.models import User
from nabolag_web.shell.answers import form_page
from nabolag_web.shell.typed import typed

logger = logging.getLogger(__name__)


@require_safe
@never_cache
@signed_in
def mine(request: HttpRequest) -> HttpResponse:
    user = user_of(request)
    shown = {
        "has_second_factor": queries.has_second_factor(user),
        "providers": get_social_adapter().list_providers(request),
        "connected": queries.connected(user).first(),
    }
    return render(request, "accounts/mine.html", shown)


@signed_in
def describe(request: HttpRequest) -> HttpResponse:
    user = user_of(request)
    now_said = {"name": user.name, "language": user.language}
    form = forms.DescribedAccount(typed(request), initial=now_said)
    if request.method == "POST" and form.is_valid():
        actions.describe_account(user=user, at=now(), **form.cleaned_data)
        return redirect("accounts:mine")
    return form_page(request, "accounts/describe.html", form)


@signed_in
def change_address(request: HttpRequest) -> HttpResponse:
    """Send a link to the new address; only whoever reads mail there can use it."""
    if not mail.is_set_up():
        return render(request, "accounts/change_address.html", status=503)
    user = user_of(request)
    form = forms.NewAddress(typed(request), user=user)
    if request.method != "POST" or not form.is_valid():
        return form_page(request, "accounts/change_address.html", form)
    email: str = form.cleaned_data["email"]
    try:
        _send_to_new_address(request, user, email)
    except MailNotSent:
        logger.exception("The link to a new address could not be sent")
        shown = {"form": form, "not_sent": True}
        return render(request, "accounts/change_address.html", shown, status=503)
    return render(request, "accounts/address_sent.html", {"email": email})


def _send_to_new_address(request: HttpRequest, user: User, email: str) -> None:
    path = reverse(
        "accounts:confirm_address", args=[queries.address_token(user, email)]
    )
    told = {"user": user, "link": request.build_absolute_uri(path)}
    get_adapter().send_mail("accounts/email/new_address", email, told)


@signed_in
def confirm_address(request: HttpRequest, token: str) -> HttpResponse:
    user = user_of(request)
    email = queries.asked_address(token, user)
    if email is None:
        return render(request, "accounts/address_over.html", status=410)
    if request.method != "POST":
        return render(request, "accounts/confirm_address.html", {"email": email})
    old = user.email
    try:
        actions.change_address(user=user, email=email, at=now())
    except actions.AddressTaken:
        return render(request, "accounts/address_over.html", status=410)
    get_adapter().send_notification_mail(
        "accounts/email/address_changed", user, email=old
    )
    messages.success(
        request, _("You sign in with %(email)s from now on.") % {"email": email}
    )
    return redirect("accounts:mine")


@require_POST
@signed_in
@reauthentication_required(app="allauth.mfa")  # type: ignore[untyped-decorator]
def disconnect(request: HttpRequest, pk: int) -> HttpResponse:
    user = user_of(request)
    connected = get_object_or_404(queries.connected(user), pk=pk)
    name = {"provider": connected.get_provider()}
    actions.disconnect(connected=connected, by=user, at=now())
    get_adapter().send_notification_mail(
        "socialaccount/email/account_disconnected", user, name
    )
    return redirect("accounts:mine")


@require_POST
@signed_in
def copy(request: HttpRequest) -> HttpResponse:
    """Give all that is stored about whoever asks, as a file."""
    user = user_of(request)
    actions.data_copied(user=user, at=now())
    answer = JsonResponse(
        presenters.copy_of(user, at=now()),
        json_dumps_params={"ensure_ascii": False, "indent": 2},
    )
    name = f"nabolag-{localdate():%Y-%m-%d}.json"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer


@signed_in
def delete(request: HttpRequest) -> HttpResponse:
    user = user_of(request)
    form = forms.DeletedAccount(
        request.POST if request.method == "POST" else None, user=user
    )
    if request.method != "POST" or not form.is_valid():
        return form_page(request, "accounts/delete.html", form)
    try:
        actions.delete_account(user=user, at=now())
    except actions.StillNeeded as needed:
        for sentence in needed.sentences:
            form.add_error(None, sentence)
    except actions.LastAdministrator:
        form.add_error(None, last_administrator())
    else:
        logout(request)
        return render(request, "accounts/deleted.html")
    return form_page(request, "accounts/delete.html", form)


def last_administrator() -> str:
    return _("The installation needs an administrator. Make someone else one first.")
