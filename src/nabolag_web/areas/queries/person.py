"""What the room has stored about a person: the files they have loaded."""

from __future__ import annotations

from typing import Any

from nabolag_web.accounts.models import User
from nabolag_web.areas.models import Import


def about_person(user: User) -> dict[str, Any]:
    """Give the files with figures that someone has loaded, for their copy."""
    begun = Import.objects.filter(begun_by=user).select_related("city")
    return {
        "files_loaded": [
            {
                "city": each.city.name,
                "file": each.file_name,
                "stage": each.stage,
                "begun_at": each.begun_at.isoformat(),
            }
            for each in begun
        ]
    }
