"""Fields that knowledge's forms share: a day, a time of day, a longer text."""

from __future__ import annotations

from typing import Any

from django import forms

_DAY, _WRITTEN = "%Y-%m-%d", "%d.%m.%Y"


class Day(forms.DateField):
    """A day: chosen where the browser has a calendar, or written as 24.12.2026."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format=_DAY)
        super().__init__(widget=widget, input_formats=[_DAY, _WRITTEN], **options)


class TimeOfDay(forms.TimeField):
    """A time of day, as 14:30 or 14.30."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
        formats = ["%H:%M", "%H.%M", "%H:%M:%S"]
        super().__init__(widget=widget, input_formats=formats, **options)


class Text(forms.CharField):
    """Text over several lines, its line ends alike whichever browser sent it."""

    def __init__(self, *, rows: int = 3, **options: Any) -> None:
        widget = forms.Textarea(attrs={"rows": rows})
        super().__init__(widget=widget, **options)

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n")
