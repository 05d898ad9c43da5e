"""Meeting papers and minutes as files to take along."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nabolag.reports.papers.meeting_minutes import minutes_document
from nabolag.reports.papers.meeting_papers import paper_document
from nabolag_web.accounts.access import signed_in
from nabolag_web.knowledge.access import forums as access
from nabolag_web.knowledge.presenters.documents import (
    KINDS,
    kept,
    language,
    made,
    name_of,
    sent,
)
from nabolag_web.knowledge.queries.minutes import file_of, minutes_of
from nabolag_web.knowledge.queries.papers import minutes_value, paper_of
from nabolag_web.knowledge.words import role_words


@require_safe
@signed_in
def papers(request: HttpRequest, slug: str, pk: int, kind: str) -> HttpResponse:
    """Give the papers of a meeting: its agenda, and one sheet for each case."""
    at = access.at_meeting(request, slug, pk, to="read")
    if kind not in KINDS:
        raise Http404
    value = paper_of(at.meeting, language=language(), at=now())
    document = paper_document(value, language=language())
    return sent(made(document, name=name_of(at.meeting, _("papers")), kind=kind))


@require_safe
@signed_in
def minutes(request: HttpRequest, slug: str, pk: int, kind: str) -> HttpResponse:
    """Give the minutes; as PDF the very file that was locked, where they are approved."""
    at = access.at_meeting(request, slug, pk, to="minutes")
    if kind not in KINDS:
        raise Http404
    found, name = minutes_of(at.meeting), name_of(at.meeting, _("minutes"))
    if kind == "pdf" and found and found.file:
        content = file_of(found)
        if content is None:
            raise Http404
        return sent(kept(content, name=name, kind=kind))
    value = minutes_value(at.meeting, found, role=role_words, at=now())
    document = minutes_document(value, language=language())
    return sent(made(document, name=name, kind=kind))
