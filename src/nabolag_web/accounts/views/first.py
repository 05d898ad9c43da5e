"""The first account, made by whoever starts the installation."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from nabolag_web.accounts import actions, queries
from nabolag_web.accounts.forms import FirstAccount


@never_cache
def first(request: HttpRequest, token: str) -> HttpResponse:
    """Make the administrator's account, sign in, and go on to the first programme."""
    if not queries.is_first_token(token):
        return _over(request)
    form = FirstAccount(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _make(request, form.cleaned_data)
    if not queries.is_first_start():
        return _over(request)
    status = 422 if form.is_bound else 200
    return render(request, "accounts/first.html", {"form": form}, status=status)


def _make(request: HttpRequest, described: dict[str, Any]) -> HttpResponse:
    language = get_language() or settings.LANGUAGE_CODE
    try:
        user = actions.make_first_account(language=language, at=now(), **described)
    except actions.AlreadyStarted:
        return _over(request)
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect("programmes:new")


def _over(request: HttpRequest) -> HttpResponse:
    shown = {"is_first_start": queries.is_first_start()}
    return render(request, "accounts/first_over.html", shown, status=410)
