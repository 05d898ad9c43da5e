"""Who may see and change what of knowledge: whatever the programme's rules say."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from nabolag_web.knowledge.models import Evidence, Finding, Question
from nabolag_web.knowledge.queries import findings
from nabolag_web.programmes.access import Here, here


def finding_here(
    request: HttpRequest, slug: str, number: int, *, to: str
) -> tuple[Here, Finding]:
    """Give a finding of a programme to whoever may, or refuse."""
    where = here(request, slug, to=to)
    return where, get_object_or_404(findings.numbered(where.programme, number))


def piece_here(
    request: HttpRequest, slug: str, number: int, pk: int
) -> tuple[Here, Evidence]:
    """Give a piece of evidence that counts now to whoever may change it, or refuse."""
    where, finding = finding_here(request, slug, number, to="write")
    return where, get_object_or_404(finding.evidence.filter(ended_at=None), pk=pk)


def question_here(
    request: HttpRequest, slug: str, number: int, pk: int
) -> tuple[Here, Question]:
    """Give a question about a finding to whoever may answer it, or refuse."""
    where, finding = finding_here(request, slug, number, to="write")
    return where, get_object_or_404(finding.questions, pk=pk)
