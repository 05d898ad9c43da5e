"""Pages for errors, the gallery of what pages are made of, and the figures' rules."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from nabolag_web.shell import gallery as parts
from nabolag_web.shell.files import FIGURES


@require_safe
@cache_control(public=True, max_age=settings.WHITENOISE_MAX_AGE)
def figures_css(request: HttpRequest) -> HttpResponse:
    return HttpResponse(FIGURES, content_type="text/css; charset=utf-8")


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    return render(request, "shell/gallery.html", parts.shown())


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "shell/bad_request.html", status=400)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "shell/not_found.html", status=404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "shell/forbidden.html", status=403)


def not_sent(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "shell/not_sent.html", status=403)


def failed(request: HttpRequest) -> HttpResponse:
    return render(request, "shell/failed.html", status=500)
