"""What someone is told whose page was overtaken: by approval, or by a case gone."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from nabolag_web.knowledge.actions.locks import MinutesLocked, TakenOffMeanwhile

View = Callable[..., HttpResponse]


def told_when_locked(view: View) -> View:
    """Lead whoever comes too late to the minutes, or to the agenda as it is now."""

    @wraps(view)
    def guarded(
        request: HttpRequest, slug: str, pk: int, *rest: Any, **named: Any
    ) -> HttpResponse:
        try:
            return view(request, slug, pk, *rest, **named)
        except MinutesLocked:
            messages.error(
                request,
                _("The minutes were approved a moment ago, so nothing is changed."),
            )
            return redirect("knowledge:minutes", slug, pk)
        except TakenOffMeanwhile:
            messages.error(
                request,
                _("The case was taken off the agenda meanwhile."),
            )
            return redirect("knowledge:meeting", slug, pk)

    return cast("View", guarded)
