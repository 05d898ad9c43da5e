"""What is stored and how long, for those who run the installation."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from nabolag_web.accounts import actions, queries
from nabolag_web.accounts.access import administrator, user_of
from nabolag_web.shell.keeping import kept_lines
from nabolag_web.shell.registry import kept


@require_safe
@administrator
def kept_things(request: HttpRequest) -> HttpResponse:
    counts = queries.due_now(at=now())
    shown = {
        "lines": kept_lines(kept()),
        "counts": counts,
        "is_due": any(counts.values()),
        "last": queries.last_tidied(),
    }
    return render(request, "accounts/kept.html", shown)


@require_POST
@administrator
def tidy(request: HttpRequest) -> HttpResponse:
    total = sum(actions.tidy_up(at=now(), by=user_of(request)).values())
    told = ngettext(
        "%(total)s thing that was due is taken out.",
        "%(total)s things that were due are taken out.",
        total,
    )
    messages.success(
        request, told % {"total": total} if total else _("Nothing is due.")
    )
    return redirect("accounts:kept")
