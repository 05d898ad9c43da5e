"""What roles are called, which pages, forms and the frame all say."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy

from nabolag_web.programmes.models import Role

ROLES = {
    Role.COORDINATOR: gettext_lazy("Coordinator"),
    Role.ANALYST: gettext_lazy("Analyst"),
    Role.STAFF: gettext_lazy("Front-line staff"),
    Role.BOARD: gettext_lazy("Board member"),
    Role.PARTNER: gettext_lazy("Partner"),
    Role.READER: gettext_lazy("Reader"),
}


def role_word(role: str, own: Mapping[str, str]) -> str:
    """Give what a role is called here."""
    return own.get(role) or str(ROLES[Role(role)])
