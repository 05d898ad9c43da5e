"""What the secretary sends in, one case at a time; and decisions made by e-mail."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from nabolag_web.knowledge.actions.deciding import Decided
from nabolag_web.knowledge.forms.fields import Day, Text, Version
from nabolag_web.knowledge.models import Seat
from nabolag_web.shell.fields import Form

_MOST_VOTES = 999


class SaidForm(Form):
    """What was said of a case; ``over`` is the version it may replace knowingly."""

    said = Text(label=_("What was said"), rows=8, required=False)
    version = Version()
    over = forms.IntegerField(required=False, widget=forms.HiddenInput)


class DecisionForm(Form):
    """What was decided, who carries it out and by when."""

    text = Text(label=_("Decision"))
    owner = forms.ModelChoiceField(
        label=_("Who carries it out?"),
        queryset=Seat.objects.none(),
        required=False,
        empty_label=_("No one in the forum"),
    )
    owner_words = forms.CharField(
        label=_("Someone else, in words"),
        help_text=_("A service, or someone who is not in the forum."),
        max_length=120,
        required=False,
    )
    due_on = Day(label=_("By when?"), required=False)
    votes_for = forms.IntegerField(
        label=_("Votes for"), min_value=0, max_value=_MOST_VOTES, required=False
    )
    votes_against = forms.IntegerField(
        label=_("Votes against"), min_value=0, max_value=_MOST_VOTES, required=False
    )
    minority = forms.CharField(
        label=_("What the minority wanted"), max_length=600, required=False
    )

    def __init__(self, *arguments: Any, seats: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        cast("forms.ModelChoiceField[Seat]", self.fields["owner"]).queryset = seats

    def clean(self) -> dict[str, Any]:
        """Refuse votes of one side only, and two who are to do the same."""
        sent = super().clean() or {}
        if (sent.get("votes_for") is None) != (sent.get("votes_against") is None):
            missing = "votes_for" if sent.get("votes_for") is None else "votes_against"
            self.add_error(missing, _now("Count the votes of both sides, or of none."))
        if sent.get("owner") and sent.get("owner_words"):
            told = _now("Choose one in the forum, or write someone else; not both.")
            self.add_error("owner_words", told)
        return sent

    def decided(self) -> Decided:
        """Give what was filled in."""
        names = DecisionForm.base_fields
        return Decided(**{name: self.cleaned_data[name] for name in names})


class EmailDecisionForm(DecisionForm):
    """A decision made by e-mail, and the day it was made."""

    on = Day(label=_("Which day was it decided?"))
    field_order = ("text", "on")

    def __init__(self, *arguments: Any, today: date, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.today = today

    def clean_on(self) -> date:
        """Refuse a day that has not come."""
        on: date = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError(_now("The day has not come yet."))
        return on


class DisqualifyForm(Form):
    """Who took no part in a case, and on which ground."""

    seat = forms.ModelChoiceField(
        label=_("Who took no part?"),
        queryset=Seat.objects.none(),
        empty_label=_("Choose"),
    )
    ground = forms.CharField(
        label=_("On which ground?"),
        help_text=_("Such as “fvl. § 6: sits on the board of the cooperative”."),
        max_length=200,
    )

    def __init__(self, *arguments: Any, seats: Any) -> None:
        super().__init__(*arguments)
        cast("forms.ModelChoiceField[Seat]", self.fields["seat"]).queryset = seats
