"""Who may use what as evidence. Staff's own words are for those who read them."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from nabolag_web.knowledge.models import Source, StaffAnswer
from nabolag_web.knowledge.queries import sources
from nabolag_web.programmes.access import Here, here


def reads_words(where: Here) -> bool:
    """Tell whether someone reads what staff tell, in their own words."""
    return where.may["load"]


def source_here(request: HttpRequest, slug: str, key: str) -> tuple[Here, Source]:
    """Give the source that a key names to whoever may use it, or refuse."""
    where = here(request, slug, to="write")
    source = sources.named(where.programme, key)
    if source is None or (isinstance(source, StaffAnswer) and not reads_words(where)):
        raise Http404
    return where, source
