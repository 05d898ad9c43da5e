"""What is remembered of a browser: who was signed in there, and in which language.

Someone who is signed in reads pages in their own language, on any machine. Who it was
is kept in a signed cookie that ends with the browser, so that a form which comes after
the sign-in ran out can be kept for that person alone.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from nabolag_web.accounts.models import User

COOKIE = "nabolag_last"
_signer = Signer(salt="nabolag.browser")


def known_browser(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Speak to whoever is signed in in their language, and remember who it was."""

    def middleware(request: HttpRequest) -> HttpResponse:
        # Without a session's cookie no one is signed in, and nothing is looked up.
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            _speak_to(request)
        response = get_response(request)
        if request.session.accessed:
            _remember(request, response)
        return response

    return middleware


def _speak_to(request: HttpRequest) -> None:
    if isinstance(request.user, User):
        translation.activate(request.user.language)
        request.LANGUAGE_CODE = translation.get_language() or settings.LANGUAGE_CODE


def _remember(request: HttpRequest, response: HttpResponse) -> None:
    if not isinstance(request.user, User):
        return
    said = _signer.sign(str(request.user.pk))
    if request.COOKIES.get(COOKIE) != said:
        response.set_cookie(
            COOKIE,
            said,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )


def who_was_here(request: HttpRequest) -> int | None:
    """Give the number of whoever was last signed in in this browser."""
    try:
        return int(_signer.unsign(request.COOKIES.get(COOKIE, "")))
    except BadSignature:
        return None
