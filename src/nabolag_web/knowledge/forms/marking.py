"""What people may send in about marks: who they are, how far they share, hands."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nabolag_web.knowledge.forms.findings import Sentence, offer
from nabolag_web.knowledge.models import Seat
from nabolag_web.knowledge.words import MARKS
from nabolag_web.shell.fields import Form


class WhoForm(Form):
    """Whose phone this is."""

    seat = forms.ChoiceField(label=_("Who are you?"), widget=forms.RadioSelect)

    def __init__(
        self, *arguments: Any, seats: list[tuple[Seat, bool]], **options: Any
    ) -> None:
        super().__init__(*arguments, **options)
        free = [(str(seat.pk), str(seat)) for seat, taken in seats if not taken]
        offer(self, "seat", free)
        self.seats = {str(seat.pk): seat for seat, _taken in seats}

    def clean_seat(self) -> Seat:
        return self.seats[self.cleaned_data["seat"]]


class MarkForm(Form):
    """How far someone shares a finding, and what they find missing in it."""

    value = forms.ChoiceField(
        label=_("How far do you share it?"),
        choices=[(str(value), word) for value, word in MARKS.items()],
        widget=forms.RadioSelect,
    )
    missing = Sentence(
        label=_("What is missing?"),
        help_text=_("Shown to all without your name, when marks are closed."),
        max_length=400,
        required=False,
    )

    def clean_value(self) -> int:
        return int(self.cleaned_data["value"])


def _hands(value: int) -> forms.IntegerField:
    return forms.IntegerField(
        label=MARKS[value], min_value=0, max_value=999, required=False
    )


class HandsForm(Form):
    """A show of hands: how many raise theirs at each step."""

    on_1, on_2, on_3, on_4, on_5 = map(_hands, MARKS)

    def __init__(self, *arguments: Any, most: int, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.most = most

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        total = sum(self.counts)
        if not total:
            raise forms.ValidationError(_("Count at least one hand."))
        if total > self.most:
            raise forms.ValidationError(
                _(
                    "%(total)s hands are counted, but only %(most)s who may mark are here."
                    " Count again."
                ),
                params={"total": total, "most": self.most},
            )
        return given

    @property
    def counts(self) -> list[int]:
        """Give how many were on each of 1–5."""
        return [self.cleaned_data.get(f"on_{value}") or 0 for value in MARKS]


class MinorityForm(Form):
    """What those who do not share it think, in words."""

    minority = Sentence(
        label=_("What do those who do not share it think?"),
        help_text=_("In their words. It stands in papers and beside the spread."),
        max_length=600,
        required=False,
    )
