"""What is stored of experience."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from nabolag_web.methods.models import ExperienceNote
from nabolag_web.shell.registry import Kept, Then

KEPT = (
    Kept(
        key="experience",
        models=(ExperienceNote,),
        what=_(
            "Experience notes: three lines, the page they are about, who wrote them"
        ),
        why=_("So that the next ones can learn from what was done."),
        until=_(
            "As long as the programme stands here, or until the writer or the"
            " coordinator takes it out"
        ),
        then=Then.KEPT,
        personal=True,
    ),
)
