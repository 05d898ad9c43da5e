"""Cities, how they are divided, and the areas a programme is about."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nabolag_web.areas.forms.files import SentFiles
from nabolag_web.shell.fields import Form


class NewCity(Form):
    """All it takes to begin with a city."""

    name = forms.CharField(
        label=_("Which city or municipality are the areas held against?"),
        max_length=120,
    )


class NewDivision(Form):
    """The files that say how a city is divided."""

    parts = SentFiles(
        label=_("Files that belong together"),
        help_text=_(
            "A list of areas with code and name (Excel or CSV). Beside it, if you have"
            " them: boundaries (GeoJSON, GeoPackage or Shapefile), a tile map, and where"
            " the areas of before lie now."
        ),
    )


class Focus(Form):
    """Which areas the programme is about."""

    areas = forms.MultipleChoiceField(
        label=_("Areas"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one area.")},
    )

    def __init__(
        self, *arguments: Any, choices: list[tuple[str, str]], **options: Any
    ) -> None:
        super().__init__(*arguments, **options)
        field = self.fields["areas"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - tells mypy
        field.choices = choices
