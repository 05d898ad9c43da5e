"""Files that are sent in: one or several, never empty and never larger than is read."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from nabolag.errors import BadInput, WrongUsage
from nabolag_web.areas.queries.reading import recipe_in

_MB = 1_000_000


class SentFile(forms.FileField):
    """A file that is not empty, and no larger than is read at all."""

    default_error_messages = {
        "empty": _("The file is empty. See that it was saved, and choose it again."),
        "too_large": _(
            "The file is %(size)s MB. At most %(most)s MB can be taken in here."
            " Ask its publisher for fewer areas, years or columns at a time."
        ),
    }

    def __init__(
        self, *arguments: Any, most: int | None = None, **options: Any
    ) -> None:
        super().__init__(*arguments, **options)
        self.most = most

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Refuse a file that is too large."""
        most: int = settings.LARGEST_FILE if self.most is None else self.most
        file: UploadedFile[bytes] | None = super().clean(data, initial)
        if file is not None and (file.size or 0) > most:
            raise forms.ValidationError(
                self.error_messages["too_large"],
                code="too_large",
                params={"size": (file.size or 0) // _MB, "most": most // _MB},
            )
        return file


class _Several(forms.ClearableFileInput):
    allow_multiple_selected = True


class SentFiles(SentFile):
    """Several files that belong together."""

    widget = _Several

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[bytes]]:
        """Check each of them."""
        if not data:
            return [super().clean(None, initial)]  # says that it is required
        return [super(SentFiles, self).clean(file, initial) for file in data]


class SentRecipe(SentFile):
    """A recipe of someone's own; gives its text once it is found to be one."""

    def __init__(self, **options: Any) -> None:
        super().__init__(most=200_000, **options)

    def clean(self, data: Any, initial: Any = None) -> str:
        """Read the recipe, and say with its line what is wrong with it."""
        file = super().clean(data, initial)
        if file is None:
            return ""
        try:
            text = bytes(file.read()).decode("utf-8-sig")
            recipe_in(text)
        except UnicodeDecodeError as error:
            raise forms.ValidationError(
                _("The recipe cannot be read. Save it as text in UTF-8.")
            ) from error
        except (BadInput, WrongUsage) as error:
            raise forms.ValidationError(
                _("The recipe cannot be used as it is: %(details)s"),
                params={"details": error},
            ) from error
        return text
