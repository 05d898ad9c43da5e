"""Fields that forms about places share: a line, degrees, a picture, what is covered."""

from __future__ import annotations

import math
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from nabolag_web.areas.forms.files import SentFile
from nabolag_web.knowledge.actions.pictures import (
    MOST_PIXELS,
    NotAPicture,
    Rectangle,
    TooManyPixels,
    safe_picture,
)

MOST_COVERED = 60
_WHOLE = 10_000  # a share of the picture is sent in ten thousandths


class Line(forms.CharField):
    """A line: what was written over several becomes one."""

    def __init__(self, *, rows: int = 1, **options: Any) -> None:
        if rows > 1:
            options["widget"] = forms.Textarea(attrs={"rows": rows})
        super().__init__(**options)

    def to_python(self, value: Any) -> str:
        return " ".join(str(super().to_python(value)).split())


class Degrees(forms.CharField):
    """Degrees of a place, with a point or a comma; empty where it is not told."""

    def __init__(self, *, most: float, **options: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(required=False, max_length=24, widget=widget, **options)
        self.most = most

    def clean(self, value: Any) -> float | None:
        said = str(super().clean(value)).replace(",", ".").replace("−", "-")
        if not said:
            return None
        try:
            degrees = float(said)
        except ValueError as error:
            raise ValidationError(_("Write a number, such as 59,9139.")) from error
        if not math.isfinite(degrees) or abs(degrees) > self.most:
            raise ValidationError(
                _("There is no such place: at most %(most)d degrees."),
                params={"most": self.most},
            )
        return degrees


class SentPicture(SentFile):
    """A picture, held in memory only; gives its bytes once they are seen to be one."""

    default_error_messages = {
        "too_large": _(
            "The picture is larger than the %(most)s MB that can be taken in. Choose a"
            " smaller size when you take or send it."
        ),
    }

    def __init__(self, **options: Any) -> None:
        accepts = (
            "image/jpeg,image/png,image/webp"  # a phone turns its own kinds into these
        )
        widget = forms.FileInput(attrs={"accept": accepts})
        super().__init__(required=False, widget=widget, **options)

    def clean(self, data: Any, initial: Any = None) -> Any:
        self.most = settings.LARGEST_PICTURE
        file = super().clean(data, initial)
        if file is None:
            return None
        content = bytes(file.read())
        try:
            safe_picture(content, longest=64)
        except NotAPicture as error:
            raise ValidationError(
                _("This is not a picture we can read. Choose a JPEG, PNG or WebP.")
            ) from error
        except TooManyPixels as error:
            raise ValidationError(
                _(
                    "The picture is too large: at most %(most)d million pixels. Choose a"
                    " smaller size when you take or send it."
                ),
                params={"most": MOST_PIXELS // 1_000_000},
            ) from error
        return content


class Covered(forms.CharField):
    """Rectangles to cover, as “left top right bottom; …” in ten thousandths."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False, max_length=MOST_COVERED * 30)

    def clean(self, value: Any) -> list[Rectangle]:
        said = str(super().clean(value))
        try:
            return [_rectangle(part) for part in said.split(";") if part.strip()]
        except (ValueError, OverflowError) as error:
            raise ValidationError(
                _("What you covered could not be read. Draw it once more.")
            ) from error


def _rectangle(part: str) -> Rectangle:
    left, top, right, bottom = (int(number) / _WHOLE for number in part.split())
    return Rectangle(left=left, top=top, right=right, bottom=bottom)
