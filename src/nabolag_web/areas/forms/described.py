"""What an indicator is, how it counts, and which of them anyone may see."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nabolag_web.areas.models import Indicator
from nabolag_web.shell.fields import Form

DIMENSIONS = (
    ("", _("None")),
    ("physical", _("Physical")),
    ("social", _("Social")),
    ("reputational", _("Reputation")),
    ("structural", _("Structural")),
)
DIRECTIONS = (
    ("more_is_worse", _("More is a difficulty: lower is wished for")),
    ("more_is_better", _("More is good: higher is wished for")),
    ("neither", _("Neither: it is for orientation only")),
)


class Described(Form):
    """What an indicator is. One of a protected topic can only be defined."""

    direction = forms.ChoiceField(
        label=_("Which way is wished for?"),
        choices=DIRECTIONS,
        widget=forms.RadioSelect,
    )
    dimension = forms.ChoiceField(
        label=_("Which dimension does it tell of?"), choices=DIMENSIONS, required=False
    )
    definition = forms.CharField(
        label=_("Definition"),
        help_text=_("One sentence: who or what is counted, and of how many."),
        max_length=2000,
        required=False,
        widget=forms.Textarea,
    )
    counts = forms.BooleanField(
        label=_("It counts where difficulties pile up"), required=False
    )

    @classmethod
    def of(cls, indicator: Indicator, data: Any, *, counts: bool) -> Described:
        """Make the form for an indicator, filled with what is said of it now."""
        now = {
            "direction": indicator.direction,
            "dimension": indicator.dimension,
            "definition": indicator.definition,
            "counts": counts,
        }
        form = cls(data, initial=now)
        if indicator.topic:
            for name in ("direction", "dimension", "counts"):
                del form.fields[name]
        return form

    def clean(self) -> dict[str, Any]:
        """Want a dimension and a direction of what is to count."""
        sent = super().clean() or {}
        told = sent.get("dimension") and sent.get("direction") != "neither"
        if sent.get("counts") and not told:
            self.add_error(
                "counts",
                _("To count, it needs a dimension, and a way that is wished for."),
            )
        return sent


class Public(Form):
    """Which indicators anyone may see."""

    keys = forms.MultipleChoiceField(
        label=_("Indicators"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, *arguments: Any, choices: list[tuple[str, str]], **options: Any
    ) -> None:
        super().__init__(*arguments, **options)
        field = self.fields["keys"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - tells mypy
        field.choices = choices
