"""Who is signed in. A page that needs it loses nothing of what was typed."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, Concatenate, ParamSpec, cast
from urllib.parse import urlencode, urlsplit

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from nabolag_web.accounts.actions.drafts import discard_draft
from nabolag_web.accounts.browser import who_was_here
from nabolag_web.accounts.models import User
from nabolag_web.shell.typed import Keeping, keep_typed

Parameters = ParamSpec("Parameters")
View = Callable[Concatenate[HttpRequest, Parameters], HttpResponse]


def signed_in(view: View[Parameters]) -> View[Parameters]:
    """Let only people with an account in; others come back after signing in.

    Whoever was signed out while filling in a form finds it filled in afterwards.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return _sign_in_first(request)
        answer = view(request, *args, **kwargs)
        if request.method == "POST" and answer.status_code == HTTPStatus.FOUND:
            discard_draft(user=user_of(request), page=request.path)  # it is sent
        return answer

    return cast("View[Parameters]", guarded)


def _sign_in_first(request: HttpRequest) -> HttpResponse:
    page = _page_of(request)
    if request.method == "POST":
        kept = keep_typed(request, page=urlsplit(page).path, by=who_was_here(request))
        messages.warning(request, _told(kept))
    where = f"{reverse('account_login')}?{urlencode({'next': page})}"
    if "HX-Request" in request.headers:
        return HttpResponseClientRedirect(where)
    return HttpResponseRedirect(where)


def _page_of(request: HttpRequest) -> str:
    """Give the page that someone was on: where a form stands, not where it is sent."""
    if request.method in ("GET", "HEAD") and "HX-Request" not in request.headers:
        return request.get_full_path()
    seen = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(seen, allowed_hosts={request.get_host()}):
        return request.path
    parts = urlsplit(seen)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def _told(kept: Keeping) -> str:
    return {
        Keeping.KEPT: _(
            "You had been signed out. Sign in, and what you wrote stands there again."
        ),
        Keeping.KEPT_BUT_FILES: _(
            "You had been signed out. Sign in, and what you wrote stands there again."
            " The file has to be chosen once more."
        ),
        Keeping.TOO_LONG: _(
            "You had been signed out, and the text was too long to be kept. Go back in"
            " the browser and copy it before you sign in."
        ),
        Keeping.BY_NO_ONE_KNOWN: _(
            "You had been signed out, and what you wrote could not be kept. Go back in"
            " the browser and copy it before you sign in."
        ),
        Keeping.NOTHING_TYPED: _(
            "You had been signed out. Sign in and do it once more."
        ),
    }[kept]


def user_of(request: HttpRequest) -> User:
    """Give who is signed in, on a page that only they see."""
    return cast("User", request.user)


def administrator(view: View[Parameters]) -> View[Parameters]:
    """Let only those who run the installation in."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not user_of(request).is_administrator:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return signed_in(cast("View[Parameters]", guarded))
