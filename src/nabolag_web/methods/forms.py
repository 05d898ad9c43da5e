"""What people may send in about experience: three lines."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nabolag_web.shell.fields import Form


class Line(forms.CharField):
    """A line of a note: what was written over several lines becomes one."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            max_length=400, widget=forms.Textarea(attrs={"rows": 2}), **options
        )

    def to_python(self, value: Any) -> str:
        return " ".join(str(super().to_python(value)).split())


class Lines(Form):
    """The three lines of a note."""

    did = Line(
        label=_("What did we do?"),
        help_text=_(
            "Such as “Moved the homework help from the school to the library”."
        ),
    )
    happened = Line(
        label=_("What happened?"), help_text=_("What we saw, expected or not.")
    )
    again = Line(
        label=_("What would we do again?"),
        help_text=_("And what we would do otherwise."),
    )


class NewLines(Lines):
    """A new note, with the page it was begun from."""

    page = forms.CharField(required=False, widget=forms.HiddenInput)
