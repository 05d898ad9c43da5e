"""What pages answer with, where all rooms do it alike."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control

for_anyone = cache_control(private=True, no_cache=True)
"""Marks a page that anyone may read and find. It is asked for each time, since a
programme can close it, and speaks the reader's own language."""


def only_for_whoever_asked(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Have no one else keep or list an answer that does not say itself who it is for."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if "Cache-Control" not in response:
            response["Cache-Control"] = "private, no-cache"
            response["X-Robots-Tag"] = "noindex"
        return response

    return middleware


def form_page(
    request: HttpRequest, template: str, form: object, **context: object
) -> HttpResponse:
    """Show a form; one that was sent and refused keeps what was typed, and says so."""
    status = 422 if request.method == "POST" else 200
    return render(request, template, {"form": form, **context}, status=status)
