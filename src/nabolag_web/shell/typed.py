"""What someone typed, kept through a sign-in that ran out while they typed it."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from django.http import QueryDict

if TYPE_CHECKING:
    from django.http import HttpRequest

_KEY = "typed"
_MOST = 200_000
"""Characters that are kept, at most: a long text, not a table of figures."""


class Keeping(Enum):
    """What became of a form that came without a sign-in."""

    KEPT = auto()
    KEPT_BUT_FILES = auto()
    TOO_LONG = auto()
    BY_NO_ONE_KNOWN = auto()
    NOTHING_TYPED = auto()


def keep_typed(request: HttpRequest, *, page: str, by: int | None) -> Keeping:
    """Keep a form for whoever was signed in when it was filled in, and no one else.

    ``page`` is where the form stands. Only someone who was signed in in this browser
    has anything kept, so that strangers cannot fill our store. Files and passwords are
    never kept, and neither is more than a long text.
    """
    fields = request.POST.copy()
    for name in [name for name in fields if is_not_typed(name)]:
        del fields[name]
    content = fields.urlencode()
    if not content:
        return Keeping.NOTHING_TYPED
    if by is None:
        return Keeping.BY_NO_ONE_KNOWN
    if len(content) > _MOST:
        return Keeping.TOO_LONG
    request.session[_KEY] = {"page": page, "by": by, "fields": content}
    return Keeping.KEPT_BUT_FILES if request.FILES else Keeping.KEPT


def is_not_typed(name: str) -> bool:
    """Tell whether a field holds what is never kept: a password, or a form's own mark."""
    return name == "csrfmiddlewaretoken" or "password" in name


def typed(request: HttpRequest) -> QueryDict | None:
    """Give what a page's form is to be filled with, or nothing for an empty one.

    What was just sent comes first, then what was kept from before a sign-in, if the
    same person is back. What someone else typed is thrown away unseen.
    """
    if request.method == "POST":
        return request.POST
    kept = request.session.get(_KEY)
    if kept and kept["by"] != request.user.pk:
        del request.session[_KEY]
        return None
    if not kept or kept["page"] != request.path:
        return None
    del request.session[_KEY]
    return QueryDict(kept["fields"])
