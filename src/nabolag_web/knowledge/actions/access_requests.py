"""That a request for access to documents was answered, for the trail."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from nabolag_web.accounts.models import User
from nabolag_web.programmes import actions as programmes
from nabolag_web.programmes.models import Programme


@transaction.atomic
def tell_answered(*, programme: Programme, by: User, at: datetime) -> None:
    """Write in the trail that documents were taken out to answer a request."""
    programmes.note(programme, "access_answered", by=by, at=at)
