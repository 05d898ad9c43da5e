"""What people may send in about an area's picture."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from nabolag_web.knowledge.forms.findings import Sentence, offer
from nabolag_web.knowledge.models import Meeting
from nabolag_web.shell.fields import Form


class Reading(Form):
    """In which meeting residents read the picture, and what they said to it."""

    meeting = forms.ChoiceField(label=_("In which meeting?"))
    said = Sentence(
        label=_("What did they say to it?"),
        help_text=_("In words that all may read. No names."),
        max_length=600,
        required=False,
    )

    def __init__(
        self, *arguments: Any, meetings: Iterable[Meeting], **options: Any
    ) -> None:
        super().__init__(*arguments, **options)
        self.meetings = {str(each.pk): each for each in meetings}
        named = (
            (pk, f"{each.forum.name}, {date_format(each.on)}")
            for pk, each in self.meetings.items()
        )
        offer(self, "meeting", [("", _("Choose")), *named])

    def clean_meeting(self) -> Meeting:
        return self.meetings[self.cleaned_data["meeting"]]


class TakingBack(Form):
    """Why a published picture is taken back."""

    reason = Sentence(label=_("Why is it taken back?"), max_length=300)
