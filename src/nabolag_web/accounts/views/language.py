"""The switch of language, which is remembered."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

from nabolag_web.accounts import actions
from nabolag_web.accounts.models import User


# Choosing a language changes nothing but the words, so it needs no token, and a visitor
# who does not choose gets no cookie. Another site's form comes without the sign-in.
@csrf_exempt
def language(request: HttpRequest) -> HttpResponse:
    """Remember the language in the browser, and for whoever is signed in too."""
    chosen = request.POST.get("language", "")
    user = request.user
    known = chosen in dict(settings.LANGUAGES)
    if known and isinstance(user, User) and user.language != chosen:
        actions.choose_language(user=user, language=chosen, at=now())
    return set_language(request)
