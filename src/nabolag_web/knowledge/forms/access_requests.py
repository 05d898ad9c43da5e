"""Which documents someone asks for access to."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nabolag_web.knowledge.queries.access_requests import Period
from nabolag_web.shell.fields import Form


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class Requested(Form):
    """The period that is asked about, and words of the title."""

    first = forms.DateField(label=_("From"), widget=_day())
    last = forms.DateField(label=_("To, that day as well"), widget=_day())
    words = forms.CharField(
        label=_("Words in the title or the forum's name"),
        max_length=100,
        required=False,
    )
    everything = forms.BooleanField(
        label=_(
            "Also what is exempt and what is a working document, for whoever decides"
            " what is given out"
        ),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first, last = given.get("first"), given.get("last")
        if first and last and last < first:
            self.add_error("last", _("It is before the first day. Choose a later day."))
        return given

    def period(self) -> Period:
        """Give what is asked for, as the queries take it."""
        given = self.cleaned_data
        return Period(first=given["first"], last=given["last"], words=given["words"])
