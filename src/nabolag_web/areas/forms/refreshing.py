"""A table that is to be fetched from its publisher again and again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nabolag_web.areas.forms.files import SentRecipe
from nabolag_web.areas.forms.loading import one_of_two
from nabolag_web.shell.fields import Form


class NewRefresh(Form):
    """Which table, and how often."""

    table = forms.ChoiceField(label=_("Which table?"), required=False)
    recipe = SentRecipe(
        label=_("or a recipe of your own"),
        help_text=_("A TOML file with a section [fetch], for another table."),
        required=False,
    )
    every_days = forms.TypedChoiceField(label=_("How often is it fetched?"), coerce=int)

    def __init__(
        self,
        *arguments: Any,
        tables: list[tuple[str, str]],
        every: Sequence[tuple[int, Any]],
        **options: Any,
    ) -> None:
        super().__init__(*arguments, **options)
        for name, choices in (
            ("table", [("", _("Choose")), *tables]),
            ("every_days", every),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells mypy
            field.choices = choices
        one_of_two(self, "table", "recipe")

    def clean(self) -> dict[str, Any]:
        """Want one of the two, and not both."""
        sent = super().clean() or {}
        if bool(sent.get("table")) == bool(sent.get("recipe")) and not self.errors:
            raise forms.ValidationError(
                _("Choose a table, or send a recipe of your own.")
            )
        return sent
