"""The trail: who did what, and when, written with the thing itself."""

from __future__ import annotations

from datetime import datetime

from nabolag_web.accounts.models import User
from nabolag_web.programmes.models import Programme, ProgrammeTrace


def note(
    programme: Programme,
    done: str,
    *,
    by: User | None,
    at: datetime,
    subject: object = "",
    **details: object,
) -> None:
    """Write in a programme's trail what was done; call it in the same transaction.

    Whom it was done with is told by ``person``, a number, and never by a name or an
    address, so that it leads nowhere when that account is deleted.
    """
    ProgrammeTrace.objects.create(
        programme=programme,
        done=done,
        by=by,
        at=at,
        subject=str(subject)[:200],
        details=details,
    )
