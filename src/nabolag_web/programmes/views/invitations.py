"""Inviting someone, and coming in by the link they were sent."""

from __future__ import annotations

import logging
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from nabolag_web.accounts import queries as accounts
from nabolag_web.accounts.access import signed_in, user_of
from nabolag_web.accounts.forms import NewAccount
from nabolag_web.accounts.mail import MailNotSent
from nabolag_web.programmes import access, actions, forms, presenters, queries
from nabolag_web.programmes.models import Invitation
from nabolag_web.shell.answers import form_page
from nabolag_web.shell.typed import typed

logger = logging.getLogger(__name__)


@never_cache  # the answer may hold the link
@signed_in
def invite(request: HttpRequest, slug: str) -> HttpResponse:
    here = access.here(request, slug, to="lead")
    form = forms.NewInvitation(
        typed(request),
        names=queries.role_names(here.programme),
        programme=here.programme,
    )
    if request.method == "POST" and form.is_valid():
        invitation, token = actions.invite(
            programme=here.programme, by=user_of(request), at=now(), **form.cleaned_data
        )
        return _invited(request, here, invitation, token)
    return form_page(request, "programmes/invite.html", form, here=here)


def _invited(
    request: HttpRequest, here: access.Here, invitation: Invitation, token: str
) -> HttpResponse:
    """Send the link, and show it where mail does not get through."""
    link = request.build_absolute_uri(reverse("programmes:accept", args=[token]))
    try:
        actions.mail_invitation(invitation=invitation, link=link)
        sent = True
    except MailNotSent:
        logger.exception("An invitation could not be mailed")
        sent = False
    shown = {"here": here, "invitation": invitation, "link": link, "sent": sent}
    return render(request, "programmes/invited.html", shown)


@require_POST
@signed_in
def withdraw(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    here = access.here(request, slug, to="lead")
    invitation = get_object_or_404(
        queries.open_invitations(here.programme, at=now()), pk=pk
    )
    actions.withdraw_invitation(invitation=invitation, by=user_of(request), at=now())
    messages.success(
        request,
        _("The invitation to %(email)s no longer works.") % {"email": invitation.email},
    )
    return redirect("programmes:people", slug)


@never_cache
def accept(request: HttpRequest, token: str) -> HttpResponse:
    invitation = queries.invitation(token, at=now())
    if invitation is None:
        return _over(request)
    try:
        if request.user.is_authenticated:
            return _accept(request, invitation)
        return _accept_as_newcomer(request, invitation)
    except actions.InvitationOver:
        return _over(request)


def _over(request: HttpRequest) -> HttpResponse:
    return render(request, "programmes/invitation_over.html", status=410)


def _accept(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    user = user_of(request)
    if request.method == "POST":
        actions.accept_invitation(invitation=invitation, by=user, at=now())
        return _welcome(request, invitation)
    shown = {
        "invitation": invitation,
        "offered": presenters.offered(invitation),
        "to_another": invitation.email.lower() != user.email,
    }
    return render(request, "programmes/accept.html", shown)


def _accept_as_newcomer(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Make an account for the address that was invited, or ask its owner to sign in."""
    if accounts.account(invitation.email) is not None:
        where = urlencode({"next": request.path})
        return redirect(f"{reverse('account_login')}?{where}")
    form = NewAccount(typed(request))
    if request.method == "POST" and form.is_valid():
        user = actions.accept_as_newcomer(
            invitation=invitation,
            language=get_language() or settings.LANGUAGE_CODE,
            at=now(),
            **form.cleaned_data,
        )
        login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
        return _welcome(request, invitation)
    return form_page(
        request,
        "programmes/accept_as_newcomer.html",
        form,
        invitation=invitation,
        offered=presenters.offered(invitation),
    )


def _welcome(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    said = _("You are in. Welcome to %(programme)s.")
    messages.success(request, said % {"programme": invitation.programme})
    return redirect("overview:overview", invitation.programme.slug)
