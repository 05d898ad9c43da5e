"""Keeping what someone types, until they send it or throw it away.

Nothing of it is written in the trail: it is no one else's, and saved all the time.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from nabolag_web.accounts.models import Draft, User

LONGEST = 200_000
"""Characters that are kept, at most: a long text, not a table of figures."""


class DraftTooLong(Exception):
    """More was typed than is kept."""


@transaction.atomic
def save_draft(
    *, user: User, page: str, fields: Mapping[str, Sequence[str]], at: datetime
) -> Draft:
    """Keep what stands in a page's form, in place of what was kept of it before.

    Raises :class:`DraftTooLong`; then what was kept before stays.
    """
    if len(json.dumps(fields, ensure_ascii=False)) > LONGEST:
        raise DraftTooLong
    now = {"fields": fields, "saved_at": at}
    draft, _first = Draft.objects.update_or_create(user=user, page=page, defaults=now)
    return draft


@transaction.atomic
def discard_draft(*, user: User, page: str) -> None:
    """Keep no longer what was typed in a page's form: it is sent, or thrown away."""
    user.drafts.filter(page=page).delete()
