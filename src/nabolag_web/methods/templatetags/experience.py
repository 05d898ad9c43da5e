"""The experience of a page, wherever a template asks for it."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import template
from django.template import Context

from nabolag_web.accounts.access import user_of
from nabolag_web.methods import access, presenters, queries
from nabolag_web.methods.places import place
from nabolag_web.programmes.access import Here

register = template.Library()
_MOST = 3


@register.inclusion_tag("methods/_experience.html", takes_context=True)
def experience(context: Context, here: Here, about: object = "") -> dict[str, Any]:
    """Show a page's experience, and lead to where more is written down.

    ``about`` is what the page is called; it stands with the note ever after.
    """
    request, slug = context["request"], here.programme.slug
    found = list(queries.notes_on(here.programme, request.path)[: _MOST + 1])
    where = place(page=request.path, about=str(about))
    return {
        "notes": presenters.note_lines(
            found[:_MOST],
            slug,
            may_change=partial(access.changes, here, user_of(request)),
        ),
        "more": len(found) > _MOST,
        "here": here,
        "write": presenters.write_address(slug, where) if here.may["write"] else "",
    }
