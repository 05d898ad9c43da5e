"""Where a page keeps what is typed in its form, and throws it away again."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nabolag_web.accounts import actions, queries
from nabolag_web.accounts.access import signed_in, user_of
from nabolag_web.shell.typed import is_not_typed

_TOO_LONG = 413


@require_POST
@signed_in
def draft(request: HttpRequest, key: str) -> HttpResponse:
    """Keep what stands in a form, and say when."""
    page, at = _page(request, key), now()
    typed = dict(request.POST.lists())
    fields = {name: typed[name] for name in typed if not is_not_typed(name)}
    try:
        actions.save_draft(user=user_of(request), page=page, fields=fields, at=at)
    except actions.DraftTooLong:
        told = _("This is too long to be kept as a draft.")
        return HttpResponse(told, status=_TOO_LONG)
    return render(request, "accounts/draft_saved.html", {"saved_at": at})


@require_POST
@signed_in
def discard(request: HttpRequest, key: str) -> HttpResponse:
    actions.discard_draft(user=user_of(request), page=_page(request, key))
    return HttpResponse(_("The draft is thrown away."))


def _page(request: HttpRequest, key: str) -> str:
    page = queries.page_of_draft(key, user_of(request))
    if page is None:
        raise Http404
    return page
