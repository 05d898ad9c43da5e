"""Loading figures: a file or pasted cells, and what a small table does not say itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nabolag_web.areas.forms.files import SentFile, SentRecipe
from nabolag_web.areas.models import Holds
from nabolag_web.shell.fields import Form, dress


def one_of_two(form: Form, *names: str) -> None:
    """Let neither of two fields say that it is optional, since one of them is needed."""
    for name in names:
        form.fields[name].says_optional = False  # type: ignore[attr-defined] # as in dress


class NewFigures(Form):
    """A file, or cells pasted straight from a spreadsheet."""

    pasted = forms.CharField(
        label=_("Paste from Excel"),
        help_text=_(
            "Mark the cells with their headings, copy, and paste here. One row for each"
            " area; a row for the whole city makes it possible to compare."
        ),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"class": "ds-input nl-paste", "rows": 10}),
    )
    file = SentFile(
        label=_("or choose a file"),
        help_text=_(
            "Excel, CSV, PX or JSON-stat, as the statistics bank gives it out."
        ),
        required=False,
    )
    source = forms.CharField(
        label=_("Where are the figures from?"),
        help_text=_("Stands below the figures where the table does not say it itself."),
        max_length=300,
        required=False,
    )
    holds = forms.ChoiceField(
        label=_("What is in the file?"),
        choices=[
            (Holds.FIGURES, _("Figures for areas")),
            (Holds.MOVES, _("Who stayed, came and went")),
            (Holds.DIMENSIONS, _("Which indicators count for which dimension")),
        ],
        initial=Holds.FIGURES,
        required=False,
    )
    recipe = SentRecipe(
        label=_("A recipe of your own"),
        help_text=_("A TOML file that tells what the columns of the table mean."),
        required=False,
    )

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        one_of_two(self, "pasted", "file")

    def clean(self) -> dict[str, Any]:
        """Want one of the two, and not both."""
        sent = super().clean() or {}
        pasted, file = (sent.get("pasted") or "").strip(), sent.get("file")
        if not pasted and file is None and not self.errors:
            raise forms.ValidationError(_("Paste some cells, or choose a file."))
        if pasted and file is not None:
            raise forms.ValidationError(
                _("There are both pasted cells and a file. Send one at a time.")
            )
        if pasted and sent.get("holds") not in ("", None, Holds.FIGURES):
            self.add_error("holds", _("Only figures can be pasted. Choose a file."))
        return sent


class FirstFigures(NewFigures):
    """The first figures, which also tell which city the areas lie in."""

    city = forms.CharField(
        label=_("Which city or municipality are the areas held against?"),
        max_length=120,
    )
    field_order = ("city", "pasted", "file", "source", "recipe")

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        del self.fields["holds"]


UNITS = (
    ("percent", _("Percent")),
    ("number", _("Number")),
    ("kr", _("Kroner")),
    ("per 1000", _("Per 1,000")),
    ("share", _("Share (0–1)")),
)


class Missing(Form):
    """What a small table does not say itself: at most three answers."""

    def __init__(
        self, *arguments: Any, asks: Mapping[str, str | None], **options: Any
    ) -> None:
        super().__init__(*arguments, **options)
        self.fields.update({n: f for n, f in _missing(asks).items() if n in asks})
        dress(self)


def _missing(asks: Mapping[str, str | None]) -> dict[str, forms.Field]:
    return {
        "measured": forms.CharField(
            label=_("What is measured?"),
            help_text=_("Such as “Overcrowded households”."),
            max_length=120,
            initial=asks.get("measured"),
        ),
        "period": forms.CharField(
            label=_("Which year are the figures from?"),
            max_length=20,
            initial=asks.get("period"),
        ),
        "unit": forms.ChoiceField(
            label=_("What are the numbers?"),
            choices=UNITS,
            initial=asks.get("unit"),
        ),
    }
