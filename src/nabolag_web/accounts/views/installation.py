"""The installation, for those who run it: accounts, the trail, public statements."""

from __future__ import annotations

from collections.abc import Callable

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from nabolag_web.accounts import actions, forms, mail, presenters, queries
from nabolag_web.accounts.access import administrator, user_of
from nabolag_web.accounts.models import User
from nabolag_web.accounts.views.mine import last_administrator
from nabolag_web.shell.typed import typed

_LINES = 50


@require_safe
@administrator
def installation(request: HttpRequest) -> HttpResponse:
    page = Paginator(queries.accounts(), _LINES).get_page(request.GET.get("page"))
    shown = {"page": page, "operator": queries.operator()}
    return render(request, "accounts/installation.html", shown)


@require_safe
@administrator
def trail(request: HttpRequest) -> HttpResponse:
    page = Paginator(queries.trail(), _LINES).get_page(request.GET.get("page"))
    lines = list(presenters.trail_lines(list(page.object_list)))
    return render(request, "accounts/trail.html", {"page": page, "lines": lines})


@require_safe
@administrator
def account(request: HttpRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(queries.accounts(), pk=pk)
    shown = {
        "person": person,
        "has_second_factor": queries.has_second_factor(person),
        "has_mail": mail.is_set_up(),
    }
    return render(request, "accounts/account.html", shown)


# What gives someone power over the installation, or over an account, asks who it is once
# more: a browser that was left open must not be enough.
_is_it_you = reauthentication_required(app="allauth.mfa")


def _changes(action: Callable[..., None]) -> Callable[..., HttpResponse]:
    """Make the view that does one thing with an account."""

    @require_POST
    @administrator
    @_is_it_you  # type: ignore[untyped-decorator]
    def change(request: HttpRequest, pk: int) -> HttpResponse:
        person = get_object_or_404(queries.accounts(), pk=pk)
        try:
            action(user=person, by=user_of(request), at=now())
        except actions.LastAdministrator:
            messages.error(request, last_administrator())
        return redirect("accounts:account", pk)

    return change


close = _changes(actions.close_account)
open_again = _changes(actions.open_account)
make_administrator = _changes(actions.make_administrator)
unmake_administrator = _changes(actions.unmake_administrator)


@require_POST
@administrator
@_is_it_you  # type: ignore[untyped-decorator]
def take_second_factor(request: HttpRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(queries.accounts(), pk=pk)
    actions.take_second_factor(user=person, by=user_of(request), at=now())
    get_adapter().send_notification_mail("mfa/email/totp_deactivated", person)
    return redirect("accounts:account", pk)


@require_POST
@never_cache
@administrator
@_is_it_you  # type: ignore[untyped-decorator]
def new_password(request: HttpRequest, pk: int) -> HttpResponse:
    """Show, once, a link that lets someone who gets no mail choose a new password."""
    person: User = get_object_or_404(queries.accounts().filter(is_active=True), pk=pk)
    if mail.is_set_up():
        messages.error(request, _("Mail is set up: the person can ask for a link."))
        return redirect("accounts:account", pk)
    key = actions.offer_new_password(user=person, by=user_of(request), at=now())
    link = get_adapter().get_reset_password_from_key_url(key)
    return render(
        request, "accounts/new_password.html", {"person": person, "link": link}
    )


@administrator
def describe_operator(request: HttpRequest) -> HttpResponse:
    return _about_operator(
        request, forms.DescribedOperator, "accounts/describe_operator.html"
    )


@administrator
def describe_accessibility(request: HttpRequest) -> HttpResponse:
    return _about_operator(
        request, forms.Accessibility, "accounts/describe_accessibility.html"
    )


def _about_operator(
    request: HttpRequest,
    kind: type[forms.DescribedOperator | forms.Accessibility],
    template: str,
) -> HttpResponse:
    form = kind.of(queries.operator(), typed(request))
    if request.method == "POST" and form.is_valid():
        actions.describe_operator(by=user_of(request), at=now(), **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("accounts:installation")
    status = 422 if request.method == "POST" else 200
    return render(request, template, {"form": form}, status=status)
