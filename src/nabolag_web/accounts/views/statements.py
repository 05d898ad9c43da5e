"""What the installation says of itself to everyone."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nabolag_web.accounts import presenters, queries
from nabolag_web.shell.answers import for_anyone
from nabolag_web.shell.keeping import kept_lines
from nabolag_web.shell.registry import kept


@require_safe
@for_anyone
def privacy(request: HttpRequest) -> HttpResponse:
    shown = {
        "operator": queries.operator(),
        "stored": kept_lines(thing for thing in kept() if thing.personal),
        "cookies": presenters.cookies(),
    }
    return render(request, "accounts/privacy.html", shown)


@require_safe
@for_anyone
def accessibility(request: HttpRequest) -> HttpResponse:
    shown = {"operator": queries.operator()}
    return render(request, "accounts/accessibility.html", shown)
